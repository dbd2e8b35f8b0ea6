"""What somebody owes, on the start page and in the case."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import obligations
from core.access import Acting, side_by_side
from core.notices import about
from core.obligations import clocks
from core.obligations.owed import action_url
from core.people.models import RoleAssignment
from core.roles import Role
from tests.core.obligations.build import acting, day, make_case, make_rule, raised, sweep, told
from tests.database import as_loader
from tests.groups import build as b

D0 = date(2026, 11, 2)


def on(number):
    return D0 + timedelta(days=number)


@pytest.fixture
def running(town, case):
    with day(D0):
        return raised(town, case, D0)


def owed(assignment, today=D0):
    with acting(assignment) as by:
        return side_by_side(obligations.duties(by, today))[0]


def take_part(case, assignment):
    from datetime import UTC, datetime

    from sip.models import Participation

    with as_loader():
        Participation.objects.create(
            region_id=case.region_id,
            case=case,
            unit_id=assignment.unit_id,
            assignment=assignment,
            part="raiser",
            valid_from=datetime(2020, 1, 1, tzinfo=UTC),
            added_by=assignment,
        )


def test_the_convenor_owes_it_and_nobody_else(town, case, running):
    (duty,) = owed(town.convenor)
    assert (duty.title, duty.code, duty.due_on, duty.detail) == (
        "Kalla chefer till individforum",
        "K7M2-X4QD",
        on(14),
        "Öster",
    )
    assert (duty.button, duty.url) == ("Kalla till möte", f"/barn/arenden/{case.pk}/")
    assert [owed(one) for one in (town.worker, town.chair, town.secretary)] == [[], [], []]


def test_without_a_convenor_the_chair_owes_it_until_there_is_one(town):
    with as_loader():
        case = make_case(town, district=town.west)
    take_part(case, town.chair)
    with day(D0):
        raised(town, case, D0, district=town.west)
    assert [duty.code for duty in owed(town.chair)] == ["K7M2-X4QD"]
    with as_loader():
        new = b.make_assignment(
            town.region, Role.FORUM_CONVENOR, "Ny K", unit=town.school, district=town.west, valid_from=on(3)
        )
    take_part(case, new)
    assert len(owed(town.chair, on(2))) == 1
    assert (len(owed(town.chair, on(3))), len(owed(new, on(3)))) == (0, 1)


def test_a_named_owner_owes_it_while_in_force_then_the_role(town, case):
    with day(D0):
        raised(town, case, D0, owners=[town.worker.pk])
    assert (len(owed(town.worker)), len(owed(town.convenor))) == (1, 0)
    with as_loader():
        RoleAssignment.objects.filter(pk=town.worker.pk).update(valid_to=on(1))
    assert (len(owed(town.convenor, on(1))), len(owed(town.convenor, on(2)))) == (0, 1)


def test_what_has_ended_is_owed_no_more_and_what_stands_still_says_so_without_a_day(town, case, running):
    with as_loader():
        type(town.rule).objects.filter(pk=town.rule.pk).update(pausable=True)
        other = make_case(town)
    with day(D0):
        raised(town, other, D0)
    with day(on(1)), acting(town.convenor) as by:
        obligations.end(case, "DL-01", on=on(1), by=by)
        obligations.pause(other, "DL-01", reason="waiting", by=by)
    (duty,) = owed(town.convenor, on(1))
    assert (duty.due_on, duty.is_paused, duty.button) == (None, True, "Öppna fristen")
    assert duty.detail == "Öster. Står still sedan 3 november 2026: väntar på en annan part"
    assert duty.url.startswith("/frister/")


def test_the_nearest_day_comes_first_and_the_count_of_statements_stays(town, case, running):
    with acting(town.convenor) as by, CaptureQueriesContext(connection) as one:
        side_by_side(obligations.duties(by, D0))
    with as_loader():
        others = [make_case(town) for _ in range(2)]
    for number, other in enumerate(others, start=1):
        with day(on(5)):
            raised(town, other, on(-number))
    with acting(town.convenor) as by, CaptureQueriesContext(connection) as three:
        found = side_by_side(obligations.duties(by, on(5)))[0]
    assert [duty.due_on for duty in found] == [on(12), on(13), on(14)]
    assert len(one) == len(three) == 1


def test_a_role_without_its_scope_and_a_job_owe_nothing(town, running):
    with as_loader():
        lost = b.make_assignment(town.region, Role.FORUM_CONVENOR, "Utan Distrikt", unit=town.school)
    assert owed(lost) == []
    assert side_by_side(obligations.duties(Acting(kind="job", region_id=town.region.pk), D0))[0] == []


def test_what_the_region_owes_is_owed_by_those_with_the_role(town):
    with as_loader():
        make_rule(town.region, "DL-17")
    with day(D0), acting(town.secretary) as by:
        started = obligations.start("DL-17", subject=town.region, subject_code="", started_on=D0, by=by)
    (duty,) = owed(town.secretary)
    assert (duty.title, duty.url) == ("Årlig enkät till alla BUS-grupper", f"/frister/{started.pk}/")
    assert owed(town.chair) == []


def test_what_a_whole_principal_owes_says_which_it_is(town):
    with as_loader():
        make_rule(town.region, "DL-17")
        keeper = b.make_assignment(town.region, Role.RECORDS_OFFICER, "Rune Arkiv", principal=town.city)
    with day(D0), acting(keeper) as by:
        facts = {"principal_id": town.city.pk, "owner_role": Role.RECORDS_OFFICER}
        obligations.start("DL-17", subject=town.region, subject_code="", started_on=D0, by=by, **facts)
    (duty,) = owed(keeper)
    assert duty.detail == "Norrstad"


def test_an_address_without_an_object_or_of_no_app_still_leads_somewhere(running):
    running.action_url_name = "notices:list"
    assert action_url(running) == "/besked/"
    running.action_url_name = "nowhere:at_all"
    assert action_url(running) == f"/frister/{running.pk}/"


def test_the_case_shows_its_clock(town, case, running):
    sweep(on(10))
    with acting(town.worker):
        face = obligations.clock_of(case.pk, "DL-01", today=on(11))
        assert obligations.clock_of(case.pk, "DL-99", today=on(11)) is None
    assert (face.title, face.number, face.words, face.first, face.last) == (
        "Individforum ska vara kallat",
        "3",
        "dagar kvar",
        "2 november",
        "16 november",
    )
    assert face.events == [{"day": "12 nov.", "text": "Påminnelse"}]
    assert face.url == f"/frister/{running.pk}/"
    with acting(town.secretary):
        assert obligations.clock_of(case.pk, "DL-01", today=on(11)) is None


def test_a_new_clock_of_the_same_subject_is_the_one_shown(town, case, running):
    with day(on(1)), acting(town.worker) as by:
        obligations.end(case, "DL-01", on=on(1), by=by)
        ended = obligations.clock_of(case, "DL-01", today=on(3))
    with day(on(2)):
        raised(town, case, on(2))
    with acting(town.worker):
        again = obligations.clock_of(case, "DL-01", today=on(3))
    assert (ended.words, again.words) == ("Klart i tid, 3 november 2026", "dagar kvar")


def test_a_notice_says_code_and_day_to_its_owner_and_the_district_to_the_chair(town, case, running):
    sweep(on(15))
    texts = {}
    for one in (town.convenor, town.chair):
        with acting(one) as by:
            notices = told(recipient_id=one.pk, channel="in_app")
            texts[one.pk] = [(one.text, one.url) for one in about.describe(by, notices).values()]
    assert texts[town.convenor.pk] == [
        ("Individforum ska vara kallat, ärende K7M2-X4QD, 16 november 2026", f"/barn/arenden/{case.pk}/")
    ]
    assert texts[town.chair.pk] == [("Öster", "")]


def test_an_apps_clock_says_what_its_owner_is_asked(monkeypatch):
    monkeypatch.setattr(clocks, "REGISTERED", {})
    assert (clocks.title_of("DL-17", "Enkät"), clocks.button_of("DL-17")) == ("Enkät", "Öppna")
    clocks.Clock("DL-17", starts=lambda one: None, title="Skicka enkäten", button="Skicka")
    assert (clocks.title_of("DL-17", "Enkät"), clocks.button_of("DL-17")) == ("Skicka enkäten", "Skicka")


def test_a_code_is_called_what_it_is_the_code_of(monkeypatch):
    monkeypatch.setattr(clocks, "REGISTERED", {})
    assert clocks.about_of("DL-17") == "Ärende"
    clocks.Clock("DL-17", starts=lambda one: None, about="Enkät")
    assert clocks.about_of("DL-17") == "Enkät"
