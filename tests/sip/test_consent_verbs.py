"""Whoever changes a consent holds its rows, is asked again, and tells those who take part. [SM-4, CS-20, facts 9.6]"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import PermissionDenied, Refused, WrongState
from core.notices.models import Notice
from core.obligations.models import Obligation
from sip.children.services import GuardianFacts
from sip.consent import ending
from sip.consent.answering import answer_consent
from sip.consent.services import answer_on_screen, use, withdraw_consent
from sip.consent.signing import usual_signatories
from sip.models import CaseChild, Consent, ConsentGiver, ForumCase, Guardian, PlanTelling, SipPlan, Transfer
from tests.audit_rows import acts_of, acts_on
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.placing import in_worker
from tests.sip.plans import town as p
from tests.sip.test_later_answers import answers, givers
from tests.sip.test_signatories import GROWN, first_of, refused_at
from tests.sip.transfers import town as x

pytestmark = pytest.mark.django_db
HELD = re.compile(r'FROM "(sip_\w+)".*FOR (?:UPDATE|SHARE)', re.S)
ON_SCREEN = {"form": "screen", "witness": "", "document_place": "", "answered": {}}
CASE, CONSENT = "sip_forumcase", "sip_consent"


def held(by, verb) -> list[str]:
    """The tables whose rows the verb holds, in the order it takes them."""
    with acting_as(by), CaptureQueriesContext(connection) as said:
        verb()
    return [found[1] for query in said if (found := HELD.search(query["sql"]))]


def told(kind: str = "case_event") -> set:
    with as_loader():
        return set(Notice.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def forget_notices() -> None:
    with as_loader():
        Notice.objects.all().delete()


def test_each_verb_takes_the_case_first_and_then_the_consent(town):
    case, by = t.raised(town), town.teacher
    with acting_as(by):
        assert held(by, lambda: t.consented(town, case))[0] == CASE
    asked = t.consented(town, case, answered={})
    giver = givers(asked)[0]
    on_screen = t.consented(town, t.raised(town), **ON_SCREEN)
    verbs = [
        lambda: answer_consent(asked, by=by, giver=giver, answer=True, on=clock.today()),
        lambda: withdraw_consent(asked, by=by),
        lambda: answer_on_screen(on_screen, by=by, giver=givers(on_screen)[0], answer=True),
    ]

    order = [held(by, verb) for verb in verbs]

    assert order == [[CASE, CONSENT, "sip_consentgiver"], [CASE, CONSENT], [CASE, CONSENT]]
    with as_loader():
        given = Consent.objects.get(case_id=case.pk, status="given")
    assert held(by, lambda: use(given, by=by)) == [CONSENT]


def test_a_plan_that_has_gone_on_meanwhile_is_not_begun_anew():
    town, plan = p.until("offered")
    t_before = SipPlan(**{field.attname: getattr(plan, field.attname) for field in SipPlan._meta.concrete_fields})
    p.consented(town, plan)
    p.working(town, plan)

    p.consented(town, t_before)

    with as_loader():
        assert SipPlan.objects.get(pk=plan.pk).status == "preparing"


def test_what_is_signed_is_asked_of_the_consent_as_it_stands_and_of_who_may_record_it(town):
    consent = t.consented(town, t.raised(town), **ON_SCREEN)
    giver = givers(consent)[0]
    with acting_as(town.head), pytest.raises(PermissionDenied):
        answer_on_screen(consent, by=town.head, giver=giver, answer=True)
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher)
        for answer in (True, False):
            with pytest.raises(WrongState):
                answer_on_screen(consent, by=town.teacher, giver=giver, answer=answer)


def test_those_who_take_part_are_told_of_a_consent_and_of_its_answers(town):
    case = t.raised(town)
    t.consented(town, case)
    t.called(town, case)
    called = {getattr(town, name).assignment_id for name in ("head", "social_manager", "bup_manager")}
    for verb in (
        lambda: t.consented(town, case, answers=None),
        lambda: answers(town, Consent.objects.get(case_id=case.pk, status="requested"), 0, False),
    ):
        forget_notices()
        with acting_as(town.teacher):
            verb()
        assert told() >= called


def test_a_no_opens_nothing_and_only_what_is_given_closes_anything(town):
    case = t.raised(town)
    asked = t.consented(town, case, answered={})
    assert answers(town, asked, 0, False).status == "refused"
    with as_loader():
        assert not CaseChild.objects.filter(case_id=case.pk).exists()
    assert "consent.refused" in acts_on(asked.pk)


def test_a_unit_that_was_taken_out_while_it_was_asked_for_is_left_out_when_it_is_given():
    town, plan = p.until("meeting_called")
    asked = p.consented(town, plan, answers=None)
    with acting_as(town.teacher):
        withdraw_consent(asked, by=town.teacher, unit=town.bup)
    forget_notices()
    for number in (0, 1):
        answers(town, asked, number, True)

    with as_loader():
        noted = AuditEvent.objects.filter(act="consent.narrowed", object_id=asked.pk)
        assert [row.about_unit_id for row in noted] == [town.bup.pk]
    assert told("call_gone") == {town.bup_worker.assignment_id}


def test_a_plan_is_told_of_no_narrowing_by_a_consent_as_wide_as_before():
    town, plan = p.until("meeting_called")
    p.consented(town, plan)
    with as_loader():
        assert not PlanTelling.objects.filter(case_id=plan.pk, change="narrowed").exists()


def test_where_one_is_prevented_the_first_yes_gives_it_and_two_noes_refuse_it(town):
    how = {"signatories": "prevented", "signatories_reason": "Utomlands", "answered": {}}
    given = t.consented(town, t.raised(town), **how)
    assert answers(town, given, 0, True).status == "given"
    refused = t.consented(town, t.raised(town), **how)
    assert [answers(town, refused, number, False).status for number in (0, 1)] == ["requested", "refused"]


def test_a_no_is_taken_although_the_custody_is_no_longer_sole(town):
    case = t.raised(town)
    first = first_of(town, case)
    with as_loader():
        Guardian.objects.filter(pk=first.pk).update(custody="sole")
    asked = t.consented(town, case, signatories="sole_custody", signatories_reason="Dom", answered={})
    with as_loader():
        Guardian.objects.filter(pk=first.pk).update(custody="joint")
        giver = ConsentGiver.objects.get(consent=asked, guardian_id=first.pk)
    with acting_as(town.teacher):
        answer_consent(asked, by=town.teacher, giver=giver, answer=False, on=clock.today())
        with pytest.raises(Refused, match="Ensam vårdnad"):
            answer_consent(asked, by=town.teacher, giver=givers(asked)[1], answer=True, on=clock.today())


def test_a_grown_person_is_no_child_who_consents_alone(town):
    case = t.raised(town, child=t.child_of(town, birth_date=GROWN))
    alone = {"signatories": "child_alone", "signatories_reason": "x", "maturity_judgement": "Mogen", "answered": {}}

    assert refused_at(town, case, **alone) == "signatories"


def test_where_the_childs_own_record_is_hidden_the_case_says_how_old_the_person_is(town):
    grown = t.raised(town, child=t.child_of(town, birth_date=GROWN))
    t.consented(town, grown, signatories="individual", answered={})
    child = t.raised(town)
    t.consented(town, child)
    for case in (grown, child):
        t.called(town, case)

    with acting_as(town.bup_manager):
        assert [usual_signatories(case) for case in (grown, child)] == ["individual", "all_guardians"]


def test_a_closed_case_takes_no_consent(town):
    case = t.raised(town)
    with as_loader():
        ForumCase.objects.filter(pk=case.pk).update(status="withdrawn")

    with pytest.raises(PermissionDenied):
        t.consented(town, case)


def test_a_consent_given_the_day_the_need_was_noticed_and_ending_today_is_whole(town):
    case = t.raised(town)

    consent = t.consented(town, case, given_on=case.need_noticed_on, valid_to=clock.today())

    assert (consent.status, consent.valid_from) == ("given", case.need_noticed_on)
    assert "consent.given" in acts_of(case)


def test_whoever_takes_no_part_takes_nothing_back(town):
    case = t.raised(town)
    consent = t.consented(town, case)
    t.called(town, case)

    for by in (town.convenor, town.bup_manager):
        with acting_as(by), pytest.raises(PermissionDenied):
            withdraw_consent(consent, by=by)


def test_taken_back_unit_by_unit_it_ends_with_the_last(town):
    consent = t.consented(town, t.raised(town), units=(town.school, town.bup))
    with acting_as(town.teacher):
        states = [withdraw_consent(consent, by=town.teacher, unit=one).status for one in (town.bup, town.school)]

    assert states == ["given", "withdrawn"]


def test_a_consent_that_its_sitting_has_used_owes_no_new_one(town):
    with as_loader():
        make_rule(town.region, "DL-47B")
    consent = t.consented(town, t.raised(town), valid_to=clock.today() + timedelta(days=9))
    assert in_worker(ending.ask_all) == 1

    with acting_as(town.teacher):
        use(consent, by=town.teacher)

    with as_loader():
        assert Obligation.objects.get(code="DL-47B").status == "waived"
        assert Consent.objects.get(pk=consent.pk).ended_at is not None
    assert "consent.used" in acts_on(consent.pk)


def test_what_is_only_asked_for_stops_no_transfer_and_one_unit_of_two_neither(town):
    transfer = x.given(town)
    asked = x.consented(town, transfer, answers=None, units=(town.bup, town.social))
    with acting_as(town.teacher):
        withdraw_consent(asked, by=town.teacher)
    x.consented(town, transfer, units=(town.bup, town.social))
    x.withdrawn(town, transfer, unit=town.social)
    with as_loader():
        before = Transfer.objects.get(pk=transfer.pk).status

    x.withdrawn(town, transfer)

    with as_loader():
        assert [before, Transfer.objects.get(pk=transfer.pk).status] == [transfer.status, "stopped"]


def test_a_child_is_told_that_one_unit_no_longer_sees_the_plan():
    town, plan = p.until("active")
    with as_loader():
        consent = Consent.objects.get(case_id=plan.pk)
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher, unit=town.bup)
    with as_loader():
        assert PlanTelling.objects.filter(case_id=plan.pk, change="narrowed").exists()


def test_a_child_with_no_guardian_on_record_consents_alone(town):
    case = t.raised(town, child=t.child_of(town, guardians=[]))
    how = {"signatories": "child_alone", "signatories_reason": "x", "maturity_judgement": "Mogen"}

    assert t.consented(town, case, **how).status == "given"


def test_it_is_asked_of_the_own_childs_guardians_of_today_and_replaces_its_own_like_alone(town):
    case, other = t.raised(town), t.raised(town, child=t.child_of(town, guardians=[GuardianFacts(name="Annan")]))
    beside = t.consented(town, other)
    with as_loader():
        gone = first_of(town, case)
        Guardian.objects.create(
            region=town.region, child_id=gone.child_id, name="Tidigare", custody="joint", valid_from=GROWN,
            valid_to=clock.today(),
        )  # fmt: skip
    for_managers = t.agreed(town, case, answered={})
    back = t.consented(town, case, answered={})
    with acting_as(town.teacher):
        withdraw_consent(back, by=town.teacher)
    sitting_far_off = t.consented(town, case, answered={})
    with as_loader():
        Consent.objects.filter(pk=sitting_far_off.pk).update(sitting=7)
        Consent.objects.filter(pk=for_managers.pk).update(sitting=1)
    first = t.consented(town, case)
    asked = t.consented(town, case, answered={})
    for number in (0, 1):
        answers(town, asked, number, True)

    with as_loader():
        kept = [beside, for_managers, back, sitting_far_off, first, asked]
        states = [Consent.objects.get(pk=one.pk).status for one in kept]
        names = [one.name for one in ConsentGiver.objects.filter(consent=asked).order_by("created_at", "name")]
        assert Consent.objects.get(pk=asked.pk).ended_at is None
    assert states == ["given", "requested", "withdrawn", "requested", "expired", "given"]
    assert "consent.replaced" in acts_on(first.pk)
    assert names == ["Anna Provsson", "Erik Provsson"]
