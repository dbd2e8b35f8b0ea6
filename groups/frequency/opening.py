"""The hour's job: each forum's periods have their clocks, and what is past is put away. [F30]"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from core import obligations
from core.access import Acting, acting_as, job_regions
from core.obligations.dates import PER_TERM, due_date
from core.obligations.models import DeadlineRule, Obligation
from core.obligations.states import ChangeReason, ObligationStatus
from core.workdays import local_today, term_of
from groups.frequency.counting import catch_up
from groups.frequency.deadlines import CLOCKS, CODES, PUT_AWAY_AFTER
from groups.frequency.models import ForumPeriod
from groups.models import Forum

JOB = "meeting_frequency"


def open_all(at: datetime) -> int:
    """Every region in turn, each in a transaction of its own; how many periods were opened. Safe twice."""
    with acting_as(job=JOB):
        regions = job_regions()
    return sum(open_region(region_id, local_today(at)) for region_id, _code in regions)


def open_region(region_id: UUID, today: date) -> int:
    """The current periods of the forums in force, where the region keeps the rule; then what runs is seen to."""
    with acting_as(job=JOB, region_id=region_id) as by:
        forums = Forum.objects.on(today).filter(region_id=region_id, kind__in=CODES)
        known = set(ForumPeriod.objects.filter(ends_on__gte=today).values_list("forum_id", "code"))
        opened = sum(
            _open(forum, code, today, by)
            for forum in forums
            for code in CODES[forum.kind]
            if (forum.pk, code) not in known
        )
        running = Obligation.objects.live().filter(region_id=region_id, code__in=CLOCKS)
        _see_to(running.order_by("pk"), today, by)
    return opened


def _open(forum: Forum, code: str, today: date, by: Acting) -> bool:
    rule = DeadlineRule.objects.rule_on(code, by.region_id, forum.area_id, today)
    if rule is None or not rule.monitored:
        return False
    terms = rule.terms
    first = term_of(today, terms.term_boundaries).starts_on if terms.unit == PER_TERM else date(today.year, 1, 1)
    last = due_date(terms, today)
    starts_on = max(first, forum.valid_from)
    if last is None or not obligations.rule_for(code, by.region_id, forum.area_id, starts_on).monitored:
        return False
    period = ForumPeriod(region_id=forum.region_id, forum=forum, code=code, starts_on=starts_on, ends_on=last)
    try:
        with transaction.atomic():
            period.save(force_insert=True)
    except IntegrityError:  # another run of the same hour
        return False
    obligations.start(
        CLOCKS[code],
        subject=period,
        subject_code=str(period),
        by=by,
        area_id=forum.area_id,
        district_id=forum.district_id,
        url_name="groups:period",
    )
    return True


def _see_to(running: Iterable[Obligation], today: date, by: Acting) -> None:
    """Count what was held; then put away what nobody can do anything about any more.

    A period that has passed cannot be met: whoever owes it would read of it for ever. Thirty days after its end its
    clock is waived, «perioden är slut», and so is that of a forum that is no more. It is never called met. That it
    was breached stands in the clock's events, which the verdict is sealed over and nobody changes, and was told to the
    owner and to those the rule names on the day; only a clock whose breach has been told is waived for its age.
    """
    rows = list(running)
    periods = ForumPeriod.objects.select_related("forum").in_bulk([one.subject_id for one in rows])
    for one in rows:
        period = periods[one.subject_id]
        catch_up(period, by=by)
        if not obligations.is_running(period, one.code, by=by):
            continue
        is_told = one.status == ObligationStatus.BREACHED
        if is_told and today > period.ends_on + PUT_AWAY_AFTER:
            obligations.waive(period, one.code, reason=ChangeReason.PERIOD_OVER, by=by)
        elif period.forum.valid_to and period.forum.valid_to < min(today, period.ends_on):
            obligations.waive(period, one.code, reason=ChangeReason.NOT_NEEDED, by=by)
