"""What can prove that a group does what it is to see to: one of its meetings, routines, agreements or plans. [F46]"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.ui import dates
from core.workdays import local_today
from groups.agreements import policies as agreements
from groups.meetings import policies as meetings
from groups.models import Forum
from groups.routines import policies as routines
from groups.year import policies, states
from groups.year.duty_models import DutyNote

FIELDS = {"mote": "meeting", "rutin": "routine", "overenskommelse": "agreement", "plan": "plan"}
PAGES = {"meeting": "meeting_detail", "routine": "routine_detail", "agreement": "agreement_detail",
         "plan": "action_plan_detail"}  # fmt: skip
NEAR = 12  # the last meetings; about two years


class Proofs:
    def __init__(self, acting: Acting, forum: Forum) -> None:
        now = clock.now()
        self.rows: dict[str, QuerySet] = {
            "mote": meetings.visible_meetings(acting).filter(forum=forum, starts_at__lte=now).exclude(
                status="cancelled"
            ).order_by("-starts_at", "id")[:NEAR],
            "rutin": routines.visible_versions(acting).filter(
                routines.holding(clock.today()), forum=forum
            ).order_by("title", "id"),
            "overenskommelse": agreements.visible_agreements(acting).filter(
                agreements.holding(), forum=forum
            ).order_by("title", "id"),
            "plan": policies.visible_plans(acting).filter(forum=forum, status__in=states.PUBLIC).order_by("-year"),
        }  # fmt: skip

    def choices(self) -> Iterator[tuple[str, Any]]:
        yield "", _("Inget")
        headings = {"mote": _("Möten"), "rutin": _("Rutiner"), "overenskommelse": _("Överenskommelser"),
                    "plan": _("Handlingsplaner")}  # fmt: skip
        for kind, rows in self.rows.items():
            yield headings[kind], [(f"{kind}:{one.pk}", words(FIELDS[kind], one)) for one in rows]

    def chosen(self, key: str) -> Any:
        kind, _colon, pk = key.partition(":")
        return next((one for one in self.rows.get(kind, ()) if str(one.pk) == pk), None)


def words(field: str, proof: Any) -> str:
    if field != "meeting":
        return str(proof)
    return _("Mötet %(day)s") % {"day": dates.day(local_today(proof.starts_at))}


def shown(note: DutyNote) -> dict[str, str] | None:
    """The note's proof as a link; None where there is none, or where the one who looks does not see it."""
    for field, page in PAGES.items():
        if proof := getattr(note, field):
            return {"label": words(field, proof), "url": reverse(f"groups:{page}", args=[proof.pk])}
    return None
