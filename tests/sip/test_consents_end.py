"""A consent's last day: the job ends what has run out, and asks in time for a new one. [SM-4, DL-47, facts 9.4]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.access import acting_as
from core.obligations.models import Obligation
from sip.consent import ending
from sip.consent.services import withdraw_consent
from sip.models import CaseChild, Consent
from sip.tasks import ask_for_consents, expire_consents
from tests.audit_rows import acts_of, acts_on
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.days import days_on
from tests.sip import town as t
from tests.sip.placing import in_worker
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db
CODE = "DL-47B"


@pytest.fixture
def ruled():
    town = p.make_town()
    with as_loader():
        make_rule(town.region, CODE)
    return town


def owed() -> list[Obligation]:
    with as_loader():
        return list(Obligation.objects.filter(code=CODE).order_by("created_at"))


def status(consent) -> str:
    with as_loader():
        return Consent.objects.get(pk=consent.pk).status


def test_what_has_run_out_is_ended_once_with_its_line_in_the_log_and_the_name_goes(town):
    case, other = t.raised(town), t.raised(town)
    short = t.consented(town, case, valid_to=clock.today() + timedelta(days=3))
    long = t.consented(town, other)
    with days_on(3):
        assert in_worker(ending.expire_all) == 0  # its last day is a day of it
    with days_on(4):
        assert in_worker(ending.expire_all) == 1
        assert in_worker(ending.expire_all) == 0

    assert (status(short), status(long)) == ("expired", "given")
    assert "consent.expired" in acts_of(case) & acts_on(short.pk)
    with as_loader():
        ended = Consent.objects.get(pk=short.pk)
        assert (ended.ended_at is not None, ended.ended_by_id) == (True, None)
        assert [case.pk in CaseChild.objects.values_list("case_id", flat=True) for case in (case, other)] == [
            False, True,
        ]  # fmt: skip


def test_what_was_asked_for_refused_or_withdrawn_is_not_said_to_have_run_out(town):
    kept = []
    for answers in (None, False, True):
        case = t.raised(town)
        consent = t.consented(town, case, answers=answers, valid_to=clock.today() + timedelta(days=1))
        if answers:
            with acting_as(town.teacher):
                withdraw_consent(consent, by=town.teacher)
        kept.append(consent)
    with days_on(9):
        assert in_worker(ending.expire_all) == 0
    assert [status(one) for one in kept] == ["requested", "refused", "withdrawn"]


def test_a_new_one_is_owed_from_fourteen_days_before_by_who_answers_for_the_plan_and_once(ruled):
    _town, plan = p.until("active", ruled)
    with as_loader():
        consent = Consent.objects.get(case_id=plan.pk)
    left = (consent.valid_to - clock.today()).days
    with days_on(left - 15):
        assert in_worker(ending.ask_all) == 0
    with days_on(left - 14):
        assert in_worker(ending.ask_all) == 1
        assert in_worker(ending.ask_all) == 0
    [one] = owed()
    assert (one.subject_id, one.case_id, one.due_on) == (consent.pk, plan.pk, consent.valid_to)
    assert (one.owner_id, one.status) == (ruled.teacher.assignment_id, "pending")


def test_a_long_job_renews_what_it_acts_by(ruled, monkeypatch):
    monkeypatch.setattr(ending, "BATCH", 2)
    for _number in range(4):
        t.consented(ruled, t.raised(ruled), valid_to=clock.today() + timedelta(days=9))
    said, renewed, start = [], ending.renew, ending._start
    monkeypatch.setattr(ending, "renew", lambda: (said.append("renewed"), renewed()))
    monkeypatch.setattr(ending, "_start", lambda *args, **facts: (said.append("asked"), start(*args, **facts)))

    assert in_worker(ending.ask_all) == 4

    assert said == ["asked", "renewed", "asked"] * 2


def test_two_runs_at_once_do_not_both_ask(ruled):
    with CaptureQueriesContext(connection) as asked:
        in_worker(ending.ask_all)

    order = [word for query in asked for word in ("pg_advisory_xact_lock", "consents_ending") if word in query["sql"]]
    assert order == ["pg_advisory_xact_lock", "consents_ending"]


def test_a_job_that_comes_late_asks_all_the_same_and_one_that_comes_too_late_does_not(ruled):
    _town, plan = p.until("consented", ruled)
    with as_loader():
        left = (Consent.objects.get(case_id=plan.pk).valid_to - clock.today()).days
    with days_on(left + 1):
        assert in_worker(ending.ask_all) == 0
    with days_on(left):
        assert in_worker(ending.ask_all) == 1


@pytest.mark.parametrize("how", ["given", "late", "withdrawn", "silence"])
def test_what_is_owed_ends_with_a_new_consent_or_with_what_the_old_one_carried(ruled, how):
    _town, plan = p.until("active", ruled)
    with as_loader():
        consent = Consent.objects.get(case_id=plan.pk)
    left = (consent.valid_to - clock.today()).days
    with days_on(left - 10):
        in_worker(ending.ask_all)
        if how == "given":
            p.consented(ruled, plan)
        elif how == "withdrawn":
            with acting_as(ruled.teacher):
                withdraw_consent(consent, by=ruled.teacher)
    if how == "late":
        with days_on(left + 2):
            in_worker(ending.expire_all)
            p.consented(ruled, plan)
    expected = {"given": "met", "late": "met_late", "withdrawn": "waived", "silence": "pending"}
    assert [one.status for one in owed()] == [expected[how]]


def test_a_case_that_waits_for_its_sitting_is_asked_for_and_one_that_is_called_or_ended_is_not(town):
    with as_loader():
        make_rule(town.region, CODE)
    waits, called, asked, plain = (t.raised(town) for _number in range(4))
    soon = clock.today() + timedelta(days=10)
    consent = t.consented(town, waits, valid_to=soon)
    t.consented(town, called, valid_to=soon)
    t.called(town, called)
    t.consented(town, asked, valid_to=soon, answers=None)
    t.consented(town, plain)

    assert in_worker(ending.ask_all) == 1
    [one] = owed()
    assert (one.subject_id, one.action_url_name) == (consent.pk, "sip:case_detail")


def test_a_region_that_does_not_keep_the_deadline_is_asked_for_nothing(town):
    t.consented(town, t.raised(town), valid_to=clock.today() + timedelta(days=10))
    assert in_worker(ending.ask_all) == 0
    with as_loader():
        make_rule(town.region, CODE, monitored=False)
    assert in_worker(ending.ask_all) == 0
    assert owed() == []


def test_the_queues_doors_open_to_the_job(ruled):
    case = t.raised(ruled)
    consent = t.consented(ruled, case, valid_to=clock.today() + timedelta(days=10))
    in_worker(lambda _at: ask_for_consents())
    with days_on(11):
        in_worker(lambda _at: expire_consents())
    assert (len(owed()), status(consent)) == (1, "expired")
