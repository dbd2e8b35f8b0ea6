"""One report on its page: the ladder it climbs, what it says, what was answered, what one may do."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, together
from core.obligations.faces import clocks_of, face
from core.obligations.models import Obligation
from core.regions.profile import Profile, profile_of
from core.ui import dates
from core.ui.said import said
from deviations import policies
from deviations.forms import NamesForm, ReviewForm
from deviations.ladder import SECRETARIAT, ladder_of
from deviations.models import DeviationReport
from deviations.pages.rungs import rungs
from deviations.pages.seeing import who_sees
from deviations.services.texts import names_around
from deviations.states import ENDED
from deviations.verbs import VERBS


def record(report: DeviationReport, acting: Acting, *, refused: tuple[str, Any] | None = None) -> dict[str, Any]:
    """What `deviations/_record.html` shows. `refused`: a verb's name and its form as it came back."""
    profile = profile_of(report.region_id, area_id=report.area_id)
    ladder = ladder_of(profile)
    clocks, leaves = clocks_of(report, CLOCKS), policies.leaves_of(report)
    together(clocks, leaves)
    is_copy = policies.sees_statistics_only(acting, report, leaves)
    granted = policies.can_grant(acting, report)
    return {
        "report": report,
        "title": category_label(report, profile),
        "is_copy": is_copy,
        "is_own": report.reporter_id == acting.assignment_id,
        "rungs": rungs(report, ladder, is_copy=is_copy),
        "facts": _facts(report, acting, is_copy),
        "answers": [] if is_copy else [_answer(one) for one in report.answers.all()],
        "events": [] if is_copy else [_event(step) for step in report.steps.all()],
        "verbs": _verbs(report, acting, refused),
        "clocks": _clocks(report, clocks),
        "why": who_sees(report, ladder, leaves if granted else ()),
        "grant_url": reverse("deviations:grant", args=[report.pk]) if granted else "",
        "warn_of_harm": report.effect == "harmed" and not is_copy,
    }


def category_label(report: DeviationReport, profile: Profile) -> str:
    """The secretariat's category once it has set one, else the reporter's."""
    key = report.reviewed_category or report.category
    return said(next((option.label for option in profile.deviation_categories if option.key == key), key))


def verb_form(name: str, report: DeviationReport, data: Any = None) -> Any:
    """The form of a verb, with ids of its own since several stand on the page."""
    kind = VERBS[name].form
    extra: dict[str, Any] = {}
    if issubclass(kind, NamesForm) and data is not None:
        extra["known"] = names_around(report)
    if kind is ReviewForm:
        extra["profile"] = profile_of(report.region_id)
        extra["initial"] = {"category": report.category}
    return kind(data, auto_id=f"id_{name}_%s", **extra)


def own_row(report: DeviationReport) -> dict[str, Any]:
    """A line of «mina anmälningar»."""
    sides = ", ".join(side.unit.name for side in report.counterparts.all())
    return {
        "url": reverse("deviations:detail", args=[report.pk]),
        "code": report.code,
        "title": sides,
        "detail": _("Skickad %(day)s") % {"day": dates.day(report.first_sent_on)},
        "report": report,
    }


def _verbs(report: DeviationReport, acting: Acting, refused: tuple[str, Any] | None) -> list[dict[str, Any]]:
    """What one may do, the likeliest first and open; the rest folded away, the refused one open again."""
    may = policies.report_verbs(acting, report)
    chosen = [name for name in VERBS if name in may or (refused and refused[0] == name)]
    first = next((name for name in chosen if not VERBS[name].is_quiet), "")
    return [
        {
            "name": name,
            "label": VERBS[name].label,
            "url": reverse(f"deviations:{name}", args=[report.pk]),
            "form": refused[1] if refused and refused[0] == name else verb_form(name, report),
            "is_quiet": name != first,
            "is_refused": bool(refused and refused[0] == name),
        }
        for name in chosen
    ]


CLOCKS = RECEIPT, ANSWER = "DL-54", "DL-54B"


def _clocks(report: DeviationReport, clocks: Iterable[Obligation]) -> list:
    """Receipt while it is waited for, then the answer. [DL-54, DL-54B]"""
    if SECRETARIAT not in report.levels or report.status in ENDED:
        return []
    code = RECEIPT if report.received_on is None else ANSWER
    row = next((one for one in clocks if one.code == code), None)
    return [face(row, clock.today())] if row and row.due_on else []


def _facts(report: DeviationReport, acting: Acting, is_copy: bool) -> list[dict[str, Any]]:
    place = ", ".join(filter(None, [report.district.name if report.district else "", report.area.name]))
    facts = [
        {"term": _("Från"), "text": report.unit.name, "lines": [place]},
        {"term": _("Gäller"), "text": ", ".join(side.unit.name for side in report.counterparts.all())},
        {"term": _("Hände"), "text": dates.day(report.event_on)},
        {"term": _("Följd för barnet"), "text": report.get_effect_display()},
    ]
    if is_copy:
        return facts
    if policies.sees_reporter(acting, report):
        facts.append({"term": _("Anmäld av"), "text": str(report.reporter.person)})
    written = [
        (_("Vad som hände"), report.description),
        (_("Vad som redan har gjorts"), report.tried),
        (_("Varför den är principiell"), report.principled_reason),
        (_("Förslag"), report.suggestion),
        (_("Mönster"), report.pattern),
    ]
    return facts + [{"term": term, "text": text} for term, text in written if text]


def _answer(answer: Any) -> dict[str, str]:
    return {
        "title": str(answer.get_kind_display()),
        "text": answer.text,
        "by": str(answer.by.get_role_display()),
        "at": dates.day(timezone.localdate(answer.at)),
    }


def _event(step: Any) -> dict[str, str]:
    unit = step.by.unit.name if step.by.unit else ""
    who = ", ".join(filter(None, [str(step.by.get_role_display()), unit]))
    return {
        "iso": step.at.isoformat(timespec="seconds"),
        "at": dates.moment(step.at),
        "title": str(step.get_to_status_display()),
        "detail": f"{who}. {step.text}" if step.text else who,
    }
