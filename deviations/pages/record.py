"""One report on its page: the ladder it climbs, what it says, what was answered, what one may do."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, together
from core.obligations.faces import clocks_of, face
from core.obligations.models import Obligation
from core.people.models import RoleAssignment
from core.regions.profile import Profile, profile_of
from core.regions.shapes import Option
from core.ui import dates
from core.ui.said import said
from deviations import policies
from deviations.choices import NOT_SORTED, UNSORTED, AnswerKind, Kind
from deviations.deadlines import EVERY, RECEIPT, REPLY, SIDES
from deviations.forms import ActionForm, DoneForm, NamesForm, ReviewForm, SortForm
from deviations.ladder import SECRETARIAT, ladder_of
from deviations.models import DeviationAction, DeviationReport
from deviations.pages.rungs import rungs
from deviations.pages.seeing import who_sees
from deviations.services.texts import names_around
from deviations.states import ENDED, WITH_SIDES
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
        "facts": _facts(report, acting, profile, is_copy),
        "sides": [] if is_copy else _sides(report),
        "answers": [] if is_copy else [_answer(one) for one in report.answers.all() if one.kind != AnswerKind.ACCOUNT],
        "actions": [] if is_copy else [_action(one) for one in report.actions.all()],
        "events": [] if is_copy else [_event(step) for step in report.steps.all()],
        "verbs": _verbs(report, acting, refused),
        "clocks": _clocks(report, clocks),
        "why": who_sees(report, ladder, leaves if granted else ()),
        "grant_url": reverse("deviations:grant", args=[report.pk]) if granted else "",
        "warn_of_harm": report.effect == "harmed" and not is_copy,
    }


def category_label(report: DeviationReport, profile: Profile) -> str:
    """Its category in the region's words; a report not sorted says what it is about."""
    if report.sorted_as == UNSORTED:
        return str(report.get_kind_display())
    return _label(report.sorted_as, profile.deviation_categories)


def _label(key: str, options: Iterable[Option]) -> str:
    return said(next((option.label for option in options if option.key == key), key))


def verb_form(name: str, report: DeviationReport, data: Any = None) -> Any:
    """The form of a verb, with ids of its own since several stand on the page."""
    kind = VERBS[name].form
    extra: dict[str, Any] = {}
    if issubclass(kind, NamesForm) and data is not None:
        extra["known"] = names_around(report)
    extra |= KNOWS[kind](report) if kind in KNOWS else {}
    return kind(data, auto_id=f"id_{name}_%s", **extra)


def _sorted(report: DeviationReport) -> dict[str, Any]:
    said_now = {"kind": report.kind, "category": report.sorted_as, "cause": report.cause}
    return {"profile": profile_of(report.region_id, area_id=report.area_id), "initial": said_now}


# What a form is told of the report it is for.
KNOWS: dict[type, Callable[[DeviationReport], dict[str, Any]]] = {
    ReviewForm: _sorted,
    SortForm: _sorted,
    ActionForm: lambda report: {"units": [report.unit, *(side.unit for side in report.counterparts.all())]},
    DoneForm: lambda report: {"waiting": [one for one in report.actions.all() if one.done_on is None]},
}


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


CLOCKS = tuple(due.code for due in EVERY)


def _clocks(report: DeviationReport, clocks: Iterable[Obligation]) -> list:
    """The other side's answer; at the secretariat receipt while it is waited for; else the answer, where it is owed."""
    if report.status in ENDED:
        return []
    code = SIDES.code if report.status in WITH_SIDES else REPLY.code
    if SECRETARIAT in report.levels and report.received_on is None:
        code = RECEIPT.code
    row = next((one for one in clocks if one.code == code), None)
    return [face(row, clock.today())] if row and row.due_on else []


def _sides(report: DeviationReport) -> list[dict[str, Any]]:
    """How each side saw it, beside each other: the reporter's words and those of whoever leads the other unit."""
    told = {one.by.unit_id: one for one in report.answers.all() if one.kind == AnswerKind.ACCOUNT}
    sides = [{"unit": report.unit.name, "texts": [text for text in (report.description, report.tried) if text]}]
    for side in report.counterparts.all():
        words = told.get(side.unit_id)
        sides.append({"unit": side.unit.name, "texts": [words.text] if words else []})
    return sides


def _action(action: DeviationAction) -> dict[str, Any]:
    done = action.done_on is not None
    return {
        "text": action.text,
        "unit": action.unit.name,
        "due": _("Klar %(day)s") % {"day": dates.day(action.done_on)} if done else dates.day(action.due_on),
        "wait": "" if done else dates.due_in_words(action.due_on, clock.today()),
        "is": "ok" if done else dates.due_is(action.due_on, clock.today()),
        "outcome": action.outcome,
    }


def _facts(report: DeviationReport, acting: Acting, profile: Profile, is_copy: bool) -> list[dict[str, Any]]:
    place = ", ".join(filter(None, [report.district.name if report.district else "", report.area.name]))
    facts = [
        {"term": _("Från"), "text": report.unit.name, "lines": [place]},
        {"term": _("Gäller"), "text": ", ".join(side.unit.name for side in report.counterparts.all())},
        {"term": _("Hände"), "text": dates.day(report.event_on)},
        {"term": _("Följd för barnet"), "text": report.get_effect_display()},
        _sort(report, profile),
    ]
    if report.cause:
        facts.append({"term": _("Orsak"), "text": _label(report.cause, profile.deviation_causes or ())})
    if is_copy:
        return facts
    if report.duplicate_of:
        address = reverse("deviations:detail", args=[report.duplicate_of_id])
        facts.append({"term": _("Handläggs i"), "text": report.duplicate_of.code, "url": address})
    if policies.sees_reporter(acting, report):
        facts.append({"term": _("Anmäld av"), "text": str(report.reporter.person)})
    written = [
        (_("Varför den är principiell"), report.principled_reason),
        (_("Förslag"), report.suggestion),
        (_("Mönster"), report.pattern),
    ]
    return facts + [{"term": term, "text": text} for term, text in written if text]


def _sort(report: DeviationReport, profile: Profile) -> dict[str, Any]:
    """Its category; what a dispute is about stands under it, or in its place while it is not sorted."""
    is_dispute = report.kind != Kind.SHORTCOMING
    if report.sorted_as == UNSORTED:
        return {"term": _("Slag"), "text": report.get_kind_display() if is_dispute else said(NOT_SORTED)}
    about = [report.get_kind_display()] if is_dispute else []
    return {"term": _("Slag"), "text": category_label(report, profile), "lines": about}


def _answer(answer: Any) -> dict[str, str]:
    return {
        "title": str(answer.get_kind_display()),
        "text": answer.text,
        "by": _who(answer.by),
        "at": dates.day(timezone.localdate(answer.at)),
    }


def _who(by: RoleAssignment) -> str:
    """The role and its unit, never the person."""
    return ", ".join(filter(None, [str(by.get_role_display()), by.unit.name if by.unit else ""]))


def _event(step: Any) -> dict[str, str]:
    who = _who(step.by)
    return {
        "iso": step.at.isoformat(timespec="seconds"),
        "at": dates.moment(step.at),
        "title": str(step.get_to_status_display()),
        "detail": f"{who}. {step.text}" if step.text else who,
    }
