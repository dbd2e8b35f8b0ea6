"""Who calls, answers, holds and writes a sitting. [P-83..P-85, security 2]"""

from collections.abc import Callable

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from core import clock
from core.access import Acting, within
from core.organisations.models import Unit
from core.organisations.querysets import UnitQuerySet
from core.people.models import RoleAssignment
from core.people.queries import live_assignments
from core.people.querysets import RoleAssignmentQuerySet
from core.roles import CASE_ROLES, UNIT_LEADERS
from groups.meetings.called import Attendance
from sip.cases import states
from sip.cases.models import ForumCase
from sip.cases.places import MEETING_CHILDREN
from sip.cases.policies import can_follow_up, is_convenor
from sip.consent.models import ConsentUnit
from sip.consent.states import ConsentStatus
from sip.individual_forum.models import Call, Decision, Minutes, Occasion
from sip.individual_forum.states import MinutesStatus, OccasionStatus


def can_call(acting: Acting, case: ForumCase) -> bool:
    """The convenor; while a sitting is called only when the consent it rested on is gone. [P-83, CS-20]"""
    if not is_convenor(acting, case) or not states.CONVENE.allowed_from(case.status):
        return False
    return case.status != states.ForumCaseStatus.CONVENED or not can_be_held(case)


def standing_sitting() -> Exists:
    """Whether the case's called sitting may take place, or took place rightly, as a column of a forum case.

    Without identity, or on a consent that stood then: what was withdrawn after the sitting does not undo it, its
    attendance may still be noted. [security 4]
    """
    called = Occasion.objects.filter(case_id=OuterRef("pk"), status=OccasionStatus.CALLED)
    day = TruncDate("starts_at")
    in_force = Q(consent__valid_from__lte=day, consent__valid_to__gte=day)
    stood = Q(consent__status=ConsentStatus.GIVEN) | Q(consent__ended_at__gt=F("starts_at"))
    return Exists(called.filter(Q(is_deidentified=True) | (in_force & stood)))


def can_be_held(case: ForumCase) -> bool:
    """As `standing_sitting`; a page that has asked with the case itself is not asked again."""
    known = getattr(case, "sitting_stands", None)
    if known is None:
        return ForumCase.objects.filter(standing_sitting(), pk=case.pk).exists()
    return known


def can_reply(acting: Acting, call: Call) -> bool:
    """The one who is called, until the sitting has been held or the consent no longer covers the unit."""
    is_called = call.occasion.status == OccasionStatus.CALLED and call.attendance != Attendance.RELEASED
    return is_called and call.assignment_id == acting.assignment_id


def can_hold(acting: Acting, case: ForumCase) -> bool:
    return is_convenor(acting, case) and states.HOLD.allowed_from(case.status)


def can_change_sitting(acting: Acting, case: ForumCase) -> bool:
    """Move what is called, or call more to it: the convenor, while it may take place. [P-83]"""
    return is_convenor(acting, case) and states.CHANGE_SITTING.allowed_from(case.status) and can_be_held(case)


def can_cancel_sitting(acting: Acting, case: ForumCase) -> bool:
    """Also what may not take place any more, and what should have been and was not held. [SM-5]"""
    return is_convenor(acting, case) and states.CALL_OFF.allowed_from(case.status)


def can_name_units(acting: Acting, case: ForumCase) -> bool:
    """One more unit is concerned: the convenor, while sittings are called. [security 2]"""
    return is_convenor(acting, case) and states.CONVENE.allowed_from(case.status)


def nameable_units(case: ForumCase) -> UnitQuerySet:
    """Units in force that meet children and are not in the case."""
    inside = [*case.case.concerned_units.values_list("unit_id", flat=True), case.raising_unit_id]
    found = Unit.objects.filter(region_id=case.region_id, unit_type__in=MEETING_CHILDREN).on(clock.today())
    return found.exclude(pk__in=inside).order_by("unit_type", "name")


def visible_sittings(acting: Acting) -> QuerySet[Occasion]:
    """The sittings of the cases that the acting assignment may read now. [security 1-2]"""
    return Occasion.objects.filter(within("case_id", "visible_case_ids"), region_id=acting.region_id)


