"""Independent schools are invited, answer, and have somebody who speaks for them; nothing said is unsaid. [S-16]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from core import clock
from core.audit.models import AuditEvent
from core.errors import Refused
from groups.models import SchoolContact
from groups.seats import schools
from groups.seats.models import Contact
from tests.database import as_loader
from tests.groups.meetings import table as t


def days_ago(number: int):
    return clock.today() - timedelta(days=number)


def said(town) -> list[tuple]:
    with as_loader():
        rows = SchoolContact.objects.order_by("on", "created_at")
        return [*rows.values_list("principal__name", "kind", "represented_by")]


def test_a_school_is_invited_answers_and_answers_otherwise_and_all_of_it_stands(town):
    first = town.schools[0]
    with t.as_(town, "chair") as me:
        schools.invite_school(town.steering, by=me, school=first, on=days_ago(30))
        schools.note_answer(town.steering, by=me, school=first, answer="declined", on=days_ago(20))
        schools.note_answer(
            town.steering, by=me, school=first, answer="represented", on=days_ago(1),
            represented_by=town.people["speaker"],
        )  # fmt: skip
    assert said(town) == [
        ("Alskolan", "invited", None),
        ("Alskolan", "declined", None),
        ("Alskolan", "represented", town.people["speaker"].pk),
    ]
    with as_loader():
        acts = AuditEvent.objects.order_by("number").values_list("act", flat=True)
        assert [*acts] == ["school.invited", "school.declined", "school.represented"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"answer": "invited"}, "answer"),
        ({"answer": "represented"}, "represented_by"),
        ({"answer": "represented", "represented_by": "bup_head"}, "represented_by"),  # speaks for no school
        ({"answer": "joins", "on": 31}, "on"),  # before it was invited
        ({"answer": "joins", "on": -1}, "on"),  # tomorrow
    ],
)
def test_an_answer_is_refused_beside_the_field(town, facts, field):
    given = {"on": days_ago(facts.get("on", 1)), "answer": facts["answer"]}
    given["represented_by"] = town.people.get(facts.get("represented_by", ""))
    with t.as_(town, "chair") as me:
        schools.invite_school(town.steering, by=me, school=town.schools[0], on=days_ago(30))
        with pytest.raises(Refused) as refused:
            schools.note_answer(town.steering, by=me, school=town.schools[0], **given)
    assert refused.value.field == field
    assert len(said(town)) == 1


def test_only_a_school_of_the_area_is_invited_and_only_an_invited_one_answers(town):
    with as_loader():
        far = t.b.make_principal(town.region, "Fjärrskolan", kind="independent_school")
        t.b.make_unit(town.region, far, "Fjärrskolan", "school")
    with t.as_(town, "chair") as me:
        for school in (far, town.city):
            with pytest.raises(Refused) as refused:
                schools.invite_school(town.steering, by=me, school=school, on=clock.today())
            assert refused.value.field == "school"
        with pytest.raises(Refused) as refused:
            schools.note_answer(town.steering, by=me, school=town.schools[0], answer="joins", on=clock.today())
    assert refused.value.field == "school"
    assert said(town) == []


@pytest.mark.parametrize("who", ["bup_head", "other_chair", "secretariat", "speaker"])
def test_only_the_groups_leader_or_the_administrator_notes_what_a_school_says(town, who):
    with t.as_(town, who) as me:
        for act in (
            lambda: schools.invite_school(town.steering, by=me, school=town.schools[0], on=clock.today()),
            lambda: schools.note_answer(town.steering, by=me, school=town.schools[0], answer="joins", on=clock.today()),
        ):
            with pytest.raises(PermissionDenied):
                act()
        with pytest.raises(ProgrammingError), transaction.atomic():
            _row(town, who).save(force_insert=True)
    assert said(town) == []


def test_a_group_that_does_not_steer_invites_no_schools(town):
    with t.as_(town, "chair") as me, pytest.raises(PermissionDenied):
        schools.invite_school(town.working, by=me, school=town.schools[0], on=clock.today())


def test_what_was_said_is_never_changed(town):
    with t.as_(town, "chair") as me:
        schools.invite_school(town.steering, by=me, school=town.schools[0], on=days_ago(2))
        with pytest.raises(ProgrammingError), transaction.atomic():
            SchoolContact.objects.update(kind=Contact.JOINS)
        with pytest.raises(ProgrammingError), transaction.atomic():
            SchoolContact.objects.all().delete()
    assert said(town) == [("Alskolan", "invited", None)]


def _row(town, who) -> SchoolContact:
    return SchoolContact(
        region=town.region, forum=town.steering, principal=town.schools[0], kind=Contact.INVITED, on=clock.today(),
        noted_by=town.people[who],
    )  # fmt: skip
