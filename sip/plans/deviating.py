"""From a plan's page a shortcoming is reported without the child; its code alone comes back. [P-95, P-96]"""

from django.core import signing
from django.urls import reverse

from core.access import Acting
from core.roles import CASE_ROLES, Role
from sip.plans import policies
from sip.plans.models import SipPlan
from sip.plans.services.beside import note_deviation

SALT = "sip.plan.deviation"
HOURS = 24
REPORTERS = CASE_ROLES | {Role.HABILITATION_COORDINATOR}  # of those who take part in plans [P-90]


def deviation_url(acting: Acting, plan: SipPlan) -> str:
    """The way to report a deviation from this plan: a sealed word that only this app can open; "" to no reporter."""
    if acting.unit_id is None or acting.role not in REPORTERS:
        return ""
    return f"{reverse('deviations:report')}?ursprung={signing.dumps(str(plan.pk), salt=SALT)}"


def after_deviation(acting: Acting, token: str, code: str) -> str:
    """A deviation was reported from a plan: note its code there; where to go back to."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return ""
    plan = policies.visible_plans(acting).filter(pk=pk).first()
    if plan is None:
        return ""
    note_deviation(plan, by=acting, code=code)
    return plan.get_absolute_url()
