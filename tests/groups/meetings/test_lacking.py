"""Whether the right people are there: by the local day of the meeting, and by who comes in the end."""

from datetime import UTC, datetime, time, timedelta

import pytest

from core import clock
from core.people.models import RoleAssignment
from groups.meetings.called import Reply
from groups.meetings.lacking import lacking_at, lacking_before
from groups.meetings.services import agenda, calling
from groups.meetings.services.agenda import Topic
from groups.meetings.services.planning import When
from groups.models import Invitation, Membership
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.meetings import table as t


@pytest.fixture
def asked(town):
    """A seat for somebody of BUP who decides for the unit."""
    with as_loader():
        b.make_requirement(town.region, "steering_group", "BUP", ["bup"], mandate="unit")
        RoleAssignment.objects.filter(pk=town.people["colleague"].pk).update(has_mandate=True)


@pytest.mark.parametrize(("reply", "lacking"), [(Reply.YES, []), (Reply.NO, ["BUP"])])
def test_of_those_who_give_a_place_over_in_turn_the_last_is_the_one_who_comes(town, asked, reply, lacking):
    meeting = t.called(town)
    t.answered(town, meeting, "bup_head", Reply.SUBSTITUTE, "deputy")
    t.answered(town, meeting, "deputy", Reply.SUBSTITUTE, "colleague")
    t.answered(town, meeting, "colleague", reply)
    with t.as_(town, "chair"):
        assert lacking_at(meeting) == lacking


def test_the_members_are_those_of_the_meetings_local_day(town, asked):
    day = clock.today() + timedelta(days=7)
    with as_loader():
        Membership.objects.filter(assignment=town.people["bup_head"]).update(valid_to=day)
    starts = datetime.combine(day, time(23, 30), UTC)  # past midnight here
    meeting = t.planned(town, when=When(starts, starts + timedelta(hours=1), "Rum 1"))
    with t.as_(town, "chair") as me:
        assert lacking_before(meeting).seats == ("BUP",)
        assert lacking_at(meeting) == ["BUP"]
        agenda.add_item(meeting, by=me, topic=Topic("Läget"))
        calling.call_meeting(meeting, by=me)
    with as_loader():
        called = set(Invitation.objects.values_list("assignment", flat=True))
    assert called == {town.chair.pk, town.people["school_head"].pk}
