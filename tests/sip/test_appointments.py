"""By which decision somebody decides for a child, and how long: noted beside the guardian or representative. [X-06]"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from sip.children import services
from sip.children.services.guardians import GuardianFacts
from sip.children.services.persons import PersonFacts
from sip.models import ChildPerson, Guardian
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.test_child_record import refusal

pytestmark = pytest.mark.django_db
TODAY = clock.today()
WHOLE = {"appointment_number": "Ä 12-26", "appointed_from": TODAY}
GOD_MAN = {"name": "Gösta God", "relation": "representative"}


@pytest.fixture
def child(town):
    return t.child_of(town)


def guardians(child) -> list[Guardian]:
    with as_loader():
        return list(Guardian.objects.filter(child=child).order_by("created_at"))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({**WHOLE, "appointment_number": " "}, "appointment_number"),
        ({"appointment_number": "Ä 12-26"}, "appointed_from"),
        ({"appointment_number": "", "appointed_to": TODAY}, "appointment_number"),
        ({**WHOLE, "appointed_to": TODAY - timedelta(days=1)}, "appointed_to"),
        ({**WHOLE, "relation": "related"}, "appointment_number"),
    ],
)
def test_half_an_appointment_and_one_of_nobody_who_can_have_it_are_refused(town, child, said, field):
    facts = PersonFacts(**{**GOD_MAN, **said})
    assert refusal(town.teacher, services.add_person, child, facts=facts) == field


def test_who_stands_for_somebody_is_appointed_and_that_one_is_this_childs(town, child):
    anna = guardians(child)[0]
    alien = guardians(t.child_of(town, given_name="Otto"))[0]
    add = services.add_person
    without = PersonFacts(**GOD_MAN, stands_for=anna)
    assert refusal(town.teacher, add, child, facts=without) == "appointment_number"
    others = PersonFacts(**GOD_MAN, **WHOLE, stands_for=alien)
    assert refusal(town.teacher, add, child, facts=others) == "stands_for"
    with acting_as(town.teacher):
        person = add(child, by=town.teacher, facts=PersonFacts(**GOD_MAN, **WHOLE, stands_for=anna))
        assert ChildPerson.objects.get(pk=person.pk).stands_for_id == anna.pk
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            ChildPerson.objects.filter(pk=person.pk).update(stands_for_id=alien.pk)


def test_an_appointment_is_a_specially_appointed_guardians_alone(town, child):
    anna = guardians(child)[0]
    change = services.change_guardian
    assert refusal(town.teacher, change, anna, facts=GuardianFacts("Anna", **WHOLE)) == "appointment_number"
    with acting_as(town.teacher):
        services.end_custody(guardians(child)[1], by=town.teacher, on=TODAY)
        changed = change(anna, by=town.teacher, facts=GuardianFacts("Anna", custody="appointed", **WHOLE))
        kept = Guardian.objects.get(pk=changed.pk)
    assert (kept.appointment_number, kept.appointed_from, kept.appointed_to) == ("Ä 12-26", TODAY, None)


@pytest.mark.parametrize(
    ("days", "on", "expected"),
    [((0, 2), 0, True), ((0, 2), 2, True), ((0, 2), 3, False), ((0, 2), -1, False), ((0, None), 900, True)],
)
def test_an_appointment_holds_from_its_first_day_to_its_last(days, on, expected):
    first, last = days
    end = None if last is None else TODAY + timedelta(last)
    person = ChildPerson(appointment_number="x", appointed_from=TODAY + timedelta(first), appointed_to=end)
    assert person.is_appointed(TODAY + timedelta(on)) is expected
    assert not ChildPerson(appointed_from=TODAY).is_appointed(TODAY)
    assert not ChildPerson(appointment_number="x").is_appointed(TODAY)


def test_by_page_the_appointment_is_written_and_shown_with_its_days(town, child):
    teacher, page = w.as_person(town, "teacher"), reverse("sip:child_detail", args=[child.pk])
    erik = guardians(child)[1]
    sent = {
        **GOD_MAN, "described": "god man", "may_take_part": "on", "appointment_number": "Ä 12-26",
        "appointed_from": "2026-01-02", "appointed_to": "2999-01-02", "stands_for": str(erik.pk),
        "interpreter_language": "", "dialect": "", "adaptations": "",
    }  # fmt: skip
    address = reverse("sip:person_add", args=[child.pk])
    assert teacher.post(address, {**sent, "appointed_from": ""}).status_code == 422
    w.send(teacher, address, sent)

    assert "Förordnande Ä 12-26, 2 januari 2026 till och med 2 januari 2999" in w.words(w.page(teacher, page))
    with as_loader():
        person = ChildPerson.objects.get(child=child)
    edit = w.page(teacher, reverse("sip:person_edit", args=[person.pk]))
    assert f'<option value="{erik.pk}" selected' in edit
    w.send(teacher, reverse("sip:person_edit", args=[person.pk]), {**sent, "appointed_to": "", "stands_for": ""})
    assert "Förordnande Ä 12-26, från 2 januari 2026 tills vidare" in w.words(w.page(teacher, page))
