"""Who asks, who is asked. [P-83b]"""

from django.db.models import Q, QuerySet

from core import clock
from core.access import Acting
from core.roles import UNIT_LEADERS, Role
from sip.cases import states
from sip.cases.models import ForumCase
from sip.cases.policies import is_convenor
from sip.time_enquiry.models import TimeQuestion


def can_enquire(acting: Acting, case: ForumCase) -> bool:
    """The convenor, before the call."""
    return is_convenor(acting, case) and states.ENQUIRE.allowed_from(case.status)


def visible_questions(acting: Acting) -> QuerySet[TimeQuestion]:
    """Those one is asked, and those of the district one convenes; row security holds the same."""
    mine = Q(receiver_id=acting.assignment_id)
    if acting.role == Role.FORUM_CONVENOR:
        mine |= Q(district_id=acting.district_id)
    return TimeQuestion.objects.filter(mine, region_id=acting.region_id)


def can_answer(acting: Acting, question: TimeQuestion) -> bool:
    return question.receiver_id == acting.assignment_id


def to_answer(acting: Acting) -> QuerySet[TimeQuestion]:
    """Unanswered questions whose times have not all passed, the one to be answered first at the top."""
    if acting.role not in UNIT_LEADERS:
        return TimeQuestion.objects.none()
    found = TimeQuestion.objects.filter(receiver_id=acting.assignment_id, answered_at=None, closed_at=None)
    return found.filter(until__gt=clock.now()).select_related("district").order_by("reply_by", "id")
