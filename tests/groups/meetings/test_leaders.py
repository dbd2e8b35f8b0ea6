"""Who comes to chair a meeting or to take its minutes reads, and can write, what is confidential there already."""

import pytest
from django.db import connection

from core.audit.models import AuditEvent
from core.errors import Refused
from core.roles import Role
from groups.meetings.services import calling, holding, planning, writing
from groups.meetings.states import MeetingStatus
from groups.models import AgendaItem, ItemReader
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.meetings import table as t

SECRET = "Bara för Bo"


@pytest.fixture
def second_chair(town):
    """Leads the forum too, and reads nothing that is confidential there."""
    with as_loader():
        one = b.make_assignment(town.region, Role.GROUP_CHAIR, "Eva Också", unit=town.school, area=town.area)
    town.people["second_chair"], town.acting["second_chair"] = one, b.acting_for(one)
    return one


@pytest.fixture
def meeting(town):
    """Called, with an open item and a confidential one that Karin and Bo read."""
    meeting = t.called(town)
    t.with_item(town, meeting, SECRET, is_confidential=True, readers=(town.people["bup_head"],))
    return meeting


def appointed(town, meeting, by: str, chair: str = "", recorder: str = ""):
    with t.as_(town, by) as me:
        people = (town.people.get(name) for name in (chair, recorder))
        return planning.appoint(meeting, by=me, **dict(zip(("chair", "recorder"), people, strict=True)))


def reads(town, name: str) -> bool:
    with t.as_(town, name):
        return AgendaItem.objects.filter(title=SECRET).exists()


def opened() -> list:
    with as_loader():
        return [*AuditEvent.objects.filter(act="item.opened_to_leaders").values_list("object_id", flat=True)]


def test_a_new_recorder_reads_and_minutes_the_confidential_items_that_stand_there(town, meeting, second_chair):
    assert not reads(town, "school_head")
    appointed(town, meeting, "second_chair", recorder="school_head")
    assert (reads(town, "school_head"), reads(town, "second_chair")) == (True, False)
    t.begun(meeting)
    with t.as_(town, "school_head") as me:
        secret = writing.save_note(AgendaItem.objects.get(title=SECRET), by=me, text="Så sades det", version=0)
    assert secret.note == "Så sades det"
    assert opened() == [secret.pk]


def test_a_new_chair_is_let_in_once(town, meeting, second_chair):
    for _twice in range(2):
        appointed(town, meeting, "second_chair", chair="second_chair", recorder="second_chair")
    assert reads(town, "second_chair")
    with as_loader():
        assert ItemReader.objects.filter(assignment=second_chair).count() == 1
    assert len(opened()) == 1


def test_naming_who_reads_it_all_already_opens_nothing(town, meeting):
    appointed(town, meeting, "chair", chair="chair", recorder="bup_head")
    assert opened() == []


def test_what_is_brought_forward_is_read_by_who_leads_the_new_meeting(town, meeting):
    t.closed(town, t.held(town, meeting), "carried")
    coming = t.planned(town, chair="chair", recorder="school_head")
    with t.as_(town, "chair") as me:
        calling.call_meeting(coming, by=me)
    with t.as_(town, "school_head"):
        assert AgendaItem.objects.filter(title=SECRET, meeting=coming).exists()
        assert not AgendaItem.objects.filter(title=SECRET, meeting=meeting).exists()


def test_minutes_are_not_handed_in_over_an_open_item_that_one_does_not_see(town, meeting, second_chair):
    t.held(town, meeting)
    closed_by(town, "second_chair", meeting)
    with t.as_(town, "second_chair") as me:
        assert not AgendaItem.objects.filter(title=SECRET).exists()
        with pytest.raises(Refused) as refused:
            holding.hand_in(meeting, by=me, approvers=[town.people["bup_head"]])
    assert SECRET not in str(refused.value)
    closed_by(town, "chair", meeting)
    with t.as_(town, "second_chair") as me:
        assert (
            holding.hand_in(meeting, by=me, approvers=[town.people["bup_head"]]).status == MeetingStatus.MINUTES_DRAFTED
        )


@pytest.mark.parametrize("who", ["school_head", "other_chair", "admin", "secretariat"])
def test_the_database_counts_open_items_for_nobody_who_does_not_write_the_minutes(town, meeting, who):
    assert [open_items(town, meeting, name) for name in ("chair", who)] == [2, 0]


@pytest.mark.parametrize("who", ["school_head", "bup_head", "other_chair", "admin", "secretariat"])
def test_the_database_tells_nobody_else_which_items_are_closed(town, meeting, who):
    with as_loader():
        type(meeting).objects.filter(pk=meeting.pk).update(recorder=town.people["school_head"])
    with t.as_(town, who):
        assert asked(meeting) == []
    with t.as_(town, "chair"):
        assert [person for _item, person in asked(meeting)] == [town.people["school_head"].pk]


def closed_by(town, who: str, meeting) -> None:
    """What that person sees of it has its outcome."""
    with t.as_(town, who) as me:
        for item in AgendaItem.objects.filter(meeting=meeting, outcome="none"):
            writing.set_outcome(item, by=me, outcome="noted")


def open_items(town, meeting, who: str) -> int:
    with t.as_(town, who), connection.cursor() as cursor:
        cursor.execute("SELECT access.open_item_count(%s)", [meeting.pk])
        return cursor.fetchone()[0]


def asked(meeting) -> list:
    with connection.cursor() as cursor:
        cursor.execute("SELECT item_id, assignment_id FROM access.leaders_to_let_in(%s)", [meeting.pk])
        return cursor.fetchall()
