"""What is called is moved, cancelled, or more are called to it. [P-83, F116, SM-5]

The two weeks are judged by the first call, whatever becomes of it. [DL-01]
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused
from core.notices import notify
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.roles import UNIT_LEADERS
from groups.meetings.called import Attendance, Reply
from sip.cases import states
from sip.cases.models import ConcernedUnit, ForumCase
from sip.cases.services import called_now, cancel_sittings, tell
from sip.consent.services import end_unused
from sip.consent.states import ConsentStatus
from sip.individual_forum import policies
from sip.individual_forum.calling import Sitting, call_one, consent_for
from sip.individual_forum.models import Occasion
from sip.individual_forum.states import OccasionStatus


@transaction.atomic
def move_sitting(case: ForumCase, *, by: Acting, starts_at: datetime, place: str) -> Occasion:
    """Another day, time or place for the same sitting; all who are called are told and asked anew.

    It rests on the consent it was called on, which is not stretched: the new day must lie within it and every called
    unit be covered still. Raises WrongState, PermissionDenied, Refused.
    """
    case = lock(case)
    states.CHANGE_SITTING.guard(case)
    require(policies.can_change_sitting(by, case))
    occasion, place = _called(case), place.strip()
    if starts_at <= clock.now():
        raise Refused(_("Mötet måste ligga framåt i tiden."), field="day")
    if (starts_at, place) == (occasion.starts_at, occasion.place):
        raise Refused(_("Mötet har redan den tiden och den platsen."), field="day")
    calls = occasion.calls.filter(attendance=Attendance.UNKNOWN).exclude(reply=Reply.SUBSTITUTE)
    _check_consent(case, occasion, starts_at, [call.assignment for call in calls.select_related("assignment__unit")])
    occasion.moved_at, occasion.moved_from = clock.now(), occasion.starts_at
    occasion.starts_at, occasion.place = starts_at, place
    occasion.save(update_fields=["moved_at", "moved_from", "starts_at", "place"])
    calls.update(reply=Reply.NONE, replied_at=None)
    audit.record("occasion.moved", occasion, by=by)
    called = list(called_now(case))
    notify("call_moved", to=called, by=by, about_kind="case", about_id=case.pk, case_id=case.pk)
    tell(case, by, told=called)
    return occasion


@transaction.atomic
def cancel_sitting(case: ForumCase, *, by: Acting, reason: str) -> ForumCase:
    """What was called will not be held; the case stands where it stood before the call, to be called anew or ended.

    A consent is for one sitting: with the sitting it ends, and the next one needs its own. The called are told first.
    Raises WrongState, PermissionDenied. [SM-5, CS-10]
    """
    case = lock(case)
    move = states.CALL_OFF_NEXT if case.held_on else states.CALL_OFF
    move.guard(case)
    require(policies.can_cancel_sitting(by, case))
    occasion, called = _called(case), list(called_now(case))
    cancel_sittings(case, by=by, reason=reason)
    if occasion.consent and occasion.consent.status == ConsentStatus.GIVEN:
        end_unused(occasion.consent, by=by)
    held = case.case.occasions.filter(status=OccasionStatus.HELD).order_by("-number").first()
    case.status, case.is_deidentified = move.target, held is not None and held.is_deidentified
    case.save(update_fields=["status", "is_deidentified"])
    tell(case, by, told=called)
    return case


@transaction.atomic
def call_more(case: ForumCase, *, by: Acting, people: Iterable[RoleAssignment]) -> Occasion:
    """More are called to the sitting that lies ahead, of the case's units and where its consent covers them. [F116]

    Raises WrongState, PermissionDenied, Refused.
    """
    case = lock(case)
    states.CHANGE_SITTING.guard(case)
    require(policies.can_change_sitting(by, case))
    occasion, people = _called(case), list(people)
    if occasion.starts_at <= clock.now():
        raise Refused(_("Mötet har redan börjat. Flytta det framåt i tiden först."))
    if not people:
        raise Refused(_("Välj minst en person."), field="people")
    if {one.pk for one in people} - {one.pk for one in policies.callable_beside(case, occasion)}:
        raise Refused(
            _("Välj bara chefer och handläggare i ärendets verksamheter som inte är kallade."), field="people"
        )
    _check_consent(case, occasion, occasion.starts_at, people)
    for person in people:
        call_one(occasion, person, states.Part.CALLED if person.role in UNIT_LEADERS else states.Part.CASEWORKER, by)
    audit.record("occasion.widened", occasion, by=by)
    called = [person.pk for person in people]
    notify("call", to=called, by=by, about_kind="case", about_id=case.pk, case_id=case.pk)
    tell(case, by, told=called)
    return occasion


@transaction.atomic
def name_units(case: ForumCase, *, by: Acting, units: Iterable[Unit]) -> ForumCase:
    """One more unit is concerned: it can be asked for in a consent and called; till then nothing opens to it. [F113]

    Raises WrongState, PermissionDenied, Refused.
    """
    case = lock(case)
    states.CONVENE.guard(case)
    require(policies.can_name_units(by, case))
    units = list(units)
    if not units:
        raise Refused(_("Välj minst en verksamhet."), field="units")
    if {unit.pk for unit in units} - {*policies.nameable_units(case).values_list("pk", flat=True)}:
        raise Refused(_("Verksamheten finns redan med i ärendet, eller möter inga barn."), field="units")
    for unit in units:
        row = ConcernedUnit(region_id=case.region_id, case_id=case.pk, unit=unit)
        row.save(force_insert=True)
        audit.record("case.unit_named", row, by=by, unit_id=unit.pk)
    tell(case, by)
    return case


def _called(case: ForumCase) -> Occasion:
    """The sitting that is called, locked. Raises Refused where somebody has just cancelled it."""
    occasion = case.case.occasions.filter(status=OccasionStatus.CALLED).first()
    if occasion is None:
        raise Refused(_("Det finns inget möte som är kallat."))
    return lock(occasion)


def _check_consent(case: ForumCase, occasion: Occasion, starts_at: datetime, people: list[RoleAssignment]) -> None:
    if not occasion.is_deidentified:
        sitting = Sitting(starts_at, occasion.place, family_present=occasion.family_present)
        consent_for(case, sitting, occasion.number, people, field="people")
