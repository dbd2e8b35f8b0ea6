"""The region's rule of consents: what is enough and what is not, in Python and in the database. [X-06, X-07, X-08]"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.regions import cache, vocabulary
from sip.consent import rules
from sip.consent.answering import answer_consent
from sip.consent.forms import ConsentForm
from sip.consent.rows import consent_facts
from sip.consent.rules import Rule
from sip.consent.services import recording
from sip.consent.states import Purpose
from sip.models import Consent, ConsentGiver
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.consent.build import decided, guardian_of, ruled
from tests.sip.consent.ruling import broken_by_the_database, every_way

pytestmark = pytest.mark.django_db
ALONE = {"signatories": "child_alone", "answered": {}}
JUDGED = {"maturity_judgement": "Förstår vad som delas och varför"}
WAITS = {"signatories": "prevented", "signatories_reason": "Ligger i respirator"}


def refused(town, case, **facts) -> str | None:
    with pytest.raises(Refused) as said:
        t.consented(town, case, **facts)
    with as_loader():
        assert not Consent.objects.filter(case_id=case.pk).exists()
    return said.value.field


def test_the_database_and_the_services_find_the_same_broken():
    found = broken_by_the_database()

    assert found == [*every_way()[1]]
    assert {*found} == {"", "written", "longest", "one_guardian", "reason", "judgement", "approved"}


def test_the_rule_speaks_of_the_purposes_that_there_are():
    assert [*vocabulary.CONSENT_PURPOSES] == Purpose.values


@pytest.mark.parametrize(
    ("rule", "facts", "field"),
    [
        ("all_guardians", {}, None),
        ("all_guardians", {**ALONE, **JUDGED}, "signatories_reason"),
        ("all_guardians", {"signatories": "one_guardian"}, "signatories"),
        ("child_if_mature", {}, None),
        ("child_if_mature", {**ALONE, **JUDGED}, None),
        ("child_if_mature", ALONE, "maturity_judgement"),
        ("individual", {**ALONE, **JUDGED}, None),
        ("individual", ALONE, "maturity_judgement"),
        ("individual", {}, "maturity_judgement"),  # why the child does not decide itself
        ("individual", JUDGED, None),
        ("guardians_and_child", {}, "maturity_judgement"),  # why the child is not asked
        ("guardians_and_child", JUDGED, None),
    ],
)
def test_each_rule_says_what_is_enough(town, case, rule, facts, field):
    ruled(town, consent_signatories=rule)

    if field is None:
        assert t.consented(town, case, **facts).status == "given"
    else:
        assert refused(town, case, **facts) == field


def test_with_the_child_asked_its_own_yes_is_needed_and_may_come_later(town, case):
    ruled(town, consent_signatories="guardians_and_child")
    both = {"signatories": "guardians_and_child"}

    assert t.consented(town, case, **both, answered={None: True}).status == "requested"
    asked = t.consented(town, case, **both)
    with acting_as(town.teacher):
        (waited, why) = next((one["text"], one["detail"]) for one in consent_facts(asked) if one["term"] == "Väntar på")
        child = ConsentGiver.objects.get(consent=asked, guardian_id=None)
        given = answer_consent(asked, by=town.teacher, giver=child, answer=True, on=clock.today())
    assert (asked.status, waited, given.status) == ("requested", "Elsa, barnet självt", "given")
    assert why.startswith("I er region samtycker alla vårdnadshavare och barnet självt.")


def test_the_childs_no_refuses_what_it_is_to_give_with_its_guardians(town, case):
    ruled(town, consent_signatories="guardians_and_child")
    yes = {guardian_of(town, case, name).pk: True for name in ("Anna", "Erik")}

    consent = t.consented(town, case, signatories="guardians_and_child", answered={**yes, None: False})

    assert consent.status == "refused"


def test_nobody_asks_a_child_that_is_not_born(town):
    for rule, expected in (("guardians_and_child", "all_guardians"), ("one_guardian", "one_guardian")):
        ruled(town, consent_signatories=rule)
        with acting_as(town.teacher):
            assert rules.rule_for(town.region.pk, None, "unborn").signatories == expected


def test_a_consent_runs_no_longer_than_the_region_lets_it(town, case):
    times = {purpose: {"usual_days": 5, "longest_days": 9} for purpose in vocabulary.CONSENT_PURPOSES}
    ruled(town, consent_times=times)

    assert refused(town, case, valid_to=clock.today() + timedelta(days=10)) == "valid_to"
    assert t.consented(town, case, valid_to=clock.today() + timedelta(days=9)).status == "given"


def test_the_days_count_from_when_it_was_given_and_on_the_screen_from_when_it_is_asked_for(town, case):
    times = {purpose: {"usual_days": 5, "longest_days": 9} for purpose in vocabulary.CONSENT_PURPOSES}
    ruled(town, consent_times=times)
    late = {"given_on": clock.today() - timedelta(days=1), "valid_to": clock.today() + timedelta(days=9)}

    assert refused(town, case, **late) == "valid_to"
    assert t.consented(town, case, form="screen", document_place="", **late).status == "requested"


def test_where_writing_is_demanded_an_oral_consent_is_refused_for_that_purpose_alone(town):
    case, oral = t.raised(town), {"form": "oral", "document_place": "", "witness": "Rut"}
    ruled(town, consent_written=["forum_occasion"])

    assert refused(town, case, **oral) == "form"
    assert t.consented(town, case, **oral, purpose="steering_escalation", sitting=None).status == "given"
    assert t.consented(town, case).status == "given"


def test_not_to_wait_for_one_who_is_prevented_is_for_a_manager_of_the_own_unit_to_say(town, case):
    anna = guardian_of(town, case, "Anna")
    said = {**WAITS, "answered": {anna.pk: True}}

    assert refused(town, case, **said, approved_by=None) == "approved_by"
    assert refused(town, case, **said, approved_by=town.assignments["social_manager"]) == "approved_by"
    assert refused(town, case, **said, approved_by=town.assignments["colleague"]) == "approved_by"
    with as_loader():
        head = town.assignments["head"]
        type(head).objects.filter(pk=head.pk).update(valid_to=clock.today() - timedelta(days=1))
    assert refused(town, case, **said, approved_by=head) == "approved_by"
    with as_loader():
        type(head).objects.filter(pk=head.pk).update(valid_to=None)
    consent = t.consented(town, case, **said, approved_by=head)
    with acting_as(town.teacher):
        facts = {fact["term"]: fact["text"] for fact in consent_facts(consent)}
    assert (consent.status, facts["Godkänt av chef"]) == ("given", "Rut Rektor")


def test_no_manager_approves_what_waits_for_nobody(town):
    assert refused(town, t.raised(town), approved_by=town.assignments["head"]) == "approved_by"


@pytest.mark.parametrize(
    ("says", "facts"),
    [
        ({"consent_written": ["forum_occasion"]}, {"form": "oral", "document_place": "", "witness": "Rut"}),
        ({}, {"valid_to": date(9999, 1, 1)}),
        ({}, {"signatories": "one_guardian"}),
        ({}, {**ALONE, **JUDGED}),
        ({"consent_signatories": "guardians_and_child"}, {}),
        ({}, {**WAITS, "approved_by": None}),
        ({}, {**WAITS, "approved_by": "social_manager"}),
    ],
)
def test_what_a_service_would_let_through_the_database_refuses(town, case, monkeypatch, says, facts):
    ruled(town, **says)
    for name in ("check", "check_approval"):
        monkeypatch.setattr(recording, name, lambda *words, **more: None)
    if isinstance(facts.get("approved_by"), str):
        facts = {**facts, "approved_by": town.assignments[facts["approved_by"]]}

    with pytest.raises(IntegrityError, match="follows the rule of its region"), transaction.atomic():
        t.consented(town, case, **facts)


def test_what_the_administrators_have_decided_is_the_rule(town, case):
    assert refused(town, case, signatories="one_guardian") == "signatories"

    decided(town, consent_signatories="one_guardian")

    assert t.consented(town, case, signatories="one_guardian").status == "given"


def test_what_the_administrators_have_narrowed_the_database_refuses(town, case, monkeypatch):
    decided(town, consent_written=["forum_occasion"])
    for name in ("check", "check_approval"):
        monkeypatch.setattr(recording, name, lambda *words, **more: None)

    with pytest.raises(IntegrityError, match="follows the rule of its region"), transaction.atomic():
        t.consented(town, case, form="oral", document_place="", witness="Rut")


def test_a_stored_profile_that_says_nothing_of_it_yet_asks_as_before(town, case):
    with as_loader():
        profile = town.region.profiles.get()
        for name in ("consent_times", "consent_written"):
            del profile.data[name]
        profile.save()
    cache.forget()

    with acting_as(town.teacher):
        before = rules.rule_for(town.region.pk, None, "sip")
        offered = ConsentForm(case).fields["valid_to"].help_text
    assert (before.longest_days, before.usual_days, before.is_written) == (None, None, False)
    assert "Högst" not in str(offered)
    assert t.consented(town, case, valid_to=clock.today() + timedelta(days=9000)).status == "given"


def test_the_form_says_the_rule_the_longest_time_and_when_maturity_is_to_be_judged(town, case):
    ruled(town, consent_signatories="guardians_and_child", consent_child_age=9)
    with acting_as(town.teacher):
        form = ConsentForm(case)
        managers = [str(one.person) for one in form.fields["approved_by"].queryset]
        grown = ConsentForm(t.raised(town, child=t.child_of(town, birth_date=clock.today() - timedelta(days=400))))

    assert form.initial["signatories"] == "guardians_and_child"
    assert form.fields["signatories"].choices[0][0] == "guardians_and_child"
    assert "one_guardian" not in dict(form.fields["signatories"].choices)
    assert "barnet självt" in form.fields["signatories"].help_text
    assert "fyllt 9 år" in form.fields["signatories"].help_text
    assert "fyllt" not in grown.fields["signatories"].help_text
    assert form.fields["valid_to"].help_text == "Högst 180 dagar."
    assert form.fields["guardian_barnet"].label == "Samtycker Elsa?"
    assert managers == ["Rut Rektor"]


def test_no_age_prompts_where_the_region_names_none_or_no_birth_is_known():
    rule = Rule(hint_age=13)
    assert rules.age_words(rule, None) == rules.age_words(replace(rule, hint_age=None), date(2000, 1, 1)) == ""


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("all_guardians", "all_guardians"), ("one_guardian", "one_guardian"), ("child_if_mature", "all_guardians"),
     ("guardians_and_child", "guardians_and_child"), ("individual", "child_alone")],
)  # fmt: skip
def test_what_is_offered_first_is_what_the_rule_says_and_each_rule_has_its_sentence(rule, expected):
    offered = rules.offered_by(Rule(rule))
    assert (offered[0], rules.usual(Rule(rule))) == (expected, expected)
    assert len({rules.rule_words(Rule(one)) for one in vocabulary.CONSENT_RULES}) == 5
