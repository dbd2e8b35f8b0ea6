"""The profiles in the repository: complete, different, and named by no code."""

import re
from datetime import date
from pathlib import Path

import pytest

from core.organisations import declared as organisations
from core.regions import files
from core.regions.keys import KEYS, STARRED
from core.regions.profile import build
from core.regions.vocabulary import FORUM_KINDS
from core.roles import Role
from groups.choices import ForumKind
from tests.core.regions.conftest import PROFILES

COUNTIES = ("stockholm", "vastmanland", "jamtland")
SPEC = Path(__file__).parent / "domain_keys.txt"
CASE_ROLES = {"sip_initiator", "main_responsible"}  # parts of a case, not roles of a person [domain 2]


def source(name):
    return files.read(PROFILES / f"{name}.yaml")


def profile(name):
    return build(source(name).data)


@pytest.mark.parametrize("name", COUNTIES)
def test_every_key_of_the_specification_is_an_attribute(name):
    """domain_keys.txt: the first column of domain 3.9; meetings_min.x is a key of the mapping."""
    made = profile(name)
    keys = {key.split(".")[0] for key in SPEC.read_text().split()}

    assert [key for key in sorted(keys) if not hasattr(made, key)] == []
    assert len(keys) == 54


def test_how_often_each_forum_meets():
    stockholm, vastmanland = profile("stockholm"), profile("vastmanland")

    def counts(made, forum, on=date(2026, 5, 1)):
        return [(row.count, row.per) for row in made.frequency(forum, on)]

    assert counts(stockholm, "steering") == counts(stockholm, "working") == [(1, "term")]
    assert counts(stockholm, "regional_group") == [(1, "term")]
    assert counts(stockholm, "regional_group", date(2019, 12, 31)) == [(2, "term")]
    assert counts(stockholm, "municipal_prep_group") == [(2, "term")]
    assert counts(vastmanland, "local_group") == [(1, "term"), (2, "year")]
    assert counts(vastmanland, "managers_forum") == [(2, "year")]
    assert counts(vastmanland, "steering") == []


@pytest.mark.parametrize("name", COUNTIES)
def test_the_file_says_every_key_and_no_other(name):
    said = set(source(name).data)

    assert said - set(organisations.KEYS) == {key.name for key in KEYS}


@pytest.mark.parametrize("name", COUNTIES)
def test_the_organisations_of_the_file_fit_together(name):
    assert organisations.check(source(name).data, {}, profile(name)) == []


def test_the_starred_keys_are_those_of_the_specification():
    assert set(STARRED) == {
        "has_working_group",
        "working_group_label",
        "has_individual_forum",
        "seat_requirements",
        "meetings_min.steering",
        "meetings_min.working",
        "school_may_call_sip",
        "spider_enabled",
        "working_requires_all",
        "action_plan_required",
        "deadlines",
    }


@pytest.mark.parametrize("name", COUNTIES)
def test_roles_and_forums_are_those_of_the_domain(name):
    made = profile(name)
    roles = {forum.led_by for forum in made.forums} | {seat.role for seat in made.seat_requirements}
    roles |= set(made.deviation_submitters) | {made.annual_group_survey_sender}
    roles |= {row.owner_role for row in made.deadlines.values() if row.owner_role}
    roles |= {role for row in made.deadlines.values() for role in row.on_breach_roles or ()}

    assert roles - {""} - CASE_ROLES - set(Role.values) == set()
    assert set(FORUM_KINDS) == set(ForumKind.values) | {"sip_meeting", "cost_meeting"}


def test_the_regions_differ_as_the_documents_say():
    stockholm, vastmanland = profile("stockholm"), profile("vastmanland")

    assert (stockholm.has_individual_forum, stockholm.forum("preparatory_group")) == (True, None)
    assert (vastmanland.has_individual_forum, vastmanland.forum("individual_forum")) == (False, None)
    assert [step.key for step in stockholm.deviation_ladder] == ["line_manager", "individual_forum", "secretariat"]
    assert [step.key for step in vastmanland.deviation_ladder] == [
        "responsible_managers",
        "local_group",
        "preparatory_group",
        "managers_forum",
        "political_forum",
    ]
    coordinators = [made.habilitation_coordinator for made in (stockholm, vastmanland)]
    assert [set(one.roles) for one in coordinators] == [
        {"habilitation_coordinator"},
        {"habilitation_coordinator", "caseworker"},
    ]
    assert (stockholm.forum_deadline_days, vastmanland.forum_deadline_days) == (14, None)
    assert (stockholm.acute_placement_planning_days, vastmanland.acute_placement_planning_days) == (None, 14)
    assert (stockholm.lvu_exam_days, vastmanland.lvu_exam_days) == (None, 28)
    assert (stockholm.agreement_evaluation_years, vastmanland.agreement_evaluation_years) == (None, 4)
    assert (stockholm.secretariat_receipt_days, vastmanland.secretariat_receipt_days) == (5, None)
    assert (stockholm.age_limit_placed, vastmanland.age_limit_placed) == (18, 21)
    assert (stockholm.unresolved_goes_to, vastmanland.unresolved_goes_to) == ("steering_group", "local_group")
    assert [one.code for one in stockholm.indicators if one.main] == ["I-01", "I-02", "I-03", "I-04"]
    assert [one.code for one in vastmanland.indicators if one.main] == [f"I-1{n}" for n in range(1, 8)]


