"""A line of those one has invited."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.ui import dates
from deviations.guests.services import ORIGIN
from deviations.models import DeviationGuest


def guest_row(guest: DeviationGuest) -> dict[str, Any]:
    """Who was invited, and the way on once something has come."""
    came = guest.answered_at is not None
    day = timezone.localdate(guest.answered_at) if came else guest.expires_on
    query = urlencode({"ursprung": f"{ORIGIN}{guest.pk}"})
    return {
        "name": guest.unit_name,
        "detail": (_("Svarade %(day)s") if came else _("Kan svara till och med %(day)s")) % {"day": dates.day(day)},
        "url": f"{reverse('deviations:report')}?{query}" if came else "",
        "end_url": reverse("deviations:guest_end", args=[guest.pk]),
    }
