"""Who must give a consent: the region's rule, the exceptions in law, and from 18 the person alone. [facts 9.6, F108]"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from core.regions import cache
from core.regions.models import RegionProfile
from sip.consent.answering import answer_consent
from sip.consent.asked import Word
from sip.consent.rows import consent_facts
from sip.consent.services import use, withdraw_consent
from sip.consent.signing import usual_signatories
from sip.models import CaseChild, Consent, ConsentGiver, Disclosure, Guardian, SipPlan
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.placing import born
from tests.sip.plans import town as p

GROWN = date(2000, 1, 1)


def refused_at(town, case, **facts) -> str | None:
    with pytest.raises(Refused) as refused:
        t.consented(town, case, **facts)
    with as_loader():
        assert not Consent.objects.filter(case_id=case.pk).exists()
    return refused.value.field


def test_a_child_alone_needs_the_maturity_judged_in_words(town, case):
    alone = {"signatories": "child_alone", "signatories_reason": "Barnet har bett om det", "answered": {}}

    assert refused_at(town, case, **alone) == "maturity_judgement"

    consent = t.consented(town, case, **alone, maturity_judgement="Förstår vad som delas och varför")
    assert (consent.status, consent.maturity_judgement) == ("given", "Förstår vad som delas och varför")


@pytest.mark.parametrize("exception", ["sole_custody", "prevented", "board_decision", "protected_home", "child_alone"])
def test_every_exception_in_law_needs_its_reason(town, case, exception):
    assert refused_at(town, case, signatories=exception, maturity_judgement="Mogen") == "signatories_reason"


DECISION = {"decision_number": "SN 2026-4", "decision_on": date(2026, 1, 2)}


def first_of(town, case) -> Guardian:
    with acting_as(town.teacher):
        return case.case.own_children.get().child.guardians.order_by("created_at").first()


@pytest.mark.parametrize(
    ("exception", "facts"),
    [("sole_custody", {}), ("prevented", {}), ("board_decision", DECISION), ("protected_home", DECISION)],
)
def test_an_exception_lets_one_guardian_be_enough(town, case, exception, facts):
    first = first_of(town, case)
    with as_loader():
        Guardian.objects.filter(pk=first.pk).update(custody="sole")

    consent = t.consented(
        town, case, signatories=exception, signatories_reason="Så är det", answered={first.pk: True}, **facts
    )

    assert (consent.status, consent.decision_number) == ("given", facts.get("decision_number", ""))
    with acting_as(town.teacher):
        said = next(fact["detail"] for fact in consent_facts(consent) if fact["term"] == "Vem ska samtycka")
    assert said == ("Så är det. Beslut SN 2026-4, 2 januari 2026" if facts else "Så är det")


@pytest.mark.parametrize("exception", ["board_decision", "protected_home"])
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"decision_number": " "}, "decision_number"),
        ({"decision_on": None}, "decision_on"),
        ({"decision_on": date(2999, 1, 1)}, "decision_on"),
    ],
)
def test_what_the_board_has_decided_has_a_number_and_a_day_that_has_been(town, case, exception, facts, field):
    assert refused_at(town, case, signatories=exception, signatories_reason="x", **{**DECISION, **facts}) == field


def test_sole_custody_is_the_records_to_say_and_the_consent_is_that_guardians(town, case):
    sole = {"signatories": "sole_custody", "signatories_reason": "Dom 2025"}
    assert refused_at(town, case, **sole) == "signatories"
    assert refused_at(town, case, **sole, answered={}) == "signatories"
    first = first_of(town, case)
    with as_loader():
        Guardian.objects.filter(pk=first.pk).update(custody="sole")
        other = Guardian.objects.filter(child_id=first.child_id).exclude(pk=first.pk).get()
    assert refused_at(town, case, **sole, answered={other.pk: True}) == "signatories"

    asked = t.consented(town, case, **sole, answered={other.pk: False})
    with acting_as(town.teacher):
        giver = ConsentGiver.objects.get(consent=asked, guardian_id=first.pk)
        assert answer_consent(asked, by=town.teacher, giver=giver, answer=True, on=clock.today()).status == "given"


def test_nobody_is_prevented_when_all_have_answered(town, case):
    assert refused_at(town, case, signatories="prevented", signatories_reason="Utomlands") == "signatories"


def test_who_took_it_back_and_how_stands_with_the_consent_or_with_the_unit(town, case):
    consent = t.consented(town, case)
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher, unit=town.bup, word=Word("Anna Provsson", "oral"))
        withdraw_consent(consent, by=town.teacher, word=Word("Erik Provsson", "written"))
        facts = {fact["term"]: fact["text"] for fact in consent_facts(Consent.objects.get(pk=consent.pk))}
    assert "(Anna Provsson, muntligt)" in facts["Verksamheter"]
    assert facts["Återkallat av"] == "Erik Provsson, skriftligt"


def test_an_exception_without_any_yes_waits(town, case):
    consent = t.consented(town, case, signatories="prevented", signatories_reason="Utomlands", answered={})
    assert consent.status == "requested"


def test_the_person_alone_consents_from_eighteen(town):
    case = t.raised(town, child=t.child_of(town, birth_date=GROWN))

    assert refused_at(town, case) == "signatories"

    assert t.consented(town, case, signatories="individual", answered={}).status == "given"


def test_what_guardians_said_of_a_child_is_not_recorded_when_the_child_has_grown_up(town):
    today = clock.today()
    case = t.raised(town, child=t.child_of(town, birth_date=born(today, 18)))

    assert refused_at(town, case, given_on=today - timedelta(days=1)) == "signatories"


def test_the_form_begins_with_the_regions_rule_and_a_grown_person_alone(town):
    child, grown = t.raised(town), t.raised(town, child=t.child_of(town, birth_date=GROWN))
    with acting_as(town.teacher):
        assert [usual_signatories(case) for case in (child, grown)] == ["all_guardians", "individual"]


def test_a_child_is_no_adult(town):
    assert refused_at(town, t.raised(town), signatories="individual") == "signatories"


def test_whose_day_of_birth_is_not_known_is_of_age_only_with_a_reason(town):
    case = t.raised(town, child=t.child_of(town, birth_date=None))

    assert refused_at(town, case, signatories="individual") == "signatories_reason"

    given = t.consented(town, case, signatories="individual", signatories_reason="Visade körkort", answered={})
    assert given.status == "given"
    assert t.consented(town, case).status == "given"  # a day that is not known says nothing of who has custody


def test_a_child_without_guardians_is_asked_for_them_first(town):
    case = t.raised(town, child=t.child_of(town, guardians=[]))
    assert refused_at(town, case) is None


def test_one_guardian_is_enough_only_where_the_region_says_so(town, case):
    assert refused_at(town, case, signatories="one_guardian") == "signatories"
    with as_loader():
        profile = RegionProfile.objects.get(region=town.region)
        RegionProfile.objects.create(
            region=town.region, version=2, valid_from=clock.today(),
            data={**profile.data, "consent_signatories": "one_guardian"}, source_sha256="0" * 64,
        )  # fmt: skip
    cache.forget()
    with acting_as(town.teacher):
        first = case.case.own_children.get().child.guardians.first()

    assert t.consented(town, case, signatories="one_guardian", answered={first.pk: True}).status == "given"


def test_what_may_not_be_shared_and_how_it_was_explained_stand_in_the_record(town, case):
    consent = t.consented(
        town, case, exceptions="Inget om syskonen", explained_language="arabiska", interpreter="Tolk i rummet"
    )
    assert (consent.exceptions, consent.explained_language, consent.interpreter) == (
        "Inget om syskonen", "arabiska", "Tolk i rummet",
    )  # fmt: skip


def test_a_piece_under_strict_secrecy_is_not_disclosed_without_its_kind(town):
    child = t.child_of(town, by=town.social_worker)
    case = t.raised(town, by=town.social_worker, child=child, units=(town.school, town.bup))

    t.consented(town, case, by=town.social_worker)
    with as_loader():
        assert not Disclosure.objects.filter(case_id=case.pk).exists()

    t.consented(town, case, by=town.social_worker, information_kinds=("identity", "social"))
    with as_loader():
        assert Disclosure.objects.filter(case_id=case.pk).count() == 2


def test_purposes_are_not_mixed(town, case):
    assert refused_at(town, case, purpose="sip") == "purpose"
    assert refused_at(town, case, sitting=7) is None


def test_a_consent_for_the_managers_decision_is_for_no_sitting(town, case):
    assert t.consented(town, case, purpose="steering_escalation", sitting=None).status == "given"


def plan_refusal(town, **facts) -> str:
    plan = p.started(town)
    with pytest.raises(Refused) as refused:
        p.consented(town, plan, **facts)
    return refused.value.field


@pytest.mark.django_db
def test_a_plans_consent_covers_the_own_unit():
    town = p.make_town()
    assert plan_refusal(town, units=(town.bup,)) == "units"


@pytest.mark.django_db
def test_a_plans_consent_is_for_the_plan():
    town = p.make_town()
    plan = p.started(town)
    with pytest.raises(Refused) as refused:
        t.consented(town, plan, purpose="steering_escalation", sitting=None)
    assert refused.value.field == "purpose"


def test_a_unit_that_is_not_in_it_is_not_withdrawn_toward(town, case):
    consent = t.consented(town, case, units=(town.school, town.social))

    with pytest.raises(WrongState), acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher, unit=town.bup)

    with as_loader():
        assert Consent.objects.get(pk=consent.pk).status == "given"


def test_the_last_unit_withdrawn_withdraws_the_whole(town, case):
    consent = t.consented(town, case, units=(town.school,))

    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher, unit=town.school)

    with as_loader():
        assert Consent.objects.get(pk=consent.pk).status == "withdrawn"
        assert not CaseChild.objects.filter(case_id=case.pk).exists()
    assert "consent.withdrawn" in acts_of(case)
    with pytest.raises(WrongState), acting_as(town.teacher):
        use(consent, by=town.teacher)


@pytest.mark.django_db
def test_a_plan_stops_when_its_consent_is_withdrawn():
    town, plan = p.until("preparing")
    with as_loader():
        consent = Consent.objects.get(case_id=plan.pk)

    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher)

    with as_loader():
        assert SipPlan.objects.get(pk=plan.pk).status == "stopped"


@pytest.mark.django_db
def test_one_who_sees_the_plan_by_a_consent_alone_does_not_replace_it():
    town, plan = p.until("preparing")

    with pytest.raises(PermissionDenied):
        p.consented(town, plan, by=town.bup_worker)

    with as_loader():
        assert Consent.objects.get(case_id=plan.pk).status == "given"
