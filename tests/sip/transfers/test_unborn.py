"""What expecting parents consent to ends with the birth; and a child may be expected no longer. [F101, CS-13, DL-49]"""

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied, Refused
from core.obligations.models import Obligation
from core.ui.pages import CONFIRM_PARAMETER
from sip.children.finding import found_children
from sip.children.services import GuardianFacts, end_expectation, note_birth, register_expected
from sip.consent.services import withdraw_consent
from sip.models import Child, Consent, Contribution, ExpectedBirth, Transfer
from sip.needs.services import do_step, note_own_report
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.days import days_on
from tests.sip import walk as w
from tests.sip.transfers import town as x

ASK_ANEW = "Fråga om nytt samtycke, barnet är fött"


def expected(town, by=None) -> Child:
    with acting_as(by or town.teacher) as by:
        return register_expected(
            by=by, family_name="Provsson", expected_on=clock.today(), parents=[GuardianFacts(name="Anna Provsson")],
            district=town.east,
        )  # fmt: skip


def given(town) -> tuple[Child, Transfer]:
    child = expected(town)
    transfer = x.started(town, child=child, units=(town.bup,), need_noticed_on=clock.today())
    x.consented(town, transfer, purpose="unborn")
    return child, transfer


def born(town, child) -> None:
    with acting_as(town.teacher) as by:
        note_birth(
            child, by=by, born_on=clock.today(), given_name="Flicka", family_name="Provsson", sex="girl",
            custody="sole",
        )  # fmt: skip


def read_by(acting) -> int:
    with acting_as(acting):
        return Contribution.objects.count()


def test_the_expecting_parents_consent_and_it_ends_with_the_birth(town):
    child, transfer = given(town)
    assert read_by(town.bup_manager) == 1
    with acting_as(town.teacher):
        assert [giver.name for giver in Consent.objects.get().givers.all()] == ["Anna Provsson"]
    born(town, child)
    assert read_by(town.bup_manager) == 0
    with acting_as(town.teacher):
        assert Consent.objects.get().status == "expired"
        assert Transfer.objects.get().is_open
    x.consented(town, transfer)
    assert read_by(town.bup_manager) == 1


def test_before_the_birth_it_is_theirs_and_afterwards_no_more(town):
    child = expected(town)
    transfer = x.started(town, child=child, units=(town.bup,), need_noticed_on=clock.today())
    with pytest.raises(Refused) as refused:
        x.consented(town, transfer)
    assert refused.value.field == "purpose"
    born(town, child)
    with pytest.raises(Refused):
        x.consented(town, transfer, purpose="unborn")


def test_who_asked_is_reminded_after_the_birth_that_a_new_consent_is_needed(town):
    child, transfer = given(town)
    teacher = w.as_person(town, "teacher")
    assert ASK_ANEW not in w.page(teacher, "/")
    born(town, child)
    assert ASK_ANEW in w.page(teacher, "/")
    assert "gäller inte längre" in w.words(w.page(teacher, transfer.get_absolute_url()))
    x.consented(town, transfer)
    assert ASK_ANEW not in w.page(teacher, "/")


def test_the_parents_take_it_back_before_the_birth_and_nobody_is_reminded(town):
    child, _transfer = given(town)
    with acting_as(town.teacher) as by:
        withdraw_consent(Consent.objects.get(), by=by)
    born(town, child)
    assert ASK_ANEW not in w.page(w.as_person(town, "teacher"), "/")


