"""Which facts of a report start which clock. [domain 5]"""

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock
from core.roles import Role

SECRETARIATS: dict = {"owner": Role.SECRETARIAT_OFFICER, "about": _("Avvikelse")}
SIDES = Clock("DL-54C", starts=lambda report: report.first_sent_on, about=_("Avvikelse"))  # [facts 9.2, facts 9.24]
RECEIPT = Clock("DL-54", starts=lambda report: report.submitted_on, **SECRETARIATS)  # [003:L1361-1363]
REPLY = Clock("DL-54B", starts=lambda report: report.submitted_on, **SECRETARIATS)  # [facts 9.2]
EVERY = (SIDES, RECEIPT, REPLY)
