"""The verbs of a consent. [SM-4]"""

from sip.consent.services.recording import answer_on_screen, answered, record_consent
from sip.consent.services.withdrawing import end_unused, use, withdraw_consent

__all__ = ["answer_on_screen", "answered", "end_unused", "record_consent", "use", "withdraw_consent"]
