"""What the page of a secret residence shows. Nothing else asks for it. [security 2]"""

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.obligations.faces import clock_of
from core.ui import dates
from sip.placements.models import ProtectedResidence


def residence_page(residence: ProtectedResidence) -> dict:
    """The place, the days, and the one thing to note next."""
    is_over = residence.ended_on is not None
    is_told = residence.start_told_on is not None and not is_over
    facts = [
        {"term": _("Var barnet vistas"), "text": residence.place, "strong": True},
        {"term": _("Hemlig"), "text": dates.period(residence.starts_on, residence.ended_on)},
        {"term": _("Regionen fick veta att skyddet började"), "text": _day(residence.start_told_on)},
    ]
    if is_over:
        facts.append({"term": _("Regionen fick veta att skyddet upphörde"), "text": _day(residence.end_told_on)})
    return {
        "residence": residence,
        "placement": residence.placement,
        "back_url": reverse("sip:placement_detail", args=[residence.placement_id]),
        "facts": facts,
        "is_told": is_told,
        "is_done": residence.end_told_on is not None,
        "clock": clock_of(residence, "DL-40", today=clock.today()),
        "tell": None if is_told else _tell(residence),
        "next": _("När upphörde skyddet?") if is_told else _("Är beskedet lämnat på annat sätt?"),
        "button": _("Avsluta skyddet") if is_told else _("Spara beskedet"),
        "done": _("Skyddet är avslutat. Meddela regionen i dag.") if is_told else _("Beskedet är noterat."),
    }


def _tell(residence: ProtectedResidence) -> dict:
    """The region's notice through the portal; the day is noted by itself then."""
    slug = "skydd-upphor" if residence.ended_on else "skydd"
    url = reverse("sip:placement_tell", args=[residence.placement_id, slug])
    return {"url": url, "label": _("Lämna beskedet i portalen")}


def _day(day) -> str:
    return dates.day(day) if day else _("Inte noterat")