@pytest.mark.parametrize("name", COUNTIES)
def test_what_the_regions_share(name):
    made = profile(name)

    assert made.transition_lead_days == (365, 180, 60)
    assert made.sip_follow_up_max_days == 180
    assert made.lss_plan_review_months == 12
    assert made.deviation_answer_days == 30
    assert made.small_count_threshold == 5
    assert made.term_boundaries == ("01-01", "07-01")
    assert len(made.spider_axes) == 9


def test_stockholms_organisations_are_those_of_the_documents():
    data = source("stockholm").data
    running = [area for area in data["areas"] if "valid_to" not in area]
    city = {one["code"] for one in data["districts"] if one["principal"] == "stockholm" and "valid_to" not in one}

    assert len([one for one in data["principals"] if one["kind"] == "municipality"]) == 26
    assert len(running) == 34
    assert len([area for area in running if set(area["districts"]) & city]) == 10
    assert len(city) == 13
    assert len(data["school_areas"]) == 7
    assert len([unit for unit in data["units"] if unit["unit_type"] == "bup"]) == 6


def test_eight_groups_in_the_city_in_december_2018():
    """[003:L1638-1640]"""
    data = source("stockholm").data
    day = "2018-12-15"
    city = {one["code"] for one in data["districts"] if one["principal"] == "stockholm"}
    then = [
        area
        for area in data["areas"]
        if area["valid_from"] <= day <= area.get("valid_to", "9999") and set(area["districts"]) & city
    ]

    assert len(then) == 8


def test_vastmanland_has_four_parts_and_ten_municipalities():
    data = source("vastmanland").data

    assert len(data["areas"]) == 4
    assert sorted(code for area in data["areas"] for code in area["districts"]) == sorted(
        f"kommun-{n}" for n in range(1, 11)
    )


def test_jamtland_has_the_bodies_that_are_known_of_it():
    """[facts 4]"""
    made = profile("jamtland")

    assert {forum.kind: forum.label for forum in made.forums if forum.tier != "individual" and not forum.optional} == {
        "political_forum": "Barnarenan",
        "managers_forum": "LIFO",
        "regional_group": "Regionalt JämtBus-nätverk",
        "local_group": "Lokalt JämtBus-nätverk",
    }
    assert [(row.count, row.per) for row in made.frequency("regional_group", date(2026, 5, 1))] == [(4, "year")]
    assert (made.age_limit, made.has_individual_forum) == (21, False)
    assert len(source("jamtland").data["areas"]) == 8


def test_the_law_of_the_day():
    plans = [law for law in profile("stockholm").legal_references if law.code == "sol-individual-plan"]

    assert [(law.chapter, law.section, str(law.valid_from)) for law in plans] == [
        ("2", "7", "2010-01-01"),
        ("10", "8-9", "2025-07-01"),
    ]


def test_no_code_names_a_region():
    named = re.compile(r"stockholm|v[äa]stmanland", re.IGNORECASE)
    guessed = Path("core/people/passphrases.py")  # words that are easy to guess, no rule
    zone = re.compile(r"Europe/Stockholm|\bSTOCKHOLM\b")  # the time zone of the country
    found = []
    for app in ("core", "groups", "sip", "deviations", "followup"):
        for path in Path(app).rglob("*.py"):
            if path == guessed or "demo" in path.parts or "profiles" in path.parts or "demo" in path.stem:
                continue
            text = zone.sub("", path.read_text(encoding="utf-8"))
            found += [f"{path}:{number}" for number, line in enumerate(text.splitlines(), 1) if named.search(line)]

    assert found == []
