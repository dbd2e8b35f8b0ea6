"""What makes a consent whole, condition by condition; most of it needs no row. [SM-4, CS-04, CS-05, facts 9.6]"""

from datetime import timedelta
from uuid import uuid4

import pytest

from core import clock
from core.access import Acting
from core.errors import Refused
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.ui import dates
from sip.cases.models import Case
from sip.consent.asked import Asked, Given
from sip.consent.checking import check, check_still_asked
from sip.consent.deciders import Decider
from sip.consent.rules import Rule
from sip.models import Child, ForumCase, SipPlan, Transfer
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.test_later_answers import answers

pytestmark = pytest.mark.django_db
OWN, OTHER = Unit(pk=uuid4()), Unit(pk=uuid4())
BY = Acting(kind="user", unit_id=OWN.pk)
ANNA, ERIK = Decider(uuid4(), "Anna", "joint"), Decider(uuid4(), "Erik", "joint")
WHOLE = "whole"
ASKED = set(Asked.__dataclass_fields__)
SITTING = {"purpose": "forum_occasion", "sitting": 1}
DECISION = {"purpose": "steering_escalation", "sitting": None}
ALONE = {"signatories": "child_alone", "signatories_reason": "Har bett om det", "maturity_judgement": "Mogen"}
ORAL, SCREEN = {"form": "oral", "document_place": ""}, {"form": "screen", "document_place": ""}


def day(number: int):
    return clock.today() + timedelta(days=number)


def subject(kind):
    return kind(case=Case(pk=uuid4()), region_id=uuid4(), area_id=uuid4(), need_noticed_on=day(-3))


def words(facts) -> tuple[Asked, Given]:
    said = {
        "units": (OWN, OTHER), "information_kinds": ("identity",), "valid_to": day(0), "purpose": "sip",
        "form": "written", "given_on": day(-3), "document_place": "Pärm 3", "answers": {ANNA.pk: True}, **facts,
    }  # fmt: skip
    asked = {name: said.pop(name) for name in list(said) if name in ASKED}
    return Asked(**asked), Given(**said)


def answer(verb) -> str | None:
    """The field that is refused; `whole` where nothing is."""
    try:
        verb()
    except Refused as refused:
        return refused.field
    return WHOLE


def told(kind, facts, *, guardians=(ANNA, ERIK), has_paper=False) -> str | None:
    asked, given = words(facts)
    return answer(lambda: check(subject(kind), asked, given, list(guardians), BY, rule=Rule(), has_paper=has_paper))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, WHOLE),
        ({"units": ()}, "units"),
        ({"units": (OTHER,)}, "units"),
        ({"units": (OWN,)}, WHOLE),
        ({"information_kinds": ()}, "information_kinds"),
        ({"valid_to": day(-1)}, "valid_to"),
        ({"valid_to": day(1)}, WHOLE),
        ({"purpose": "forum_occasion"}, "purpose"),
        ({"signatories": "individual", "signatories_reason": "Legitimation"}, WHOLE),
        ({"signatories": "board_decision", "signatories_reason": " "}, "signatories_reason"),
        ({"signatories": "board_decision", "signatories_reason": "Barnets bästa"}, "decision_number"),
        ({**ALONE, "maturity_judgement": ""}, "maturity_judgement"),
        (ALONE, WHOLE),
        ({"given_on": day(-4)}, "given_on"),
        ({"given_on": day(0)}, WHOLE),
        ({"given_on": day(1), "valid_to": day(2)}, "given_on"),
    ],
)
def test_a_plans_consent_is_whole_with_the_own_unit_a_kind_a_day_and_those_who_decide(facts, expected):
    assert told(SipPlan, facts) == expected


@pytest.mark.parametrize(
    ("facts", "has_paper", "expected"),
    [
        ({"document_place": " "}, False, "document_place"),
        ({"document_place": ""}, True, WHOLE),
        ({}, True, WHOLE),
        ({**ORAL, "witness": "Rut Rektor"}, False, WHOLE),
        ({**ORAL, "witness": " "}, False, "witness"),
        ({**ORAL, "witness": "Rut Rektor"}, True, "paper"),
        (SCREEN, False, WHOLE),
        (SCREEN, True, "paper"),
    ],
)
def test_a_written_one_can_be_found_an_oral_one_was_heard_and_no_other_has_a_paper(facts, has_paper, expected):
    assert told(SipPlan, facts, has_paper=has_paper) == expected


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        (ForumCase, SITTING, WHOLE),
        (ForumCase, {**SITTING, "units": (OTHER,)}, WHOLE),  # who records it need not be there
        (ForumCase, {**SITTING, "units": ()}, "units"),
        (ForumCase, {**SITTING, "sitting": 2}, None),
        (ForumCase, DECISION, WHOLE),
        (ForumCase, {"purpose": "sip"}, "purpose"),
        (Transfer, {"purpose": "sip"}, "purpose"),
        (Transfer, {"purpose": "information_transfer"}, "units"),  # it names none
    ],
)
def test_a_forum_cases_consent_is_for_its_next_sitting_or_a_decision_and_a_transfers_is_for_that(kind, facts, expected):
    assert told(kind, facts) == expected


def test_one_given_before_the_need_was_noticed_is_told_which_day_that_was():
    asked, given = words({"given_on": day(-4)})

    with pytest.raises(Refused, match=dates.day(day(-3))):
        check(subject(SipPlan), asked, given, [ANNA], BY, rule=Rule(), has_paper=False)


def test_guardians_answer_no_more_once_it_is_known_that_the_person_is_grown(town):
    child = t.child_of(town, birth_date=None)
    consent = t.consented(town, t.raised(town, child=child), answered={})
    with as_loader():
        Child.objects.filter(pk=child.pk).update(birth_date=day(-7000))

    with pytest.raises(Refused) as refused:
        answers(town, consent, 0, True)
    assert refused.value.field == "signatories"


def test_without_a_guardian_on_record_only_who_decides_alone_can_give_it():
    assert told(SipPlan, {}, guardians=()) is None
    assert told(SipPlan, ALONE, guardians=()) == WHOLE
    assert told(SipPlan, {"signatories": "individual", "signatories_reason": "Legitimation"}, guardians=()) == WHOLE


def test_nobody_is_prevented_when_every_guardian_has_answered():
    facts = {"signatories": "prevented", "signatories_reason": "Utomlands", "approved_by": RoleAssignment()}

    assert told(SipPlan, facts) == WHOLE
    assert told(SipPlan, facts, guardians=(ANNA,)) == "signatories"


@pytest.mark.parametrize(
    ("facts", "givers", "expected"),
    [
        ({}, {ANNA.pk, ERIK.pk}, WHOLE),
        ({}, {ANNA.pk}, None),
        ({}, {ANNA.pk, ERIK.pk, uuid4()}, None),
        (ALONE, set(), WHOLE),
        ({"valid_to": day(-1)}, {ANNA.pk, ERIK.pk}, "valid_to"),
        ({"purpose": "forum_occasion"}, {ANNA.pk, ERIK.pk}, "purpose"),
    ],
)
def test_what_was_asked_for_is_answered_while_its_day_purpose_and_guardians_are_the_same(facts, givers, expected):
    facts = {name: value for name, value in facts.items() if name in ASKED}
    asked, _given = words(facts)

    assert answer(lambda: check_still_asked(subject(SipPlan), asked, [ANNA, ERIK], givers, BY)) == expected
