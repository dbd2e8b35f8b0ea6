"""Recompute every seal. A finding is a sentence; no finding means that no sealed row was touched. [security 5]"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db import connection

from core.audit import canonical, seals
from core.audit.models import AuditSeal

BATCH = 500  # seals recomputed in one statement


@dataclass
class Proof:
    """What was checked and what was found."""

    seals: int = 0
    rows: int = 0
    waiting: int = 0
    findings: list[str] = field(default_factory=list)


def verify(from_file: Path | None = None) -> Proof:
    """All seals against their rows, their chain, and the seals kept outside when a file is given."""
    proof = Proof()
    before: AuditSeal | None = None
    for batch in _batches():
        blocks = _blocks(batch[0].sequence, batch[-1].sequence)
        for seal in batch:
            proof.findings += [*_chain(seal, before), *_content(seal, *blocks[seal.sequence])]
            proof.seals, proof.rows, before = proof.seals + 1, proof.rows + seal.row_count, seal
    proof.waiting, impossible = _pending()
    if impossible:
        proof.findings.append(f"{_rows(impossible)} of transactions that have never been: inserted past the log.")
    if from_file:
        proof.findings += _outside(from_file)
    return proof


def _batches() -> Iterator[list[AuditSeal]]:
    rows = AuditSeal.objects.iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _blocks(first: int, last: int) -> dict[int, tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequence, row_count, block_hash FROM access.audit_blocks(%s, %s)", [first, last])
        return {sequence: (count, block) for sequence, count, block in cursor.fetchall()}


def _pending() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT waiting, impossible FROM access.audit_pending()")
        return cursor.fetchone()


def _chain(seal: AuditSeal, before: AuditSeal | None) -> Iterator[str]:
    name = f"Seal {seal.sequence}"
    if canonical.seal_hash(vars(seal)) != seal.seal_hash:
        yield f"{name} has been changed: its own hash does not fit."
    if seal.sequence != (before.sequence if before else 0) + 1:
        yield f"{name} follows on {before.sequence if before else 'nothing'}: a seal is missing before it."
    elif seal.previous_hash != (before.seal_hash if before else ""):
        yield f"{name} does not fit the seal before it."
    if seal.from_txid != (before.to_txid if before else 0):
        yield f"{name} does not begin where the seal before it ends."


def _content(seal: AuditSeal, count: int, block: str) -> Iterator[str]:
    place = f"Block {seal.sequence} (sealed {seal.at:%Y-%m-%d %H:%M} UTC)"
    if count < seal.row_count:
        yield f"{place}: {_rows(seal.row_count - count)} removed of {seal.row_count}."
    elif count > seal.row_count:
        yield f"{place}: {_rows(count - seal.row_count)} inserted after it was sealed with {seal.row_count}."
    elif block != seal.block_hash:
        yield f"{place}: at least one of its {seal.row_count} rows has been changed or exchanged."


def _outside(path: Path) -> Iterator[str]:
    """The seals kept outside: each must stand in the database, unchanged, and none be missing between them."""
    known = dict(AuditSeal.objects.values_list("sequence", "seal_hash"))
    before = None
    for number, seal in seals.read_file(path):
        if seal is None:
            yield f"Line {number} of {path} is no seal."
            continue
        sequence = seal["sequence"]
        if sequence not in known:
            yield f"Seal {sequence} stands in {path} but not in the database: the end of the log has been cut off."
        elif known[sequence] != seal["seal_hash"]:
            yield f"Seal {sequence} is another in {path} than in the database: the log has been sealed anew."
        if before is not None and sequence != before + 1:
            yield f"{path} goes from seal {before} to seal {sequence}."
        before = sequence


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"
