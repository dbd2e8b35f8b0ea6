"""Which reports one may see, which wait for one, and how much of a report is shown. [domain 4.9, X-03]"""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q, QuerySet

from core import clock
from core.access import Acting
from core.access.grants import granted
from core.people.models import RoleAssignment
from core.roles import AREA_LEADERS, UNIT_LEADERS, Role
from deviations.ladder import SECRETARIAT
from deviations.models import (
    DeviationAction,
    DeviationCounterpart,
    DeviationDraft,
    DeviationReport,
    DeviationReportGrant,
)
from deviations.policies.relations import WORKS_ON, leads_a_side
from deviations.querysets import DeviationReportQuerySet, within
from deviations.states import OPEN, SETTLED, WITH_SIDES
from deviations.states import DeviationStatus as S

READ = "read_deviationreport"
DRAFT_LIFE = timedelta(days=14)
# Those who have a queue of reports to do something about.
ANSWERERS = frozenset(
    {
        *UNIT_LEADERS,
        *AREA_LEADERS,
        Role.FORUM_CONVENOR,
        Role.SECRETARIAT_OFFICER,
        Role.REGIONAL_MEMBER,
        Role.PREP_MEMBER,
        Role.MANAGERS_FORUM_MEMBER,
        Role.POLITICAL_MEMBER,
    }
)
AT_SECRETARIAT = (S.SUBMITTED, S.RECEIVED, S.UNDER_REVIEW, S.RAISED_TO_BUSSAM, S.ANSWERED, S.ASSIGNMENT_CREATED)


def visible_reports(acting: Acting) -> DeviationReportQuerySet:
    """The reports the acting assignment may see now.

    Row security holds the rule (`questions.py`): reporter, leaders of both sides, the area's leader, the district's
    convenor when it came to the forum, those who work on a rung it came to, and who was given leave to read it.
    """
    return DeviationReport.objects.filter(region=acting.region_id).filter(within("id", "visible_deviation_ids"))


def visible_drafts(acting: Acting) -> QuerySet[DeviationDraft]:
    """One's own, for fourteen days after the last word. [security 10]"""
    oldest = clock.now() - DRAFT_LIFE
    return DeviationDraft.objects.filter(region=acting.region_id, owner=acting.assignment_id, saved_at__gt=oldest)


def own_reports(acting: Acting) -> DeviationReportQuerySet:
    return visible_reports(acting).filter(reporter=acting.assignment_id)


def can_view(acting: Acting, report: DeviationReport) -> bool:
    return visible_reports(acting).filter(pk=report.pk).exists()


def sees_statistics_only(
    acting: Acting, report: DeviationReport, leaves: Iterable[DeviationReportGrant] | None = None
) -> bool:
    """The secretariat's copy of what is not principled: kind, side and state, no text. [X-03]

    `leaves` are those given for the report, where the page has asked already.
    """
    if acting.role != Role.SECRETARIAT_OFFICER or SECRETARIAT in report.levels:
        return False
    if report.reporter_id == acting.assignment_id:
        return False
    if leaves is not None:
        now = clock.now()
        return not any(one.user_id == acting.user_id and one.is_live(now) for one in leaves)
    live = granted(DeviationReportGrant, acting.user_id, READ, clock.now())
    return not live.filter(content_object=report).exists()


def sees_reporter(acting: Acting, report: DeviationReport) -> bool:
    """The name is for both sides' leaders; from there on a report comes from a unit. [facts 3]"""
    return report.reporter_id == acting.assignment_id or leads_a_side(acting, report)


def waiting_for(acting: Acting) -> DeviationReportQuerySet:
    """Visible reports whose next move is the acting assignment's own."""
    mine = Q(reporter_id=acting.assignment_id) & (
        Q(status=S.RETURNED)
        | Q(status__in=WITH_SIDES, asked_on__isnull=False)
        | Q(status__in=SETTLED, receipt_on__isnull=True)
    )
    if acting.role in UNIT_LEADERS:
        other = DeviationCounterpart.objects.filter(unit=acting.unit_id).values("report")
        side = Q(unit_id=acting.unit_id) | Q(pk__in=other)
        mine |= side & Q(status__in=WITH_SIDES)
        mine |= Q(unit_id=acting.unit_id, status=S.RESOLVED)
        to_do = DeviationAction.objects.filter(unit=acting.unit_id, done_on__isnull=True)
        mine |= Q(status__in=OPEN, pk__in=to_do.values("report"))
        here = RoleAssignment.objects.live(clock.today()).filter(unit_id=acting.unit_id).values("pk")
        mine |= Q(unit_id=acting.unit_id, status=S.RETURNED) & ~Q(reporter_id__in=here)
        mine |= Q(unit_id=acting.unit_id, status=S.ANSWERED) & ~Q(levels__contains=[SECRETARIAT])
    if acting.role in AREA_LEADERS:
        mine |= Q(area_id=acting.area_id, status__in=[S.PRINCIPLED, S.IN_LOCAL_GROUP])
    if acting.role == Role.FORUM_CONVENOR:
        mine |= Q(district_id=acting.district_id, status=S.IN_FORUM)
    if acting.role == Role.SECRETARIAT_OFFICER:
        mine |= Q(status__in=AT_SECRETARIAT, levels__contains=[SECRETARIAT])
    for status, role in WORKS_ON.items():
        if acting.role == role:
            mine |= Q(status=status)
    return visible_reports(acting).filter(mine)


def readable_by_leave(acting: Acting) -> DeviationReportQuerySet:
    """The reports that somebody has given this person leave to read, for as long as the leave holds."""
    live = granted(DeviationReportGrant, acting.user_id, READ, clock.now())
    return visible_reports(acting).filter(pk__in=live)


def leaves_of(report: DeviationReport) -> QuerySet[DeviationReportGrant]:
    """Every leave to read the report, those that have ended too; the first to end first."""
    return report.grants.filter(permission__codename=READ).order_by("valid_until")


def given_leave(acting: Acting) -> QuerySet[DeviationReportGrant]:
    """The leaves that the acting assignment has given and may take back."""
    return DeviationReportGrant.objects.filter(region=acting.region_id, giver=acting.assignment_id)
