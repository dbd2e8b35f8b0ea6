"""Who hands surveys out, and who sees what families answered: sums, never an answer. [F134, domain 3 row Survey]"""

from django.db.models import QuerySet

from core.access import Acting, within
from core.roles import Role
from sip.plans import policies as plans
from sip.plans.models import PlanMeeting, SipPlan
from sip.plans.states import MeetingStatus
from sip.surveys.models import SurveyCode

# As the database has them, in access.survey_figures.
ALL_AREAS = frozenset(
    {Role.SECRETARIAT_OFFICER, Role.SUPPORT_UNIT_OFFICER, Role.REGIONAL_MEMBER, Role.MANAGERS_FORUM_MEMBER}
)
OWN_AREA = frozenset({Role.GROUP_CHAIR, Role.STEERING_MEMBER, Role.GROUP_COORDINATOR})
WHOLE_ONLY = frozenset({Role.POLITICAL_MEMBER})
FIGURE_READERS = ALL_AREAS | OWN_AREA | WHOLE_ONLY


def visible_codes(acting: Acting) -> QuerySet[SurveyCode]:
    """Surveys handed out in the plans whose content one may read now."""
    return SurveyCode.objects.filter(within("case_id", "visible_plan_case_ids"), region_id=acting.region_id)


def can_hand_out(acting: Acting, plan: SipPlan, meeting: PlanMeeting) -> bool:
    """Who leads the plan and may read it, when the meeting has been held. [P-49]"""
    return meeting.status == MeetingStatus.HELD and may_hand_out(acting, plan)


def may_hand_out(acting: Acting, plan: SipPlan) -> bool:
    """Who, whenever: the one who started the plan, its chair, recorder, main responsible or coordinator."""
    return plans.is_leading(acting, plan) and plans.can_read_content(acting, plan)


def sees_figures(acting: Acting) -> bool:
    return acting.role in FIGURE_READERS
