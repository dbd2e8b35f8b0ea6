"""The duties of a group's year as rows: what the portal tells of each, else what was noted last. [F46]"""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, together
from core.ui import dates
from core.ui.said import said
from core.workdays import local_today
from groups.models import Forum
from groups.year import proofs
from groups.year.duties import Sources, duties_of
from groups.year.duty_models import DutyNote, DutyState

IS = {DutyState.KEPT: "ok", DutyState.PARTLY: "soon", DutyState.NOT_KEPT: "late"}


def duty_rows(acting: Acting, forum: Forum, today: date) -> list[dict[str, Any]]:
    """In the order of the region's list; two statements and what the sources ask, however many duties."""
    notes = DutyNote.objects.filter(forum=forum, year__gte=today.year - 1)
    notes = notes.select_related("noted_by__person", *proofs.PAGES).order_by("-created_at")
    sources = Sources(acting, forum, today)
    together(notes, *sources.asks())
    return [_row(one, forum, sources, notes, today.year) for one in duties_of(forum)]


def _row(duty, forum, sources: Sources, notes, year: int) -> dict[str, Any]:
    row = {
        "title": said(duty.label),
        "state": _("Inte noterat"),
        "is": "",
        "detail": "",
        "by": "",
        "link": None,
        "note": "",
    }
    if told := sources.told(duty):
        link = {"label": _("Visa"), "url": told.url} if told.url else None
        return row | {"state": told.state.label, "is": IS[told.state], "detail": told.detail, "link": link,
                      "by": _("Portalen räknar själv")}  # fmt: skip
    if forum.is_led:
        row["note"] = reverse("groups:duty_note", args=[forum.pk, duty.key])
    mine = [one for one in notes if one.duty == duty.key]
    now = next((one for one in mine if one.year == year), None)
    if now:
        day = dates.day(local_today(now.created_at))
        by = _("Noterat av %(person)s %(day)s") % {"person": now.noted_by.person, "day": day}
        return row | {"state": now.get_state_display(), "is": IS[DutyState(now.state)], "detail": now.text, "by": by,
                      "link": proofs.shown(now)}  # fmt: skip
    if mine:
        row["by"] = _("%(year)d: %(state)s") % {"year": mine[0].year, "state": mine[0].get_state_display().lower()}
    return row
