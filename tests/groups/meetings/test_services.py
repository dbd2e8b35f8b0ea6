"""A meeting from plan to locked minutes: what each verb changes, logs and tells, and what it refuses. [SM-5]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.audit.models import AuditEvent
from core.errors import EditedByAnother, Refused, WrongState
from core.notices.models import Notice
from core.obligations.models import Obligation
from groups.meetings.called import Attendance, Reply
from groups.meetings.services import agenda, calling, holding, passing_on, planning, writing
from groups.meetings.services.agenda import Topic
from groups.meetings.services.planning import When
from groups.meetings.states import ItemOutcome, MeetingStatus, Place
from groups.models import ActionItem, AgendaItem, Approval, Invitation, Meeting, NoteRevision, PassedOn
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.meetings import table as t

NUMBER = "121212-1212"  # of the published test series


def acts(meeting) -> list[str]:
    with as_loader():
        return [*AuditEvent.objects.filter(object_id=meeting.pk).order_by("number").values_list("act", flat=True)]


def told(kind: str) -> set[str]:
    """The given names of those who were told in the portal."""
    with as_loader():
        rows = Notice.objects.filter(kind=kind, channel="in_app").select_related("recipient__person")
        return {row.recipient.person.given_name for row in rows}


def test_a_meeting_goes_from_plan_to_locked_minutes(town):
    meeting = t.planned(town, chair="chair", recorder="school_head")
    assert (meeting.status, meeting.number, meeting.sequence) == (MeetingStatus.PLANNED, 1, 0)
    item = t.with_item(town, meeting, "Skolfrånvaro", purpose="decide", minutes=30, responsible=town.people["bup_head"])
    with t.as_(town, "chair") as me:
        meeting = calling.call_meeting(meeting, by=me)
    assert told("meeting_called") == {"Bo", "Siv"}  # not the one who calls, nor a substitute
    t.answered(town, meeting, "bup_head", Reply.SUBSTITUTE, "deputy")
    t.answered(town, meeting, "school_head")
    meeting = t.begun(meeting)
    with t.as_(town, "school_head") as me:
        item = writing.save_note(item, by=me, text="Frånvaron ökar.", version=0)
        decision = writing.decide(item, by=me, text="En gemensam rutin tas fram.")
        due = clock.today() + timedelta(days=30)
        action = writing.take_on(item, by=me, text="Skriv utkast", responsible=town.people["chair"], due_on=due)
        meeting = holding.hold_meeting(meeting, by=me, attendance=t.everybody_came(meeting))
        meeting = holding.hand_in(meeting, by=me, approvers=[town.people["chair"], town.people["deputy"]])
    for name in ("chair", "deputy"):
        with t.as_(town, name) as me:
            meeting = holding.approve(meeting, by=me)

    assert meeting.status == MeetingStatus.MINUTES_APPROVED
    assert str(decision) == f"{clock.today().year}:1"
    with as_loader():
        assert AgendaItem.objects.get().outcome == ItemOutcome.DECIDED
        came = dict(Invitation.objects.values_list("assignment__person__given_name", "attendance"))
        assert ActionItem.objects.get().pk == action.pk
    assert came == {
        "Karin": Attendance.PRESENT,
        "Bo": Attendance.REPLACED,
        "Erik": Attendance.PRESENT,
        "Siv": Attendance.PRESENT,
    }
    assert acts(meeting) == [
        "meeting.planned",
        "meeting.called",
        "meeting.held",
        "forum_minutes.handed_in",
        "forum_minutes.approved",
        "forum_minutes.approved",
        "forum_minutes.locked",
    ]


def clocks() -> dict[str, str]:
    """Whose clock of passing it on stands how, by given name."""
    with as_loader():
        rows = Obligation.objects.filter(code="DL-24").select_related("owner__person")
        return {row.owner.person.given_name: row.status for row in rows}


def test_each_member_passes_it_on_and_the_last_of_them_ends_the_meeting(town):
    meeting = t.approved(town)
    assert clocks() == {"Karin": "pending", "Bo": "pending", "Siv": "pending"}
    with as_loader():
        rows = {row.assignment.person.given_name: row for row in PassedOn.objects.select_related("assignment__person")}
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
        passing_on.pass_on(rows["Siv"], by=me, on=clock.today(), to="Alla")
    for name, given in (("chair", "Karin"), ("bup_head", "Bo"), ("school_head", "Siv")):
        with as_loader():
            assert Meeting.objects.get().status == MeetingStatus.MINUTES_APPROVED
        with t.as_(town, name) as me:
            with pytest.raises(Refused) as refused:
                passing_on.pass_on(rows[given], by=me, on=clock.today(), to=" ")
            assert refused.value.field == "to"
            passing_on.pass_on(rows[given], by=me, on=clock.today(), to="Enhetens ledningsgrupp")
    with as_loader():
        assert Meeting.objects.get(pk=meeting.pk).status == MeetingStatus.DISSEMINATED
    assert set(clocks().values()) == {"met"}


def test_meetings_are_numbered_in_the_year_of_their_forum(town):
    starts = clock.now() + timedelta(days=400)
    later = When(starts, starts + t.HOUR)
    numbers = [(one.year, one.number) for one in (t.planned(town), t.planned(town), t.planned(town, when=later))]
    this, that = clock.today().year, starts.year
    assert numbers == [(numbers[0][0], 1), (numbers[0][0], 2), (that, 1 if that != numbers[0][0] else 3)]
    assert this <= numbers[0][0] <= that


@pytest.mark.parametrize("who", ["bup_head", "deputy", "secretariat", "admin", "other_chair", "worker", "politician"])
def test_only_who_leads_the_forum_plans_its_meetings(town, who):
    with t.as_(town, who) as me, pytest.raises(PermissionDenied):
        planning.plan_meeting(town.steering, by=me, when=t.ahead())


@pytest.mark.parametrize(("days", "hours", "field"), [(-1, 2, "day"), (3, -1, "ends"), (3, 0, "ends")])
def test_a_time_that_cannot_be_is_refused_beside_its_field(town, days, hours, field):
    starts = clock.now() + timedelta(days=days)
    with t.as_(town, "chair") as me, pytest.raises(Refused) as refused:
        planning.plan_meeting(town.steering, by=me, when=When(starts, starts + hours * t.HOUR))
    assert refused.value.field == field


def test_a_call_needs_a_place_an_agenda_and_time(town):
    meeting = t.planned(town, when=t.ahead(place=""))
    with t.as_(town, "chair") as me:
        with pytest.raises(Refused, match="var mötet hålls"):
            calling.call_meeting(meeting, by=me)
        meeting = planning.move_meeting(meeting, by=me, when=t.ahead())
        with pytest.raises(Refused, match="minst en punkt"):
            calling.call_meeting(meeting, by=me)
        agenda.add_item(meeting, by=me, topic=Topic("En punkt"))
    meeting = t.begun(meeting)
    with t.as_(town, "chair") as me, pytest.raises(Refused, match="redan börjat"):
        calling.call_meeting(meeting, by=me)
    with as_loader():
        assert not Invitation.objects.exists()


def test_a_meeting_that_moves_asks_anew_and_counts_the_change(town):
    meeting = t.called(town)
    t.answered(town, meeting, "bup_head")
    with t.as_(town, "chair") as me:
        meeting = planning.move_meeting(meeting, by=me, when=t.ahead(9))
    assert (meeting.status, meeting.sequence) == (MeetingStatus.CALLED, 1)
    assert t.invitation(town, meeting, "bup_head").reply == Reply.NONE
    assert told("meeting_moved") == {"Bo", "Siv"}


def test_a_cancelled_meeting_says_why_and_is_told_of(town):
    meeting = t.called(town)
    with t.as_(town, "chair") as me:
        with pytest.raises(Refused, match="varför"):
            planning.cancel_meeting(meeting, by=me, reason=" ")
        meeting = planning.cancel_meeting(meeting, by=me, reason="För få kan komma")
        with pytest.raises(WrongState):
            planning.move_meeting(meeting, by=me, when=t.ahead())
    assert told("meeting_cancelled") == {"Bo", "Siv"}


def test_a_place_is_given_over_to_a_named_substitute_or_a_colleague_of_the_unit_and_to_nobody_else(town):
    meeting = t.called(town)
    with t.as_(town, "bup_head") as me:
        for name in ("school_head", "worker", "chair"):
            with pytest.raises(Refused, match="vem som kommer"):
                calling.answer_invitation(
                    t.invitation(town, meeting, "bup_head"), by=me, reply="substitute", substitute=town.people[name]
                )
    t.answered(town, meeting, "bup_head", Reply.SUBSTITUTE, "colleague")
    with as_loader():
        made = Invitation.objects.get(assignment=town.people["colleague"])
    assert (made.place, made.replaces_id) == (Place.SUBSTITUTE, t.invitation(town, meeting, "bup_head").pk)
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
        calling.answer_invitation(t.invitation(town, meeting, "bup_head"), by=me, reply="yes")


def test_nobody_answers_anothers_call(town):
    meeting = t.called(town)
    for name in ("chair", "school_head", "unit_head"):
        with t.as_(town, name) as me, pytest.raises(PermissionDenied):
            calling.answer_invitation(t.invitation(town, meeting, "bup_head"), by=me, reply="no")


def test_who_was_left_out_of_the_attendance_stops_the_meeting_from_being_held(town):
    meeting = t.begun(t.called(town))
    with t.as_(town, "chair") as me, pytest.raises(Refused, match="alla kallade"):
        holding.hold_meeting(meeting, by=me, attendance={})
    with as_loader():
        assert Meeting.objects.get().status == MeetingStatus.CALLED


def test_minutes_are_not_handed_in_with_an_open_item_or_without_an_approver(town):
    meeting = t.held(town)
    with t.as_(town, "chair") as me:
        with pytest.raises(Refused, match="Läget i området"):
            holding.hand_in(meeting, by=me, approvers=[town.people["bup_head"]])
        t.closed(town, meeting)
    with t.as_(town, "chair") as me, pytest.raises(Refused, match="minst en"):
        holding.hand_in(meeting, by=me, approvers=[])


def test_minutes_that_are_handed_back_are_approved_by_all_anew(town):
    meeting = t.handed_in(town, approvers=("bup_head", "school_head"))
    with t.as_(town, "bup_head") as me:
        holding.approve(meeting, by=me)
    with t.as_(town, "school_head") as me:
        meeting = holding.hand_back(meeting, by=me)
    with as_loader():
        assert not Approval.objects.filter(approved_at__isnull=False).exists()
    with t.as_(town, "chair") as me:
        meeting = holding.hand_in(meeting, by=me, approvers=[town.people["school_head"]])
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
        holding.approve(meeting, by=me)
    with t.as_(town, "school_head") as me:
        assert holding.approve(meeting, by=me).status == MeetingStatus.MINUTES_APPROVED


def test_two_who_write_the_same_note_see_both_texts_and_every_save_is_kept(town):
    meeting = t.called(town, recorder="school_head")
    (item,) = t.items_of(meeting)
    with t.as_(town, "chair") as me:
        writing.save_note(item, by=me, text="Ett", version=0)
    with t.as_(town, "school_head") as me:
        with pytest.raises(EditedByAnother) as edited:
            writing.save_note(item, by=me, text="Två", version=0)
        assert edited.value.current.note == "Ett"
        writing.save_note(item, by=me, text="Ett och två", version=1)
    with as_loader():
        assert [*NoteRevision.objects.values_list("version", "text")] == [(2, "Ett och två"), (1, "Ett")]


def test_a_member_who_does_not_write_the_minutes_cannot(town):
    meeting = t.called(town)
    (item,) = t.items_of(meeting)
    for name in ("bup_head", "school_head", "unit_head", "secretariat"):
        with t.as_(town, name) as me, pytest.raises(PermissionDenied):
            writing.save_note(item, by=me, text="Jag skriver", version=0)


def test_what_is_outside_the_mandate_names_who_can_decide(town):
    meeting = t.held(town)
    (item,) = t.items_of(meeting)
    with t.as_(town, "chair") as me:
        with pytest.raises(Refused) as refused:
            writing.set_outcome(item, by=me, outcome="referred")
        assert refused.value.field == "referred_to"
        item = writing.set_outcome(item, by=me, outcome="referred", referred_to=town.bussam)
        assert (item.outcome, item.referred_to_id) == (ItemOutcome.REFERRED, town.bussam.pk)
        item = writing.set_outcome(item, by=me, outcome="noted")
        assert item.referred_to_id is None
        with pytest.raises(Refused, match="beslutet först"):
            writing.set_outcome(item, by=me, outcome="decided")


def test_a_decision_is_stamped_with_the_seats_that_had_nobody(town):
    with as_loader():
        b.make_requirement(town.region, "steering_group", "BUMM", ["bumm"])
        b.make_requirement(town.region, "steering_group", "BUP", ["bup"])
    meeting = t.called(town)
    t.answered(town, meeting, "bup_head", Reply.NO)
    meeting = t.begun(meeting)
    (item,) = t.items_of(meeting)
    with t.as_(town, "chair") as me:
        decision = writing.decide(item, by=me, text="Vi gör så.")
    assert decision.lacking == ["BUMM", "BUP"]


def test_a_struck_decision_keeps_its_number_and_its_item_is_open_again(town):
    meeting = t.begun(t.called(town))
    (item,) = t.items_of(meeting)
    with t.as_(town, "chair") as me:
        first = writing.decide(item, by=me, text="Fel")
        writing.strike_decision(first, by=me)
        with as_loader():
            assert AgendaItem.objects.get().outcome == ItemOutcome.NONE
    with t.as_(town, "chair") as me:
        assert writing.decide(item, by=me, text="Rätt").number == 2


def test_nothing_is_decided_before_the_meeting_begins(town):
    meeting = t.called(town)
    (item,) = t.items_of(meeting)
    with t.as_(town, "chair") as me, pytest.raises(WrongState, match="inte börjat"):
        writing.decide(item, by=me, text="I förväg")


def test_what_was_left_for_the_next_meeting_comes_there_once(town):
    t.closed(town, t.held(town), ItemOutcome.CARRIED)
    second = t.planned(town)
    t.with_item(town, second, "Ny fråga")
    with t.as_(town, "chair") as me:
        calling.call_meeting(second, by=me)
    third = t.planned(town, when=t.ahead(20))
    t.with_item(town, third, "Tredje frågan")
    with t.as_(town, "chair") as me:
        calling.call_meeting(third, by=me)
    assert [item.title for item in t.items_of(second)] == ["Läget i området", "Ny fråga"]
    assert [item.title for item in t.items_of(third)] == ["Tredje frågan"]


def test_a_personal_number_is_refused_wherever_one_writes(town):
    meeting = t.begun(t.called(town))
    (item,) = t.items_of(meeting)
    due = clock.today()
    with t.as_(town, "chair") as me:
        tries = {
            "title": lambda: agenda.add_item(meeting, by=me, topic=Topic(f"Om {NUMBER}")),
            "background": lambda: agenda.add_item(meeting, by=me, topic=Topic("Om", background=NUMBER)),
            "text": lambda: writing.save_note(item, by=me, text=f"Vi talade om {NUMBER}", version=0),
            "decision": lambda: writing.decide(item, by=me, text=f"{NUMBER} får stöd"),
            "action": lambda: writing.take_on(
                item, by=me, text=f"Ring {NUMBER}", responsible=town.people["chair"], due_on=due
            ),
        }
        for act in tries.values():
            with pytest.raises(Refused, match="personnummer"):
                act()
    with as_loader():
        assert AgendaItem.objects.get().note == ""


def test_an_action_is_finished_by_who_took_it_on_or_who_leads_the_forum(town):
    meeting = t.begun(t.called(town))
    (item,) = t.items_of(meeting)
    with t.as_(town, "chair") as me:
        action = writing.take_on(item, by=me, text="Ring", responsible=town.people["bup_head"], due_on=clock.today())
    with t.as_(town, "school_head") as me, pytest.raises(PermissionDenied):
        writing.finish_action(action, by=me, on=clock.today(), result="")
    with t.as_(town, "bup_head") as me:
        with pytest.raises(Refused):
            writing.finish_action(action, by=me, on=clock.today() + timedelta(days=1), result="")
        writing.finish_action(action, by=me, on=clock.today(), result="Ringt")
        with pytest.raises(WrongState):
            writing.finish_action(action, by=me, on=clock.today(), result="Igen")
