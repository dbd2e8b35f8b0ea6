"""Which facts of a report start which clock. [domain 5]"""

from core.obligations import Clock
from core.roles import Role

RECEIPT = Clock("DL-54", starts=lambda report: report.submitted_on, owner=Role.SECRETARIAT_OFFICER)  # [003:L1361-1363]
REPLY = Clock("DL-54B", starts=lambda report: report.submitted_on, owner=Role.SECRETARIAT_OFFICER)  # [facts 9.2]
