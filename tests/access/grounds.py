"""Every basis between every two kinds of unit, as the database answers and as the table says. [facts 1.3, 9.5]"""

from collections.abc import Iterator
from itertools import product

from core.organisations.choices import PrincipalKind, UnitType
from sip.disclosures.choices import Basis, PieceKind
from sip.disclosures.grounds import Party, grounds_between
from sip.disclosures.kinds import kind_needed
from tests.access.scenes import run
from tests.database import as_role

KINDS = [kind.value for kind in UnitType]
# An authority and one that is none, as sender and receiver, of one principal or of two.
SIDES = [(sender, receiver, same) for sender in (True, False) for receiver in (True, False) for same in (True, False)]
ASK = """SELECT b, s, r, access.may_rest_on(b, s, r, %s, %s, %s)
FROM unnest(%s::text[]) b CROSS JOIN unnest(%s::text[]) s CROSS JOIN unnest(%s::text[]) r"""


def _party(kind: str, is_authority: bool, principal: int) -> Party:
    return Party(kind, PrincipalKind.MUNICIPALITY if is_authority else PrincipalKind.PRIVATE_PROVIDER, principal)


def wrong_grounds() -> Iterator[str]:
    """Where the database and the table differ, for each basis, each two kinds of unit and each two principals."""
    bases = [*Basis.values, "no such basis"]
    for from_authority, to_authority, same in SIDES:
        with as_role("bus_owner"):
            found = run(ASK, [from_authority, to_authority, same, bases, KINDS, KINDS])
        told = {(basis, sender, receiver) for basis, sender, receiver, may in found if may}
        said = {
            (ground.basis, sender, receiver)
            for sender, receiver in product(KINDS, KINDS)
            for ground in grounds_between(
                _party(sender, from_authority, 1), _party(receiver, to_authority, 1 if same else 2)
            )
        }
        for one in sorted(told ^ said):
            yield f"{one}, authorities {from_authority} {to_authority}, one principal {same}"


def wrong_kinds() -> Iterator[str]:
    """Where the database and the table differ on which kind of information a piece is."""
    for kind, unit_type in product(PieceKind.values, KINDS):
        with as_role("bus_owner"):
            found = run("SELECT access.kind_of_piece(%s, %s)", [kind, unit_type])[0][0]
        if found != kind_needed(kind, unit_type):
            yield f"{kind} of {unit_type}: {found}"
