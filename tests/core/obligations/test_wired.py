"""What the catalogue calls wired is started by the portal: found by living it, not by reading the code. [issue: 5]"""

from datetime import timedelta

from core import clock, obligations
from core.access import acting_as
from core.obligations.catalogue import catalogue
from core.obligations.models import Obligation
from core.regions import cache
from groups.frequency import deadlines, opening
from sip.children.services import GuardianFacts, register_expected
from sip.consent import ending
from sip.lss.services import note_lss
from sip.plans.services import others
from tests.core.obligations.build import make_rule
from tests.database import as_loader, as_role
from tests.deviations import build as deviations
from tests.followup import town as followup
from tests.groups import build as b
from tests.groups.agreements import walk as agreements
from tests.groups.assignments import walk as tasks
from tests.groups.meetings import table
from tests.sip import lifting, placing, walk
from tests.sip import town as cases
from tests.sip.extracts import town as extracts
from tests.sip.plans import town as plans
from tests.sip.retention import town as retention
from tests.sip.town import make_town


def codes() -> set[str]:
    with as_loader():
        return set(Obligation.objects.values_list("code", flat=True))


def placing_town():
    with as_loader():
        return make_town()


def plans_lived() -> None:
    """A plan that runs, and a plan under LSS beside it that is reviewed and told of."""
    town, plan = plans.until("active")
    facts = others.OtherFacts("lss_plan", town.social, clock.today(), review_on=clock.today() + timedelta(days=30))
    with acting_as(town.teacher):
        others.note_other_plan(plan, by=town.teacher, facts=facts)


def a_measure_under_lss() -> None:
    """Granted today: the plan is to be offered."""
    town = placing_town()
    with as_loader():
        make_rule(town.region, "DL-34")
    child = placing.child_of(town)
    with acting_as(town.social_worker) as by:
        note_lss(child, by=by, why="granted", on=clock.today())


def a_consent_that_ends() -> None:
    """While a case waits for its sitting."""
    town = placing_town()
    with as_loader():
        make_rule(town.region, "DL-47B")
    cases.consented(town, cases.raised(town), valid_to=clock.today() + timedelta(days=9))
    placing.in_worker(ending.ask_all)


def a_request_for_an_extract() -> None:
    with as_loader():
        town = retention.make_town()
    extracts.built(town, cases.child_of(town))


def a_meeting_with_locked_minutes() -> None:
    with as_loader():
        town = table.make_table()
    table.approved(town)


def forums_that_are_to_meet() -> None:
    """One of each kind, in a region that follows them all."""
    with as_loader():
        region = b.make_region("alla")
        area = b.make_area(region, "Öster", [])
        for kind, kept in deadlines.CODES.items():
            b.make_forum(region, kind, area=area if kind in b.TIERS else None)
            for code in kept:
                make_rule(region, code)
    with as_role("bus_worker"):
        opening.open_region(region.pk, clock.today())


def a_task_given() -> None:
    """From the steering group to the working group of its area."""
    with as_loader():
        town = table.make_table()
        make_rule(town.region, "DL-25")
    tasks.given(town)


def an_agreement_in_force() -> None:
    agreements.in_force(agreements.make_town())


def an_expected_child() -> None:
    town = placing_town()
    with acting_as(town.teacher):
        register_expected(
            by=town.teacher, family_name="Provsson", expected_on=clock.today() + timedelta(days=60),
            parents=[GuardianFacts("Förälder")], district=town.east,
        )  # fmt: skip


def test_each_wired_rule_is_started_by_a_service_and_no_other_is(db):
    cache.forget()
    with as_loader():
        north = deviations.make_north_town()
    deviations.at_secretariat(north)
    of_deviations = codes()

    with as_loader():
        town = followup.make_town()
    followup.opened(town)
    of_the_year = codes() - of_deviations

    walk.raise_case(walk.as_person(town, "teacher"), town)
    of_the_case = codes() - of_deviations - of_the_year

    placing.every_clock(placing.with_rules(placing_town()))
    of_placements = codes() - of_deviations - of_the_year - of_the_case
    before = codes()
    with lifting.lifted(placing_town()):
        of_the_lifted = codes() - before
    before = codes()
    plans_lived()
    of_plans = codes() - before
    before = codes()
    a_consent_that_ends()
    of_consents = codes() - before
    before = codes()
    an_expected_child()
    of_the_expected = codes() - before
    before = codes()
    a_measure_under_lss()
    of_lss = codes() - before
    before = codes()
    a_request_for_an_extract()
    of_extracts = codes() - before
    before = codes()
    a_meeting_with_locked_minutes()
    of_meetings = codes() - before
    before = codes()
    a_task_given()
    of_tasks = codes() - before
    before = codes()
    an_agreement_in_force()
    of_agreements = codes() - before
    before = codes()
    forums_that_are_to_meet()
    of_periods = codes() - before
    cache.forget()

    assert of_the_expected == {"DL-49"}
    assert of_consents == {"DL-47B"}
    assert of_lss == {"DL-34"}
    assert of_extracts == {"DL-57"}
    assert of_meetings == {"DL-24"}
    assert of_periods == {"DL-04", "DL-05", "DL-06", "DL-07", "DL-08", "DL-09", "DL-10"}
    assert of_agreements == {"DL-15", "DL-55"}
    assert of_tasks == {"DL-25"}
    assert of_plans == {"DL-26", "DL-26B", "DL-27", "DL-35", "DL-36"}
    assert of_the_lifted == {"DL-01B"}
    assert of_placements == set(placing.CODES)
    assert (of_deviations, of_the_year, of_the_case) == ({"DL-54", "DL-54B"}, {"DL-12"}, {"DL-01"})
    assert codes() == {code for code, rule in catalogue().items() if rule["wired"]}


def test_the_apps_clocks_are_those_that_are_wired():
    wired = {code for code, rule in catalogue().items() if rule["wired"]}
    assert set(obligations.clocks.REGISTERED) <= wired
