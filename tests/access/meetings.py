"""A group's meetings among what every page is tried on: one under way, one called, one planned. [security 13]"""

from datetime import date, timedelta
from typing import Any

from core import clock
from core.access import acting_as
from core.obligations.models import DeadlineRule
from groups.calendar import feeds
from groups.documents.services import add_document
from groups.interests.models import TEXTS
from groups.interests.services import note_interests
from groups.meetings.item_questions import ITEM_QUESTIONS
from groups.meetings.services import agenda, calling, holding, planning, writing
from groups.meetings.services.agenda import Topic
from groups.meetings.services.planning import When
from groups.models import AgendaItem, ForumPeriod, Invitation, Meeting, PassedOn
from tests.access.visit import Visit
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.groups import build as b
from tests.sip.papers import paper

HOUR = timedelta(hours=1)
DETAILS = """
    groups:action_done groups:action_strike groups:decision_strike groups:document_add groups:document_fetch
    groups:document_remove groups:feed groups:feed_page groups:invitation_answer groups:item_new
    groups:item_note groups:item_remove
    groups:meeting_call groups:meeting_detail groups:meeting_ics groups:meeting_new groups:meeting_note
    groups:meeting_pass_on groups:meeting_write groups:minutes_pdf
    groups:meeting_year groups:period groups:decision_interests
"""
VISITS = [
    Visit("groups:meeting_list", "chair"),
    Visit("groups:meeting_list", "secretary", query="?time=all"),
    Visit("groups:meeting_list", "chair", query="?time=all&fil=xlsx"),
    Visit("groups:meeting_new", "chair", "forum"),
    Visit("groups:meeting_year", "chair", "forum"),
    Visit("groups:period", "chair", "forum period"),
    Visit("groups:meeting_detail", "chair", "meeting"),
    Visit("groups:meeting_detail", "steering_bup", "meeting"),
    Visit("groups:meeting_call", "chair", "planned meeting"),
    Visit("groups:meeting_note", "chair", "meeting", more=("narvaro",)),
    Visit("groups:meeting_write", "chair", "meeting"),
    Visit("groups:minutes_pdf", "steering_bup", "meeting"),
    Visit("groups:invitation_answer", "steering_bup", "meeting call"),
    Visit("groups:meeting_pass_on", "steering_bup", "passing on"),
    Visit("groups:meeting_ics", "steering_bup", "meeting"),
    Visit("groups:feed_page", "steering_bup"),
    Visit("groups:feed", "", "feed"),
    Visit("groups:document_add", "chair", "meeting"),
    Visit("groups:document_fetch", "steering_bup", "agenda document"),
    Visit("groups:document_remove", "chair", "agenda document"),
    Visit("groups:item_new", "chair", "meeting"),
    Visit("groups:item_remove", "chair", "agenda item"),
    *(Visit("groups:item_note", "chair", "agenda item", more=(question,)) for question in ITEM_QUESTIONS),
    Visit("groups:decision_strike", "chair", "forum decision"),
    Visit("groups:decision_interests", "chair", "forum decision"),
    Visit("groups:action_strike", "chair", "action"),
    Visit("groups:action_done", "chair", "action"),
]


