"""Which of a placement's facts starts which clock; lengths and roles are the region's rules. [DL-02, 03, 37, 40, 41]

The regional deadlines hold for placements by SoL and LVU, not by LSS. [X-35]
"""

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock
from core.roles import Role
from sip.placements.models import HealthExam, Placement
from sip.placements.states import CLOCKED, Equivalence, PlacementStatus

PLACEMENT = _("Placering")
JOINT_PLANNING = Clock(
    "DL-02",
    starts=lambda placement: placement.decided_on if placement.is_acute and placement.act in CLOCKED else None,
    owner=Role.UNIT_MANAGER,
    title=_("Bjud in till gemensam planering efter den akuta placeringen"),
    button=_("Till placeringen"),
    about=PLACEMENT,
)  # the decision starts it, the invitation stops it
BOARD_EXAM = Clock(
    "DL-03",
    starts=lambda placement: placement.exam_decided_on,
    owner=Role.UNIT_MANAGER,
    title=_("Läkarundersökningen enligt LVU ska vara gjord"),
    button=_("Till placeringen"),
    about=PLACEMENT,
)
HEALTH_REQUEST = Clock(
    "DL-37",
    starts=lambda exam: exam.placement.starts_on if is_owed(exam) else None,
    owner=Role.UNIT_MANAGER,
    title=_("Begär hälsoundersökning för ett placerat barn"),
    button=_("Notera begäran"),
    about=PLACEMENT,
)
REGION_TOLD = Clock(
    "DL-40",
    starts=lambda residence: residence.ended_on or residence.starts_on,
    owner=Role.UNIT_MANAGER,
    title=_("Lämna ett besked till regionen"),  # a list says no more of it than this
    button=_("Till beskedet"),
    about=PLACEMENT,
)
END_PLANNED = Clock(
    "DL-41",
    starts=lambda placement: None,  # the day it is noted: what is promised is the day it ends
    owner=Role.UNIT_MANAGER,
    title=_("Planera inför att placeringen avslutas"),
    button=_("Till placeringen"),
    about=PLACEMENT,
)


def is_owed(exam: HealthExam) -> bool:
    """Whether a request is still to be sent: the placement goes on by SoL or LVU and nothing equivalent exists."""
    placement = exam.placement
    return (
        placement.act in CLOCKED
        and placement.status == PlacementStatus.ONGOING
        and exam.requested_on is None
        and exam.equivalence != Equivalence.EXISTS
    )


def applied_before_exam(placement: Placement) -> bool:
    """The application for care was made before the medical examination, or without it. [DL-03]"""
    if placement.application_on is None or placement.exam_decided_on is None:
        return False
    return placement.exam_done_on is None or placement.application_on < placement.exam_done_on


def owes_no_cost_claim(placement: Placement) -> bool:
    """Until the joint planning has met no party may claim the other's cost responsibility. [P-67, 004:L1231-1241]"""
    return placement.is_open and placement.is_acute and placement.act in CLOCKED and placement.planning_met_on is None
