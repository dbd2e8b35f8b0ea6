"""What the child must be told and has been told, as rows of the plan's page; and who is to tell. [CS-19, F83]"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from core.access import Acting, Asks, among
from core.ui import dates
from sip.plans.choices import OF_CONSENT, Change, Manner, PlanPart
from sip.plans.models import PlanRole, PlanTelling, SipPlan
from sip.plans.queries import raised_by, starters
from sip.plans.states import PlanStatus


def tellings_of(plan: SipPlan) -> QuerySet[PlanTelling]:
    """Those that wait first; of what one may read."""
    rows = PlanTelling.objects.filter(case_id=plan.pk).select_related(
        "measure", "goal", "told_by__person", "case__plan"
    )
    return rows.order_by("told_on", "since_on", "created_at")


def to_tell(acting: Acting) -> QuerySet[PlanTelling]:
    """What waits for the acting assignment to tell: the main responsible, else the one who started the plan."""
    main = PlanRole.objects.filter(case_id=OuterRef("case_id"), part=PlanPart.MAIN_RESPONSIBLE, valid_to__isnull=True)
    is_closed = Q(change__in=OF_CONSENT) | Q(case__plan__status=PlanStatus.STOPPED)
    mine = ~is_closed & Exists(main.filter(assignment_id=acting.assignment_id))
    started = (is_closed | ~Exists(main)) & Q(among("case_id", raised_by(acting)))
    return PlanTelling.objects.filter(mine | started, told_on__isnull=True).select_related("case").order_by("since_on")


def what(row: PlanTelling) -> str:
    """The change in words: which version, which measure or goal."""
    label = str(row.get_change_display())
    if row.change == Change.VERSION and row.number and row.number > 1:
        return _("Planen har en ny version, nummer %(number)s") % {"number": row.number}
    about = row.measure or row.goal
    return _("%(change)s: %(what)s") % {"change": label, "what": about.text} if about else label


def telling_section(acting: Acting, plan: SipPlan, *, may_tell: bool) -> Iterator[Asks | dict[str, Any]]:
    """What waits with who is to tell, and what has been told with by whom, when and how."""
    rows = tellings_of(plan)
    main = PlanRole.objects.filter(case_id=plan.pk, part=PlanPart.MAIN_RESPONSIBLE, valid_to__isnull=True)
    main = main.select_related("assignment__person")
    began = starters(plan).select_related("assignment__person")
    yield Asks(rows, main, began)
    answers, starter = (next((str(one.assignment.person) for one in found), "") for found in (main, began))
    waiting = [_waiting(row, _teller(row, answers, starter)) for row in rows if row.told_on is None]
    told = [_told(row) for row in reversed(rows) if row.told_on]
    yield {"waiting": waiting, "told": told, "may_tell": may_tell and bool(waiting)}


def _teller(row: PlanTelling, main: str, starter: str) -> str:
    plan = row.case.plan
    is_closed = row.change in OF_CONSENT or plan.status == PlanStatus.STOPPED
    return starter if is_closed or not main else main


def _waiting(row: PlanTelling, teller: str) -> dict:
    return {
        "title": what(row),
        "detail": _("Sedan %(day)s. %(who)s berättar.") % {"day": dates.day(row.since_on), "who": teller},
        "badge": _("Inte berättat"),
        "badge_is": "soon",
    }


def _told(row: PlanTelling) -> dict:
    words = {"day": dates.day(row.told_on), "who": row.told_by.person, "how": _lower(row)}  # type: ignore[union-attr, arg-type]
    is_told = row.manner != Manner.NOT_TOLD
    said = _("Berättat %(day)s av %(who)s, %(how)s.") if is_told else _("Noterat %(day)s av %(who)s.")
    return {
        "title": what(row),
        "detail": " ".join(filter(None, [said % words, row.note])),
        "badge": _("Berättat") if is_told else str(Manner.NOT_TOLD.label),
        "badge_is": "ok" if is_told else "stopped",
    }


def _lower(row: PlanTelling) -> str:
    label = str(row.get_manner_display())
    return label[:1].lower() + label[1:]
