"""Which facts of a report start which clock. [domain 5]"""

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock
from core.roles import Role

SECRETARIATS: dict = {"owner": Role.SECRETARIAT_OFFICER, "about": _("Avvikelse")}
RECEIPT = Clock("DL-54", starts=lambda report: report.submitted_on, **SECRETARIATS)  # [003:L1361-1363]
REPLY = Clock("DL-54B", starts=lambda report: report.submitted_on, **SECRETARIATS)  # [facts 9.2]
