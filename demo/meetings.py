"""The groups' meetings: planned, called, answered, held, written and approved, each on its day. [SM-5, F31-F35]"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle

from core.access import Acting
from core.people.models import RoleAssignment
from core.roles import Role
from demo import meeting_texts as texts
from demo.finding import Found
from demo.meeting_texts import Item, Said, Taken
from demo.people import acting_for
from demo.plan_steps import on, working_day
from demo.story import at
from groups.choices import STEERING_KINDS
from groups.composition import members_of
from groups.evaluation.policies import questions_of
from groups.evaluation.services import evaluate
from groups.interests.services import note_interests
from groups.meetings import policies
from groups.meetings.called import Attendance, Reply
from groups.meetings.models import ActionItem, AgendaItem, Invitation, Meeting, PassedOn
from groups.meetings.services import agenda, calling, holding, passing_on, planning, writing
from groups.meetings.services.planning import When
from groups.meetings.states import ItemOutcome
from groups.models import Forum

REACHED = ("planned", "called", "handed_in", "approved", "passed_on")
LEADERS = {
    "steering_group": Role.GROUP_CHAIR,
    "working_group": Role.WORKING_CONVENOR,
    "local_group": Role.GROUP_COORDINATOR,
    "regional_group": Role.SECRETARIAT_OFFICER,
}


@dataclass(frozen=True)
class Sitting:
    """A meeting of a forum, `ahead` days from today (behind, when negative), and how far it has come."""

    kind: str
    ahead: int
    reached: str
    items: tuple[Item, ...]
    place: str
    theme: str = ""
    replies: tuple[str, ...] = ()  # of the members beside the leader, in turn
    guest: Item | None = None  # the item to which somebody is co-opted
    cancelled: str = ""
    said: tuple[Said, ...] = ()  # how it was, by the members beside the leader, in turn

    def day(self, today: date) -> date:
        return working_day(today + timedelta(days=self.ahead))

    def has(self, step: str) -> bool:
        return REACHED.index(step) <= REACHED.index(self.reached)


HALL, SCHOOL, DIGITAL = "Kista stadsdelshus, rum Ärvinge", "Granbacksskolan, personalrummet", "Digitalt möte"
MEETINGS: dict[str, tuple[Sitting, ...]] = {
    "stockholm": (
        Sitting("steering_group", -120, "passed_on",
                (texts.PREVIOUS, texts.ABSENCE, texts.WAITING, texts.YEAR_PLAN, texts.AGREEMENT), HALL, "Skolnärvaro",
                said=texts.FIRST_SAID),
        Sitting("steering_group", -10, "handed_in",
                (texts.PREVIOUS, texts.PATTERNS, texts.TRAINING, texts.SUBSTITUTES), HALL, said=texts.LAST_SAID),
        Sitting("steering_group", 17, "called", (texts.PREVIOUS, texts.FORUM_TIMES, texts.SUMMER, texts.ROUND), HALL,
                replies=(Reply.NONE, Reply.YES, Reply.SUBSTITUTE), guest=texts.SUMMER),
        Sitting("steering_group", 80, "planned", (texts.PREVIOUS, texts.PATTERNS), "", "Årets uppföljning"),
        Sitting("working_group", -30, "planned", (texts.TEMPLATE,), SCHOOL,
                cancelled="För få kunde komma. Punkten tas upp på nästa möte."),
        Sitting("working_group", 9, "called", (texts.TEMPLATE, texts.MATERIAL, texts.ROUND), SCHOOL),
        Sitting("regional_group", 45, "planned", (texts.COUNTY, texts.PATTERNS), DIGITAL),
    ),
    "vastmanland": (
        Sitting("local_group", -10, "approved",
                (texts.PREVIOUS, texts.SUMMER, texts.SUBSTITUTES, texts.YEAR_PLAN), DIGITAL, said=texts.LAST_SAID),
        Sitting("local_group", 12, "called", (texts.PREVIOUS, texts.TRAINING, texts.PATTERNS), DIGITAL,
                replies=(Reply.NONE, Reply.YES)),
    ),
}  # fmt: skip


@dataclass
class Table:
    """A forum's people around a meeting: the leader first, then the others by name."""

    forum: Forum
    leader: RoleAssignment
    others: list[RoleAssignment] = field(default_factory=list)

    @property
    def recorder(self) -> RoleAssignment:
        return self.others[-1] if self.others else self.leader


