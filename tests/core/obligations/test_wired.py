"""What the catalogue calls wired is started by the portal: found by living it, not by reading the code. [issue: 5]"""

from dataclasses import replace
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
from tests.groups.lifting import walk as lifted
from tests.groups.meetings import table
from tests.sip import asking, lifting, placing, walk
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
    """A plan that runs, and beside it one under LSS that is reviewed and told of, and a care plan that is reviewed."""
    town, plan = plans.until("active")
    facts = others.OtherFacts("lss_plan", town.social, clock.today(), review_on=clock.today() + timedelta(days=30))
    with acting_as(town.teacher):
        others.note_other_plan(plan, by=town.teacher, facts=facts)
        others.note_other_plan(plan, by=town.teacher, facts=replace(facts, kind="care_plan"))


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
        cases.make_profile(region)
    with as_role("bus_worker"):
        opening.open_region(region.pk, clock.today())


def a_task_given() -> None:
    """From the steering group to the working group of its area."""
    with as_loader():
        town = table.make_table()
        make_rule(town.region, "DL-25")
    tasks.given(town)


def a_question_lifted_between_forums() -> None:
    with as_loader():
        town = lifted.make_town()
    lifted.lifted(town)


def an_agreement_in_force() -> None:
    agreements.in_force(agreements.make_town())


def an_expected_child() -> None:
    town = placing_town()
    with acting_as(town.teacher):
        register_expected(
            by=town.teacher, family_name="Provsson", expected_on=clock.today() + timedelta(days=60),
            parents=[GuardianFacts("Förälder")], district=town.east,
        )  # fmt: skip


def a_deviation_at_the_secretariat() -> None:
    with as_loader():
        north = deviations.make_north_town()
    deviations.at_secretariat(north)


def a_years_follow_up() -> None:
    with as_loader():
        town = followup.make_town()
    followup.opened(town)


def a_case_raised() -> None:
    town = placing_town()
    walk.raise_case(walk.as_person(town, "teacher"), town)


def placements_and_transitions() -> None:
    placing.every_clock(placing.with_rules(placing_town()))


def a_case_lifted() -> None:
    with lifting.lifted(placing_town()):
        pass


def a_sip_asked_of_the_first_line() -> None:
    asking.sent(asking.make_first_line(placing_town()))


# What is lived, and the clocks that nothing before it has started.
LIVES = (
    (a_deviation_at_the_secretariat, {"DL-54", "DL-54B", "DL-54C"}),
    (a_years_follow_up, {"DL-12"}),
    (a_case_raised, {"DL-01"}),
    (placements_and_transitions, set(placing.CODES)),
    (a_case_lifted, {"DL-01B"}),
    (plans_lived, {"DL-26", "DL-26B", "DL-27", "DL-35", "DL-35B", "DL-36"}),
    (a_consent_that_ends, {"DL-47B"}),
    (a_sip_asked_of_the_first_line, {"DL-26C"}),
    (an_expected_child, {"DL-49"}),
    (a_measure_under_lss, {"DL-34"}),
    (a_request_for_an_extract, {"DL-57"}),
    (a_meeting_with_locked_minutes, {"DL-24"}),
    (a_task_given, {"DL-25"}),
    (a_question_lifted_between_forums, {"DL-58"}),
    (an_agreement_in_force, {"DL-15", "DL-55"}),
    (forums_that_are_to_meet, {"DL-04", "DL-05", "DL-06", "DL-07", "DL-08", "DL-09", "DL-10"}),
)


def test_each_wired_rule_is_started_by_a_service_and_no_other_is(db):
    cache.forget()
    for live, expected in LIVES:
        before = codes()
        live()
        assert (live.__name__, codes() - before) == (live.__name__, expected)
    cache.forget()
    assert codes() == {code for code, rule in catalogue().items() if rule["wired"]}


def test_the_apps_clocks_are_those_that_are_wired():
    wired = {code for code, rule in catalogue().items() if rule["wired"]}
    assert set(obligations.clocks.REGISTERED) <= wired
