"""An agreement's page and its line in lists, made ready for their templates; a forum's agreements."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core import clock
from core.access import Acting, together
from core.organisations.models import Principal
from core.ui import dates
from core.ui.questions import buttons
from core.ui.registry import Who
from core.ui.said import said
from groups.agreements import policies, states
from groups.agreements.content import COMMITMENTS, FURTHER, MINIMUM, Demand, demands
from groups.agreements.follow_page import clocks_of, followed, reviews_of
from groups.agreements.models import Agreement, AgreementFile, AgreementParty, Consulted
from groups.agreements.questions import ASKED_QUESTIONS, PARTY_QUESTIONS, QUESTIONS
from groups.agreements.states import AgreementStatus, Level, Method
from groups.choices import Tier
from groups.finding import forum_url
from groups.models import Forum
from groups.receipts.page import Panel
from groups.receipts.published import Kind

NEAR = 5
STEPS = (
    AgreementStatus.DRAFT,
    AgreementStatus.IN_CONSULTATION,
    AgreementStatus.READY_TO_SIGN,
    AgreementStatus.IN_FORCE,
)

PUBLISHED = Kind(
    key="overenskommelse",
    about="groups.agreement",
    visible=policies.visible_agreements,
    home=lambda agreement: _url("agreement_detail", agreement),
    is_known=lambda agreement: agreement.status in states.RUNNING,
)


def agreement_page(acting: Acting, agreement: Agreement) -> dict[str, Any]:
    """What `groups/agreement_detail.html` shows. One statement carries its parts."""
    chapters = agreement.chapters.all()
    parties = policies.standing_parties(agreement).select_related("principal", "signatory__person", "signed_by__person")
    asked = agreement.consulted.select_related("responder__person", "answered_by__person")
    files = policies.standing_files(agreement).select_related("kept")
    beside = Q(pk=agreement.replaces_id) | Q(replaces=agreement.pk)
    versions = policies.visible_agreements(acting).filter(beside).order_by("number")
    bound = bound_by(parties)
    clocks, reviews, receipts = clocks_of(agreement), reviews_of(agreement), Panel(acting, PUBLISHED, agreement)
    together(chapters, parties, asked, files, versions, bound, clocks, reviews, *receipts.asks)
    for one in (*parties, *asked):
        one.agreement = agreement
    is_open = agreement.status in states.UNDER_WAY
    written = [one.key for one in chapters if one.text]
    write = _url("agreement_write", agreement) if policies.can_write(acting, agreement) else ""
    return {
        "agreement": agreement,
        "crumbs": [{"label": _("Överenskommelser"), "url": reverse("groups:agreement_list")}],
        "eyebrow": _("%(kind)s, version %(number)d")
        % {"kind": agreement.get_level_display(), "number": agreement.number},
        "lead": _lead(agreement, parties, asked),
        "steps": _steps(agreement),
        "buttons": _buttons(acting, agreement, write),
        "annex": _url("agreement_annex", agreement) if policies.can_arrange(acting, agreement) else "",
        "chapters": [one for one in chapters if one.text],
        "is_open": is_open,
        "minimum": _demands(demands(MINIMUM, written), write) if is_open else [],
        "further": _demands(demands(FURTHER, written), write) if is_open else [],
        "parties": [_party(acting, one, files) for one in parties],
        "asked": [_asked(acting, one) for one in asked],
        "annexes": [_annex(acting, one, agreement) for one in files if one.party_id is None],
        "tests": _texts(agreement, "best_interests", "why"),
        "reasons": _texts(agreement, "asked_because", "end_reason"),
        "followed": followed(acting, agreement, parties, clocks, reviews) if agreement.in_force_on else {},
        "receipts": receipts.shown(leads=policies.leads(acting, agreement)),
        "commitments": COMMITMENTS if agreement.level == Level.LOCAL else (),
        "facts": facts_of(agreement, bound),
        "versions": [_version(one, agreement) for one in versions],
        "compare": _url("agreement_compare", agreement) if agreement.replaces_id else "",
        "who": _who_sees(agreement),
    }


def bound_by(parties: QuerySet[AgreementParty]) -> QuerySet[Principal]:
    """Those who work for a party by contract; not asked yet. [AG-07]"""
    return Principal.objects.filter(contracted_by__in=parties.values("principal")).order_by("name")


def _url(name: str, thing: Any) -> str:
    return reverse(f"groups:{name}", args=[thing.pk])


def _lead(agreement: Agreement, parties: Iterable[AgreementParty], asked: Iterable[Consulted]) -> str:
    """The one sentence: what holds, or what it waits for."""
    waiting = sum(1 for one in parties if not one.method)
    unanswered = sum(1 for one in asked if one.answered_on is None)
    day = dates.day(agreement.answer_by) if agreement.answer_by else ""
    words = {
        states.S.DRAFT: _("Utkastet skrivs. De som berörs ska få säga sitt innan något bestäms."),
        states.S.IN_CONSULTATION: ngettext(
            "Ett svar saknas. Svaren ska ha kommit senast %(day)s.",
            "%(n)d svar saknas. Svaren ska ha kommit senast %(day)s.",
            unanswered,
        )
        % {"n": unanswered, "day": day}
        if unanswered
        else _("Alla som tillfrågats har svarat."),
        states.S.READY_TO_SIGN: ngettext(
            "En part återstår innan överenskommelsen gäller.",
            "%(n)d parter återstår innan överenskommelsen gäller.",
            waiting,
        )
        % {"n": waiting},
        states.S.IN_FORCE: _("Överenskommelsen gäller tills vidare."),
        states.S.RENEGOTIATION: _("En part vill omförhandla. Överenskommelsen gäller så länge."),
        states.S.TERMINATED: _terminated(agreement),
        states.S.SUPERSEDED: _("En nyare version har ersatt den här."),
        states.S.ABANDONED: _("Arbetet är nedlagt."),
    }
    return words[AgreementStatus(agreement.status)]


def _terminated(agreement: Agreement) -> str:
    if agreement.ends_on is None:
        return ""
    day = dates.day(agreement.ends_on)
    if agreement.ends_on < clock.today():
        return _("Överenskommelsen är uppsagd. Den gällde till och med %(day)s.") % {"day": day}
    return _("Överenskommelsen är uppsagd. Den gäller till och med %(day)s.") % {"day": day}


def _steps(agreement: Agreement) -> list[dict]:
    if agreement.status not in states.UNDER_WAY:
        return []
    at = STEPS.index(AgreementStatus(agreement.status))
    return [
        {"title": str(one.label), "detail": "", "state": "done" if n < at else "now" if n == at else ""}
        for n, one in enumerate(STEPS)
    ]


def _buttons(acting: Acting, agreement: Agreement, write: str) -> dict:
    found = buttons(QUESTIONS, acting, agreement, "groups:agreement_note")
    pdf = {"label": _("Hämta som PDF"), "url": _url("agreement_pdf", agreement), "is_file": True}
    kept = {"label": _("Så hålls överenskommelsen"), "url": _url("agreement_kept", agreement)}
    found["beside"] = [
        *([kept] if policies.holds(agreement) else []),
        *([{"label": _("Skriv överenskommelsen"), "url": write}] if write else []),
        pdf,
    ]
    return found


def _demands(found: list[Demand], write: str) -> list[dict]:
    """`write`: where the chapters are written, for whoever may."""
    return [
        {
            "label": str(one.label),
            "is_met": one.is_met,
            "url": f"{write}#avsnitt-{one.chapter}" if write and not one.is_met else "",
        }
        for one in found
    ]


def _party(acting: Acting, party: AgreementParty, files: Iterable) -> dict:
    papers = [_file(one) for one in files if one.party_id == party.pk]
    actions = [
        {"label": str(one.title), "url": reverse("groups:party_note", args=[party.pk, slug])}
        for slug, one in PARTY_QUESTIONS.items()
        if one.waits(party) and one.may(acting, party)
    ]
    if policies.can_note_paper(acting, party):
        actions.insert(0, {"label": _("Lägg in ett underskrivet papper"), "url": _url("agreement_paper", party)})
    if policies.can_sign(acting, party):
        actions.insert(0, {"label": _("Skriv under"), "url": _url("agreement_sign", party)})
    return {"name": party.principal.name, "done": bool(party.method), "papers": papers, "actions": actions} | how_bound(
        party
    )


def how_bound(party: AgreementParty) -> dict[str, str]:
    """In words: by whom and how, or who is to."""
    if not party.method:
        named = party.signatory
        return {"state": _("Återstår"), "detail": str(named.person) if named else _("Ingen är utsedd")}
    day = dates.day(party.signed_on) if party.signed_on else ""
    if party.method == Method.DECISION:
        return {"state": _("Beslutad %(day)s") % {"day": day}, "detail": party.signed_as}
    how = _("Underskriven %(day)s") if party.method == Method.SCREEN else _("Underskriven på papper %(day)s")
    return {"state": how % {"day": day}, "detail": f"{party.signed_name}, {party.signed_as}"}


def _asked(acting: Acting, asked: Consulted) -> dict:
    actions = [
        {"label": str(one.title), "url": reverse("groups:asked_note", args=[asked.pk, slug])}
        for slug, one in ASKED_QUESTIONS.items()
        if one.may(acting, asked)
    ]
    responder = str(asked.responder.person) if asked.responder else ""
    return {
        "name": asked.name,
        "kind": asked.get_kind_display(),
        "done": asked.answered_on is not None,
        "state": _("Svarade %(day)s") % {"day": dates.day(asked.answered_on)}
        if asked.answered_on
        else _("Inget svar än"),
        "responder": responder,
        "answer": asked.answer,
        "outcome": asked.outcome,
        "actions": actions,
    }


def _file(one) -> dict:
    return {"title": one.title, "url": reverse("groups:agreement_file", args=[one.pk])}


def _annex(acting: Acting, annex: AgreementFile, agreement: Agreement) -> dict:
    may_remove = policies.can_remove(acting, annex, agreement)
    return _file(annex) | {"remove": _url("agreement_annex_remove", annex) if may_remove else ""}


def _texts(agreement: Agreement, *names: str) -> list[dict]:
    """Those that are written of what was tried before anything was written, and of why it changes or ends."""
    titles = {name: str(Agreement._meta.get_field(name).verbose_name) for name in names}
    if agreement.status == states.S.ABANDONED:
        titles["end_reason"] = _("Därför lades den ned")
    return [{"key": name, "title": titles[name], "text": text} for name in names if (text := getattr(agreement, name))]


def facts_of(agreement: Agreement, bound: Iterable) -> list[dict]:
    forum = agreement.forum
    facts = [
        {"term": _("Målgrupp"), "text": agreement.target_group},
        {"term": _("Grupp"), "text": said(forum.name), "url": forum_url(forum)},
    ]
    if agreement.in_force_on:
        facts.append({"term": _("Gäller från"), "text": dates.day(agreement.in_force_on)})
    facts += _until(agreement)
    if agreement.answer_by and agreement.status in states.UNDER_WAY:
        facts.append({"term": _("Svar senast"), "text": dates.day(agreement.answer_by)})
    if names := ", ".join(one.name for one in bound):
        facts.append({"term": _("Gäller också för"), "text": names, "detail": _("som utför verksamhet åt en part")})
    changed = (
        _("Politiskt beslut i regionen och varje kommun") if agreement.by_decision else _("Underskrift av alla parter")
    )
    facts.append({"term": _("Beslutas genom"), "text": changed})
    return facts


def _until(agreement: Agreement) -> list[dict]:
    """How long it holds, and who asks for another or has given notice; nothing of one that is replaced."""
    facts = []
    if agreement.status in states.RUNNING:
        facts.append({"term": pgettext("en överenskommelse", "Gäller"), "text": _("Tills vidare")})
    if agreement.status == states.S.RENEGOTIATION and agreement.asked_by:
        facts.append({"term": _("Omförhandling begärd av"), "text": agreement.asked_by.name})
    if agreement.status == states.S.TERMINATED and agreement.ended_by and agreement.ends_on:
        facts.append({"term": _("Gäller till och med"), "text": dates.day(agreement.ends_on)})
        facts.append({"term": _("Uppsagd av"), "text": agreement.ended_by.name})
    return facts


def _version(one: Agreement, of: Agreement) -> dict:
    word = _("Tidigare version") if one.pk == of.replaces_id else _("Ny version")
    return {"label": f"{word}, {one.number}", "url": _url("agreement_detail", one), "row": one}


def _who_sees(agreement: Agreement) -> list[Who]:
    officers = Who(_("Handläggare vid sekretariatet och regionens stödfunktion"), _("Utkastet, från första dagen"))
    reads = Who(_("Den som leder gruppen"), _("Vilka ledamöter som har bekräftat att de har läst"))
    return [
        Who(_("Gruppens ledamöter och deras chefer"), _("Utkastet, från första dagen")),
        *([officers] if agreement.forum.tier == Tier.LOCAL else []),
        Who(_("De som ska svara eller skriva under"), _("Utkastet, från att det är på remiss")),
        Who(
            _("Alla som arbetar i regionen"),
            _("Den överenskommelse som gäller eller har gällt, men inte vad de tillfrågade svarade"),
        ),
        *([reads] if agreement.status in states.RUNNING else []),
        Who(_("Ingen ser barn här"), _("En överenskommelse handlar aldrig om ett enskilt barn"), sees=False),
    ]


def agreement_row(agreement: Agreement) -> dict:
    return {
        "url": _url("agreement_detail", agreement),
        "title": agreement.title,
        "version": agreement.number,
        "forum": said(agreement.forum.name),
        "group": agreement.target_group,
        "since": dates.day(agreement.in_force_on) if agreement.in_force_on else "",
        "row": agreement,
    }


def near_agreements(acting: Acting, forum: Forum) -> QuerySet[Agreement]:
    """The forum's agreements that hold or are under way; not asked yet."""
    if forum.kind not in policies.MAKERS:
        return Agreement.objects.none()
    ours = policies.visible_agreements(acting).filter(policies.current(), forum=forum)
    return ours.select_related("forum").order_by("title", "-number", "id")[:NEAR]


def agreements_of(forum: Forum, found: Iterable[Agreement]) -> dict[str, Any] | None:
    """What the forum's page says of them; None where agreements are not made."""
    rows = [agreement_row(one) for one in found]
    if forum.kind not in policies.MAKERS or (not rows and not forum.is_led):
        return None
    new = _url("agreement_new", forum) if forum.is_led else ""
    return {"rows": rows, "all": reverse("groups:agreement_list"), "new": new}
