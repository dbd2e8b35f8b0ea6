"""A plan whose meeting has been held, and answers of families as the database counts them."""

import uuid
from datetime import date, timedelta

from django.db import connection

from core import clock
from core.access import acting_as
from sip.models import Case, Consent, Guardian, PlanMeeting, SurveyCode
from sip.surveys import codes, services
from sip.surveys.questionnaires import standard
from tests.database import as_loader
from tests.sip.plans import town as p

ITEMS = tuple(question.item for question in standard()[1, "child"])
ALL_FOUR = dict.fromkeys(ITEMS, 4)


def held(phase: str = "drafted"):
    """(town, plan, meeting): the meeting is held."""
    town, plan = p.until(phase)
    with as_loader():
        return town, plan, PlanMeeting.objects.get(case_id=plan.pk)


def code_of(town, kind: str = "child", **facts) -> str:
    """A code that stands open, in a plan of nothing but its meeting: what the one who answers needs."""
    by, today = town.assignments["teacher"], clock.today()
    with as_loader():
        case = Case.objects.create(region=town.region, kind="sip", area=town.area, district=town.east, created_by=by)
        Consent.objects.create(
            region=town.region, case=case, purpose="sip", status="given", form="oral", information_kinds=["identity"],
            given_on=today, valid_from=today, valid_to=today + timedelta(days=60), recorded_by=by,
            recording_unit=town.school,
        )  # fmt: skip
        meeting = PlanMeeting.objects.create(
            region=town.region, case=case, number=1, kind="planning", status="held", question="?", place="Rum 3",
            starts_at=clock.now(), held_at=clock.now(), called_by=by,
        )  # fmt: skip
        row = SurveyCode(
            region=town.region, case=case, meeting=meeting, kind=kind, opened_by=by,
            **{"version": 1, "opened_on": today, "expires_on": today, **facts},
        )  # fmt: skip
        row.code_hash = codes.new_hash(row.pk)
        row.save(force_insert=True)
    return codes.code_of(row.pk, row.code_hash)


def handed_out(town, meeting, to: str = "barnet", *, by=None) -> SurveyCode:
    with acting_as(by or town.teacher):
        return services.hand_out_survey(meeting, by=by or town.teacher, to=to)


def guardians(plan) -> list[Guardian]:
    with as_loader():
        return list(Guardian.objects.filter(child__cases__case_id=plan.pk).order_by("created_at"))


def tallied() -> list[tuple]:
    """(kind, item, value, answers) of all counts that are not nought."""
    return _rows(
        "SELECT kind, item, value, answers FROM sip_surveytally WHERE answers > 0 ORDER BY kind, item, value, answers"
    )


def tallied_by_version() -> list[tuple]:
    """(version, item, value, answers) of all counts that are not nought."""
    return _rows("SELECT version, item, value, answers FROM sip_surveytally WHERE answers > 0 ORDER BY 1, 2, 3, 4")


def used() -> list[tuple]:
    return _rows("SELECT code_hash, answered_on FROM sip_surveycode ORDER BY code_hash")


def _rows(sql: str) -> list[tuple]:
    with as_loader(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def answered(
    town, area, values: list[int], *, half_year: date, kind: str = "child", item: str = "influence", version: int = 1
) -> None:
    """Counts as these answers to a question would have left them; no page writes of another day than today."""
    with as_loader(), connection.cursor() as cursor:
        for value in range(6):
            cursor.execute(
                "INSERT INTO sip_surveytally (id, region_id, area_id, kind, version, half_year, item, value, answers) "
                "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [uuid.uuid4(), town.region.pk, area.pk, kind, version, half_year, item, value, values.count(value)],
            )


def this_half_year() -> date:
    today = clock.today()
    return date(today.year, 1 if today.month <= 6 else 7, 1)
