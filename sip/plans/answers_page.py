"""What the family has said to a version, as rows of its page and of the plan's; the last word of each first. [CS-06]"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.ui import dates
from sip.plans import policies
from sip.plans.choices import FamilyAnswer, Voice
from sip.plans.models import PlanAnswer, PlanVersion, SipPlan
from sip.plans.states import PlanStatus

IS = {FamilyAnswer.AGREED: "ok", FamilyAnswer.RESERVED: "soon", FamilyAnswer.NOT_AGREED: "late"}
ORDER = {Voice.CHILD: 0, Voice.GUARDIAN: 1}


def newest_answers(rows: Iterable[PlanAnswer]) -> tuple[list[PlanAnswer], list[PlanAnswer]]:
    """The last word of each, the child first, and the earlier ones; `rows` of one version, the first first."""
    last: dict[tuple, PlanAnswer] = {}
    earlier = []
    for row in rows:
        # there is one child, whatever it is called; others are told apart by name
        key = (row.whose, "" if row.whose == Voice.CHILD else row.name)
        if key in last:
            earlier.append(last.pop(key))
        last[key] = row
    return sorted(last.values(), key=lambda row: (ORDER[Voice(row.whose)], row.created_at)), earlier


def answers_to(version: PlanVersion) -> QuerySet[PlanAnswer]:
    return PlanAnswer.objects.filter(plan_version=version).order_by("created_at")


def answers_section(acting: Acting, plan: SipPlan, version: PlanVersion | None = None) -> Iterator[Asks | dict]:
    """To the plan's newest version, or to the one named; whether the reader may note one more."""
    versions = PlanVersion.objects.filter(case_id=plan.pk).order_by("-number").only("number")
    rows = PlanAnswer.objects.filter(case_id=plan.pk).select_related("recorded_by__person").order_by("created_at")
    yield Asks(versions, rows)
    shown = version or next(iter(versions), None)
    if shown is None:
        yield {"version": None}
        return
    now, earlier = newest_answers(row for row in rows if row.plan_version_id == shown.pk)
    is_newest = shown.number == max(one.number for one in versions)
    may_note = policies.may_write(acting, plan) and is_newest and plan.status == PlanStatus.ACTIVE
    yield {
        "version": shown,
        "now": [_row(row) for row in now],
        "earlier": [_row(row) for row in reversed(earlier)],
        "child_is_silent": not any(row.whose == Voice.CHILD for row in now),
        "may_note": may_note,
    }


def _row(row: PlanAnswer) -> dict[str, Any]:
    noted = {"who": row.recorded_by.person, "at": dates.day(timezone.localdate(row.created_at))}
    said = [row.words or row.not_asked_reason]
    if row.answered_on:
        said.append(_("Svarade %(day)s.") % {"day": dates.day(row.answered_on)})
    said.append(_("Antecknat %(at)s av %(who)s.") % noted)
    return {
        "title": _("%(who)s, %(kind)s") % {"who": row.name, "kind": _kind(row)},
        "detail": " ".join(filter(None, said)),
        "badge": str(row.get_answer_display()),
        "badge_is": IS.get(FamilyAnswer(row.answer), "stopped"),
    }


def _kind(row: PlanAnswer) -> str:
    return str(Voice(row.whose).label).lower()
