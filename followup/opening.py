"""What the hour's job does: open last year's follow-ups, count how the years stand so far. [SM-9]"""

from datetime import date, datetime
from uuid import UUID

from core.access import Acting, acting_as, job_regions
from core.organisations.models import Area
from core.organisations.queries import areas_on
from core.workdays import local_today
from followup.counting import REPORT, count_year
from followup.models import AnnualFollowUp
from followup.patterns.keeping import count_quarters
from followup.region.services import open_compilation
from followup.services import open_follow_up
from followup.states import FollowUpStatus

JOB = "follow_up"


def open_and_count(at: datetime, *, using: str = REPORT) -> int:
    """Every region in turn, each area in a transaction of its own; how many follow-ups were opened. Safe twice."""
    with acting_as(job=JOB):
        regions = job_regions()
    return sum(open_region(region_id, at, using=using) for region_id, _code in regions)


def open_region(region_id: UUID, at: datetime, *, using: str = REPORT) -> int:
    """Open the follow-ups of the year that ended for the areas there were on its last day, and count what goes on."""
    today = local_today(at)
    ended = today.year - 1
    with acting_as(job=JOB, region_id=region_id):
        then = list(areas_on(region_id, date(ended, 12, 31)))
        now = list(areas_on(region_id, today))
    with acting_as(job=JOB, region_id=region_id) as by:
        open_compilation(region_id, ended, by=by)
    opened = 0
    for area in then:
        with acting_as(job=JOB, region_id=region_id) as by:
            opened += open_follow_up(area, ended, by=by) is not None
            _count_open(area, ended, by=by, at=at, using=using)
    for area in now:
        with acting_as(job=JOB, region_id=region_id) as by:
            count_year(area, today.year, by=by, at=at, using=using)
    count_quarters(region_id, at, using=using)
    return opened


def _count_open(area: Area, year: int, *, by: Acting, at: datetime, using: str) -> None:
    """A year whose figures are not fixed yet is shown as it stands."""
    if AnnualFollowUp.objects.filter(area=area, year=year, status=FollowUpStatus.OPEN).exists():
        count_year(area, year, by=by, at=at, using=using)
