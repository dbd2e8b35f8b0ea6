"""What a consent that is given opens, and to whom a narrower one closes it, condition by condition. [SM-4, CS-20]"""

import pytest

from core import clock
from core.access import acting_as
from sip.consent.asked import Asked
from sip.consent.services import recording, withdraw_consent
from sip.models import CaseChild, ChildCase, Consent, ConsentUnit, Disclosure, Participation, PlanTelling
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import town as t
from tests.sip.plans import town as p
from tests.sip.test_later_answers import answers
from tests.sip.transfers import town as x
from tests.sip.unguarded import past_row_security

pytestmark = pytest.mark.django_db


def test_left_out_is_who_is_covered_now_by_what_was_given_for_the_same_and_is_not_asked_for(town):
    case, other = t.raised(town), t.raised(town)
    with as_loader():
        names = ("far off", "for managers", "elsewhere", "only asked", "taken out")
        units = {name: b.make_unit(town.region, town.city, name, "school", district=town.east) for name in names}

    def covering(name, case=case, **facts):
        return t.consented(town, case, units=(town.school, units[name]), **facts)

    far_off, for_managers = covering("far off"), covering("for managers", purpose="steering_escalation", sitting=None)
    with as_loader():
        Consent.objects.filter(pk=for_managers.pk).update(sitting=far_off.sitting)
        Consent.objects.filter(pk=far_off.pk).update(sitting=7)
    covering("elsewhere", other)
    given = t.consented(town, case, units=(town.school, town.social, town.bup, units["taken out"]))
    covering("only asked", answers=None)
    with as_loader():
        ConsentUnit.objects.filter(consent=given, unit=units["taken out"]).update(withdrawn_at=clock.now())
    asked = Asked(units=(town.school,), information_kinds=("identity",), valid_to=clock.today(), sitting=given.sitting)

    with past_row_security(town.teacher):
        assert recording._left_out(case, asked) == {town.social.pk, town.bup.pk}


def test_a_narrower_consent_to_a_plan_is_something_the_child_is_to_be_told():
    town, plan = p.until("active")
    p.consented(town, plan, units=(town.school, town.social))
    with as_loader():
        assert PlanTelling.objects.filter(case_id=plan.pk, change="narrowed").exists()


def test_what_is_known_to_the_others_is_the_name_of_the_cases_own_child_as_it_was_first_linked(town):
    cases = [t.raised(town, child=t.child_of(town, given_name=name)) for name in ("Otto", "Elsa")]
    later = t.child_of(town, given_name="Alva")
    with as_loader():
        ChildCase.objects.create(region=town.region, case_id=cases[1].pk, child=later)

    for case in cases:
        t.consented(town, case)

    with as_loader():
        known = [CaseChild.objects.get(case_id=case.pk).given_name for case in cases]
    assert known == ["Otto", "Elsa"]


def let_in(transfer) -> set:
    with as_loader():
        rows = Participation.objects.filter(case_id=transfer.pk, part="receiver")
        return set(rows.values_list("unit_id", flat=True))


def test_a_unit_that_was_taken_out_while_a_transfer_was_asked_for_is_not_let_in_when_it_is_given(town):
    transfer = x.started(town)
    asked = x.consented(town, transfer, answered={}, units=(town.bup, town.social))
    with acting_as(town.teacher):
        withdraw_consent(asked, by=town.teacher, unit=town.social)
    for number in (0, 1):
        answers(town, asked, number, True)

    assert let_in(transfer) == {town.bup.pk}
    with as_loader():
        assert {row.receiving_unit_id for row in Disclosure.objects.filter(consent=asked)} == {town.bup.pk}
