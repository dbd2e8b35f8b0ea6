"""The consent as the case's page and its own page show it."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks, hand_out, within
from core.ui import badges, dates
from sip.cases.models import ForumCase
from sip.cases.subjects import Subject
from sip.consent.models import Consent, ConsentGiver, ConsentUnit
from sip.consent.policies import visible_consents
from sip.consent.queries import given_beside
from sip.consent.rules import rule_for, rule_words
from sip.consent.states import TRANSFERS, WITHOUT_GUARDIANS, ConsentStatus, Form, Purpose

STOOD = (ConsentStatus.GIVEN, ConsentStatus.USED, ConsentStatus.WITHDRAWN, ConsentStatus.EXPIRED)


def consent_panel(acting: Acting, case: Subject, verbs: set[str]) -> Iterator[Asks | dict]:
    """The consents of the case or the plan, the newest first, with what can be done."""
    found = visible_consents(acting).filter(case_id=case.pk).order_by("-created_at")
    givers = ConsentGiver.objects.filter(case_id=case.pk)
    units = ConsentUnit.objects.filter(case_id=case.pk).select_related("unit").order_by("unit__name")
    readable = type(case).objects.filter(within("case_id", "visible_consent_case_ids"), pk=case.pk).values("pk")
    yield Asks(found, givers, units, readable)
    hand_out(givers, found, by="consent", to="givers")
    hand_out(units, found, by="consent", to="units")
    consents = [_card(consent, verbs) for consent in found]
    yield {
        "consents": consents,
        "may_record": "record_consent" in verbs,
        "is_shown": bool(found) or bool(readable),  # whether one would be seen if there were any
        "is_given": any(consent.status == ConsentStatus.GIVEN for consent in found),
        "covered": _covered(found, case) if found else None,
        "first_on": min((one.given_on for one in found if one.status in STOOD and one.given_on), default=None),
        "is_gone": bool(found) and not _is_unnamed(case) and found[0].status == ConsentStatus.WITHDRAWN,
    }


def _is_unnamed(case: Subject) -> bool:
    return isinstance(case, ForumCase) and case.is_deidentified


def _covered(consents: Iterable[Consent], case: Subject) -> dict[UUID, date]:
    """The units that a living consent for a sitting, the plan or the transfer covers now, and the last day of each."""
    today, of_meetings = clock.today(), Purpose.FORUM_OCCASION if isinstance(case, ForumCase) else ""
    given = (one for one in consents if one.status == ConsentStatus.GIVEN and of_meetings in ("", one.purpose))
    living = [one for one in given if one.valid_from <= today <= one.valid_to]
    found: dict[UUID, date] = {}
    for one in living:
        for row in one.units.all():
            if row.withdrawn_at is None:
                found[row.unit_id] = max(one.valid_to, found.get(row.unit_id, one.valid_to))
    return found


def _card(consent: Consent, verbs: set[str]) -> dict:
    return {
        "url": reverse("sip:consent_detail", args=[consent.pk]),
        "what": _("Möte %(number)d") % {"number": consent.sitting}
        if consent.sitting
        else str(consent.get_purpose_display()),
        "status": str(consent.get_status_display()),
        "status_is": badges.MEANINGS.get(consent.status, ""),
        "words": _card_words(consent),
        "units": [row.unit.name for row in consent.units.all() if row.withdrawn_at is None],
        "withdraw_url": reverse("sip:consent_withdraw", args=[consent.pk])
        if "withdraw_consent" in verbs and consent.status in ("given", "requested")
        else "",
    }


def _card_words(consent: Consent) -> str:
    """Form, how many have said yes, until when. Who may not know the child does not see its guardians either."""
    givers = list(consent.givers.all())
    words = {
        "form": consent.get_form_display() or _("Ännu ingen form"),
        "yes": sum(1 for giver in givers if giver.answer),
        "all": len(givers),
        "day": dates.day(consent.valid_to),
    }
    if not givers:
        return _("%(form)s. Gäller till och med %(day)s.") % words
    return _("%(form)s, %(yes)d av %(all)d har sagt ja. Gäller till och med %(day)s.") % words


def _waits_on_screen(consent: Consent) -> bool:
    return consent.form == Form.SCREEN and consent.status == ConsentStatus.REQUESTED


def next_page(consent: Consent, case: Subject) -> str:
    """Where one goes when it has been recorded: to the signatures that it waits for, else to what it is about."""
    return reverse("sip:consent_detail", args=[consent.pk]) if _waits_on_screen(consent) else case.get_absolute_url()


def recorded(consent: Consent) -> str:
    """What has been recorded, and what it leads to."""
    if consent.status == ConsentStatus.GIVEN:
        return _("Samtycket är komplett och gäller nu.")
    if given_beside(consent).exists():
        return _(
            "Sparat. Det samtycke som lämnades förut gäller tills alla har sagt ja till det nya eller det återkallas."
        )
    if _waits_on_screen(consent):
        return _("Sparat. Nu kan var och en läsa och skriva under på skärmen.")
    if consent.status == ConsentStatus.REQUESTED:
        return _("Sparat. Alla som ska samtycka har inte svarat än.")
    if consent.purpose == Purpose.SIP or consent.purpose in TRANSFERS:
        return _("Sparat. Någon har sagt nej, och inget får delas.")
    return _("Sparat. Någon har sagt nej, ärendet kan bara hanteras utan identitet.")


def consent_facts(consent: Consent) -> list[dict]:
    """A consent on a page of its own."""
    kinds = dict(Consent._meta.get_field("information_kinds").base_field.choices)
    facts = [
        {"term": _("Gäller"), "text": str(consent.get_purpose_display()), "detail": _sitting(consent)},
        {"term": _("Verksamheter"), "text": "\n".join(_unit_line(row) for row in consent.units.all())},
        {"term": _("Uppgifter"), "text": "\n".join(str(kinds[kind]) for kind in consent.information_kinds)},
        {
            "term": _("Form"),
            "text": str(consent.get_form_display()),
            "detail": consent.document_place or consent.witness,
        },
        {"term": _("Tid"), "text": dates.period(consent.valid_from, consent.valid_to)},
        {
            "term": _("Vem ska samtycka"),
            "text": str(consent.get_signatories_display()),
            "detail": ". ".join(filter(None, [consent.signatories_reason, _decision(consent)])),
        },
        {"term": _("Svar"), "text": "\n".join(_answer_line(giver) for giver in consent.givers.all()) or _unnamed()},
        {"term": _("Barnets mening"), "text": consent.child_view_text, "detail": str(consent.get_child_view_display())},
    ]
    if waited := _waits_for(consent):
        by_rule = rule_words(rule_for(consent.region_id, None, consent.purpose))
        facts.append({"term": _("Väntar på"), "text": waited, "detail": by_rule})
    spoken = ", ".join(part for part in (consent.explained_language, consent.interpreter) if part)
    more = (
        (_("Det här får inte delas"), consent.exceptions, ""),
        (_("Godkänt av chef"), str(consent.approved_by.person) if consent.approved_by else "", ""),
        (_("Bedömning av barnets mognad"), consent.maturity_judgement, ""),
        (_("Återkallat av"), _word(consent), ""),
        (_("Så förklarades det"), consent.explained_how or spoken, spoken if consent.explained_how else ""),
    )
    facts += [{"term": term, "text": text, "detail": detail} for term, text, detail in more if text]
    return facts


def _waits_for(consent: Consent) -> str:
    """Those who have not answered, while they are asked."""
    if consent.status != ConsentStatus.REQUESTED or consent.signatories in WITHOUT_GUARDIANS:
        return ""
    return "\n".join(_giver_name(giver) for giver in consent.givers.all() if giver.answer is None)


def _giver_name(giver: ConsentGiver) -> str:
    """Who it is; of one who is appointed, by which decision."""
    if giver.appointment:
        return _("%(name)s, förordnad %(number)s") % {"name": giver.name, "number": giver.appointment}
    return giver.name if giver.key else _("%(name)s, barnet självt") % {"name": giver.name}


def _decision(consent: Consent) -> str:
    """The board's decision that an exception rests on. [facts 9.6]"""
    if consent.decision_on is None:
        return ""
    return _("Beslut %(number)s, %(day)s") % {"number": consent.decision_number, "day": dates.day(consent.decision_on)}


def _word(row: Consent | ConsentUnit) -> str:
    """On whose word it was taken back."""
    return f"{row.word_of}, {row.get_word_form_display().lower()}" if row.word_of else ""


def _unnamed() -> str:
    return _("Vårdnadshavarnas namn visas bara för den som får veta vem barnet är.")


def _sitting(consent: Consent) -> str:
    return _("möte %(number)d") % {"number": consent.sitting} if consent.sitting else ""


def _unit_line(row) -> str:
    if row.withdrawn_at is None:
        return row.unit.name
    said = _("%(unit)s, återkallat %(at)s") % {"unit": row.unit.name, "at": dates.moment(row.withdrawn_at)}
    return f"{said} ({_word(row)})" if row.word_of else said


def _answer_line(giver) -> str:
    words = {None: _("har inte svarat"), True: _("ja"), False: _("nej")}[giver.answer]
    return f"{_giver_name(giver)}: {words}"
