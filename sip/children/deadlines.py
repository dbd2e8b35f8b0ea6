"""The clock of a child that is expected: whoever recorded it asks after the birth, and reports if need be. [DL-49]

It ends when the birth is noted, on the page that reminds of the duty to report. Whether anything was reported it does
not know: that is the reporter's own. [P-16, P-20]
"""

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock
from core.roles import Role

BORN = Clock(
    "DL-49",
    starts=lambda birth: None,  # the day it is recorded: what is promised is the expected day
    owner=Role.UNIT_MANAGER,
    title=_("Fråga om det väntade barnet är fött, och anmäl om oron finns kvar"),
    button=_("Notera födelsen"),
    about=_("Väntat barn"),
)  # [004:L915-921]
