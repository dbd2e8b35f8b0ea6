"""The clock of an assignment: from the day it is given to the day agreed, ended when it is reported. [DL-25]"""

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock

REPORTED = Clock(
    "DL-25",
    starts=lambda task: task.due_from,
    title=_("Redovisa uppdraget"),
    button=_("Öppna uppdraget"),
    about=_("Uppdrag"),
)  # [001:L288-302]
