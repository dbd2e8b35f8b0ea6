"""Who may read and keep a placement: those of the placing unit who work with the child. [security 2, P-60]"""

from django.db.models import QuerySet

from core.access import Acting, within
from core.organisations.choices import UnitType
from core.roles import CASE_ROLES
from sip.children.models import Child
from sip.children.policies import can_begin_with_child
from sip.placements import states
from sip.placements.models import HealthExam, Placement, ProtectedResidence

PLACING = (
    UnitType.SOCIAL_SERVICES,
    UnitType.FAMILY_SERVICES,
    UnitType.SOCIAL_WELFARE_BOARD,
    UnitType.LSS_SERVICES,
)


def visible_placements(acting: Acting) -> QuerySet[Placement]:
    """The own unit's placements of the children one works with. Row security holds the rule."""
    own = Placement.objects.filter(region_id=acting.region_id, unit_id=acting.unit_id)
    return own.filter(within("child_id", "visible_child_ids"))


def visible_exams(acting: Acting) -> QuerySet[HealthExam]:
    return HealthExam.objects.filter(region_id=acting.region_id, placement__in=visible_placements(acting))


def visible_residences(acting: Acting) -> QuerySet[ProtectedResidence]:
    """The own unit's only; asked for by its own page and by nothing that lists. [security 2]"""
    own = ProtectedResidence.objects.filter(region_id=acting.region_id, unit_id=acting.unit_id)
    return own.filter(within("child_id", "visible_child_ids"))


def works_with_placements(acting: Acting) -> bool:
    """Social services of the placing municipality, in a role that meets children. [004:L1073-1077]"""
    return acting.is_user and acting.role in CASE_ROLES and acting.unit_type in PLACING


def can_register_placement(acting: Acting, child: Child) -> bool:
    return works_with_placements(acting) and can_begin_with_child(acting, child)


def can_keep_placement(acting: Acting, placement: Placement) -> bool:
    """Note what is done while it goes on."""
    return placement.is_open and _is_own(acting, placement)


def can_begin(acting: Acting, placement: Placement) -> bool:
    return states.BEGIN.allowed_from(placement.status) and _is_own(acting, placement)


def can_note_planning(acting: Acting, placement: Placement) -> bool:
    return placement.is_acute and can_keep_placement(acting, placement)


def can_note_board_exam(acting: Acting, placement: Placement) -> bool:
    return placement.act == states.Act.LVU and can_keep_placement(acting, placement)


def can_protect(acting: Acting, placement: Placement) -> bool:
    """Only under LVU may the place of stay be kept secret. [P-62, 004:L1091-1098]"""
    return placement.act == states.Act.LVU and can_keep_placement(acting, placement)


def can_keep_residence(acting: Acting, residence: ProtectedResidence) -> bool:
    """The region is told of its end also after the placement has ended."""
    return works_with_placements(acting) and residence.unit_id == acting.unit_id


def _is_own(acting: Acting, placement: Placement) -> bool:
    return works_with_placements(acting) and placement.unit_id == acting.unit_id
