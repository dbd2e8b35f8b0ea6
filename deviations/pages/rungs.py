"""How far a report has come on the region's ladder, each rung with its days."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.ui import dates
from deviations.ladder import BEYOND, LEVEL_OF_STATUS, SECRETARIAT, Ladder
from deviations.models import DeviationReport
from deviations.states import ENDED, SETTLED
from deviations.states import DeviationStatus as S


def rungs(report: DeviationReport, ladder: Ladder, *, is_copy: bool = False) -> list[dict[str, Any]]:
    """Each rung done, now or to come; at the end the answer. A copy shows its states without days."""
    stays = {} if is_copy else _stays(report)
    keys = [step.key for step in ladder.steps]
    if ladder.has(SECRETARIAT) and (BEYOND in report.levels or not report.is_principled or report.submitted_on):
        keys.append(BEYOND)
    lines = [_rung(key, ladder.label(key), report, stays.get(key)) for key in keys]
    if keys[-1] == BEYOND and not ladder.has(BEYOND) and BEYOND not in report.levels:
        lines[-1]["time_detail"] = _("Vid behov")
    return [*lines, _answer_rung(report)]


def _rung(key: str, label: str, report: DeviationReport, stay: tuple[date, date | None] | None) -> dict[str, Any]:
    now = report.status not in ENDED | SETTLED and LEVEL_OF_STATUS.get(S(report.status)) == key
    been = key in report.levels
    line = {"title": label, "detail": "", "state": "now" if now else "done" if been else ""}
    if now and report.status == S.PRINCIPLED:
        line["time_detail"] = _("Ska skickas dit")
    elif stay:
        first, last = stay
        days = ((last or clock.today()) - first).days
        line["time"] = ngettext("%(n)d dag", "%(n)d dagar", days) % {"n": days} if days else ""
        line["time_detail"] = _since(first, last)
    return line


def _since(first: date, last: date | None) -> str:
    if last is None:
        return _("sedan %(day)s") % {"day": dates.day_short(first)}
    return dates.period(first, last) if last > first else dates.day(first)


def _stays(report: DeviationReport) -> dict[str, tuple[date, date | None]]:
    """First and last day on each rung, from the steps; what is to be sent on has left one and come to none."""
    stays: dict[str, tuple[date, date | None]] = {}
    current = ""
    for step in report.steps.all():
        day = timezone.localdate(step.at)
        level = "" if step.to_status == S.PRINCIPLED else LEVEL_OF_STATUS.get(S(step.to_status), "")
        if level == current:
            continue
        if current:
            stays[current] = (stays[current][0], day)
        if level:
            stays[level] = (stays[level][0] if level in stays else day, None)
        current = level
    return stays


def _answer_rung(report: DeviationReport) -> dict[str, Any]:
    if report.status == S.WITHDRAWN and report.withdrawn_on:
        return {"title": _("Återtagen"), "state": "now", "time_detail": dates.day(report.withdrawn_on)}
    line = {"title": _("Svar till den som anmälde"), "state": ""}
    if report.answered_on:
        line |= {"state": "done", "time_detail": dates.day(report.answered_on)}
    return line
