"""A call to a SIP meeting: to those it is sent to, and to whoever joins the plan when it has been sent. [P-42, F79]"""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.errors import Refused
from core.notices import notify
from core.people.models import RoleAssignment
from groups.meetings.called import Reply
from sip.plans.models import PlanInvitation, PlanMeeting, SipPlan
from sip.plans.states import MeetingStatus


def unit_of(person: RoleAssignment) -> UUID:
    """The unit somebody takes part for. Raises Refused for one who works in none."""
    if person.unit_id is None:
        raise Refused(_("Välj någon som arbetar i en verksamhet."), field="people")
    return person.unit_id


def invite(
    meeting: PlanMeeting,
    person: RoleAssignment,
    by: Acting,
    has_contact: bool | None,
    replaces: PlanInvitation | None = None,
) -> PlanInvitation:
    comes = replaces is not None or person.pk == by.assignment_id
    row = PlanInvitation(
        region_id=meeting.region_id,
        case_id=meeting.case_id,
        meeting=meeting,
        unit_id=unit_of(person),
        assignment_id=person.pk,
        has_mandate=person.has_mandate,
        has_contact=has_contact,
        reply=Reply.YES if comes else Reply.NONE,
        replied_at=clock.now() if comes else None,
        replaces=replaces,
    )
    row.save(force_insert=True)
    return row


def invite_late(plan: SipPlan, joined: Iterable[RoleAssignment], *, by: Acting) -> list:
    """Whoever has joined after the call is called too, to what still lies ahead; the ids of those who were.

    Who took part before has a call already, and the answer to it stands. Of specialist care's contact with the child
    nothing is known: it is asked for when the meeting is called.
    """
    joined = list(joined)
    ahead = PlanMeeting.objects.filter(case_id=plan.pk, status=MeetingStatus.CALLED, starts_at__gt=clock.now())
    meeting = ahead.order_by("starts_at").first()
    if meeting is None or not joined:
        return []
    invited = {*PlanInvitation.objects.filter(meeting=meeting).values_list("assignment_id", flat=True)}
    for person in joined:
        if person.pk not in invited:
            invite(meeting, person, by, None)
    called = [person.pk for person in joined if person.pk != by.assignment_id]
    notify("plan_call", to=called, by=by, about_kind="case", about_id=plan.pk, case_id=plan.pk)
    return called
