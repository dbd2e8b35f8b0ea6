"""What the database itself refuses, whatever the program says. [security 3]"""

import pytest
from django.db import connection
from django.db.utils import DatabaseError, ProgrammingError

from core.access import acting_as
from followup.models import AnnualFollowUp, AnnualFollowUpGrant, Counting, Figure, FollowUpSection, ReportJob
from tests.database import as_loader, as_role
from tests.followup import town as t
from tests.followup.people import brought


@pytest.mark.parametrize(
    ("who", "changed"),
    [
        ("chair", "1110"),
        ("member", "1000"),
        ("steering_bup", "0010"),
        ("secretary", "0011"),
        ("regional", "0001"),
        ("other_chair", "0000"),
        ("other_convenor", "0000"),
        ("political", "0000"),
        ("teacher", "0000"),
    ],
)
def test_a_follow_up_is_changed_by_whose_turn_it_is(town, who, changed):
    """Its texts written, ready for the meeting, adopted, sent on: the database asks who moves it on from there."""
    follow_up = t.collected(town)
    found = ""
    for status in ("collecting", "drafted", "adopted_local", "reported"):
        brought(town, follow_up, status)
        with acting_as(getattr(town, who)):
            found += str(AnnualFollowUp.objects.update(year=t.YEAR))

    assert found == changed


@pytest.mark.parametrize(
    ("who", "changed"),
    [("chair", 8), ("member", 8), ("steering_bup", 0), ("secretary", 0), ("other_chair", 0), ("teacher", 0)],
)
def test_only_the_groups_writers_change_its_texts(town, who, changed):
    t.collected(town)

    with acting_as(getattr(town, who)):
        assert FollowUpSection.objects.update(version=3) == changed


@pytest.mark.parametrize("model", [AnnualFollowUp, Counting, Figure, FollowUpSection])
def test_without_a_context_nothing_is_there(town, model):
    t.held(town)
    t.collected(town)

    assert model.objects.count() == 0
    with as_role("bus_worker"):
        assert model.objects.count() == 0


@pytest.mark.parametrize("model", [Counting, Figure])
def test_no_page_can_write_a_figure(town, model):
    t.held(town)
    t.collected(town)
    with as_loader():
        row = model.objects.first()
    row.pk = None

    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(town.chair):
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("who", "allowed"), [("chair", True), ("steering_bup", True), ("teacher", False), ("other_chair", False)]
)
def test_a_job_is_put_in_the_queue_in_ones_own_name_for_an_area_one_follows(town, who, allowed):
    follow_up = t.collected(town)
    job = ReportJob(
        region=town.region,
        area=town.area,
        year=t.YEAR,
        follow_up=follow_up,
        kind="report",
        requested_by=town.assignments[who],
    )

    def put():
        with acting_as(getattr(town, who)):
            job.save(force_insert=True)

    if allowed:
        put()
    else:
        with pytest.raises(DatabaseError, match="row-level security"):
            put()


def test_a_job_is_not_put_in_anothers_name_or_half_done(town):
    follow_up = t.collected(town)
    for wrong in ({"requested_by": town.assignments["steering_bup"]}, {"status": "running"}):
        values = {"requested_by": town.assignments["chair"], **wrong}
        with pytest.raises(DatabaseError, match="row-level security"), acting_as(town.chair):
            ReportJob.objects.create(
                region=town.region, area=town.area, year=t.YEAR, follow_up=follow_up, kind="report", **values
            )


@pytest.mark.parametrize("who", ["member", "steering_bup", "secretary", "other_chair"])
def test_leave_is_given_by_the_areas_leader_only(town, who):
    from django.contrib.auth.models import Permission

    follow_up = t.collected(town)
    with pytest.raises(DatabaseError, match="row-level security"), acting_as(getattr(town, who)):
        AnnualFollowUpGrant.objects.create(
            region=town.region,
            content_object=follow_up,
            user=town.assignments["teacher"].user,
            permission=Permission.objects.get(codename="read_annualfollowup"),
            giver=town.assignments[who],
            reason="Nej",
            valid_until=t.noon(t.COUNTED_ON),
            valid_from=t.noon(t.COUNTED_ON.replace(day=1)),
        )


def test_no_key_leads_into_another_region(town, other_town):
    with as_loader():
        AnnualFollowUp.objects.create(
            region=town.region, area=other_town.area, year=t.YEAR, clock_starts_on=t.COUNTED_ON
        )

    with pytest.raises(DatabaseError, match="same_region"):
        connection.check_constraints()
