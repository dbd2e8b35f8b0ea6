"""Pieces in the plan that runs: the school's own, given to BUP on a ground in law, and BUP's filed copy. [security 2]

BUP's deputy takes part and filed it; its manager leads the unit and reads no other unit's piece, but does read what
the unit has filed. (rows 3, 4, 8)
"""

from core import clock
from sip.models import Contribution, Disclosure, FiledPiece, SipPlan
from tests.access.more import plans
from tests.database import as_loader

TEXT, COPY = "MÄRKE-UNDERLAG", "MÄRKE-KOPIA"
OWNERS = {"teacher", "head"}

REACHES = {
    "pieces": lambda who, phase: who in plans.KNOWS,
    "piece": lambda who, phase: who in OWNERS,
    "disclosure": lambda who, phase: who == "bup_deputy",
    "filed piece": lambda who, phase: who in {"bup_deputy", "bup_manager"},
}
MARKS = {
    TEXT: lambda who, phase: who in OWNERS | {"bup_deputy"},
    COPY: lambda who, phase: who in OWNERS | {"bup_deputy", "bup_manager"},
}


def make(world) -> dict[str, object]:
    with as_loader():
        return _made(world.town)


def _made(town) -> dict[str, object]:
    plan = SipPlan.objects.select_related("case").get(region=town.region, case__contributions__text=plans.NEED)
    piece, first = (
        Contribution.objects.create(
            region=town.region, case=plan.case, unit=town.school, kind="view", version=version, text=text,
            correction_reason=reason, written_by=town.assignments["teacher"],
        )
        for version, text, reason in ((2, f"{TEXT} {COPY}", "Ny"), (1, COPY, ""))
    )  # fmt: skip
    given, filed = (
        Disclosure.objects.create(
            region=town.region, case=plan.case, contribution=one, receiving_unit=town.bup, basis="osl_10_2",
            ground_reason="Behövs", decided_by_name="Rut Rektor", decided_by_role="Rektor",
            disclosed_by=town.assignments["teacher"],
        )
        for one in (piece, first)
    )  # fmt: skip
    copy = FiledPiece.objects.create(
        region=town.region, case_id=plan.pk, disclosure_id=filed.pk, code=plan.case.code, unit=town.bup,
        from_unit=town.school, kind="view", version=1, text=COPY, basis="osl_10_2", disclosed_at=filed.created_at,
        filed_by=town.assignments["bup_deputy"], filed_at=clock.now(),
    )  # fmt: skip
    return {"pieces": plan.pk, "piece": piece.pk, "disclosure": given.pk, "filed piece": copy.pk}
