"""What the case's pages show, ready-made: dates and links as text. [perf 1c]"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks
from core.ui import badges, dates
from sip.cases import states
from sip.cases.models import ForumCase
from sip.individual_forum.rows import newest_standing

# A case that went back or out: nothing more comes of it, and why is said.
NEVER_FOLLOWED_UP = (states.ForumCaseStatus.RETURNED, states.ForumCaseStatus.WITHDRAWN)


def start_row(case: ForumCase) -> dict:
    return {
        "title": case.case.code,
        "url": reverse("sip:case_detail", args=[case.pk]),
        "detail": _("Väckt av %(unit)s %(day)s")
        % {"unit": case.raising_unit.name, "day": dates.day_short(case.raised_on)},
        "badge": case.get_status_display(),
        "badge_is": badges.MEANINGS.get(case.status, ""),
    }


def step_line(case: ForumCase, last: date | None, sittings: list[dict]) -> list[dict]:
    """Done, now, next, with dates; `last` day to call, `sittings` as their panels are, the newest first. [design]"""
    latest = _("senast %(day)s") % {"day": dates.day_short(last)} if last else ""
    called_to = newest_standing(sittings).get("day")
    steps = [
        (_("Väckt"), case.raised_on, ""),
        (_("Kallat"), case.convened_on, latest),
        (_("Möte"), case.held_on, dates.day_short(called_to) if called_to else _("efter kallelsen")),
        (_("Utfall"), case.outcome_on, _("när protokollet är godkänt")),
    ]
    if case.first_outcome == "unresolved" or case.escalated_on:
        steps.append((_("Beslut av chefer"), case.decided_on, _("av de berörda cheferna")))
    steps.append((_("Avslutat"), case.ended_on, _("när besluten är uppföljda")))
    if case.status in NEVER_FOLLOWED_UP:
        steps = [step for step in steps[:-1] if step[1]] + [(case.get_status_display(), case.ended_on, "")]
    first_open = next((number for number, (_title, day, _words) in enumerate(steps) if day is None), len(steps))
    return [
        {
            "title": title,
            "detail": dates.day_short(day) if day else words,
            "state": "done" if day else ("now" if number == first_open and case.is_open else ""),
        }
        for number, (title, day, words) in enumerate(steps)
    ]


def lead(
    case: ForumCase,
    today: date,
    consent: dict,
    sittings: list[dict],
    last: date | None,
    *,
    is_paused: bool = False,
) -> str:
    """Where the case stands and what comes next, in a sentence or two; consent and sittings as their panels are.

    `last` day to call; there is none while the clock is paused.
    """
    if case.status == states.ForumCaseStatus.RAISED:
        return _waiting(case, last, today, consent["is_given"], is_paused)
    if case.status == states.ForumCaseStatus.CONVENED and consent["is_gone"]:
        return _("Samtycket har återkallats. Mötet kan bara hållas om det kallas på nytt.")
    if case.status == states.ForumCaseStatus.HELD and newest_standing(sittings).get("is_approved"):
        return _("Mötet har hållits och protokollet är godkänt. Nästa steg är att ange utfallet.")
    if case.status == states.ForumCaseStatus.HELD and _waits_for_approval(sittings):
        return _(
            "Mötet har hållits och protokollet är skrivet. Nästa steg är att någon annan än den som skrev godkänner."
        )
    sentences = {
        states.ForumCaseStatus.CONVENED: _("Cheferna är kallade. Nästa steg är mötet."),
        states.ForumCaseStatus.HELD: _("Mötet har hållits. Nästa steg är att godkänna protokollet och ange utfallet."),
        states.ForumCaseStatus.RESOLVED: _("Ärendet är löst. Besluten ska följas upp."),
        states.ForumCaseStatus.UNRESOLVED: _("Ärendet är inte löst. Nästa steg är de berörda cheferna."),
        states.ForumCaseStatus.ESCALATED: _("De berörda cheferna ska besluta."),
        states.ForumCaseStatus.PRINCIPLED_FORWARDED: _(
            "Principfrågan är skickad vidare. Ärendet behöver ändå ett beslut."
        ),
        states.ForumCaseStatus.DECIDED: _("Cheferna har beslutat. Besluten ska följas upp."),
        states.ForumCaseStatus.RETURNED: _("Ärendet är återlämnat till den som väckte det."),
        states.ForumCaseStatus.CLOSED: _("Ärendet är avslutat."),
        states.ForumCaseStatus.WITHDRAWN: _("Ärendet är taget ur forumet."),
    }
    return sentences[states.ForumCaseStatus(case.status)]


def _waits_for_approval(sittings: list[dict]) -> bool:
    newest = newest_standing(sittings)
    return newest.get("is_drafted", False) and (newest["waits_for_another"] or newest["is_to_approve"])


def _waiting(case: ForumCase, last: date | None, today: date, has_consent: bool, is_paused: bool) -> str:
    consent = _("Samtycket finns.") if has_consent else _("Samtycke saknas.")
    if case.convened_on:
        return _("Mötet ställdes in. Nästa steg är att kalla till ett nytt.") + " " + consent
    if is_paused:
        return _("Fristen att kalla är pausad.") + " " + consent
    if last is None:
        return consent
    words = _("Sista dag att kalla är %(day)s.") if last >= today else _("Sista dag att kalla var %(day)s.")
    return f"{words % {'day': dates.weekday(last)}} {consent}"


def decision_rows(case: ForumCase, acting: Acting, may_follow_up: bool) -> Iterator[Asks | list[dict]]:
    """Decisions with responsible unit, day and result; ready for `ui/rows.html`."""
    if case.held_on is None:
        yield []
        return
    today = clock.today()
    rows = []
    decisions = case.case.decisions.select_related("responsible_unit")
    yield Asks(decisions)
    for decision in decisions:
        done = decision.done_on is not None
        rows.append(
            {
                "title": decision.text,
                "is_done": done,
                "url": "" if done or not may_follow_up else reverse("sip:decision_follow_up", args=[decision.pk]),
                "detail": _("%(unit)s, klart senast %(day)s")
                % {"unit": decision.responsible_unit.name, "day": dates.day(decision.due_on)}
                + (f". {decision.result}" if decision.result else ""),
                "badge": _("Genomfört %(day)s") % {"day": dates.day_short(decision.done_on)}
                if done
                else dates.due_in_words(decision.due_on, today),
                "badge_is": "ok" if done else dates.due_is(decision.due_on, today),
            }
        )
    yield rows
