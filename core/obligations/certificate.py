"""The clock in words: its page while it runs, its certificate when it has ended. One page. [issue: Obligations]

No names: who acted stands as role and unit. Everything is text ready to read.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.access import Acting
from core.obligations import history
from core.obligations.choices import RuleCalendar
from core.obligations.clocks import about_of
from core.obligations.dates import Terms
from core.obligations.fold import State, fold
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.standing import words_of
from core.obligations.states import ChangeReason, EventKind, ObligationStatus
from core.people.models import RoleAssignment
from core.roles import Role
from core.ui import dates

OUTCOMES = {ObligationStatus.MET: "ok", ObligationStatus.MET_LATE: "late", ObligationStatus.WAIVED: "stopped"}
REASONS = dict(ChangeReason.choices)
ROLES = dict(Role.choices)


def certificate_of(acting: Acting, obligation: Obligation) -> dict[str, Any]:
    """What the page and `documents/_certificate.html` show. Two statements. `obligation` has its rule and places."""
    events = history.events_of(obligation)
    terms = history.terms_of(events)
    state = fold(history.facts(events), terms)
    verdict, seal = history.proof_of(obligation, events, state) if state.ended_on else ({}, "")
    return {
        "region": acting.region_name,
        "area": obligation.area.name if obligation.area else "",
        "code": obligation.code,
        "heading": obligation.rule.words,
        "subject": f"{about_of(obligation.code)} {obligation.subject_code}" if obligation.subject_code else "",
        "outcome": OUTCOMES.get(ObligationStatus(state.status), ""),
        "verdict": ObligationStatus(state.status).label,
        "sentence": sentence(state, verdict, _pause(state, events)),
        "facts": _facts(obligation, state),
        "rule": _rule(obligation, terms),
        "events": _events(events),
        "frozen_at": dates.moment(events[-1].at) if seal else "",
        "frozen": events[-1].at if seal else None,
        "seal": seal,
        "is_true": bool(seal) and (verdict, seal) == (obligation.verdict, obligation.verdict_hash),
        "verify": _(
            "Sigillet är SHA-256 över händelserna i tur och ordning och över utfallet. Ändras något av det som står "
            "här stämmer det inte längre. Driften kan räkna om det när som helst."
        ),
    }


def _pause(state: State, events: list[ObligationEvent]) -> str:
    if state.paused_on is None:
        return ""
    last = [event for event in events if event.kind == EventKind.PAUSED][-1]
    return words_of(state.paused_on, last.reason_code)


def sentence(state: State, verdict: dict[str, Any], pause: str = "") -> str:
    """How it stands or went, in a sentence or two; `pause` since when and why it stands still."""
    if pause:
        return _("%(pause)s. När fristen startar igen flyttas sista dagen fram.") % {"pause": pause}
    if not verdict:
        due = dates.day(state.due_on) if state.due_on else ""
        return _("Fristen löper. Sista dagen är %(day)s.") % {"day": due} if due else _("Fristen har ingen sista dag.")
    if state.status == ObligationStatus.WAIVED and state.ended_on:
        return _("Fristen avskrevs %(day)s.") % {"day": dates.day(state.ended_on)}
    used = ngettext("Det tog %(n)d dag.", "Det tog %(n)d dagar.", verdict["days_used"]) % {"n": verdict["days_used"]}
    late = verdict["days_late"]
    if not late:
        return used
    text = ngettext("Det blev %(n)d dag för sent.", "Det blev %(n)d dagar för sent.", late)
    return f"{used} {text % {'n': late}}"


def _facts(obligation: Obligation, state: State) -> list[dict[str, str]]:
    owner = ROLES.get(obligation.owner_role, "")
    lines = [
        (_("Började"), dates.day(state.started_on)),
        (_("Sista dagen"), dates.day(state.due_on) if state.due_on else _("Ingen")),
        (_("Slutade"), dates.day(state.ended_on) if state.ended_on else ""),
        (_("Står still sedan"), dates.day(state.paused_on) if state.paused_on else ""),
        (_("Stod still"), _days(state.paused_days) if state.paused_days else ""),
        (_("Ansvarig roll"), str(owner)),
        (_("Distrikt"), obligation.district.name if obligation.district else ""),
    ]
    return [{"term": term, "text": text} for term, text in lines if text]


def _rule(obligation: Obligation, terms: Terms) -> list[dict[str, str]]:
    rule = obligation.rule
    lines = [
        (_("Längd"), length(terms)),
        (_("Får pausas"), _("Ja") if terms.pausable else _("Nej")),
        (_("Räknas från"), _(rule.trigger)),
        (_("Version"), str(rule.version)),
        (_("Gäller från"), dates.day(rule.valid_from)),
        (_("Laghänvisning"), str(rule.legal_reference) if rule.legal_reference else ""),
        (_("Källa"), rule.source),
    ]
    return [{"term": term, "text": text} for term, text in lines if text]


def length(terms: Terms) -> str:
    """«14 kalenderdagar», «2 gånger per termin»."""
    number = terms.amount
    if number is None or terms.unit == "none":
        return _("Dagen bestäms för sig")
    if terms.unit == "day":
        if terms.calendar == RuleCalendar.WORKING:
            return ngettext("%(n)d arbetsdag", "%(n)d arbetsdagar", number) % {"n": number}
        return ngettext("%(n)d kalenderdag", "%(n)d kalenderdagar", number) % {"n": number}
    words = {
        "month": ngettext("%(n)d månad", "%(n)d månader", number),
        "year": ngettext("%(n)d år", "%(n)d år", number),
        "per_term": ngettext("%(n)d gång per termin", "%(n)d gånger per termin", number),
        "per_year": ngettext("%(n)d gång per kalenderår", "%(n)d gånger per kalenderår", number),
    }
    return words[terms.unit] % {"n": number}


def _days(number: int) -> str:
    return ngettext("%(n)d dag", "%(n)d dagar", number) % {"n": number}


def _events(events: list[ObligationEvent]) -> list[dict[str, str]]:
    who = RoleAssignment.objects.select_related("unit").in_bulk({event.by_id for event in events if event.by_id})
    return [
        {
            "iso": event.on_date.isoformat(),
            "on": dates.day(event.on_date),
            "what": _what(event),
            "who": _who(who.get(event.by_id)) if event.by_id else pgettext("den som gjort något", "Portalen"),
        }
        for event in events
    ]


def _what(event: ObligationEvent) -> str:
    label = str(EventKind(event.kind).label)
    reason = REASONS.get(event.reason_code)
    told = f"{label}: {str(reason).lower()}" if reason else label
    if "was" not in event.data:
        return told
    was = str(ObligationStatus(event.data["was"]).label).lower()
    return _("%(told)s (dessförinnan %(was)s)") % {"told": told, "was": was}


def _who(assignment: RoleAssignment | None) -> str:
    if assignment is None:
        return ""
    parts = [str(assignment.get_role_display()), assignment.unit.name if assignment.unit else ""]
    return ", ".join(part for part in parts if part)
