"""Who sees a meeting, who calls and writes it, who approves what was written. [domain 2, SM-5]"""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from core.access import Acting
from core.access.expressions import within
from core.people.models import RoleAssignment
from core.people.querysets import RoleAssignmentQuerySet
from core.roles import Role
from groups.choices import Tier
from groups.composition import members_of, seated_in
from groups.meetings import states
from groups.meetings.called import Reply
from groups.meetings.models import ActionItem, AgendaItem, Approval, ForumDecision, Invitation, Meeting, PassedOn
from groups.meetings.querysets import MeetingQuerySet
from groups.models import Forum, Membership
from groups.querysets import ForumQuerySet

# Those who may sit in a forum, or lead a unit that does; the menu and the start page ask by role alone.
MEETING_ROLES = frozenset(Role) - {
    Role.CASEWORKER,
    Role.REGION_ADMIN,
    Role.PLATFORM_ADMIN,
    Role.LOG_REVIEWER,
    Role.RECORDS_OFFICER,
}


def is_in_forums(acting: Acting) -> bool:
    """Whether the role has to do with the groups' meetings; costs no statement."""
    return acting.role in MEETING_ROLES


def visible_meetings(acting: Acting) -> MeetingQuerySet:
    """Those of the own forums, and those one is called to."""
    own = Q(within("forum_id", "visible_forum_ids")) | Q(within("id", "invited_meeting_ids"))
    return Meeting.objects.filter(own, region=acting.region_id)


def led_forums(acting: Acting) -> ForumQuerySet:
    """Where the acting one convenes: standing bodies only, a child's forum has sittings in its cases. [A-11, A-13]"""
    standing = Forum.objects.exclude(tier=Tier.INDIVIDUAL)
    return standing.filter(within("id", "led_forum_ids"), region=acting.region_id)


def leads_forum(acting: Acting, forum_id: UUID) -> bool:
    return led_forums(acting).filter(pk=forum_id).exists()


def can_plan(acting: Acting, forum: Forum) -> bool:
    """Who: whoever leads the forum. When: while it exists."""
    return led_forums(acting).on(clock.today()).filter(pk=forum.pk).exists()


def _convenes(acting: Acting, meeting: Meeting) -> bool:
    return leads_forum(acting, meeting.forum_id)


def can_call(acting: Acting, meeting: Meeting) -> bool:
    return states.CALL.allowed_from(meeting.status) and _convenes(acting, meeting)


def can_change(acting: Acting, meeting: Meeting) -> bool:
    """Move it, name chair and recorder, call one more, cancel it: whoever convenes, until it is held."""
    return meeting.status in states.AHEAD and _convenes(acting, meeting)


def writes(acting: Acting, meeting: Meeting) -> bool:
    """At the table: who convenes, chairs or takes the minutes."""
    return acting.assignment_id in (meeting.chair_id, meeting.recorder_id) or _convenes(acting, meeting)


def can_set_agenda(acting: Acting, meeting: Meeting) -> bool:
    """Until the minutes are handed in: what comes up at the table is taken up too."""
    return meeting.status in states.AHEAD | states.BEING_WRITTEN and writes(acting, meeting)


def can_write(acting: Acting, meeting: Meeting) -> bool:
    """What is said, decided and taken on: from the call until the minutes are handed in."""
    return meeting.status in states.BEING_WRITTEN and writes(acting, meeting)


def can_hold(acting: Acting, meeting: Meeting) -> bool:
    return states.HOLD.allowed_from(meeting.status) and meeting.starts_at <= clock.now() and writes(acting, meeting)


def can_hand_in(acting: Acting, meeting: Meeting) -> bool:
    return states.HAND_IN.allowed_from(meeting.status) and writes(acting, meeting)


def own_approval(acting: Acting, meeting: Meeting) -> Approval | None:
    found = Approval.objects.filter(meeting=meeting, assignment_id=acting.assignment_id, released_at__isnull=True)
    return found.first()


def can_approve(acting: Acting, meeting: Meeting) -> bool:
    """Who was appointed and has not approved yet."""
    mine = own_approval(acting, meeting) if states.APPROVE.allowed_from(meeting.status) else None
    return mine is not None and mine.approved_at is None


def can_hand_back(acting: Acting, meeting: Meeting) -> bool:
    """Who was appointed to approve, or who handed it in and sees the fault first."""
    if not states.HAND_BACK.allowed_from(meeting.status):
        return False
    return own_approval(acting, meeting) is not None or writes(acting, meeting)


def can_add(acting: Acting, meeting: Meeting) -> bool:
    """An addendum to what is locked: who writes the forum's minutes."""
    return meeting.status in states.LOCKED and writes(acting, meeting)


def can_reply(acting: Acting, invitation: Invitation) -> bool:
    """One's own call, as long as nobody has taken the place over."""
    return invitation.assignment_id == acting.assignment_id and invitation.reply != Reply.SUBSTITUTE


def can_finish(acting: Acting, action: ActionItem) -> bool:
    """Who took it on, or who leads the forum that waits for it."""
    if action.done_on is not None or action.struck_at is not None:
        return False
    return action.responsible_id == acting.assignment_id or leads_forum(acting, action.forum_id)


def can_pass_on(acting: Acting, row: PassedOn) -> bool:
    """One's own only: nobody says for another that it was anchored at home."""
    return row.assignment_id == acting.assignment_id


def possible_substitutes(invitation: Invitation) -> RoleAssignmentQuerySet:
    """The member's own substitutes in the forum, and colleagues of the unit who are not called themselves."""
    mine = invitation.assignment
    deputies = (one for one in _members(invitation) if one.is_substitute_for)
    named = [one.assignment_id for one in deputies if one.is_substitute_for.assignment_id == mine.pk]  # type: ignore[union-attr]
    near = Q(pk__in=named) if invitation.membership_id else Q(pk=None)
    if mine.unit_id:
        near |= Q(unit_id=mine.unit_id)
    called = Invitation.objects.filter(meeting_id=invitation.meeting_id).values("assignment")
    found = RoleAssignment.objects.filter(near, region_id=invitation.region_id).live(clock.today())
    found = found.exclude(pk__in=called).exclude(person_id=mine.person_id)
    return found.with_names().order_by("person__family_name", "person__given_name", "id")


def _members(invitation: Invitation) -> list[Membership]:
    return members_of(invitation.meeting.forum, clock.today())


def decisions_of(forum_id: UUID) -> QuerySet[ForumDecision]:
    """What the forum has decided, at a meeting that is under way or over; the newest first."""
    found = ForumDecision.objects.standing().filter(forum_id=forum_id)
    return found.exclude(meeting__status=states.MeetingStatus.CANCELLED).order_by("-year", "-number")


def untouched_items(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Of what is on the agenda: nothing is said, decided or taken on there, and it has no outcome."""
    decided, taken_on = (kind.objects.standing().filter(item=OuterRef("pk")) for kind in (ForumDecision, ActionItem))
    found = AgendaItem.objects.filter(meeting=meeting, outcome=states.ItemOutcome.NONE, note="").standing()
    return found.exclude(Exists(decided)).exclude(Exists(taken_on))


def callable_people(forum: Forum, region_id: UUID, on: date) -> RoleAssignmentQuerySet:
    """Who can be co-opted: everybody who works in the region and does not sit in the forum already. [F26, G-106]"""
    seated = [one.assignment_id for one in seated_in(forum, on)]
    found = RoleAssignment.objects.filter(region_id=region_id).live(on).exclude(pk__in=seated)
    return found.with_names().order_by("person__family_name", "person__given_name", "id")
