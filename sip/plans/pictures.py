"""Which picture stands beside what happens, in the child's own page: by who does it. [facts 9.20, CS-19]

The pictures are drawn in `sip/family/_picture.html`; what each shows is said in words too, in `child.picture_*`.
"""

from sip.disclosures.choices import Side
from sip.disclosures.grounds import side_of
from sip.plans.choices import Doer

BY_DOER = {Doer.CHILD: "me", Doer.FAMILY: "family", Doer.NETWORK: "friends"}
BY_SIDE = {Side.SCHOOL: "school", Side.STUDENT_HEALTH: "school", Side.HEALTH: "care", Side.SOCIAL: "talk"}
ANYBODY = "help"


def picture_of(doer: str, unit_type: str, *, hides_places: bool) -> str:
    """A school's picture tells of a school: toward a reader who may know no place everybody is somebody who helps."""
    if doer != Doer.UNIT:
        return BY_DOER[Doer(doer)]
    side = None if hides_places else side_of(unit_type)
    return BY_SIDE.get(side, ANYBODY) if side else ANYBODY
