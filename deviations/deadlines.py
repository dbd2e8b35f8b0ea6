"""Which facts of a report start which clock. [domain 5]"""

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.obligations import Clock
from core.roles import Role
from deviations.states import MARK_PRINCIPLED, DeviationStatus

if TYPE_CHECKING:
    from deviations.models import DeviationReport

# Principled questions are answered here; what is only to be sent on has come to nobody yet.
GROUPS = frozenset(str(move.target) for move in MARK_PRINCIPLED.values()) - {str(DeviationStatus.PRINCIPLED)}


def climbed_on(report: "DeviationReport") -> date | None:
    """The day it left the two sides for somebody who owes an answer: the secretariat, or the area's group."""
    if report.submitted_on:
        return report.submitted_on
    step = report.steps.filter(to_status__in=GROUPS).order_by("sequence").first()
    return timezone.localdate(step.at) if step else None


SIDES = Clock("DL-54C", starts=lambda report: report.first_sent_on, about=_("Avvikelse"))  # [facts 9.2, facts 9.24]
RECEIPT = Clock(  # [003:L1361-1363]
    "DL-54", starts=lambda report: report.submitted_on, owner=Role.SECRETARIAT_OFFICER, about=_("Avvikelse")
)
REPLY = Clock("DL-54B", starts=climbed_on, about=_("Avvikelse"))  # owed by whom the region's rule names [facts 9.2]
EVERY = (SIDES, RECEIPT, REPLY)