def make_meetings(town, *, words: str = "Läget i området", closed: str = "Bara för berörda") -> dict[str, Any]:
    """Led by the chair. `words` in what the group reads, `closed` in an item that the chair and Bengt alone read."""
    bup, social = town.assignments["steering_bup"], town.assignments["steering_social"]
    with acting_as(town.chair) as me:
        under_way, ahead, planned = (
            planning.plan_meeting(town.steering, by=me, when=_when(days, words)) for days in (2, 9, 16)
        )
        items = [agenda.add_item(one, by=me, topic=Topic(words, background=words)) for one in (under_way, ahead)]
        secret = Topic(closed, background=closed, is_confidential=True, readers=(bup,))
        agenda.add_item(under_way, by=me, topic=secret)
        agenda.add_item(planned, by=me, topic=Topic(words))
        for meeting in (under_way, ahead):
            calling.call_meeting(meeting, by=me)
    _begin(under_way)
    with acting_as(town.chair) as me:
        for item in AgendaItem.objects.filter(meeting=under_way):
            text = closed if item.is_confidential else words
            decision = writing.decide(writing.save_note(item, by=me, text=text, version=0), by=me, text=text)
            note_interests(decision, by=me, concerns="assessed", **dict.fromkeys(TEXTS, text))
            action = writing.take_on(
                item, by=me, text=text, responsible=bup if item.is_confidential else social, due_on=clock.today()
            )
            if not item.is_confidential:
                standing = (decision.pk, action.pk)
    passing = _approved(town, words)
    with acting_as(_bup(town)) as me:
        token = feeds.open_feed(by=me)
    with acting_as(town.chair) as me:
        document = add_document(ahead, by=me, title=words, file=paper())
    with as_loader():
        call = Invitation.objects.get(meeting=ahead, assignment=bup)
        year = {"starts_on": date(clock.today().year, 1, 1), "ends_on": date(clock.today().year, 12, 31)}
        period = ForumPeriod.objects.create(region=town.region, forum=town.steering, code="DL-04", **year)
    return {
        "meeting": under_way.pk,
        "planned meeting": planned.pk,
        "meeting call": call.pk,
        "agenda item": items[0].pk,
        "forum decision": standing[0],
        "action": standing[1],
        "passing on": passing,
        "agenda document": document.pk,
        "feed": token,
        "forum period": period.pk,
    }


def _approved(town, words: str):
    """A meeting whose minutes are locked; Bengt has not passed it on yet. His row's key."""
    with as_loader():
        if not DeadlineRule.objects.filter(region=town.region, code="DL-24").exists():
            make_rule(town.region, "DL-24")
    with acting_as(town.chair) as me:
        meeting = planning.plan_meeting(town.steering, by=me, when=_when(3, words))
        agenda.add_item(meeting, by=me, topic=Topic(words))
        calling.call_meeting(meeting, by=me)
    _begin(meeting)
    with acting_as(town.chair) as me:
        writing.set_outcome(AgendaItem.objects.get(meeting=meeting), by=me, outcome="noted")
        came = dict.fromkeys(Invitation.objects.filter(meeting=meeting).values_list("pk", flat=True), "present")
        holding.hold_meeting(meeting, by=me, attendance=came)
        holding.hand_in(meeting, by=me, approvers=[town.assignments["chair"]])
        holding.approve(meeting, by=me)
    with as_loader():
        return PassedOn.objects.get(meeting=meeting, assignment=town.assignments["steering_bup"]).pk


def _bup(town):
    return b.acting_for(town.assignments["steering_bup"])


def _when(days: int, words: str) -> When:
    starts = clock.now() + timedelta(days=days)
    return When(starts, starts + 2 * HOUR, place="Rum 1", theme=words)


def _begin(meeting: Meeting) -> None:
    now = clock.now()
    with as_loader():
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=now - HOUR, ends_at=now + HOUR)


def ten_times(world, copies) -> None:
    """Ten times the meetings, and of the one under way ten times the items and all that hangs on them."""
    meeting = Meeting.objects.get(pk=world.objects["meeting"])
    copies(Meeting.objects.filter(forum=meeting.forum_id), number=lambda row, n: row.number * 100 + n)
    items = list(meeting.agendaitem_rows.all())
    made = copies(items)
    own = {"item": lambda row, n: made[[one.pk for one in items].index(row.item_id) * (len(made) // len(items)) + n]}
    copies(meeting.itemreader_rows.all(), **own)
    copies(meeting.actionitem_rows.all(), **own)
    decisions = list(meeting.forumdecision_rows.order_by("pk"))
    more = copies(decisions, number=lambda row, n: row.number * 100 + n, **own)
    places, times = [one.pk for one in decisions], len(more) // len(decisions)
    of_each = {"decision": lambda row, n: more[places.index(row.decision_id) * times + n]}
    copies(meeting.bestinterests_rows.all(), **of_each, **own)
