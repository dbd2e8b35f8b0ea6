"""The region's rule and who decides, condition by condition, nearly all without a row. [X-06]"""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.organisations.models import ProfileOverride
from core.regions import cache, vocabulary
from sip.children.services.guardians import GuardianFacts
from sip.consent import rules
from sip.consent.deciders import Decider, deciders, deciders_of
from sip.consent.rules import Rule, Said, breaks, check_rule, needs_judgement, needs_reason
from sip.consent.states import Signatories
from sip.models import ChildCase, ChildPerson, Guardian
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.consent.build import ruled

TODAY = date(2026, 3, 4)
ALL, ONE, TOO, MATURE, FIRST = "all_guardians", "one_guardian", "guardians_and_child", "child_if_mature", "individual"
RULES = (ALL, ONE, TOO, MATURE, FIRST)
WHOLE = Said(ALL, "written", 10)


def said(**facts) -> Said:
    return Said(**{"signatories": ALL, "form": "written", "days": 10, **facts})


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        (Rule(), {}, ""),
        (Rule(), {"form": "oral"}, ""),
        (Rule(is_written=True), {"form": "oral"}, "written"),
        (Rule(is_written=True), {"form": "screen"}, ""),
        (Rule(is_written=True), {}, ""),
        (Rule(longest_days=10), {}, ""),
        (Rule(longest_days=9), {}, "longest"),
        (Rule(longest_days=11), {}, ""),
        (Rule(longest_days=0), {"days": 1}, "longest"),
        (Rule(), {"signatories": ONE}, "one_guardian"),
        (Rule(ONE), {"signatories": ONE}, ""),
        (Rule(MATURE), {"signatories": ONE}, "one_guardian"),
        (Rule(), {"signatories": "sole_custody"}, "reason"),
        (Rule(), {"signatories": "sole_custody", "reason": "Ensam"}, ""),
        (Rule(TOO), {}, "judgement"),
        (Rule(TOO), {"judgement": "Inte mogen"}, ""),
        (Rule(), {"signatories": "child_alone", "reason": "Vill"}, "judgement"),
        (Rule(), {"signatories": "child_alone", "judgement": "Mogen"}, "reason"),
        (Rule(), {"signatories": "prevented", "reason": "Sjuk"}, "approved"),
        (Rule(), {"signatories": "prevented", "reason": "Sjuk", "is_approved": True}, ""),
        (Rule(), {"signatories": "board_decision", "reason": "Beslut"}, ""),
        (Rule(longest_days=9, is_written=True), {"form": "oral"}, "written"),
        (Rule(longest_days=9), {"signatories": ONE}, "longest"),
    ],
)
def test_the_first_part_of_the_rule_that_does_not_hold_is_found(rule, facts, expected):
    assert breaks(rule, said(**facts)) == expected


def test_of_each_rule_each_signatory_needs_what_it_needs():
    by_any = {ALL, TOO, FIRST}
    for rule in RULES:
        for one in Signatories.values:
            is_exception = one not in by_any and one != ONE
            reason = rule not in (MATURE, FIRST) if one == "child_alone" else is_exception
            judged = one == "child_alone" or (rule in (TOO, FIRST) and one not in (TOO, FIRST))
            assert (needs_reason(Rule(rule), one), needs_judgement(Rule(rule), one)) == (reason, judged), (rule, one)


@pytest.mark.parametrize(
    ("rule", "facts", "field", "words"),
    [
        (Rule(is_written=True), {"form": "oral"}, "form", "skriftligt"),
        (Rule(longest_days=9), {}, "valid_to", "högst 9 dagar"),
        (Rule(), {"signatories": ONE}, "signatories", "alla vårdnadshavare"),
        (Rule(), {"signatories": "sole_custody"}, "signatories_reason", "skälet"),
        (Rule(TOO), {}, "maturity_judgement", "mognad"),
        (Rule(), {"signatories": "prevented", "reason": "Sjuk"}, "approved_by", "chef"),
    ],
)
def test_what_does_not_hold_is_said_beside_its_field(rule, facts, field, words):
    with pytest.raises(Refused, match=words) as refused:
        check_rule(rule, said(**facts))
    assert refused.value.field == field


