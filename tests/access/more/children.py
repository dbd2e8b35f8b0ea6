"""The child's own rows: for the one in contact with it and that unit's head, in every phase. [security 1, 2]"""

from sip.children.numbers import written
from tests.access.around_child import FIRST, surround
from tests.access.oracle import SEE_CHILD

KINDS = ("identifier", "number change", "guardian", "bar", "child person", "protection")
NUMBER = written(FIRST.kind, FIRST.digits)


def make(world) -> dict[str, object]:
    """Everything around the world's child; texts of its needs stand in the part beside this one."""
    made = surround(
        world.child, world.town.teacher, person="MÄRKE-MORMOR", adaptations="MÄRKE-STÖD", note="MÄRKE-STEG",
        need="MÄRKE-BEHOV", dimension="MÄRKE-HEMMET", plan="MÄRKE-EGEN-PLAN",
    )  # fmt: skip
    world.around = made
    return {kind: made[kind] for kind in KINDS}


def sees(who: str, phase: str) -> bool:
    return who in SEE_CHILD


REACHES = dict.fromkeys(KINDS, sees)
MARKS = {"MÄRKE-MORMOR": sees, "MÄRKE-STÖD": sees, NUMBER: sees}
