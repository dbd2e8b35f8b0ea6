"""What the plan's page says of the units that have said no to it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.access import Asks
from core.ui import dates
from sip.plans.models import SipPlan
from sip.refusals.models import Refusal


def refusal_events(plan: SipPlan) -> Iterator[Asks | list[dict]]:
    """Each no with its reason and its words, the latest first; row security says to whom."""
    found = Refusal.objects.filter(case_id=plan.pk).select_related("unit").order_by("-refused_on", "-created_at")
    yield Asks(found)
    yield [
        {
            "at": dates.day(row.refused_on),
            "iso": row.refused_on.isoformat(),
            "title": _("%(unit)s säger nej: %(what)s")
            % {"unit": row.unit.name, "what": row.get_refused_to_display().lower()},
            "detail": ". ".join(one.rstrip(".") for one in (str(row.get_reason_display()), row.words) if one) + ".",
        }
        for row in found
    ]
