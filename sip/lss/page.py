"""What the offer's page shows, and the section on the child's page. [F90]"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core import clock
from core.access import Acting, Asks, together
from core.obligations.faces import clocks_of, face
from core.ui import badges, dates
from core.ui.questions import buttons
from sip.children.models import Child
from sip.children.policies import is_expected_no_longer
from sip.lss.deadlines import CODES
from sip.lss.models import LssOffer
from sip.lss.policies import visible_offers, works_with_lss
from sip.lss.questions import QUESTIONS
from sip.lss.states import OPEN, OfferStatus

LEADS = {
    OfferStatus.OWED: _lazy("Planen ska erbjudas nu."),
    OfferStatus.OFFERED: _lazy("Planen är erbjuden. Nästa steg är familjens svar."),
    OfferStatus.DECLINED: _lazy("Familjen tackade nej. Planen kan erbjudas igen när som helst."),
    OfferStatus.ACCEPTED: _lazy("Familjen vill ha en plan. När den är gjord noterar du dess dagar här."),
    OfferStatus.IN_FORCE: _lazy("Planen finns, och ses över minst en gång om året."),
    OfferStatus.ENDED: _lazy("Portalen påminner inte längre."),
}
DAYS = ("offered_on", "answered_on", "valid_from", "reviewed_on", "review_on", "told_on", "ended_on")


def lss_page(acting: Acting, offer: LssOffer) -> dict:
    """Everything the page shows to this reader; the clocks are read in one statement."""
    clocks = clocks_of(offer, CODES)
    together(clocks)
    return {
        "offer": offer,
        "lead": _lead(offer),
        "facts": _facts(offer),
        "buttons": buttons(QUESTIONS, acting, offer, "sip:lss_note"),
        "clocks": [face(row, clock.today()) for row in clocks if row.due_on and row.is_live],
        "others_url": reverse("sip:child_plans", args=[offer.child_id]) if offer.is_among_others else "",
        "child_url": reverse("sip:child_detail", args=[offer.child_id]),
    }


def _lead(offer: LssOffer) -> str:
    if offer.is_among_others and offer.status == OfferStatus.IN_FORCE:
        return _("Planen står bland barnets andra planer. Där ses den över och där noteras underrättelsen.")
    if offer.beside and offer.status == OfferStatus.IN_FORCE:
        return _("Planen står bredvid SIP %(code)s. Där ses den över och där noteras underrättelsen.") % {
            "code": offer.beside
        }
    return str(LEADS[OfferStatus(offer.status)])


def _facts(offer: LssOffer) -> list[dict]:
    facts = [{"term": str(offer.get_why_display()), "text": dates.day(offer.arose_on)}]
    for name in DAYS:
        is_over = name == "review_on" and offer.status == OfferStatus.ENDED
        if (day := getattr(offer, name)) and not is_over:
            facts.append({"term": str(offer._meta.get_field(name).verbose_name), "text": dates.day(day)})
    if offer.has_own_days and offer.told_on is None:
        facts.append({"term": _("Regionen underrättades"), "text": _("Inte än")})
    if offer.end_reason:
        facts.append({"term": _("Varför det avslutades"), "text": str(offer.get_end_reason_display())})
    return [*facts, {"term": _("Verksamhet"), "text": offer.unit.name}]


def lss_row(offer: LssOffer) -> dict:
    return {
        "title": _("Plan enligt LSS %(code)s") % {"code": offer.code},
        "url": reverse("sip:lss_detail", args=[offer.pk]),
        "detail": _lead(offer),
        "badge": str(offer.get_status_display()),
        "badge_is": badges.MEANINGS.get(offer.status, ""),
    }


def child_section(acting: Acting, child: Child) -> Iterator[Asks | dict]:
    """The offers on the page of a child that one works with; nothing to those who are not of social services."""
    if not works_with_lss(acting):
        return
    found = visible_offers(acting).filter(child=child).order_by("-arose_on", "-created_at")
    yield Asks(found)
    section = {
        "title": _("Plan enligt LSS"),
        "key": "lss",
        "rows": [lss_row(one) for one in found],
        "empty": _("Ingen insats enligt LSS är noterad, och ingen har bett om en plan."),
    }
    if not any(one.status in OPEN for one in found) and not is_expected_no_longer(child):
        section |= {"url": reverse("sip:lss_new", args=[child.pk]), "label": _("Notera insats eller begäran")}
    yield section
