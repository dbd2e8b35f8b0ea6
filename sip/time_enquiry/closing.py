"""The call has been sent, or the case has ended: nobody is asked about times any more."""

from core import clock
from sip.cases.models import ForumCase
from sip.time_enquiry.models import TimeQuestion


def close_questions(case: ForumCase) -> None:
    """For the convenor, who sent them: what nobody has answered is taken from the managers' start pages."""
    TimeQuestion.objects.filter(enquiry__case_id=case.pk, answered_at=None, closed_at=None).update(
        closed_at=clock.now()
    )
