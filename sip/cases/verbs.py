"""Which buttons the case's page shows: the policies' own answers, by name."""

from core.access import Acting
from sip.cases import policies
from sip.cases.models import ForumCase
from sip.consent.policies import can_record_consent, can_withdraw_consent
from sip.individual_forum.policies import (
    can_call,
    can_cancel_sitting,
    can_change_sitting,
    can_conclude,
    can_hold,
    can_name_units,
)
from sip.time_enquiry.policies import can_enquire

QUESTIONS = {
    "enquire": can_enquire,
    "call": can_call,
    "hold": can_hold,
    "change_sitting": can_change_sitting,
    "cancel_sitting": can_cancel_sitting,
    "name_units": can_name_units,
    "conclude": can_conclude,
    "correct_noticed": policies.can_correct_noticed,
    "return": policies.can_return_case,
    "withdraw": policies.can_withdraw_case,
    "escalate": policies.can_escalate,
    "decide": policies.can_decide,
    "forward_principle": policies.can_forward_principle,
    "receive": policies.can_receive_decision,
    "close": policies.can_close,
    "follow_up": policies.can_follow_up,
    "record_consent": can_record_consent,
    "withdraw_consent": can_withdraw_consent,
}


def case_verbs(acting: Acting, case: ForumCase) -> set[str]:
    return {name for name, question in QUESTIONS.items() if question(acting, case)}
