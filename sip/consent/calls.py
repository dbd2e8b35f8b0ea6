"""Whose calls go with a consent: the database takes them, those concerned are told. [CS-20, facts 9.8]"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from core.access import Acting
from core.notices import notify
from groups.meetings.called import Attendance
from sip.cases.subjects import Subject
from sip.individual_forum.models import Call
from sip.individual_forum.states import OccasionStatus
from sip.plans.models import PlanInvitation, SipPlan
from sip.plans.states import MeetingStatus
from sip.transfers.models import Transfer

_OF_A_MEETING = Q(meeting__status=MeetingStatus.CALLED)
_OF_A_SITTING = Q(occasion__status=OccasionStatus.CALLED, occasion__is_deidentified=False)


def called_of(case: Subject, units: Collection[UUID]) -> list[UUID]:
    """The assignments of those units that are called to what lies ahead. Asked before the consent closes to them."""
    if not units or isinstance(case, Transfer):  # nobody is called to anything
        return []
    model: type[PlanInvitation | Call] = PlanInvitation if isinstance(case, SipPlan) else Call
    called = model._default_manager.filter(case_id=case.pk, unit_id__in=units, attendance=Attendance.UNKNOWN)
    ahead = _OF_A_MEETING if isinstance(case, SipPlan) else _OF_A_SITTING
    return list(called.filter(ahead).values_list("assignment_id", flat=True))


def tell_gone(case: Subject, gone: Collection[UUID], *, by: Acting) -> None:
    """Those whose call has gone learn that, and no more: they may not see the case any longer."""
    to = {*gone} - {by.assignment_id}
    notify("call_gone", to=to, by=by, about_kind="case", about_id=case.pk, case_id=case.pk)
