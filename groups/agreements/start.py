"""What agreements add to the pages below them: the next step of each, words for acts and notices."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.access.expressions import within
from core.notices.about import Described
from core.notices.kinds import Kind
from core.ui.registry import Duty
from groups.agreements import policies, states
from groups.agreements.models import Agreement, AgreementParty, Consulted
from groups.meetings.policies import is_in_forums

ACTS = {
    "agreement.drafted": gettext_lazy("Började på en överenskommelse"),
    "agreement.chapter_written": gettext_lazy("Skrev i en överenskommelse"),
    "agreement.parties_set": gettext_lazy("Ändrade parterna i en överenskommelse"),
    "agreement.signatory_named": gettext_lazy("Utsåg vem som skriver under för en part"),
    "agreement.renamed": gettext_lazy("Ändrade namn eller målgrupp för en överenskommelse"),
    "agreement.file_added": gettext_lazy("Lade en fil till en överenskommelse"),
    "agreement.file_removed": gettext_lazy("Tog bort en bilaga från en överenskommelse"),
    "agreement.asked": gettext_lazy("Lade till vem som tillfrågas om en överenskommelse"),
    "agreement.remitted": gettext_lazy("Skickade en överenskommelse på remiss"),
    "agreement.answered": gettext_lazy("Svarade på en remiss om en överenskommelse"),
    "agreement.answer_settled": gettext_lazy("Skrev vad gruppen gjorde med ett remissvar"),
    "agreement.sent": gettext_lazy("Skickade en överenskommelse till parterna"),
    "agreement.reopened": gettext_lazy("Tog tillbaka en överenskommelse från parterna"),
    "agreement.signed": gettext_lazy("Skrev under eller noterade en parts beslut"),
    "agreement.in_force": gettext_lazy("En överenskommelse började gälla"),
    "agreement.superseded": gettext_lazy("En överenskommelse ersattes av en ny version"),
    "agreement.renegotiation_asked": gettext_lazy("Begärde omförhandling av en överenskommelse"),
    "agreement.request_withdrawn": gettext_lazy("Tog tillbaka en begäran om omförhandling"),
    "agreement.terminated": gettext_lazy("Sade upp en överenskommelse"),
    "agreement.abandoned": gettext_lazy("Lade ned arbetet med en överenskommelse"),
    "agreement.reviewed": gettext_lazy("Följde upp eller utvärderade en överenskommelse"),
    "agreement.printed": gettext_lazy("Skrev ut en överenskommelse"),
}
NOTICES = (
    Kind("agreement_to_answer", gettext_lazy("Du är tillfrågad om en överenskommelse."), once=False),
    Kind(
        "agreement_to_sign",
        gettext_lazy("En överenskommelse väntar på din underskrift eller din parts beslut."),
        once=False,
    ),
    Kind("agreement_in_force", gettext_lazy("En överenskommelse har börjat gälla."), once=False),
    Kind(
        "agreement_changed", gettext_lazy("En part vill omförhandla eller har sagt upp en överenskommelse."), once=False
    ),
)


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """The agreement's name, to whoever may see it."""
    found = policies.visible_agreements(acting).filter(pk__in=ids)
    yield Asks(found)
    for one in found:
        yield one.pk, Described(one.title, _url(one))


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """To answer, to sign, and, for the leader, what comes next."""
    asked = Consulted.objects.filter(agreement=OuterRef("pk"), responder=acting.assignment_id, answered_on=None)
    party = AgreementParty.objects.filter(
        agreement=OuterRef("pk"), signatory=acting.assignment_id, method="", removed_at=None
    )
    mine = Agreement.objects.filter(region=acting.region_id, status__in=states.UNDER_WAY | states.RUNNING)
    mine = mine.annotate(to_answer=Exists(asked), to_sign=Exists(party), is_led=_led(acting))
    later = Agreement.objects.filter(replaces=OuterRef("pk")).exclude(status=states.S.ABANDONED)
    waits = (
        Q(status=states.S.IN_CONSULTATION, to_answer=True)
        | Q(status=states.S.READY_TO_SIGN, to_sign=True)
        | Q(status=states.S.IN_CONSULTATION, is_led=True, answer_by__lt=today)
        | Q(~Exists(later), status=states.S.RENEGOTIATION, is_led=True)
    )
    found = mine.filter(waits).order_by("answer_by", "created_at", "id")
    yield Asks(found)
    for one in found:
        title, button, due_on = _step(one)
        yield Duty(title=title, url=_url(one), button=button, detail=one.title, due_on=due_on)


def _led(acting: Acting):
    if not is_in_forums(acting):
        return Exists(Agreement.objects.none())
    return within("forum_id", "led_forum_ids")


def _step(one) -> tuple[str, str, date | None]:
    if one.status == states.S.READY_TO_SIGN:
        what = _("Notera er parts beslut") if one.by_decision else _("Skriv under en överenskommelse")
        return what, _("Öppna överenskommelsen"), None
    if one.status == states.S.RENEGOTIATION:
        return _("Ta ställning till en begärd omförhandling"), _("Öppna överenskommelsen"), None
    if one.to_answer:
        return _("Svara på en remiss"), _("Öppna remissen"), one.answer_by
    return _("Gå igenom remissvaren"), _("Öppna överenskommelsen"), None


def _url(agreement: Agreement) -> str:
    return reverse("groups:agreement_detail", args=[agreement.pk])


DESCRIBES = {"groups.agreement": describe}
DUTIES = (duties,)