def test_what_holds_is_not_refused():
    assert check_rule(Rule(longest_days=10, is_written=True), WHOLE) is None


def test_each_rule_has_its_sentence_and_what_is_usual():
    usual = {ALL: ALL, ONE: ONE, TOO: TOO, MATURE: ALL, FIRST: "child_alone"}

    assert {rule: rules.usual(Rule(rule)) for rule in RULES} == usual
    sentences = {rule: rules.rule_words(Rule(rule)) for rule in RULES}
    assert len({*sentences.values()}) == 5
    assert "räcker" in sentences[ONE]
    assert sentences[TOO].startswith("I er region samtycker alla vårdnadshavare och barnet självt.")
    assert "eller barnet ensamt" in sentences[MATURE]
    assert "barnet självt om det är moget" in sentences[FIRST]


def test_what_is_offered_is_the_rules_own_and_the_exceptions_in_law():
    exceptions = {*Signatories} - {ONE, TOO}

    for rule in RULES:
        offered = rules.offered_by(Rule(rule))
        assert offered[0] == rules.usual(Rule(rule))
        assert len(offered) == len({*offered})
        assert {*offered} == exceptions | {rules.usual(Rule(rule))}


@pytest.mark.parametrize(("hint", "born", "is_said"), [(None, 20, False), (13, None, False), (13, 13, True)])
def test_the_age_prompts_where_one_is_named_and_a_birth_is_known(hint, born, is_said):
    birth = born and clock.today().replace(day=1) - timedelta(days=366 * born)

    assert bool(rules.age_words(Rule(hint_age=hint), birth)) is is_said


def test_the_age_prompts_from_the_birthday_on_and_not_the_day_before():
    today = clock.today()
    born = date(today.year - 13, today.month, min(today.day, 28))

    with clock.moved_to(clock.now().replace(day=min(today.day, 28))):
        assert "fyllt 13 år" in rules.age_words(Rule(hint_age=13), born)
        assert rules.age_words(Rule(hint_age=13), born + timedelta(days=1)) == ""


def test_the_rule_is_read_from_the_regions_profile_of_the_day_and_the_area(town):
    with acting_as(town.teacher):
        before = rules.rule_for(town.region.pk, None, "sip")
    times = {purpose: {"usual_days": 5, "longest_days": 9} for purpose in vocabulary.CONSENT_PURPOSES}
    ruled(town, consent_signatories=TOO, consent_times=times, consent_written=["sip"], consent_child_age=13)
    with as_loader():
        ProfileOverride.objects.create(
            region=town.region, area=town.area, key="consent_child_age", value=11, valid_from=clock.today(),
            status="approved", proposed_user=uuid4(), proposed_by=uuid4(), approved_user=uuid4(), approved_by=uuid4(),
        )  # fmt: skip
    cache.forget()

    with acting_as(town.teacher):
        region, yesterday = town.region.pk, clock.today() - timedelta(days=1)
        assert rules.rule_for(region, None, "sip") == Rule(TOO, 9, True, 5, 13)
        assert rules.rule_for(region, None, "unborn") == Rule(ALL, 9, False, 5, 13)
        assert rules.rule_for(region, town.area.pk, "sip").hint_age == 11
        assert rules.rule_for(region, None, "sip", yesterday) == before


def guardian(name: str, custody: str = "joint", **appointed) -> Guardian:
    return Guardian(name=name, custody=custody, **appointed)


