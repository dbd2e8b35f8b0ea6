"""What a forum's page says of how often it meets: asked for, held, planned, and when one is lacking. [F30]"""

from datetime import date

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.obligations.models import Obligation
from core.obligations.states import ObligationStatus
from core.ui import dates
from groups.frequency.counting import asks_for_all, counted
from groups.frequency.models import ForumPeriod
from groups.meetings.models import Meeting
from groups.meetings.states import AHEAD
from groups.models import Forum


def periods_of(forum: Forum, today: date) -> list[dict[str, str]]:
    """A line for each period of today; a warning once its clock has reminded and too few are planned. One statement.

    The database shows a period to the forum's own people alone: whoever is called to one meeting would count wrong.
    """
    all_come = asks_for_all(forum, today)
    return [_line(one, all_come) for one in _counted(forum, today)]


def left_to_plan(forum: Forum, today: date) -> list[str]:
    """A sentence for each period of today in which fewer are held and planned than asked for. One statement."""
    said = []
    for one in _counted(forum, today):
        if (lacking := _lacking(one)) > 0:
            words = ngettext(
                "Ett möte återstår att planera till och med %(day)s.",
                "%(n)d möten återstår att planera till och med %(day)s.",
                lacking,
            )
            said.append(words % {"n": lacking, "day": dates.day(one.ends_on)})
    return said


def _counted(forum: Forum, today: date) -> list:
    """Today's periods, each with what is asked for, held and planned, and how its clock stands."""
    clock_of = Obligation.objects.filter(subject_id=OuterRef("pk"), code=OuterRef("code"))
    periods = ForumPeriod.objects.of(forum.pk, today).annotate(
        asked=Subquery(clock_of.values("rule__amount")[:1]),
        state=Subquery(clock_of.values("status")[:1]),
        held=_number(counted(_held_in_it(), forum, today)),
        planned=_number(Meeting.objects.filter(status__in=AHEAD, starts_at__date__range=(today, OuterRef("ends_on")))),
    )
    return [one for one in periods if one.asked]


def _lacking(period) -> int:
    return period.asked - (period.held or 0) - (period.planned or 0)


def _held_in_it() -> QuerySet[Meeting]:
    return Meeting.objects.filter(held_on__range=(OuterRef("starts_on"), OuterRef("ends_on")))


def _number(which: QuerySet[Meeting]) -> Subquery:
    meetings: QuerySet = which.filter(forum_id=OuterRef("forum_id")).order_by()
    return Subquery(meetings.annotate(of=F("forum_id")).values("of").annotate(n=Count("pk")).values("n"))


def _line(period, all_come: bool) -> dict[str, str]:
    held, planned = period.held or 0, period.planned or 0
    asked = ngettext("Minst ett möte %(days)s.", "Minst %(n)d möten %(days)s.", period.asked)
    asked %= {"n": period.asked, "days": dates.period(period.starts_on, period.ends_on)}
    standing = _("Hållna: %(held)d. Planerade: %(planned)d.") % {"held": held, "planned": planned}
    if all_come:
        standing += " " + _("Ett möte räknas när ingen uteblev utan ersättare.")
    lacking = _lacking(period)
    warning = ""
    if lacking > 0 and period.state != ObligationStatus.PENDING:
        warning = ngettext("Ett möte till behövs senast %(day)s.", "%(n)d möten till behövs senast %(day)s.", lacking)
        warning %= {"n": lacking, "day": dates.day(period.ends_on)}
    return {"text": f"{asked} {standing}", "warning": warning}
