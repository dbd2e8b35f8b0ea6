"""Which of a case's facts starts the two-week clock, and what is asked of whom. [DL-01, 001:L317-325]"""

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