def test_a_child_is_expected_no_longer_and_nothing_reminds_or_says_why(town):
    child, transfer = given(town)
    teacher, page = w.as_person(town, "teacher"), reverse("sip:child_detail", args=[child.pk])
    url = w.link(w.page(teacher, page), "vantas-inte")
    assert "inget skäl sparas" in w.words(w.page(teacher, url))
    w.send(teacher, url, {CONFIRM_PARAMETER: "1"})
    body = w.page(teacher, page)
    assert "väntas barnet inte längre" in w.words(body)
    assert "vantas-inte" not in body
    with days_on(40):
        start = w.words(w.page(w.as_person(town, "teacher"), "/"))
    assert "väntat barn" not in start
    assert ASK_ANEW not in start
    assert "Fråga familjen" not in start
    assert read_by(town.bup_manager) == 0
    with as_loader():
        assert not Obligation.objects.live().filter(code="DL-49").exists()
        assert Transfer.objects.get(pk=transfer.pk).status == "closed"
        assert Consent.objects.get().status == "expired"
    assert "child.expected_no_longer" in acts_on(child.pk)


def test_a_child_that_is_expected_no_longer_stands_in_no_list_and_nothing_more_is_passed_on_about_it(town):
    child, teacher = expected(town), w.as_person(town, "teacher")
    listed, page = reverse("sip:child_list"), reverse("sip:child_detail", args=[child.pk])
    start = reverse("sip:transfer_start", args=[child.pk])
    assert "Ofött barn" in w.words(w.page(teacher, listed))
    assert start in w.page(teacher, page)
    with acting_as(town.teacher) as by:
        end_expectation(child, by=by)

    assert "Ofött barn" not in w.words(w.page(teacher, listed))
    assert start not in w.page(teacher, page)
    assert teacher.get(start).status_code == 403
    with acting_as(town.teacher), pytest.raises(PermissionDenied):
        x.started(town, child=child, units=(town.bup,), need_noticed_on=clock.today())
    with acting_as(town.teacher) as by:
        assert child in found_children(by, "Provsson")  # so that a birth can be noted all the same
    born(town, child)
    assert start in w.page(teacher, page)
    assert "Flicka Provsson" in w.words(w.page(teacher, listed))


BEGINS = (
    ("plan_start_step", "initiativ"), ("raise_step", "behov"), ("need_step", "behov"), ("transfer_start",),
    ("transition_new",), ("checklist_step", "behov"), ("placement_new", "boende"), ("lss_new",),
)  # fmt: skip


def test_of_a_child_that_is_expected_no_longer_nothing_new_is_offered_or_begun(town):
    child, worker = expected(town, by=town.social_worker), w.as_person(town, "social_worker")
    page, steps = (reverse(f"sip:{name}", args=[child.pk]) for name in ("child_detail", "checklist"))
    urls = {name: reverse(f"sip:{name}", args=[child.pk, *more]) for name, *more in BEGINS}

    def offered() -> dict[str, bool]:
        shown = w.page(worker, page) + w.page(worker, steps)
        return {name: url in shown for name, url in urls.items()}

    def reached() -> dict[str, int]:
        return {name: worker.get(url).status_code for name, url in urls.items()}

    assert (offered(), reached()) == (dict.fromkeys(urls, True), dict.fromkeys(urls, 200))
    with acting_as(town.social_worker) as by:
        end_expectation(child, by=by)
    assert (offered(), reached()) == (dict.fromkeys(urls, False), dict.fromkeys(urls, 403))
    body = w.words(w.page(worker, steps))
    assert "Alla sex" not in body
    with acting_as(town.social_worker) as by:  # to have reported is one's own to remember all the same
        note_own_report(child, by=by, reported_on=clock.today())
        with pytest.raises(PermissionDenied):
            do_step(child, by=by, step="behov", done_on=clock.today(), note="Något")


def test_it_is_noted_once_by_who_works_with_the_child_and_a_birth_may_be_noted_all_the_same(town):
    child = expected(town)
    with acting_as(town.colleague) as by, pytest.raises(PermissionDenied):
        end_expectation(child, by=by)
    with acting_as(town.teacher) as by:
        end_expectation(child, by=by)
        with pytest.raises(Refused):
            end_expectation(child, by=by)
        assert ExpectedBirth.objects.update(ended_on=None) == 0
    born(town, child)
    with acting_as(town.teacher) as by, pytest.raises(Refused):
        end_expectation(child, by=by)
