"""The hour's job: who has not answered is reminded once, and the group is told when there is something to read."""

from datetime import date, datetime, timedelta
from uuid import UUID

from core.access import Acting, acting_as, job_regions
from core.workdays import local_today
from groups.composition import seated_in
from groups.surveys import policies
from groups.surveys.models import SurveyRound
from groups.telling import tell

JOB = "group_surveys"
NEWS = timedelta(days=7)  # what was closed before that is no news


def keep(at: datetime) -> int:
    """Each region in turn, in a transaction of its own. Safe twice. Returns how many were seen to."""
    with acting_as(job=JOB):
        regions = job_regions()
    return sum(_keep_region(region_id, local_today(at)) for region_id, _code in regions)


def _keep_region(region_id: UUID, today: date) -> int:
    with acting_as(job=JOB, region_id=region_id) as by:
        rounds = SurveyRound.objects.filter(region_id=region_id).order_by("pk").select_related("forum")
        running = rounds.filter(reminded_on__isnull=True, opened_on__lt=today, closes_on__gte=today)
        ended = rounds.filter(told_on__isnull=True, closes_on__range=(today - NEWS, today - timedelta(days=1)))
        soon = [one for one in _locked(running) if today >= _reminds_on(one)]
        for one in soon:
            _remind(one, today, by)
        done = list(_locked(ended))
        for one in done:
            _tell_of_results(one, today, by)
    return len(soon) + len(done)


def _locked(rows):
    return rows.select_for_update(skip_locked=True, of=("self",))


def _reminds_on(one: SurveyRound) -> date:
    return one.closes_on - timedelta(days=policies.survey_of(one).remind_days)


def _remind(one: SurveyRound, today: date, by: Acting) -> None:
    """Those who sit there and have said nothing, and nobody else. [F135]"""
    sitting = {seat.assignment_id for seat in seated_in(one.forum, today)}
    one.reminded_on = today
    one.save(update_fields=["reminded_on"])
    tell("survey_reminded", one, sitting - set(one.given.values_list("assignment", flat=True)), by)


def _tell_of_results(one: SurveyRound, today: date, by: Acting) -> None:
    one.told_on = today
    one.save(update_fields=["told_on"])
    if one.answers >= one.least:
        tell("survey_closed", one, {seat.assignment_id for seat in seated_in(one.forum, today)}, by)
