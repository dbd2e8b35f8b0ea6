"""Ask the managers about times, and answer. The two weeks go on: only the call stops them. [P-83b, DL-01]"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.notices import notify
from core.people.models import RoleAssignment
from sip.cases import states
from sip.cases.models import ForumCase
from sip.individual_forum.policies import callable_managers
from sip.time_enquiry import policies
from sip.time_enquiry.closing import close_questions
from sip.time_enquiry.models import TimeEnquiry, TimeQuestion


@transaction.atomic
def send_enquiry(
    case: ForumCase, *, by: Acting, managers: Iterable[RoleAssignment], times: Iterable[datetime], reply_by: date
) -> list[TimeQuestion]:
    """Ask managers of the units in the case which times suit them: district, times and last day, nothing else. [P-83b]

    What was asked before and nobody has answered is taken back. Raises WrongState once the call has been sent,
    PermissionDenied, Refused.
    """
    case = lock(case)
    states.ENQUIRE.guard(case)
    require(policies.can_enquire(by, case))
    asked, wanted = sorted({*times}), {manager.pk: manager for manager in managers}
    _check(case, asked, wanted.keys(), reply_by)
    close_questions(case)
    questions = [
        TimeQuestion(
            region_id=case.region_id,
            district_id=case.district_id,
            sent_by_id=by.assignment_id,
            receiver_id=receiver,
            times=asked,
            until=asked[-1],
            reply_by=reply_by,
        )
        for receiver in wanted
    ]
    TimeQuestion.objects.bulk_create(questions)
    TimeEnquiry.objects.bulk_create(
        TimeEnquiry(region_id=case.region_id, case_id=case.pk, question=question) for question in questions
    )
    audit.record("time_enquiry.sent", case, by=by, case_id=case.pk)
    for question in questions:
        notify("time_enquiry", to=[question.receiver_id], by=by, about_kind="time question", about_id=question.pk)
    return questions


def _check(case: ForumCase, times: list[datetime], managers: Iterable, reply_by: date) -> None:
    if not times:
        raise Refused(_("Föreslå minst en tid."), field="day_1")
    if times[0] <= clock.now():
        raise Refused(_("Tiderna måste ligga framåt i tiden."), field="day_1")
    if not clock.today() <= reply_by <= timezone.localdate(times[0]):
        raise Refused(_("Sista dag att svara ligger mellan i dag och den första tiden."), field="reply_by")
    if not managers:
        raise Refused(_("Välj minst en chef att fråga."), field="managers")
    if {*managers} - {one.pk for one in callable_managers(case)}:
        raise Refused(_("Välj bara chefer i verksamheter som finns med i ärendet."), field="managers")


@transaction.atomic
def answer_enquiry(question: TimeQuestion, *, by: Acting, suits: Iterable[datetime]) -> TimeQuestion:
    """Say which of the times suit; none is an answer too, and it may be changed until the call is sent.

    Raises WrongState when nobody waits for it any more, PermissionDenied, Refused for a time that was not suggested.
    """
    question = lock(question)
    require(policies.can_answer(by, question))
    if question.closed_at or question.until <= clock.now():
        raise WrongState(_("Frågan om tider är avslutad. Du behöver inte svara."))
    chosen = sorted({*suits})
    if {*chosen} - {*question.times}:
        raise Refused(_("Välj bland tiderna som föreslås."), field="suits")
    question.suits, question.answered_at = chosen, clock.now()
    question.save(update_fields=["suits", "answered_at"])
    audit.record("time_enquiry.answered", question, by=by)
    notify("time_enquiry_answered", to=[question.sent_by_id], by=by, about_kind="time question", about_id=question.pk)
    return question
