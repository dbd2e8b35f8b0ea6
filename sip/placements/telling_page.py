"""The page of a notice about a placement, what it says until it is changed, and those that have gone. [F95-F98]"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core import clock
from core.access import Acting, within
from core.organisations.models import Unit
from core.ui import dates
from core.ui.forms import LongText, ManyPicks
from sip.disclosures.choices import Basis
from sip.disclosures.forms import DisclosePieceForm
from sip.disclosures.rows import bases_between
from sip.placements.models import Placement, PlacementNotice, ProtectedResidence
from sip.placements.states import WITHOUT_CONSENT, NoticeKind
from sip.placements.telling import can_tell

SLUGS = {
    "skydd": NoticeKind.SECRET,
    "skydd-upphor": NoticeKind.SECRET_NO_MORE,
    "planering": NoticeKind.JOINT_PLANNING,
    "halsa": NoticeKind.HEALTH_EXAM,
    "tandvard": NoticeKind.DENTAL_EXAM,
}
# In Swedish, whatever language the sender reads the portal in: it is kept among the receiver's records.
TEXTS = {
    NoticeKind.SECRET: (
        "Vistelseorten är skyddad från och med %(secret)s. Vårdnadshavarna ska inte ha tillgång till barnets journal, "
        "så att vistelseorten inte röjs. Vi meddelar när skyddet upphör."
    ),
    NoticeKind.SECRET_NO_MORE: (
        "Skyddet av vistelseorten upphörde %(open)s. Vårdnadshavarna behöver inte längre hållas utanför journalen av "
        "det skälet."
    ),
    NoticeKind.JOINT_PLANNING: (
        "Barnet är akut placerat utanför hemmet sedan %(decided)s. Vi bjuder in er till gemensam planering. Svara oss "
        "om vem som kommer från er och när det passar."
    ),
    NoticeKind.HEALTH_EXAM: (
        "Barnet vårdas utanför hemmet från och med %(starts)s och ska erbjudas en hälsoundersökning. Vi begär att ni "
        "undersöker den psykiska och den fysiska hälsan och lämnar ett utlåtande till oss."
    ),
    NoticeKind.DENTAL_EXAM: (
        "Barnet vårdas utanför hemmet från och med %(starts)s och ska erbjudas en hälsoundersökning. Vi begär att ni "
        "undersöker tandhälsan och lämnar ett utlåtande till oss."
    ),
}


class TellForm(DisclosePieceForm):
    """To whom, what it says, and on what ground."""

    units = forms.ModelMultipleChoiceField(
        label=_lazy("Vilka ska få beskedet?"), queryset=Unit.objects.none(), widget=ManyPicks
    )
    text = LongText(
        label=_lazy("Beskedet"),
        help_text=_lazy("Bara det som mottagaren behöver veta. Skriv aldrig var barnet vistas om det är hemligt."),
        rows=7,
    )
    field_order = ["units", "text"]

    def __init__(self, placement: Placement, kind: str, units: list[Unit], *args: Any, **kwargs: Any) -> None:
        staffed = [unit for unit in units if unit.is_staffed]  # type: ignore[attr-defined]
        bases = bases_between(placement.unit, staffed, clock.today())
        if kind in WITHOUT_CONSENT:
            bases = [(basis, words) for basis, words in bases if basis != Basis.CONSENT]
        super().__init__(bases, *args, **kwargs)
        self.ask("basis", _("På vilken grund lämnas beskedet?"))
        if kind in WITHOUT_CONSENT:  # then somebody has always decided
            for name in ("reason", "by_name", "by_role"):
                self.fields[name].required, self.fields[name].help_text = True, ""
        self.fields["units"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in staffed]).order_by("name")
        self.fields["units"].choices = [(unit.pk, unit.name) for unit in staffed]
        self.fields["units"].help_text = without_leader(units)

    def facts(self) -> dict:
        data = self.cleaned_data
        return {**super().facts(), "units": list(data["units"]), "text": data["text"]}


def without_leader(units: Iterable[Unit]) -> str:
    names = [unit.name for unit in units if not unit.is_staffed]  # type: ignore[attr-defined]
    return (
        _("De här verksamheterna har ingen chef i portalen: %(units)s.") % {"units": ", ".join(names)} if names else ""
    )


def first_text(placement: Placement, kind: str, residence: ProtectedResidence | None) -> str:
    """Who the child is and what is told of it: whoever sends it reads it through and may change it."""
    child = placement.child
    with translation.override("sv"):
        born = f", född {dates.day(child.birth_date)}" if child.birth_date else ""
        days = {
            "decided": dates.day(placement.decided_on),
            "starts": dates.day(placement.starts_on),
            "secret": dates.day(residence.starts_on) if residence else "",
            "open": dates.day(residence.ended_on) if residence and residence.ended_on else "",
        }
        return f"{child.full_name}{born}.\n\n{TEXTS[NoticeKind(kind)] % days}"


def telling_page(placement: Placement, kind: str, units: list[Unit]) -> dict:
    """The words round the form. `is_unsaid`: the region names no receiver near the child."""
    return {
        "title": NoticeKind(kind).label,
        "lead": _(
            "Mottagarna får veta att något har kommit. Texten läser de i portalen, och du ser när den är mottagen."
        ),
        "button": _("Lämna beskedet"),
        "back": _("Placering"),
        "back_code": placement.code,
        "back_url": reverse("sip:placement_detail", args=[placement.pk]),
        "is_unsaid": not units,
        "is_unstaffed": bool(units) and not any(unit.is_staffed for unit in units),  # type: ignore[attr-defined]
        "unstaffed": without_leader(units),
    }


def notices_of(acting: Acting, placement: Placement) -> QuerySet[PlacementNotice]:
    """The newest first; `may_open`: the reader may open the transfer it went by."""
    found = PlacementNotice.objects.filter(region_id=acting.region_id, placement_id=placement.pk)
    found = found.annotate(may_open=ExpressionWrapper(Q(within("case_id", "visible_case_ids")), BooleanField()))
    return found.select_related("receiving_unit", "taken_by__person").order_by("-created_at", "receiving_unit__name")


def notice_row(notice: PlacementNotice) -> dict:
    badge, meaning = notice_state(notice)
    words = {"what": notice.get_kind_display(), "unit": notice.receiving_unit.name}
    return {
        "title": _("%(what)s, till %(unit)s") % words,
        "url": reverse("sip:transfer_detail", args=[notice.case_id]) if notice.may_open else "",  # type: ignore[attr-defined]
        "detail": notice_words(notice),
        "badge": badge,
        "badge_is": meaning,
    }


def notice_state(notice: PlacementNotice) -> tuple[str, str]:
    if notice.taken_at:
        return _("Mottaget"), "ok"
    return (_("Inte mottaget än"), "soon") if notice.sent_on else (_("Väntar på familjens samtycke"), "now")


def notice_words(notice: PlacementNotice) -> str:
    """When it went, and who of the receiver's took it in."""
    if notice.taken_at and notice.taken_by:
        said = {"day": dates.moment(notice.taken_at), "who": notice.taken_by.person}
        return _("Mottaget %(day)s av %(who)s") % said
    return _("Lämnat %(day)s") % {"day": dates.day(notice.sent_on)} if notice.sent_on else ""


def to_tell(acting: Acting, placement: Placement, residence: ProtectedResidence | None) -> list[dict]:
    """What may be told now, each with its page."""
    return [
        {"label": str(kind.label), "url": reverse("sip:placement_tell", args=[placement.pk, slug])}
        for slug, kind in SLUGS.items()
        if can_tell(acting, placement, kind, residence)
    ]