def visible_minutes(acting: Acting) -> QuerySet[Minutes]:
    return Minutes.objects.filter(within("case_id", "visible_minutes_case_ids"), region_id=acting.region_id)


def can_write_minutes(acting: Acting, case: ForumCase, minutes: Minutes) -> bool:
    """The convenors of the district; who approves what they write stands in `approvers`. [security 2]"""
    return is_convenor(acting, case) and minutes.status == MinutesStatus.DRAFTED and case.is_open


def visible_decisions(acting: Acting) -> QuerySet[Decision]:
    """What was decided in the cases one sees, and by the approved minutes of a sitting the own unit was at. [row 8]"""
    told = within("case_id", "visible_minutes_case_ids") & Q(occasion__minutes__status=MinutesStatus.APPROVED)
    return Decision.objects.filter(within("case_id", "visible_case_ids") | told, region_id=acting.region_id)


def answered_for(acting: Acting) -> QuerySet[Decision]:
    """Those the own unit answers for, by the approved minutes that its leaders read, while the case goes on.

    Whether it does, the database says: who was only called sees the case no more. [SM-2, row 8]
    """
    if acting.unit_id is None or acting.role not in UNIT_LEADERS:
        return Decision.objects.none()
    of_unit = Q(responsible_unit_id=acting.unit_id, occasion__minutes__status=MinutesStatus.APPROVED)
    return Decision.objects.filter(of_unit, within("case_id", "followed_case_ids"), region_id=acting.region_id)


def can_note_result(acting: Acting, decision: Decision, case: ForumCase | None) -> bool:
    """What came of it: the convenor, those who take part, and the leaders of the unit that answers for it. [SM-2]

    `case` is None for who does not see it any more.
    """
    if case is not None and can_follow_up(acting, case):
        return True
    return answered_for(acting).filter(pk=decision.pk).exists()


def notable(acting: Acting, minutes: Minutes, case: ForumCase | None) -> Callable[[Decision], bool]:
    """The same of each decision in minutes that the reader sees, asked once for them all."""
    if minutes.status != MinutesStatus.APPROVED:
        return lambda decision: False
    if case is not None and can_follow_up(acting, case):
        return lambda decision: True
    own = {*answered_for(acting).filter(occasion_id=minutes.occasion_id).values_list("pk", flat=True)}
    return lambda decision: decision.pk in own


def can_conclude(acting: Acting, case: ForumCase) -> bool:
    return is_convenor(acting, case) and states.RESOLVE.allowed_from(case.status)


def callable_people(case: ForumCase) -> RoleAssignmentQuerySet:
    """Leaders and caseworkers of the concerned and the raising unit, in force today. The database asks the same."""
    units = [*case.case.concerned_units.values_list("unit_id", flat=True), case.raising_unit_id]
    return live_assignments(case.region_id, clock.today()).filter(unit_id__in=units, role__in=CASE_ROLES)


def callable_managers(case: ForumCase) -> QuerySet[RoleAssignment]:
    """The leaders among them; mandate is shown, not assumed. [S-25]"""
    found = callable_people(case).filter(role__in=UNIT_LEADERS)
    return found.with_names().order_by("unit__name", "person__family_name", "id")


def callable_beside(case: ForumCase, occasion: Occasion) -> RoleAssignmentQuerySet:
    """Those of them who are not called to the sitting yet, in the units its consent covers. [CS-05]"""
    found = callable_people(case).exclude(pk__in=Call.objects.filter(occasion=occasion).values("assignment_id"))
    if occasion.consent_id:
        covered = ConsentUnit.objects.filter(consent_id=occasion.consent_id, withdrawn_at__isnull=True)
        found = found.filter(unit_id__in=covered.values("unit_id"))
    return found.with_names().order_by("unit__name", "person__family_name", "id")


def possible_substitutes(call: Call) -> QuerySet[RoleAssignment]:
    """Others of the same unit who may come instead. [F116]"""
    found = live_assignments(call.region_id, clock.today()).filter(unit_id=call.unit_id)
    taken = Call.objects.filter(occasion_id=call.occasion_id).values("assignment_id")
    return found.exclude(pk__in=taken).with_names().order_by("-has_mandate", "person__family_name")
