"""A meeting's page made ready for its template: what comes next, the agenda, who is called, what was decided."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from core import clock
from core.access import Acting, together
from core.roles import Role
from core.ui import dates
from core.ui.questions import buttons
from core.ui.registry import Who
from core.ui.said import said
from groups.choices import Tier
from groups.documents.models import AgendaDocument
from groups.evaluation.page import MeetingPanel
from groups.finding import forum_url
from groups.interests.models import BestInterests
from groups.interests.page import lacking_among, lacking_words, said_of
from groups.interests.policies import interests_of, is_asked
from groups.meetings import policies, states
from groups.meetings.called import Attendance, Reply
from groups.meetings.models import ActionItem, AgendaItem, Approval, ForumDecision, Invitation, Meeting, PassedOn
from groups.meetings.questions import QUESTIONS
from groups.meetings.states import ItemOutcome, MeetingStatus, Place
from groups.proposals.models import ItemProposal
from groups.proposals.page import near_proposals
from groups.proposals.policies import open_proposals

STEPS = (
    (MeetingStatus.PLANNED, _lazy("Planerat")),
    (MeetingStatus.CALLED, _lazy("Kallat")),
    (MeetingStatus.HELD, _lazy("Hållet")),
    (MeetingStatus.MINUTES_DRAFTED, _lazy("Justeras")),
    (MeetingStatus.MINUTES_APPROVED, _lazy("Justerat")),
)
ANSWER_IS: dict[str, str] = {
    Reply.YES: "ok",
    Reply.NO: "late",
    Reply.SUBSTITUTE: "now",
    Reply.NONE: "soon",
    Attendance.PRESENT: "ok",
    Attendance.ABSENT: "late",
    Attendance.REPLACED: "stopped",
}
OUTCOME_IS = {
    ItemOutcome.NOTED: "ok",
    ItemOutcome.DECIDED: "ok",
    ItemOutcome.CARRIED: "soon",
    ItemOutcome.REFERRED: "now",
}


def meeting_page(acting: Acting, meeting: Meeting) -> dict[str, Any]:
    """What `groups/meeting_detail.html` shows."""
    items = AgendaItem.objects.filter(meeting=meeting).standing().select_related("responsible__person", "referred_to")
    called = Invitation.objects.filter(meeting=meeting).select_related("assignment__person", "assignment__unit", "item")
    called = called.order_by("assignment__person__family_name", "assignment__person__given_name", "id")
    decisions = meeting.forumdecision_rows.standing()
    actions = meeting.actionitem_rows.standing().select_related("responsible__person")
    approvals = meeting.approval_rows.filter(released_at__isnull=True).select_related("assignment__person")
    addenda = meeting.addendum_rows.select_related("written_by__person")
    passed = meeting.passedon_rows.select_related("assignment__person", "assignment__unit")
    passed = passed.order_by("assignment__person__family_name", "assignment__person__given_name", "id")
    left = open_actions(meeting)
    documents = meeting.documents.filter(removed_at__isnull=True)
    evaluation, noted = MeetingPanel(acting, meeting), interests_of(meeting)
    may_set, next_steps = policies.can_set_agenda(acting, meeting), _buttons(acting, meeting)
    proposals = _proposals(acting, meeting, may_set)
    together(items, called, decisions, actions, approvals, addenda, passed, documents, left, noted, proposals,
             *evaluation.asks)  # fmt: skip
    is_told = is_asked(meeting) and "beside" in next_steps  # whoever writes, while it is written
    return {
        "meeting": meeting,
        "title": title(meeting),
        "eyebrow": said(meeting.forum.name),
        "lead": lead(meeting),
        "crumbs": [
            {"label": said(meeting.forum.name), "url": forum_url(meeting.forum)},
        ],
        "steps": _steps(meeting),
        "facts": _facts(meeting),
        "buttons": next_steps,
        "items": [_item_line(one, may_set, documents) for one in items],
        "documents": [document_line(one) for one in documents if one.item_id is None],
        "planned": _time_of(items) if meeting.status in states.AHEAD else "",
        "may_set": may_set,
        "proposals": near_proposals(meeting.forum, list(proposals), may_propose=False),
        "people": [person_line(one, acting, meeting) for one in called],
        "decisions": [decision_line(one, noted) for one in decisions],
        "unweighed": lacking_words(lacking_among(decisions, noted)) if is_told else "",
        "actions": [action_line(one, acting) for one in actions],
        "left": [action_line(one, acting) for one in left],
        "approvals": [_approval_line(one) for one in approvals],
        "addenda": addenda,
        "passed": [_passed_line(one) for one in passed],
        "pass_on_url": _own_passing(acting, passed),
        "answer_url": _own_answer(acting, meeting, called),
        "evaluation": evaluation.shown(called),
        "voice_url": reverse("groups:voice_list", args=[meeting.forum_id]) if acting.role == Role.INTEREST_REP else "",
        "who": _who_sees(meeting),
    }


def _proposals(acting: Acting, meeting: Meeting, may_set: bool) -> QuerySet[ItemProposal]:
    """What members want taken up, for whoever sets the agenda of a meeting ahead."""
    found = open_proposals(acting, meeting.forum)
    return found if may_set and meeting.status in states.AHEAD else found.none()


def title(meeting: Meeting) -> str:
    return _("Möte %(number)d %(year)d") % {"number": meeting.number, "year": meeting.year}


def when(meeting: Meeting) -> str:
    """«torsdag 12 mars 2026 kl. 13.00–15.00»."""
    return f"{dates.weekday_moment(meeting.starts_at)}–{dates.clock_time(meeting.ends_at).removeprefix('kl. ')}"


def has_begun(meeting: Meeting) -> bool:
    return meeting.starts_at <= clock.now()


def lead(meeting: Meeting) -> str:
    """The one sentence: when it is, or what it waits for."""
    words = {
        MeetingStatus.CANCELLED: _("Mötet är inställt. %(why)s") % {"why": meeting.cancel_reason},
        MeetingStatus.HELD: _("Mötet är hållet. Nästa steg är att lämna protokollet för justering."),
        MeetingStatus.MINUTES_DRAFTED: _("Protokollet väntar på dem som justerar det."),
        MeetingStatus.MINUTES_APPROVED: _("Protokollet är justerat och låst."),
    }
    return words.get(MeetingStatus(meeting.status), when(meeting))


def open_actions(meeting: Meeting) -> QuerySet[ActionItem]:
    """What earlier meetings of the forum left undone: it comes back until it is done. [F35]"""
    earlier = ActionItem.objects.standing().filter(forum_id=meeting.forum_id, meeting__starts_at__lt=meeting.starts_at)
    if meeting.status in states.LOCKED:
        return earlier.none()
    return earlier.filter(done_on__isnull=True).select_related("responsible__person").order_by("due_on", "id")


def _steps(meeting: Meeting) -> list[dict]:
    if meeting.status == MeetingStatus.CANCELLED:
        return []
    order = [status for status, _title in STEPS]
    status = MeetingStatus(meeting.status)
    at = order.index(status) if status in order else len(order) - 1
    is_done = status in states.LOCKED
    return [
        {"title": str(label), "detail": "", "state": "done" if n < at or is_done else "now" if n == at else ""}
        for n, (_status, label) in enumerate(STEPS)
    ]


def _facts(meeting: Meeting) -> list[dict]:
    facts = [{"term": _("Tid"), "text": when(meeting)}]
    if meeting.place:
        facts.append({"term": _("Plats"), "text": meeting.place})
    if meeting.theme:
        facts.append({"term": _("Tema"), "text": meeting.theme})
    for term, person in ((_("Ordförande"), meeting.chair), (_("Sekreterare"), meeting.recorder)):
        facts.append({"term": term, "text": str(person.person) if person else _("Ingen är utsedd")})
    return facts


def _buttons(acting: Acting, meeting: Meeting) -> dict:
    found = buttons(QUESTIONS, acting, meeting, "groups:meeting_note")
    if policies.can_call(acting, meeting):
        found["next"] = {"label": _("Kalla till mötet"), "url": reverse("groups:meeting_call", args=[meeting.pk])}
    if policies.can_write(acting, meeting):
        write = {"label": _("Skriv protokollet"), "url": reverse("groups:meeting_write", args=[meeting.pk])}
        found["beside"] = [write]
    return found


def detail(item: AgendaItem) -> str:
    """What the meeting is to do, for how long, and who presents it."""
    presents = str(item.responsible.person) if item.responsible else ""
    minutes = ngettext("%(n)d minut", "%(n)d minuter", item.minutes) % {"n": item.minutes} if item.minutes else ""
    return ", ".join(filter(None, [item.get_purpose_display(), minutes, presents]))


def document_line(document: AgendaDocument) -> dict:
    return {"id": document.pk, "title": document.title, "kind": document.get_kind_display()}


def _item_line(item: AgendaItem, may_set: bool, documents: Iterable[AgendaDocument]) -> dict:
    return {
        "id": item.pk,
        "title": item.title,
        "detail": detail(item),
        "background": item.background,
        "outcome": item.get_outcome_display() if item.outcome != ItemOutcome.NONE else "",
        "outcome_is": OUTCOME_IS.get(ItemOutcome(item.outcome), ""),
        "referred": referred(item),
        "is_confidential": item.is_confidential,
        "is_carried": item.carried_from_id is not None,
        "origin": item.get_origin_display() if item.origin else "",
        "note": item.note,
        "may_set": may_set,
        "documents": [document_line(one) for one in documents if one.item_id == item.pk],
    }


def referred(item: AgendaItem) -> str:
    """Where the question goes when the group has no mandate for it."""
    return said(item.referred_to.name) if item.referred_to else item.referred_text


def _time_of(items: Iterable[AgendaItem]) -> str:
    total = sum(item.minutes or 0 for item in items)
    return _("%(n)d minuter är planerade.") % {"n": total} if total else ""


def person_line(invitation: Invitation, acting: Acting, meeting: Meeting) -> dict:
    """One who is called: reply before the meeting, who came after it; the own call gets its button."""
    came = invitation.attendance != Attendance.UNKNOWN
    mine = meeting.status == MeetingStatus.CALLED and policies.can_reply(acting, invitation)
    replied = invitation.reply != Reply.NONE
    where = invitation.assignment.unit.name if invitation.assignment.unit else ""
    place = "" if invitation.place == Place.MEMBER else invitation.get_place_display()
    own = _("Ditt svar: %(reply)s") % {"reply": invitation.get_reply_display()} if mine and replied else ""
    only = _("till ”%(item)s”") % {"item": invitation.item.title} if invitation.item else ""
    return {
        "name": str(invitation.assignment.person),
        "detail": ", ".join(filter(None, [where, " ".join(filter(None, [place, only])), own])),
        "mandate": "",
        "answer": _answer(invitation, meeting),
        "answer_is": ANSWER_IS.get(invitation.attendance if came else invitation.reply, ""),
        "url": reverse("groups:invitation_answer", args=[invitation.pk]) if mine else "",
        "button": _("Ändra svaret") if replied else _("Svara"),
    }


def _answer(invitation: Invitation, meeting: Meeting) -> str:
    """Who came, once that is noted; nobody is waited for when there is no meeting."""
    if invitation.attendance != Attendance.UNKNOWN:
        return str(invitation.get_attendance_display())
    return "" if meeting.status == MeetingStatus.CANCELLED else str(invitation.get_reply_display())


def decision_line(decision: ForumDecision, noted: Iterable[BestInterests]) -> dict:
    """`noted`: what is said of children in the meeting's decisions."""
    return {
        "id": decision.pk,
        "number": str(decision),
        "text": decision.text,
        "lacking": ", ".join(decision.lacking),
        "interests": said_of(decision, noted),
    }


