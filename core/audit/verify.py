"""Recompute every seal. A finding is a sentence; no finding means that no sealed row was touched. [security 5]"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from core.audit import canonical, seals
from core.audit.models import AuditSeal
from core.audit.months import FEWEST_YEARS

BATCH = 500  # seals recomputed in one statement
BLOCKS = """
SELECT sequence, e.row_count, e.block_hash, b.row_count, b.block_hash
FROM access.audit_expected(%s, %s) e JOIN access.audit_blocks(%s, %s) b USING (sequence)
"""


class Block(NamedTuple):
    """So many rows, and the hash over them."""

    rows: int
    hash: str


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
            wanted, there = blocks[seal.sequence]
            proof.findings += [*_chain(seal, before), *_content(seal, wanted, there)]
            proof.seals, proof.rows, before = proof.seals + 1, proof.rows + wanted.rows, seal
    proof.waiting, impossible = _pending()
    if impossible:
        proof.findings.append(f"{_rows(impossible)} of transactions that have never been: inserted past the log.")
    proof.findings += _gone()
    if from_file:
        proof.findings += _outside(from_file)
    return proof


def _batches() -> Iterator[list[AuditSeal]]:
    rows = AuditSeal.objects.iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _blocks(first: int, last: int) -> dict[int, tuple[Block, Block]]:
    """What each seal's block must hold, now that whole months may have gone, and what it holds."""
    with connection.cursor() as cursor:
        cursor.execute(BLOCKS, [first, last, first, last])
        return {key: (Block(*found[:2]), Block(*found[2:])) for key, *found in cursor.fetchall()}


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


def _gone() -> Iterator[str]:
    """Months that went otherwise than by the night's job."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT month, is_early, is_over_young, is_unsaid FROM access.audit_drops()")
        for month, is_early, is_over_young, is_unsaid in cursor.fetchall():
            name = f"Month {month:%Y-%m} of the log"
            if is_early:
                yield f"{name} went before it was {FEWEST_YEARS} years old."
            if is_over_young:
                yield f"{name} is said to have taken rows of blocks younger than {FEWEST_YEARS} years."
            if is_unsaid:
                yield f"{name} has gone, and the log does not say so."


def _content(seal: AuditSeal, wanted: Block, there: Block) -> Iterator[str]:
    place = f"Block {seal.sequence} (sealed {seal.at:%Y-%m-%d %H:%M} UTC)"
    if there.rows < wanted.rows:
        yield f"{place}: {_rows(wanted.rows - there.rows)} removed of {wanted.rows}."
    elif there.rows > wanted.rows:
        yield f"{place}: {_rows(there.rows - wanted.rows)} inserted after it was sealed with {wanted.rows}."
    elif there != wanted:
        yield f"{place}: at least one of its {wanted.rows} rows has been changed or exchanged."


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
