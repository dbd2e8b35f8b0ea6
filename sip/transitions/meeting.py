"""The joint meeting of a transition: when and where, which units are called, and what they answer. [P-70, F100]

Only a unit that a live consent covers, or that is the own principal's, is called through the portal; its people who
see the transition are told. For a unit that has nobody who does, the unit that holds the transition together notes the
answer on its word.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.audit.moves import locked, moved
from core.errors import Refused, WrongState
from core.notices import notify
from core.organisations.models import Unit
from sip.cases.models import Participation
from sip.children.models import Contact
from sip.consent.models import ConsentUnit
from sip.consent.states import ConsentStatus
from sip.transitions import policies, states
from sip.transitions.models import Transition, TransitionUnit
from sip.transitions.states import MeetingReply, UnitPart


def callable_units(transition: Transition) -> set[UUID]:
    """Of the transition's units: the own principal's, and those that a consent in the case covers today."""
    today = clock.today()
    rows = transition.units.filter(removed_on__isnull=True).select_related("unit")
    own = {row.unit_id for row in rows if row.unit.principal_id == transition.unit.principal_id}
    if transition.case_id is None:
        return own
    covered = ConsentUnit.objects.filter(
        consent__case_id=transition.case_id, consent__status=ConsentStatus.GIVEN, consent__valid_from__lte=today,
        consent__valid_to__gte=today, withdrawn_at__isnull=True, unit_id__in=[row.unit_id for row in rows],
    )  # fmt: skip
    return own | {*covered.values_list("unit_id", flat=True)}


@transaction.atomic
def call_meeting(
    transition: Transition, *, by: Acting, starts_at: datetime, place: str, units: Iterable[Unit]
) -> Transition:
    """Call the units to the joint meeting; called anew, everybody answers anew. [P-70]

    Raises WrongState, PermissionDenied, Refused for a time that has passed, no place, nobody else called, and a unit
    that no consent covers.
    """
    transition = locked(transition, states.CALL, policies.can_call_meeting, by)
    chosen = {unit.pk: unit for unit in units}
    if starts_at <= clock.now():
        raise Refused(_("Mötet måste ligga framåt i tiden."), field="day")
    if not place.strip():
        raise Refused(_("Skriv var mötet är."), field="place")
    if not chosen.keys() - {transition.unit_id}:
        raise Refused(_("Kalla minst en verksamhet till."), field="units")
    if outside := chosen.keys() - callable_units(transition):
        raise Refused(
            _("Samtycket gäller inte %(unit)s. Be om ett samtycke som gäller också den verksamheten.")
            % {"unit": chosen[min(outside)].name},
            field="units",
        )
    called = {*chosen, transition.unit_id}
    for row in transition.units.filter(removed_on__isnull=True):
        _call(row, is_called=row.unit_id in called, is_own=row.unit_id == transition.unit_id)
    transition.meeting_at, transition.meeting_place = starts_at, place.strip()
    transition = moved(transition, states.CALL, "transition.called", by, "meeting_at", "meeting_place")
    people = {*_people(transition, called)} - {by.assignment_id}
    notify("transition_called", to=people, by=by, about_kind="transition", about_id=transition.pk)
    return transition


def _call(row: TransitionUnit, *, is_called: bool, is_own: bool) -> None:
    today = clock.today()
    row.called_on = today if is_called else None
    row.reply, row.replied_on = (MeetingReply.YES, today) if is_own else ("", None)
    row.save(update_fields=["called_on", "reply", "replied_on"])


def _people(transition: Transition, units: set[UUID]) -> Iterable[UUID]:
    """Who takes part in the case for the units, and who works with the child there."""
    now = clock.now()
    if transition.case_id is not None:
        in_case = Participation.objects.filter(case_id=transition.case_id, unit_id__in=units, assignment__isnull=False)
        yield from in_case.live(now).values_list("assignment_id", flat=True)
    contacts = Contact.objects.live(now).filter(child_id=transition.child_id, unit_id__in=units)
    yield from contacts.values_list("assignment_id", flat=True)


@transaction.atomic
def answer_call(row: TransitionUnit, *, by: Acting, reply: str) -> TransitionUnit:
    """The called unit comes or not; may be changed until the meeting is noted. Raises WrongState, PermissionDenied."""
    transition = lock(row.transition)
    row = lock(row)
    row.transition = transition
    states.CALL.guard(transition)
    if row.called_on is None or row.removed_on is not None:
        raise WrongState(_("Verksamheten är inte längre kallad."))
    require(policies.can_answer_call(by, row) and reply in MeetingReply.values)
    row.reply, row.replied_on = reply, clock.today()
    row.save(update_fields=["reply", "replied_on"])
    audit.record("transition.call_answered", row, by=by, unit_id=row.unit_id, reason=reply)
    return row


def note_who_came(transition: Transition, came: Iterable[UUID]) -> None:
    """By unit. Raises Refused unless both one that hands over and one that takes over were there. [P-70]"""
    rows, there = list(transition.units.filter(removed_on__isnull=True)), {*came}
    if {row.part for row in rows if row.unit_id in there} != set(UnitPart):
        raise Refused(_("Både någon som lämnar över och någon som tar emot ska ha varit med."), field="came")
    for row in rows:
        row.came = row.unit_id in there
        row.save(update_fields=["came"])
