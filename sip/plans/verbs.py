"""Which buttons the plan's page may show: the policies' own answers, by name."""

from collections.abc import Callable

from core.access import Acting
from sip.consent.policies import can_withdraw_consent
from sip.plans import policies
from sip.plans.models import SipPlan
from sip.refusals.policies import can_note_refusal

QUESTIONS: dict[str, Callable[[Acting, SipPlan], bool]] = {
    "offer": policies.can_offer,
    "decline": policies.can_answer_offer,
    "leave_out": policies.can_leave_out,
    "record_consent": policies.can_record_plan_consent,
    "withdraw_consent": can_withdraw_consent,
    "start_work": policies.can_start_work,
    "add_people": policies.can_add_people,
    "call": policies.can_call,
    "set_external": policies.can_set_external,
    "note_refusal": can_note_refusal,
}


def plan_verbs(acting: Acting, plan: SipPlan) -> set[str]:
    return {name for name, question in QUESTIONS.items() if question(acting, plan)}
