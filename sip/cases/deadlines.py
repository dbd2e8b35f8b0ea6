"""Which of a case's facts start its clocks, and what is asked of whom. [DL-01, 001:L317-325, 001:L242-244]"""

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock
from core.roles import Role

FORUM_CONVENED = Clock(
    "DL-01",
    starts=lambda case: case.need_noticed_on,
    owner=Role.FORUM_CONVENOR,
    title=_("Kalla chefer till individforum"),
    button=_("Kalla till möte"),
    unled=(_("Se till att en sammankallande utses, ett ärende väntar"), _("Visa grupperna"), "groups:forum_tree"),
)

# The managers it was lifted to. A lifted case waits as a raised one does; the source gives no length. [default]
MANAGERS_DECIDED = Clock(
    "DL-01B",
    starts=lambda case: case.escalated_on,
    owner=Role.GROUP_CHAIR,
    title=_("Besluta i ett ärende som inte gick att lösa"),
    button=_("Besluta"),
)
