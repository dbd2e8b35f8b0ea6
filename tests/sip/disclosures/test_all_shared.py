"""«Vad har vi delat»: all that others got of a child, name, plan, own copies, minutes, papers. [F111, facts 9.8]"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from sip.cases import escalation
from sip.children.models import Guardian
from sip.consent.services import withdraw_consent
from sip.disclosures.others import others_about
from sip.disclosures.services import file_piece
from sip.models import Consent, Disclosure, PlanVersion
from sip.plans.services.beside import file_copy
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.lifting import SUMMARY, unresolved
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db
NAME, NEED = "Barnets namn och födelsedag", "Därför behövs en plan, version 1"


def listed(client, url) -> list[tuple[str, str]]:
    """(what, to whom) as the page tells it, the first of each."""
    html = w.unescape(w.page(client, url))
    found = re.findall(r"<b>([^<]+)</b><p>Till (.+?) \d+ \w+ \d{4} kl", html)
    return sorted(set(found))


@pytest.fixture
def plan():
    town, plan = p.until("active")
    with as_loader():
        version = PlanVersion.objects.get(case_id=plan.pk)
    with acting_as(town.bup_worker):
        file_copy(version, by=town.bup_worker)
    return town, plan, version


def test_a_plan_that_others_got_is_told_with_their_copies_and_the_familys_papers(plan):
    town, plan, version = plan
    teacher = w.as_person(town, "teacher")
    with as_loader():
        child, anna = plan.case.own_children.get().child, Guardian.objects.get(name="Anna Provsson")
    paper = reverse("sip:plan_family_pdf", args=[version.pk])
    assert teacher.get(paper, {"till": str(anna.pk)}).content.startswith(b"%PDF-")
    to_bup = [NEED, NAME, "Egen kopia av planen, version 1", "Planen, version 1"]

    shown = listed(teacher, reverse("sip:shared", args=[child.pk]))

    assert shown == sorted(
        [
            *((what, "BUP Norr") for what in to_bup),
            *((what, "Barnenheten Öster") for what in (NEED, NAME, "Planen, version 1")),
            ("Planen på papper", "Anna Provsson"),
        ]
    )


def test_whoever_withdraws_sees_the_same_and_so_does_the_consent_afterwards(plan):
    town, plan, version = plan
    teacher = w.as_person(town, "teacher")
    with as_loader():
        consent = Consent.objects.get(case_id=plan.pk)
    told = ["Till BUP Norr", NAME, "Planen, version 1", "Egen kopia av planen, version 1"]

    before = w.unescape(w.page(teacher, reverse("sip:consent_withdraw", args=[consent.pk])))
    with clock.moved_to(version.frozen_at + timedelta(hours=1)), acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher)
    after = w.unescape(w.page(teacher, reverse("sip:consent_detail", args=[consent.pk])))

    assert [words for words in told if words not in before] == []
    assert [words for words in told if words not in after] == []
    with as_loader():
        child = plan.case.own_children.get().child
    assert "Samtycket: Återkallat" in w.unescape(w.page(teacher, reverse("sip:shared", args=[child.pk])))


UNITS = ("BUP Norr", "Barnenheten Öster")


def told(town, case) -> set:
    with acting_as(town.teacher):
        return {(one.what, one.unit, one.number) for one in others_about(child=case.case.own_children.get().child_id)}


def test_a_sitting_tells_name_and_minutes_to_those_who_came(town):
    with unresolved(town) as case:
        found = told(town, case)

    assert found == {(what, unit, number) for what, number in (("identity", None), ("minutes", 1)) for unit in UNITS}


def test_a_sitting_that_is_called_without_identity_tells_nobody_the_name_though_a_consent_lives(town):
    case = t.raised(town)
    t.consented(town, case)
    t.called(town, case, is_deidentified=True)

    assert told(town, case) == set()


@pytest.mark.parametrize("form", ["written", "screen"])
@pytest.mark.parametrize(("summary", "got"), [("", ["identity", "minutes"]), (SUMMARY, [])])
def test_managers_who_read_the_lifted_case_have_got_name_and_minutes_unless_it_went_without(town, form, summary, got):
    with unresolved(town) as case:
        consent = t.consented(town, case, purpose="steering_escalation", sitting=None, units=(town.bup, town.social))
        with as_loader():
            Consent.objects.filter(pk=consent.pk).update(form=form, document_place="")
        with acting_as(town.teacher):
            assert others_about(consent=consent.pk) == []
        with acting_as(town.convenor) as by:
            to, is_deidentified = [town.assignments["steering_bup"]], bool(summary)
            escalation.escalate(case, by=by, managers=to, is_deidentified=is_deidentified, summary=summary)

        with acting_as(town.teacher):
            found = others_about(consent=consent.pk)

    assert sorted((one.what, one.unit) for one in found) == [(what, unit) for what in got for unit in sorted(UNITS)]


def test_a_piece_that_was_taken_in_is_told_as_the_receivers_own_copy(town):
    case = t.raised(town)
    t.consented(town, case)
    t.called(town, case)
    with as_loader():
        given = Disclosure.objects.select_related("contribution").get(case_id=case.pk, receiving_unit=town.bup)
    with acting_as(town.bup_manager):
        file_piece(given, by=town.bup_manager)

    with acting_as(town.teacher):
        copies = [one for one in others_about(consent=given.consent_id) if one.what == "piece_copy"]

    assert [(one.unit, one.number, one.title, one.basis, one.stands) for one in copies] == [
        ("BUP Norr", 1, "Egen kopia av underlaget: Det här har prövats, version 1", "Samtycke", "")
    ]


def test_nobody_else_is_told_anything(plan):
    town, plan, _version = plan
    with as_loader():
        child, consent = plan.case.own_children.get().child, Consent.objects.get(case_id=plan.pk)
    with acting_as(town.teacher):
        assert others_about(child=child.pk) != []

    for who in (town.colleague, town.convenor):
        with acting_as(who):
            assert others_about(child=child.pk) == others_about(consent=consent.pk) == []
    with acting_as(town.bup_worker):
        assert others_about(child=child.pk) == []  # another principal's record
        assert {one.unit for one in others_about(consent=consent.pk)} == {"Barnenheten Öster"}


def test_a_unit_that_never_took_part_has_seen_nothing(db):
    town, plan = p.until("consented")
    with as_loader():
        child = plan.case.own_children.get().child

    with acting_as(town.teacher):
        assert others_about(child=child.pk) == []