def home_group(found: Found, today: date) -> tuple[Forum | None, RoleAssignment | None]:
    """The home area's managers' group and who leads it, where there are such."""
    with on(today, acting_for(found.people[0])):
        forum = Forum.objects.filter(region=found.region, area=found.home, kind__in=STEERING_KINDS).first()
    return forum, found.one(LEADERS[forum.kind], area=found.home) if forum else None


def make_meetings(found: Found, today: date) -> int:
    """Every meeting of the region, the earliest first. Returns how many."""
    sittings = sorted(MEETINGS.get(found.region.code, ()), key=lambda one: one.ahead)
    for sitting in sittings:
        _live(_table(found, sitting, today), sitting, found, today)
    return len(sittings)


def _table(found: Found, sitting: Sitting, today: date) -> Table:
    area = None if sitting.kind == "regional_group" else found.home
    leader = next(found.all(LEADERS[sitting.kind], area=area))
    with on(today, acting_for(leader)):
        forum = Forum.objects.get(region=found.region, kind=sitting.kind, area=area)
        seated = {one.assignment_id for one in members_of(forum, today)}
    others = [one for one in found.people if one.pk in seated and one.pk != leader.pk]
    return Table(forum, leader, others)


def _live(table: Table, sitting: Sitting, found: Found, today: date) -> None:
    day = sitting.day(today)
    meeting = _plan(table, sitting, day, today)
    if sitting.cancelled:
        with on(day - timedelta(days=7), acting_for(table.leader)) as by:
            planning.cancel_meeting(meeting, by=by, reason=sitting.cancelled)
        return
    if sitting.has("called"):
        _call(meeting, table, sitting, found, min(day - timedelta(days=20), today - timedelta(days=2)))
    if sitting.has("handed_in"):
        _hold(meeting, table, sitting, day, today)
        _evaluate(meeting, table, sitting, day)
        _approve(meeting, table, day, by_all=sitting.has("approved"))
    if sitting.has("passed_on"):
        _pass_on(meeting, [table.leader, *table.others], working_day(day + timedelta(days=9)))


def _plan(table: Table, sitting: Sitting, day: date, today: date) -> Meeting:
    presents = cycle([table.leader, *table.others])
    with on(min(day - timedelta(days=40), today - timedelta(days=4)), acting_for(table.leader)) as by:
        when = When(at(day, 13), at(day, 15), sitting.place, sitting.theme)
        meeting = planning.plan_meeting(table.forum, by=by, when=when, chair=table.leader, recorder=table.recorder)
        for item in sitting.items:
            agenda.add_item(meeting, by=by, topic=item.topic(next(presents)))
    return meeting


def _call(meeting: Meeting, table: Table, sitting: Sitting, found: Found, day: date) -> None:
    with on(day, acting_for(table.leader)) as by:
        calling.call_meeting(meeting, by=by)
        if sitting.guest:
            item = AgendaItem.objects.get(meeting=meeting, title=sitting.guest.title)
            calling.co_opt(meeting, by=by, person=_guest(table, found), item=item)
    replies = cycle(sitting.replies or (Reply.YES,))
    _answer(meeting, table.leader, Reply.YES, day)
    for who in table.others:
        _answer(meeting, who, next(replies), day + timedelta(days=1))


def _guest(table: Table, found: Found) -> RoleAssignment:
    """Somebody of the area's other group, who does not sit in this one."""
    seated = {table.leader.pk, *(one.pk for one in table.others)}
    return next(one for one in found.all(Role.WORKING_MEMBER, area=table.forum.area) if one.pk not in seated)


