"""The clock of what a member owes after a meeting: to pass on at home what was said. [DL-24]"""

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock

PASSED = Clock(
    "DL-24",
    starts=lambda row: row.due_from,
    title=_("För vidare vad mötet kom fram till"),
    button=_("Jag har fört det vidare"),
    about=_("Möte"),
)  # [000:L348-350, 001:L168-170, 001:L276-278]
