"""Who reads a meeting, asked of the database itself; what is locked stays locked. [security 3, domain 2]"""

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from core.errors import Refused
from groups.meetings.services import agenda, calling, writing
from groups.meetings.services.agenda import Topic
from groups.meetings.tables_sql import ME
from groups.models import ActionItem, AgendaItem, ForumDecision, Invitation, Meeting, NoteRevision
from tests.groups.meetings import table as t
from tests.kept import kept

SECRET = "Bara för Bo"


def count(town, name, model) -> int:
    with t.as_(town, name):
        return model.objects.count()


@kept
def meeting(town):
    """Called, with an open item on which something is decided, and a confidential one that Bo may read."""
    meeting = t.called(town)
    t.with_item(town, meeting, SECRET, is_confidential=True, readers=(town.people["bup_head"],))
    meeting = t.begun(meeting)
    with t.as_(town, "chair") as me:
        for item in AgendaItem.objects.filter(meeting=meeting):
            item = writing.save_note(item, by=me, text="Något", version=0)
            writing.decide(item, by=me, text="Något")
    return meeting


@pytest.mark.parametrize(
    ("who", "items"),
    [
        ("chair", 2),
        ("bup_head", 2),
        ("school_head", 1),
        ("deputy", 1),
        ("unit_head", 1),
        ("secretariat", 1),
        ("politician", None),
        ("admin", None),
        ("other_chair", None),
        ("worker", None),
        ("colleague", None),
        ("guest", None),
    ],
)
def test_a_meeting_is_read_by_its_forums_people_and_a_confidential_item_by_its_readers(town, meeting, who, items):
    seen = [count(town, who, model) for model in (Meeting, AgendaItem, ForumDecision, NoteRevision)]
    assert seen == ([1, items, items, items] if items else [0, 0, 0, 0])
    with t.as_(town, who):
        titles = set(AgendaItem.objects.values_list("title", flat=True))
    assert (SECRET in titles) == (items == 2)


def test_nobody_takes_on_what_comes_of_an_item_they_may_not_read(town, meeting):
    item = {"text": "Gör", "due_on": timezone.localdate(meeting.ends_at)}
    with t.as_(town, "chair") as me:
        secret = AgendaItem.objects.get(title=SECRET)
        with pytest.raises(Refused) as refused:
            writing.take_on(secret, by=me, responsible=town.people["school_head"], **item)
        assert refused.value.field == "responsible"
        writing.take_on(secret, by=me, responsible=town.people["bup_head"], **item)
    assert [count(town, who, ActionItem) for who in ("bup_head", "school_head")] == [1, 0]


def test_who_is_co_opted_for_one_item_reads_that_item_alone(town):
    meeting = t.called(town)
    t.with_item(town, meeting, "Till gästen")
    with t.as_(town, "chair") as me:
        item = AgendaItem.objects.get(title="Till gästen")
        calling.co_opt(meeting, by=me, person=town.people["guest"], item=item)
        calling.co_opt(meeting, by=me, person=town.people["worker"])
    with t.as_(town, "guest"):
        assert [*AgendaItem.objects.values_list("title", flat=True)] == ["Till gästen"]
        assert Meeting.objects.count() == 1
    assert count(town, "worker", AgendaItem) == 2


def refused(sql: str) -> bool:
    """The database says no, or finds nothing that may be changed."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.rowcount == 0
    except Error:
        return True


CHANGES = [
    "UPDATE groups_agendaitem SET note = 'x'",
    "UPDATE groups_agendaitem SET outcome = 'carried'",
    "UPDATE groups_invitation SET attendance = 'absent'",
    "UPDATE groups_forumdecision SET struck_at = now()",
    "UPDATE groups_actionitem SET struck_at = now()",
    "UPDATE groups_approval SET approved_at = NULL",
    "UPDATE groups_meeting SET place = 'x'",
    "UPDATE groups_meeting SET status = 'held', approved_at = NULL",
    "UPDATE groups_meeting SET status = 'disseminated'",
    f"UPDATE groups_passedon SET passed_on = current_date, passed_to = 'x' WHERE assignment_id <> {ME}",
    "UPDATE groups_noterevision SET text = 'x'",
    "DELETE FROM groups_agendaitem",
    "DELETE FROM groups_forumdecision",
]


@pytest.mark.parametrize("sql", CHANGES)
def test_what_is_approved_cannot_be_changed_even_by_who_leads(town, sql):
    meeting = t.begun(t.called(town))
    with t.as_(town, "chair") as me:
        (item,) = AgendaItem.objects.filter(meeting=meeting)
        item = writing.save_note(item, by=me, text="Något", version=0)
        writing.decide(item, by=me, text="Något")
        on = timezone.localdate(meeting.starts_at)
        writing.take_on(item, by=me, text="Gör", responsible=town.people["chair"], due_on=on)
    t.approved(town, t.handed_in_decided(town, meeting))
    with t.as_(town, "chair"):
        assert [model.objects.count() for model in (ForumDecision, ActionItem, NoteRevision)] == [1, 1, 1]
        assert refused(sql)


@pytest.mark.parametrize("who", ["bup_head", "secretariat", "unit_head", "worker", "other_chair", "admin"])
def test_who_does_not_write_the_minutes_changes_nothing_in_them_by_sql_either(town, meeting, who):
    tries = [
        "UPDATE groups_agendaitem SET note = 'x'",
        "UPDATE groups_forumdecision SET struck_at = now()",
        "UPDATE groups_meeting SET place = 'x'",
        "UPDATE groups_meeting SET chair_id = recorder_id",
    ]
    with t.as_(town, who):
        assert [sql for sql in tries if not refused(sql)] == []


def test_a_member_answers_the_own_call_and_no_other_by_sql(town, meeting):
    with t.as_(town, "school_head"), connection.cursor() as cursor:
        cursor.execute("UPDATE groups_invitation SET reply = 'yes'")
        assert cursor.rowcount == 1


def test_another_region_reads_nothing(town, meeting, other):
    with t.as_(other, "chair"):
        assert [model.objects.count() for model in (Meeting, AgendaItem, Invitation, ForumDecision)] == [0, 0, 0, 0]
        assert not agenda.AgendaItem.objects.filter(title=Topic(SECRET).title).exists()
