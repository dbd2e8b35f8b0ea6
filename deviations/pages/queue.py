"""The queue: list to the left, record to the right, next and previous by keyboard. [design 5]"""

from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.obligations.models import Obligation
from core.regions.profile import Profile, profile_of
from core.roles import Role
from core.ui import dates
from core.ui.pages import keep_saved, paginate
from deviations import policies
from deviations.forms import QueueFilter
from deviations.models import DeviationReport
from deviations.pages.record import category_label, record
from deviations.querysets import DeviationReportQuerySet

CHOSEN = "avvikelse"


def queue_page(request: HttpRequest, form: QueueFilter, *, refused: tuple | None = None) -> dict[str, Any]:
    """The rows of this page, the chosen one (the first unless told) as a record, and its neighbours."""
    acting, today = request.acting, clock.today()
    page = paginate(request, _soonest_first(form.rows()), beside=(*form.choice_rows(), *keep_saved(request, form)))
    chosen = _chosen(page.rows, request.GET.get(CHOSEN, ""))
    profile = profile_of(acting.region_id)
    items = [_item(request, one, profile, one is chosen, today) for one in page.rows]
    context = {"page": page, "form": form, "items": items, "count": _count(page.count, form)}
    context["gathers"] = acting.role == Role.SECRETARIAT_OFFICER
    report = policies.visible_reports(acting).whole(chosen.pk) if chosen else None
    if chosen is not None and report is not None:
        number = page.rows.index(chosen)
        context |= record(report, acting, refused=refused)
        context |= {
            "number": page.first + number,
            "of": page.count,
            "previous_url": items[number - 1]["url"] if number else "",
            "next_url": items[number + 1]["url"] if number + 1 < len(items) else "",
        }
    return context


def _soonest_first(rows: DeviationReportQuerySet) -> DeviationReportQuerySet:
    """What must be answered first; what has no day comes after, the oldest first."""
    running = Obligation.objects.live().filter(subject_id=OuterRef("pk")).order_by("due_on").values("due_on")[:1]
    found = rows.with_sides().annotate(due_on=Subquery(running))
    return found.order_by(F("due_on").asc(nulls_last=True), "first_sent_on", "created_at", "id")


def _chosen(rows: list[DeviationReport], asked: str) -> DeviationReport | None:
    return next((one for one in rows if str(one.pk) == asked), rows[0] if rows else None)


def _item(request: HttpRequest, report: Any, profile: Profile, is_current: bool, today) -> dict[str, Any]:
    query = request.GET.copy()
    query[CHOSEN] = str(report.pk)
    wait, meaning = "", ""
    if report.due_on:
        wait, meaning = dates.due_in_words(report.due_on, today), dates.due_is(report.due_on, today)
    else:
        wait = dates.day_short(report.first_sent_on)
    sides = ", ".join(side.unit.name for side in report.counterparts.all())
    return {
        "url": f"{reverse('deviations:inbox')}?{query.urlencode()}",
        "code": report.code,
        "wait": wait,
        "is": meaning if meaning in ("late", "soon") else "",
        "title": category_label(report, profile),
        "meta": _("%(own)s om %(other)s") % {"own": report.unit.name, "other": sides},
        "current": is_current,
    }


def _count(count: int, form: QueueFilter) -> str:
    if form.chosen.get("lage"):
        return ngettext("En avvikelse", "%(n)d avvikelser", count) % {"n": count}
    return ngettext("En väntar", "%(n)d väntar", count) % {"n": count}
