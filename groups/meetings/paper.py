"""What the printed minutes of a meeting say. [S-69]"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.access import Acting, together
from core.ui import dates
from core.ui.said import said
from groups.interests.models import BestInterests
from groups.interests.page import said_of
from groups.interests.policies import interests_of
from groups.meetings.models import ActionItem, AgendaItem, ForumDecision, Invitation, Meeting
from groups.meetings.page import when
from groups.meetings.states import LOCKED, ItemOutcome


def minutes_paper(acting: Acting, meeting: Meeting) -> dict:
    """For `documents/_forum_minutes.html`: every value a text ready to read."""
    items = AgendaItem.objects.filter(meeting=meeting).standing().select_related("responsible__person", "referred_to")
    called = Invitation.objects.filter(meeting=meeting).select_related("assignment__person", "assignment__unit")
    called = called.order_by("assignment__person__family_name", "assignment__person__given_name", "id")
    decisions = meeting.forumdecision_rows.standing()
    actions = meeting.actionitem_rows.standing().select_related("responsible__person")
    approvals = meeting.approval_rows.filter(released_at__isnull=True).select_related("assignment__person")
    addenda = meeting.addendum_rows.select_related("written_by__person")
    noted = interests_of(meeting)
    together(items, called, decisions, actions, approvals, addenda, noted)
    return {
        "minutes": {
            "region": acting.region_name,
            "forum": said(meeting.forum.name),
            "heading": _("Protokoll"),
            "code": _("Möte %(number)d %(year)d") % {"number": meeting.number, "year": meeting.year},
            "state": _("Justerat och låst") if meeting.status in LOCKED else _("Utkast, inte justerat"),
            "facts": _facts(meeting),
            "attendance": [_present(one) for one in called],
            "items": [_item(n, one, decisions, actions, noted) for n, one in enumerate(items, 1)],
            "approvals": [
                {
                    "part": _("Justerat av"),
                    "person": str(one.assignment.person),
                    "at": dates.moment(one.approved_at) if one.approved_at else _("Inte justerat än"),
                }
                for one in approvals
            ],
            "addenda": [
                {"at": dates.moment(one.created_at), "by": str(one.written_by.person), "text": one.text}
                for one in addenda
            ],
        }
    }


def _facts(meeting: Meeting) -> list[dict]:
    facts = [{"term": _("Tid"), "text": when(meeting)}, {"term": _("Plats"), "text": meeting.place}]
    for term, person in ((_("Ordförande"), meeting.chair), (_("Sekreterare"), meeting.recorder)):
        if person:
            facts.append({"term": term, "text": str(person.person)})
    return facts


def _present(invitation: Invitation) -> dict:
    unit = invitation.assignment.unit.name if invitation.assignment.unit else ""
    part = f"{invitation.get_place_display()}, {invitation.get_attendance_display().lower()}"
    return {"unit": unit, "person": str(invitation.assignment.person), "part": part}


def _item(
    number: int,
    item: AgendaItem,
    decisions: Iterable[ForumDecision],
    actions: Iterable[ActionItem],
    noted: Iterable[BestInterests],
) -> dict:
    referred = said(item.referred_to.name) if item.referred_to else item.referred_text
    outcome = item.get_outcome_display() if item.outcome != ItemOutcome.NONE else ""
    return {
        "heading": f"{number}. {item.title}",
        "text": item.note,
        "outcome": ": ".join(filter(None, [outcome, referred])),
        "decisions": [
            {
                "number": str(one),
                "text": one.text,
                "lacking": ", ".join(one.lacking),
                "interests": said_of(one, noted),
            }
            for one in decisions
            if one.item_id == item.pk
        ],
        "actions": [
            {"text": one.text, "who": str(one.responsible.person), "due": dates.day(one.due_on)}
            for one in actions
            if one.item_id == item.pk
        ],
    }
