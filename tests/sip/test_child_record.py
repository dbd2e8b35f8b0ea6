"""A child's record: facts, numbers, guardians and bars, persons, protection, birth; and each refusal. [F70, F71]"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from core.obligations.models import Obligation
from sip.children import barring, services
from sip.children.choices import BarredItem
from sip.children.models import ChildIdentifier, GuardianBar, NumberChange, ProtectedData
from sip.children.numbers import NO_NUMBER, Number, read_other
from sip.children.services import GuardianFacts, PersonFacts
from sip.models import Child, Guardian
from sip.needs.services import note_own_report
from tests.access.around_child import state_number
from tests.audit_rows import acts_of_child
from tests.database import as_loader
from tests.days import days_on
from tests.groups.build import acting_for
from tests.sip import town as t
from tests.sip import walk as w

FIRST = Number("personal_number", state_number("20140312"))
OTHER = Number("personal_number", state_number("20140312", 981))
LMA = read_other("lma 5012-3456", "lma_number")


@pytest.fixture
def child(town):
    return t.child_of(town)


def guardians_of(child) -> list[Guardian]:
    return list(Guardian.objects.filter(child=child).order_by("created_at"))


def stands(model, **which) -> list:
    with as_loader():
        return list(model.objects.filter(**which).order_by("created_at"))


def refusal(who, act, *args, **said) -> str:
    """The field a service names when it says no."""
    with acting_as(who), pytest.raises(Refused) as refused:
        act(*args, by=who, **said)
    return refused.value.field


def test_facts_are_changed_one_by_one_and_the_log_says_who(town, child):
    with acting_as(town.teacher):
        services.change_facts(child, by=town.teacher, given_name=" Elsie ", sex="other", dialect="kurmanji")

    (kept,) = stands(Child, pk=child.pk)
    assert (kept.given_name, kept.sex, kept.dialect, kept.family_name) == ("Elsie", "other", "kurmanji", "Provsson")
    assert acts_of_child(child).count("child.changed") == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"birth_date": date(2100, 1, 1)}, "birth_date"),
        ({"birth_date": None}, "birth_date"),
        ({"family_name": " "}, "family_name"),
        ({"given_name": ""}, "given_name"),
    ],
)
def test_a_fact_that_cannot_be_changes_nothing(town, child, facts, field):
    assert refusal(town.teacher, services.change_facts, child, sex="boy", **facts) == field
    assert stands(Child, pk=child.pk)[0].sex == "girl"


@pytest.mark.parametrize("who", ["colleague", "social_worker", "convenor", "chair", "admin", "reviewer"])
def test_who_does_not_see_the_child_changes_nothing_of_it(town, child, who):
    acting = getattr(town, who)
    with acting_as(town.teacher):
        guardian = guardians_of(child)[0]
    verbs = [
        lambda: services.change_facts(child, by=acting, sex="boy"),
        lambda: services.add_number(child, by=acting, number=FIRST),
        lambda: services.add_guardian(child, by=acting, facts=GuardianFacts("Ny")),
        lambda: services.bar_items(guardian, by=acting, items=["plan"], reason="harm", valid_from=clock.today()),
        lambda: services.add_person(child, by=acting, facts=PersonFacts("Ny")),
        lambda: services.protect_child(child, by=acting, kind="secrecy", source="told"),
    ]
    for verb in verbs:
        with acting_as(acting), pytest.raises(PermissionDenied):
            verb()


def test_numbers_are_dated_and_the_first_ends_what_said_there_was_none(town, child):
    with acting_as(town.teacher):
        services.add_number(child, by=town.teacher, number=NO_NUMBER, valid_from=date(2026, 1, 2))
        services.add_number(child, by=town.teacher, number=LMA, valid_from=date(2026, 2, 3))
        services.add_number(child, by=town.teacher, number=FIRST, valid_from=date(2026, 3, 4))
        lma = ChildIdentifier.objects.get(kind="lma_number")
        services.end_number(lma, by=town.teacher, on=date(2026, 3, 4))

    kept = [(one.kind, one.value, one.valid_from.month, one.valid_to) for one in stands(ChildIdentifier, child=child)]
    assert kept == [
        ("none", "", 1, date(2026, 2, 3)),
        ("lma_number", "LMA50123456", 2, date(2026, 3, 4)),
        ("personal_number", FIRST.digits, 3, None),
    ]
    found = acts_of_child(child)
    assert (found.count("number.added"), found.count("number.ended")) == (3, 1)


def test_numbers_that_cannot_be_are_refused(town, child):
    teacher = town.teacher
    with acting_as(teacher):
        number = services.add_number(child, by=teacher, number=FIRST)
    add = services.add_number
    assert refusal(teacher, add, child, number=FIRST) == "number"
    assert refusal(teacher, add, child, number=NO_NUMBER) == "kind"
    assert refusal(teacher, add, child, number=LMA, valid_from=date(2010, 1, 1)) == "valid_from"
    assert refusal(teacher, add, child, number=LMA, valid_from=clock.today() + timedelta(days=1)) == "valid_from"
    assert refusal(teacher, services.end_number, number, on=clock.today() + timedelta(days=1)) == "on"
    with acting_as(teacher):
        services.end_number(number, by=teacher, on=clock.today())
    assert refusal(teacher, services.end_number, number, on=clock.today()) is None
    assert len(stands(ChildIdentifier, child=child)) == 1


def proposed(town, child) -> NumberChange:
    with acting_as(town.teacher):
        services.add_number(child, by=town.teacher, number=FIRST, valid_from=date(2014, 3, 12))
        return services.add_number(child, by=town.teacher, number=OTHER, valid_from=date(2026, 3, 1))


def test_a_change_of_number_waits_for_a_second_person_of_the_unit(town, child):
    change = proposed(town, child)
    assert [one.value for one in stands(ChildIdentifier, child=child)] == [FIRST.digits]
    assert (
        refusal(
            town.teacher, services.add_number, child, number=Number("personal_number", state_number("20140312", 982))
        )
        == "number"
    )

    with acting_as(town.head):
        services.decide_number_change(change, by=town.head, confirmed=True)

    kept = [(one.value, one.valid_to) for one in stands(ChildIdentifier, child=child)]
    assert kept == [(FIRST.digits, date(2026, 3, 1)), (OTHER.digits, None)]
    assert [act for act in acts_of_child(child) if act.startswith("number.c")] == ["number.confirmed"]
    with acting_as(town.head), pytest.raises(WrongState):
        services.decide_number_change(change, by=town.head, confirmed=False)


def test_a_rejected_change_leaves_the_number(town, child):
    change = proposed(town, child)
    with acting_as(town.head):
        services.decide_number_change(change, by=town.head, confirmed=False)

    assert [(one.value, one.valid_to) for one in stands(ChildIdentifier, child=child)] == [(FIRST.digits, None)]
    assert stands(NumberChange)[0].status == "rejected"


def test_nobody_confirms_an_own_change_not_even_under_another_assignment(town, child):
    change = proposed(town, child)
    with as_loader():
        head = town.assignments["head"]
        head.person = town.assignments["teacher"].person
        head.save()
    same_person = acting_for(head)
    for who in (town.teacher, same_person, town.social_manager):
        with acting_as(who), pytest.raises((PermissionDenied, NumberChange.DoesNotExist)):
            services.decide_number_change(change, by=who, confirmed=True)
    assert stands(NumberChange)[0].status == "proposed"


@pytest.mark.parametrize(
    ("standing", "added"),
    [("joint joint", "joint"), ("joint", "sole"), ("sole", "joint"), ("appointed", "joint"), ("joint", "appointed"),
     ("joint", "expecting")],
)  # fmt: skip
def test_custody_that_cannot_be_is_refused(town, standing, added):
    child = t.child_of(town, guardians=[GuardianFacts("Anna", custody=one) for one in standing.split()])

    assert refusal(town.teacher, services.add_guardian, child, facts=GuardianFacts("Ny", custody=added)) == "custody"
    assert len(stands(Guardian, child=child)) == len(standing.split())


def test_a_guardian_is_changed_and_the_custody_of_one_ends(town, child):
    teacher = town.teacher
    with acting_as(teacher):
        anna, erik = guardians_of(child)
        services.end_custody(erik, by=teacher, on=clock.today())
        said = GuardianFacts(
            "Anna Ny", custody="sole", phone="070", interpreter_language="arabiska", sign_language=True
        )
        services.change_guardian(anna, by=teacher, facts=said)

    anna, erik = stands(Guardian, child=child)
    assert (anna.name, anna.custody, anna.phone, anna.sign_language, anna.valid_to) == (
        "Anna Ny",
        "sole",
        "070",
        True,
        None,
    )
    assert erik.valid_to == clock.today()
    found = acts_of_child(child)
    assert (found.count("guardian.changed"), found.count("guardian.ended")) == (1, 1)
    assert refusal(teacher, services.end_custody, erik, on=clock.today()) is None
    assert refusal(teacher, services.change_guardian, erik, facts=said) is None
    assert refusal(teacher, services.end_custody, anna, on=clock.today() + timedelta(days=1)) == "on"


def test_a_guardian_is_shut_out_item_by_item_until_the_last_day(town, child):
    today = clock.today()
    with acting_as(town.teacher):
        anna, erik = guardians_of(child)
        services.bar_items(
            anna,
            by=town.teacher,
            items=["plan", "address"],
            reason="harm",
            valid_from=today,
            valid_to=today + timedelta(9),
        )
        made = services.bar_items(anna, by=town.teacher, items=["plan"], reason="whereabouts", valid_from=today)
        assert made == []
    with acting_as(town.head):
        assert barring.barred_items(anna, today) == {"plan", "address"}
        assert barring.barred_items(anna, today + timedelta(10)) == frozenset()
        assert barring.barred_items(anna, today - timedelta(1)) == frozenset()
        assert barring.barred_items(erik, today) == frozenset()
        bar = GuardianBar.objects.get(item="plan")
        services.end_bar(bar, by=town.head, on=today)
        assert barring.barred_items(anna, today + timedelta(1)) == {"address"}
    assert acts_of_child(child).count("bar.set") == 2
    assert refusal(town.teacher, services.end_bar, bar, on=today - timedelta(1)) == "on"
    assert refusal(town.teacher, services.bar_items, anna, items=[], reason="harm", valid_from=today) == "items"
    wrong = {"items": ["plan"], "reason": "harm", "valid_from": today, "valid_to": today - timedelta(1)}
    assert refusal(town.teacher, services.bar_items, anna, **wrong) == "valid_to"


def test_everything_is_every_item_and_a_protection_hides_where_the_child_is(town, child):
    today = clock.today()
    with acting_as(town.teacher):
        anna, erik = guardians_of(child)
        services.bar_items(anna, by=town.teacher, items=["everything"], reason="harm", valid_from=today)
        services.protect_child(child, by=town.teacher, kind="registration", source="register", hidden_from=erik)
        assert barring.barred_items(anna, today) == set(BarredItem.values)
        assert barring.barred_items(erik, today) == {"address", "places", "meetings"}


def test_protection_is_dated_and_an_assumed_identity_is_never_written(town, child):
    teacher = town.teacher
    with acting_as(teacher):
        one = services.protect_child(child, by=teacher, kind="secrecy", source="register")
        other = t.child_of(town, family_name="Annan")
        stranger = guardians_of(other)[0]
    protect = services.protect_child
    assert refusal(teacher, protect, child, kind="secrecy", source="told") == "kind"
    assert refusal(teacher, protect, child, kind="assumed", source="told") == "kind"
    assert refusal(teacher, protect, child, kind="registration", source="told", hidden_from=stranger) == "hidden_from"
    ahead = clock.today() + timedelta(days=1)
    assert refusal(teacher, protect, child, kind="registration", source="told", valid_from=ahead) == "valid_from"
    with acting_as(teacher):
        services.end_protection(one, by=teacher, on=clock.today())
    (kept,) = stands(ProtectedData)
    assert (kept.valid_to, kept.ended_by_id) == (clock.today(), teacher.assignment_id)
    with days_on(1):
        assert refusal(teacher, services.end_protection, one, on=clock.today()) is None


def test_persons_take_part_only_as_the_child_wants(town, child):
    teacher, facts = town.teacher, PersonFacts("Gun", described="mormor", adaptations="Hörslinga")
    with acting_as(teacher):
        person = services.add_person(child, by=teacher, facts=facts)
        said = PersonFacts("Gun G", relation="representative", may_take_part=False, child_objects=True)
        services.change_person(person, by=teacher, facts=said)
    against = PersonFacts("Gun", child_objects=True)
    assert refusal(teacher, services.add_person, child, facts=against) == "may_take_part"
    assert refusal(teacher, services.end_person, person, on=clock.today() + timedelta(days=1)) == "on"
    with acting_as(teacher):
        kept = services.end_person(person, by=teacher, on=clock.today())
    assert (kept.name, kept.relation, kept.may_take_part, kept.child_objects) == (
        "Gun G",
        "representative",
        False,
        True,
    )
    assert refusal(teacher, services.change_person, kept, facts=facts) is None
    assert [act for act in acts_of_child(child) if act.startswith("person.")] == [
        "person.added", "person.changed", "person.ended",
    ]  # fmt: skip


def expected(town, parents=1):
    with acting_as(town.teacher):
        return services.register_expected(
            by=town.teacher, family_name="Provsson", expected_on=clock.today() + timedelta(days=60),
            parents=[GuardianFacts(f"Förälder {number}") for number in range(parents)], district=town.east,
        )  # fmt: skip


def test_an_expected_child_is_born(town):
    child = expected(town)
    assert child.full_name == "Ofött barn, Provsson"
    assert refusal(town.teacher, services.add_number, child, number=FIRST) == "number"
    assert refusal(town.teacher, services.change_facts, child, birth_date=clock.today()) == "birth_date"
    born = {"born_on": clock.today(), "given_name": "Vera", "family_name": "Provsson", "sex": "girl"}
    with acting_as(town.teacher):
        services.note_birth(child, by=town.teacher, custody="sole", **born)

    (kept,) = stands(Child, pk=child.pk)
    assert (kept.full_name, kept.birth_date, kept.sex) == ("Vera Provsson", clock.today(), "girl")
    assert [one.custody for one in stands(Guardian, child=child)] == ["sole"]
    assert acts_of_child(child).count("child.born") == 1
    assert refusal(town.teacher, services.note_birth, child, custody="sole", **born) is None


def test_whoever_records_an_expected_child_owes_to_ask_after_the_birth_and_nothing_tells_of_a_report(town):
    child = expected(town)
    (owed,) = stands(Obligation, code="DL-49")
    assert (owed.due_on, owed.owner_id) == (clock.today() + timedelta(days=60), town.teacher.assignment_id)
    assert (owed.unit_id, owed.subject_code, owed.case_id) == (town.school.pk, "", None)

    born = {"born_on": clock.today(), "given_name": "Vera", "family_name": "P", "sex": "girl", "custody": "sole"}
    with acting_as(town.teacher):
        note_own_report(child, by=town.teacher, reported_on=clock.today())
    assert stands(Obligation, code="DL-49")[0].ended_on is None  # what one reports moves no clock
    with acting_as(town.teacher):
        services.note_birth(child, by=town.teacher, **born)
    assert stands(Obligation, code="DL-49")[0].status == "met"


def test_an_expected_child_is_raised_with_the_consent_of_who_expects_it(town):
    case = t.raised(town, child=expected(town))
    consent = t.consented(town, case)

    assert consent.status == "given"
    page = w.as_person(town, "convenor").post(reverse("sip:case_identity", args=[case.pk])).content.decode()
    assert "Ofött barn, Provsson" in w.words(page)


def test_a_birth_that_cannot_be_is_refused(town):
    child = expected(town, parents=2)
    said = {"born_on": clock.today(), "given_name": "Vera", "family_name": "P", "sex": "girl", "custody": "joint"}
    note = services.note_birth
    assert refusal(town.teacher, note, child, **{**said, "custody": "sole"}) == "custody"
    assert refusal(town.teacher, note, child, **{**said, "custody": "appointed"}) == "custody"
    assert refusal(town.teacher, note, child, **{**said, "born_on": clock.today() + timedelta(1)}) == "birth_date"
    assert refusal(town.teacher, note, child, **{**said, "born_on": clock.today() - timedelta(400)}) == "born_on"
    facts = {"family_name": "P", "expected_on": clock.today() + timedelta(days=400), "parents": [GuardianFacts("A")]}
    assert refusal(town.teacher, services.register_expected, **facts) == "expected_on"
    facts |= {"expected_on": clock.today(), "parents": []}
    assert refusal(town.teacher, services.register_expected, **facts) == "parent_1"
    assert stands(Child, pk=child.pk)[0].is_expected


def test_another_principals_record_of_the_same_child_is_not_told_of(town, child):
    with acting_as(town.teacher):
        services.add_number(child, by=town.teacher, number=FIRST)
    clinic, school = w.as_person(town, "bup_deputy"), w.as_person(town, "teacher")
    words = ("Elsa", "lsa prov", "2014-03-12", "12 mars 2014", "Elsa 20140312", FIRST.digits)

    found = {one: b"Elsa Provsson" in school.post(reverse("sip:child_search"), {"words": one}).content for one in words}
    hidden = [clinic.post(reverse("sip:child_search"), {"words": one}).content.decode() for one in words]

    assert found == dict.fromkeys(words, True)
    assert [page for page in hidden if "Elsa Provsson" in page] == []
    assert [page for page in hidden if "Inget barn som du arbetar med stämmer" not in page] == []


def test_a_search_that_fits_none_finds_none(town, child):
    school = w.as_person(town, "teacher")
    for words in ("Elsa 2014-03-13", "2014-03-13", "Elsa Annan", OTHER.digits):
        assert b"Elsa Provsson" not in school.post(reverse("sip:child_search"), {"words": words}).content