def person(name: str, days: tuple | None = (-1, 1), stands_for: Guardian | None = None) -> ChildPerson:
    appointed = {} if days is None else {
        "appointment_number": "Ä 1", "appointed_from": TODAY + timedelta(days[0]),
        "appointed_to": TODAY + timedelta(days[1]),
    }  # fmt: skip
    return ChildPerson(name=name, relation="representative", stands_for=stands_for, **appointed)


ANNA, ERIK = guardian("Anna"), guardian("Erik")
SARA = guardian("Sara", "appointed", appointment_number="T 5", appointed_from=TODAY, appointed_to=TODAY)
SARA_THEN = guardian("Sara", "appointed", appointment_number="T 5", appointed_from=TODAY + timedelta(1))


@pytest.mark.parametrize(
    ("guardians", "persons", "expected"),
    [
        ([ANNA, ERIK], [], ["Anna", "Erik"]),
        ([ANNA, ERIK], [person("Ombud", None)], ["Anna", "Erik"]),
        ([ANNA, ERIK], [person("Gösta")], ["Gösta"]),
        ([ANNA, ERIK], [person("Gösta"), person("Gunnel")], ["Gösta", "Gunnel"]),
        ([ANNA, ERIK], [person("Gösta", (1, 2))], ["Anna", "Erik"]),
        ([ANNA, ERIK], [person("Gösta", stands_for=ERIK)], ["Anna", "Gösta"]),
        ([ANNA, ERIK], [person("Gösta", stands_for=ERIK), person("Gunnel")], ["Gunnel"]),
        ([ANNA], [person("Gösta", stands_for=ERIK)], ["Anna"]),  # whose place it was is no guardian any longer
        ([ANNA, SARA], [], ["Anna", "Sara"]),
        ([SARA_THEN], [], []),
        ([ANNA, SARA_THEN], [person("Gösta", stands_for=SARA_THEN)], ["Anna"]),
    ],
)
def test_who_decides_a_day_follows_from_who_is_appointed_that_day(guardians, persons, expected):
    assert [one.name for one in deciders(guardians, persons, TODAY)] == expected


def test_each_who_decides_is_told_with_the_decision_that_appoints_them():
    gosta = person("Gösta", stands_for=ANNA)

    assert deciders([ANNA, ERIK, SARA], [gosta], TODAY) == [
        Decider(ERIK.pk, "Erik", "joint"),
        Decider(SARA.pk, "Sara", "appointed", False, "T 5", TODAY, TODAY),
        Decider(gosta.pk, "Gösta", "", True, "Ä 1", gosta.appointed_from, gosta.appointed_to),
    ]
    assert deciders([], [person("Ensam")], TODAY)[0].is_representative


def test_who_is_asked_are_those_of_the_cases_first_own_child_and_of_no_other(town):
    t.raised(town, child=t.child_of(town, guardians=[GuardianFacts("Ada")]))
    child = t.child_of(town)
    case = t.raised(town, child=child)
    for name in ("Frida", "Greta"):
        other = t.child_of(town, guardians=[GuardianFacts(name)])
        appoint(town, other, f"God man {name}")
        if name == "Frida":
            with as_loader():
                ChildCase.objects.create(region=town.region, case_id=case.pk, child=other)

    def asked() -> list[str]:
        with acting_as(town.teacher):
            return [one.name.split()[0] for one in deciders_of(case, TOO, clock.today())]

    assert asked() == ["Anna", "Erik", "Elsa"]
    with as_loader():
        Guardian.objects.filter(child=child, name__startswith="Erik").update(valid_to=clock.today())
    assert asked() == ["Anna", "Elsa"]
    appoint(town, child, "Gösta")
    appoint(town, child, "Sven")
    assert asked() == ["Gösta", "Sven", "Elsa"]


def appoint(town, child, name: str) -> None:
    with as_loader():
        ChildPerson.objects.create(
            region=town.region, child=child, relation="representative", name=name, appointment_number="Ä 1",
            appointed_from=TODAY,
        )  # fmt: skip