def _answer(meeting: Meeting, who: RoleAssignment, reply: str, day: date) -> None:
    if reply == Reply.NONE:
        return
    with on(day, acting_for(who), 10) as by:
        call = Invitation.objects.get(meeting=meeting, assignment=who)
        instead = policies.possible_substitutes(call).first() if reply == Reply.SUBSTITUTE else None
        calling.answer_invitation(call, by=by, reply=reply, substitute=instead)


def _hold(meeting: Meeting, table: Table, sitting: Sitting, day: date, today: date) -> None:
    """At the table: each item written, decided, taken on; then who came, and on to those who approve."""
    told = {item.title: item for item in (*texts.HEADINGS, *sitting.items, texts.AGREEMENT)}
    doers = cycle([*table.others, table.leader])
    taken: list[tuple[Taken, ActionItem]] = []
    with on(day, acting_for(table.recorder), 14) as by:
        for row in AgendaItem.objects.filter(meeting=meeting).standing():
            item = told[row.title]
            writing.save_note(row, by=by, text=item.again if row.carried_from_id else item.note, version=0)
            if item.decision:
                decision = writing.decide(row, by=by, text=item.decision)
                if item.concerns:
                    note_interests(decision, by=by, concerns=item.concerns, **item.interests)
            else:
                writing.set_outcome(row, by=by, outcome=_became(row, item), referred_text=item.referred)
            taken += [(one, _take_on(row, one, next(doers), by, day)) for one in item.taken]
        called = Invitation.objects.filter(meeting=meeting).values_list("pk", flat=True)
        holding.hold_meeting(meeting, by=by, attendance=dict.fromkeys(called, Attendance.PRESENT))
    for one, action in taken:
        _finish(one, action, day, today)


def _evaluate(meeting: Meeting, table: Table, sitting: Sitting, day: date) -> None:
    """As they leave, each who has something to say; the leader has not answered yet."""
    for who, said in zip(table.others, sitting.said, strict=False):
        with on(day, acting_for(who), 15) as by:
            meeting.refresh_from_db()
            asked = [one.key for one in questions_of(meeting)]
            evaluate(meeting, by=by, scores=dict(zip(asked, said.scores, strict=False)), words=said.words)


def _became(row: AgendaItem, item: Item) -> str:
    """What was left for the next meeting is dealt with there."""
    return ItemOutcome.NOTED if row.carried_from_id else item.outcome


def _take_on(row: AgendaItem, taken: Taken, doer: RoleAssignment, by: Acting, day: date) -> ActionItem:
    due_on = day + timedelta(days=taken.within)
    return writing.take_on(row, by=by, text=taken.text, responsible=doer, due_on=due_on)


def _finish(taken: Taken, action: ActionItem, day: date, today: date) -> None:
    """A week before it was due, when it has a result."""
    done_on = day + timedelta(days=taken.within - 7)
    if not taken.result or done_on >= today:
        return
    with on(done_on, acting_for(action.responsible)) as by:
        writing.finish_action(action, by=by, on=done_on, result=taken.result)


def _approve(meeting: Meeting, table: Table, day: date, *, by_all: bool) -> None:
    """Handed in to the leader and one more; the leader has approved, and the other when the minutes are locked."""
    second = table.others[0]
    with on(working_day(day + timedelta(days=3)), acting_for(table.recorder)) as by:
        holding.hand_in(meeting, by=by, approvers=[table.leader, second])
    for who in (table.leader, second) if by_all else (table.leader,):
        with on(working_day(day + timedelta(days=6)), acting_for(who)) as by:
            holding.approve(meeting, by=by)


def _pass_on(meeting: Meeting, members: list[RoleAssignment], day: date) -> None:
    """Each at home; with the last of them the meeting is done."""
    for who in members:
        with on(day, acting_for(who)) as by:
            row = PassedOn.objects.get(meeting=meeting, assignment=who)
            passing_on.pass_on(row, by=by, on=day, to="Ledningsgruppen")