def action_line(action: ActionItem, acting: Acting) -> dict:
    """What was taken on: done, late or ahead; a way to finish it for whoever has it."""
    late = action.done_on is None and action.due_on < clock.today()
    own = action.responsible_id == acting.assignment_id and action.done_on is None
    return {
        "id": action.pk,
        "text": action.text,
        "who": str(action.responsible.person),
        "due": dates.day(action.due_on),
        "state": _("Gjort %(day)s") % {"day": dates.day(action.done_on)}
        if action.done_on
        else _("Försenad")
        if late
        else "",
        "state_is": "ok" if action.done_on else "late" if late else "",
        "result": action.result,
        "url": reverse("groups:action_done", args=[action.pk]) if own else "",
    }


def _approval_line(approval: Approval) -> dict:
    done = dates.moment(approval.approved_at) if approval.approved_at else _("Har inte justerat än")
    return {"term": str(approval.assignment.person), "text": done}


def _passed_line(row: PassedOn) -> dict:
    """Who has passed it on, when and to whom; the units that have not been told stand as plainly. [DL-24]"""
    unit = row.assignment.unit.name if row.assignment.unit else ""
    told = f"{dates.day(row.passed_on)}, {row.passed_to}" if row.passed_on else _("Inte än")
    return {"term": ", ".join(filter(None, [str(row.assignment.person), unit])), "text": told}


def _own_passing(acting: Acting, passed: Iterable[PassedOn]) -> str:
    mine = next((one for one in passed if policies.can_pass_on(acting, one) and one.passed_on is None), None)
    return reverse("groups:meeting_pass_on", args=[mine.pk]) if mine else ""


def _own_answer(acting: Acting, meeting: Meeting, called: Iterable[Invitation]) -> str:
    if meeting.status != MeetingStatus.CALLED or has_begun(meeting):
        return ""
    mine = next((one for one in called if policies.can_reply(acting, one) and one.reply == Reply.NONE), None)
    return reverse("groups:invitation_answer", args=[mine.pk]) if mine else ""


def _who_sees(meeting: Meeting) -> list[Who]:
    above = [Who(_("Den regionala nivåns handläggare"), _("De lokala gruppernas möten"))]
    return [
        Who(_("Gruppens ledamöter och deras chefer"), _("Dagordning, protokoll och beslut")),
        *(above if meeting.forum.tier == Tier.LOCAL else []),
        Who(_("De som är adjungerade"), _("Mötet, eller den punkt de är kallade till")),
        Who(_("Ingen ser barn här"), _("Ett möte handlar aldrig om ett enskilt barn"), sees=False),
    ]
