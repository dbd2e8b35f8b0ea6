"""The hour's job: who has not answered is reminded the day before, and what nobody can choose any more ends. [F31]"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max

from core.access import Acting, acting_as, job_regions
from core.audit.moves import moved
from core.workdays import local_today
from groups.polls import states
from groups.polls.models import DatePoll
from groups.polls.services import waiting_in
from groups.telling import tell

JOB = "date_polls"


def keep(at: datetime) -> int:
    """Each region in turn, in a transaction of its own. Safe twice. Returns how many were seen to."""
    with acting_as(job=JOB):
        regions = job_regions()
    return sum(_keep_region(region_id, at) for region_id, _code in regions)


def _keep_region(region_id: UUID, at: datetime) -> int:
    today = local_today(at)
    with acting_as(job=JOB, region_id=region_id) as by:
        running = DatePoll.objects.filter(region_id=region_id, status=states.S.OPEN).order_by("pk")
        past = running.annotate(last=Max("times__starts_at")).filter(last__lte=at).values("pk")
        soon = running.filter(reminded_on__isnull=True, reply_by__range=(today, today + timedelta(days=1)))
        ending = list(running.filter(pk__in=past).select_for_update(skip_locked=True, of=("self",)))
        reminding = soon.exclude(pk__in=[one.pk for one in ending]).select_for_update(skip_locked=True, of=("self",))
        told = [one for one in reminding if local_today(one.created_at) < today]
        for one in ending:
            _end(one, at, by)
        for one in told:
            _remind(one, at, by)
    return len(ending) + len(told)


def _end(poll: DatePoll, at: datetime, by: Acting) -> None:
    """The last time has been: whoever asked is told."""
    poll.ended_on = local_today(at)
    moved(poll, states.END, "poll.ran_out", by, "ended_on")
    tell("poll_ran_out", poll, [poll.asked_by_id], by)


def _remind(poll: DatePoll, at: datetime, by: Acting) -> None:
    poll.reminded_on = local_today(at)
    poll.save(update_fields=["reminded_on"])
    tell("poll_reminded", poll, waiting_in(poll), by)
