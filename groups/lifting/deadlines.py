"""The clock of a lifted question: one for each forum it stands with, from the day it came there. [DL-58]"""

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock

ANSWERED = Clock(
    "DL-58",
    starts=lambda question: question.lifted_on,
    title=_("Svara på en lyft fråga, eller skicka den vidare"),
    button=_("Öppna frågan"),
    about=_("Lyft fråga"),
)  # [004:L722-732]
