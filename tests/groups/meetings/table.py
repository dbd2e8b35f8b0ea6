"""A steering group with its people around a table, and ways to take a meeting as far as a test needs."""

from datetime import timedelta
from types import SimpleNamespace

from core import clock
from core.access import acting_as
from core.notices.models import Notice
from core.roles import Role
from groups.meetings.called import Attendance, Reply
from groups.meetings.services import agenda, calling, holding, planning, writing
from groups.meetings.services.agenda import Topic
from groups.meetings.services.planning import When
from groups.meetings.states import ItemOutcome
from groups.models import Invitation, Meeting
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.conftest import make_north

HOUR = timedelta(hours=1)


def make_table() -> SimpleNamespace:
    """The steering group of the area: chair, two members with a substitute, and people who have nothing to do there."""
    town = make_north()
    region, area = town.region, town.area
    people = {
        "chair": town.chair,
        "bup_head": b.make_assignment(region, Role.STEERING_MEMBER, "Bo Bup", unit=town.bup, area=area),
        "school_head": b.make_assignment(region, Role.STEERING_MEMBER, "Siv Skola", unit=town.school, area=area),
        "deputy": b.make_assignment(region, Role.STEERING_MEMBER, "Erik Ersätter", unit=town.bup, area=area),
        "colleague": b.make_assignment(region, Role.CASEWORKER, "Kaj Kollega", unit=town.bup),
        "unit_head": b.make_assignment(region, Role.UNIT_MANAGER, "Una Chef", unit=town.bup),
        "guest": b.make_assignment(region, Role.INTEREST_REP, "Gun Gäst", area=area),
        "secretariat": b.make_assignment(region, Role.SECRETARIAT_OFFICER, "Sam Sekreterare"),
        "politician": b.make_assignment(region, Role.POLITICAL_MEMBER, "Pia Politik"),
        "admin": b.make_assignment(region, Role.REGION_ADMIN, "Ada Admin"),
        "other_chair": b.make_assignment(region, Role.GROUP_CHAIR, "Olle Annan", unit=town.social, area=town.other),
        "worker": b.make_assignment(region, Role.CASEWORKER, "Hanna Handlägger", unit=town.social),
    }
    seat = b.make_member(town.steering, people["bup_head"], mandate_level="unit")
    b.make_member(town.steering, people["school_head"], mandate_level="none")
    b.make_member(town.steering, people["deputy"], is_substitute_for=seat)
    make_rule(region, "DL-24")
    town.people, town.acting = people, {name: b.acting_for(one) for name, one in people.items()}
    return town


def ahead(days: int = 7, **more) -> When:
    starts = clock.now() + timedelta(days=days)
    return When(starts, starts + 2 * HOUR, more.pop("place", "Rum 1"), **more)


def as_(town, name):
    return acting_as(town.acting[name])


def planned(town, by: str = "chair", when: When | None = None, **roles) -> Meeting:
    chair, recorder = (town.people.get(roles.get(name, "")) for name in ("chair", "recorder"))
    with as_(town, by) as me:
        return planning.plan_meeting(town.steering, by=me, when=when or ahead(), chair=chair, recorder=recorder)


def with_item(town, meeting: Meeting, title: str = "Läget i området", **topic):
    with as_(town, "chair") as me:
        return agenda.add_item(meeting, by=me, topic=Topic(title, **topic))


def called(town, **roles) -> Meeting:
    meeting = planned(town, **roles)
    with_item(town, meeting)
    with as_(town, "chair") as me:
        return calling.call_meeting(meeting, by=me)


def invitation(town, meeting: Meeting, name: str) -> Invitation:
    with as_loader():
        return Invitation.objects.get(meeting=meeting, assignment=town.people[name])


def answered(town, meeting: Meeting, name: str, reply: str = Reply.YES, substitute: str = "") -> Invitation:
    with as_(town, name) as me:
        return calling.answer_invitation(
            invitation(town, meeting, name), by=me, reply=reply, substitute=town.people.get(substitute)
        )


def begun(meeting: Meeting) -> Meeting:
    """Its hour has come."""
    now = clock.now()
    with as_loader():
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=now - HOUR, ends_at=now + HOUR)
        return Meeting.objects.get(pk=meeting.pk)


def everybody_came(meeting: Meeting) -> dict:
    with as_loader():
        return dict.fromkeys(
            Invitation.objects.filter(meeting=meeting).values_list("pk", flat=True), Attendance.PRESENT
        )


def held(town, meeting: Meeting | None = None, by: str = "chair") -> Meeting:
    meeting = begun(meeting or called(town))
    with as_(town, by) as me:
        return holding.hold_meeting(meeting, by=me, attendance=everybody_came(meeting))


def items_of(meeting: Meeting) -> list:
    with as_loader():
        return list(meeting.agendaitem_rows.standing())


def closed(town, meeting: Meeting, outcome: str = ItemOutcome.NOTED) -> Meeting:
    """Every item has its outcome."""
    with as_(town, "chair") as me:
        for item in items_of(meeting):
            writing.set_outcome(item, by=me, outcome=outcome)
    return meeting


def handed_in(town, meeting: Meeting | None = None, approvers=("bup_head",)) -> Meeting:
    meeting = closed(town, meeting or held(town))
    with as_(town, "chair") as me:
        return holding.hand_in(meeting, by=me, approvers=[town.people[one] for one in approvers])


def approved(town, meeting: Meeting | None = None, approvers=("bup_head",)) -> Meeting:
    meeting = meeting or handed_in(town, approvers=approvers)
    for name in approvers:
        with as_(town, name) as me:
            meeting = holding.approve(meeting, by=me)
    return meeting


def handed_in_decided(town, meeting: Meeting) -> Meeting:
    """Held and handed in, its items closed already."""
    meeting = held(town, meeting)
    with as_(town, "chair") as me:
        return holding.hand_in(meeting, by=me, approvers=[town.people["bup_head"]])


def told(town, kind: str) -> set[str]:
    """Who has had a notice of the kind, by name in the town."""
    names = {one.pk: name for name, one in town.people.items()}
    with as_loader():
        found = Notice.objects.filter(kind=kind, channel="in_app").values_list("recipient", flat=True)
        return {names[one] for one in found}
