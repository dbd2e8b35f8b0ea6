"""Write at the table, item by item, saved as one writes; the minutes as a tagged PDF. [F34, S-69]"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.access import require, together
from core.documents.kinds import DocumentKind
from core.documents.render import render_pdf
from core.errors import Refused, WrongState
from core.papers import hand_out, says_why_not
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.said import said
from core.ui.sections import Typed, save_section, shown
from groups.interests.page import lacking_among, lacking_words
from groups.interests.policies import interests_of, is_asked
from groups.meetings import policies
from groups.meetings.agenda_views import at_the_table, item_or_404
from groups.meetings.folds import folds_of
from groups.meetings.models import AgendaItem, Meeting
from groups.meetings.page import OUTCOME_IS, action_line, decision_line, detail, has_begun, referred, title
from groups.meetings.paper import minutes_paper
from groups.meetings.questions import QUESTIONS
from groups.meetings.services import writing
from groups.meetings.states import ItemOutcome, MeetingStatus
from groups.meetings.views import home, meeting_or_404, where

TEMPLATE = "groups/meeting_write.html"


@dataclass(frozen=True)
class Note:
    """An item's note as the editor knows a text: what the meeting is to do stands as its help."""

    pk: UUID
    key: str
    heading: str
    help: str
    text: str
    version: int
    saved_by: Any
    saved_at: datetime | None


def _note(item: AgendaItem, number: int) -> Note:
    key = f"punkt-{item.pk}"
    heading = f"{number}. {item.title}"
    help_text = ". ".join(filter(None, [detail(item), item.background]))
    return Note(item.pk, key, heading, help_text, item.note, item.version, item.saved_by, item.saved_at)


def _context(request: Any, meeting: Meeting, typed: Typed | None = None) -> dict:
    items = AgendaItem.objects.filter(meeting=meeting).standing()
    items = items.select_related("responsible__person", "saved_by__person", "referred_to")
    decisions = meeting.forumdecision_rows.standing()
    actions = meeting.actionitem_rows.standing().select_related("responsible__person")
    noted = interests_of(meeting)
    together(items, decisions, actions, noted)
    folds = folds_of(meeting, items)
    lines = []
    for number, item in enumerate(items, 1):
        url = reverse("groups:item_save", args=[item.pk])
        lines.append(
            {
                "item": item,
                "section": shown(_note(item, number), typed, url=url),
                "outcome": item.get_outcome_display() if item.outcome != ItemOutcome.NONE else "",
                "referred": referred(item),
                "outcome_is": OUTCOME_IS.get(ItemOutcome(item.outcome), ""),
                "decisions": [decision_line(one, noted) for one in decisions if one.item_id == item.pk],
                "actions": [action_line(one, request.acting) for one in actions if one.item_id == item.pk],
                "folds": folds[item.pk],
            }
        )
    return {
        "meeting": meeting,
        "title": title(meeting),
        "eyebrow": said(meeting.forum.name),
        "lines": lines,
        "sections": [line["section"] for line in lines],
        "unweighed": lacking_words(lacking_among(decisions, noted)) if is_asked(meeting) else "",
        "untouched": _untouched(lines) if has_begun(meeting) else "",
        "home": home(meeting),
        "next": _next(meeting),
        **where(meeting),
    }


def _untouched(lines: list[dict]) -> str:
    """That nothing is written on so many of the items, while there are any."""
    n = sum(not (one["outcome"] or one["item"].note or one["decisions"] or one["actions"]) for one in lines)
    words = ngettext("Inget är skrivet om %(n)d punkt.", "Inget är skrivet om %(n)d punkter.", n) % {"n": n}
    return words if n else ""


def _next(meeting: Meeting) -> dict | None:
    """What whoever writes does when the text is ready; who may write may do these too."""
    slug = "lamna-in" if meeting.status == MeetingStatus.HELD else "narvaro" if has_begun(meeting) else ""
    if not slug:
        return None
    return {"label": str(QUESTIONS[slug].title), "url": reverse("groups:meeting_note", args=[meeting.pk, slug])}


@require_GET
def meeting_write(request, pk):
    meeting = meeting_or_404(request, pk)
    require(policies.can_write(request.acting, meeting))
    return render_page(request, TEMPLATE, _context(request, meeting))


@require_POST
def item_save(request, pk):
    """One item's note."""
    item, meeting = item_or_404(request, pk)
    require(policies.writes(request.acting, meeting))
    return save_section(
        request,
        item,
        act=lambda **said: writing.save_note(item, by=request.acting, **said),
        page=lambda typed, status: render_page(request, TEMPLATE, _context(request, meeting, typed), status=status),
        to=at_the_table,
        as_section=lambda other: _note(other, 0),
    )


@require_POST
@send_once
def meeting_rest(request, pk):
    """In one press, what was not taken up."""
    meeting = meeting_or_404(request, pk)
    require(policies.can_write(request.acting, meeting))
    try:
        n = writing.close_untouched(meeting, by=request.acting)
    except (Refused, WrongState) as refused:
        messages.error(request, str(refused))
    else:
        done = ngettext("%(n)d punkt är avslutad.", "%(n)d punkter är avslutade.", n) % {"n": n}
        messages.success(request, done)
    return redirect("groups:meeting_write", pk=meeting.pk)


@require_GET
@says_why_not
def minutes_pdf(request, pk):
    """The minutes as a tagged PDF; built on demand, a confidential item only for its readers. [security 7]"""
    meeting = meeting_or_404(request, pk)
    context = minutes_paper(request.acting, meeting)
    pdf = render_pdf(
        "documents/_forum_minutes.html",
        context,
        kind=DocumentKind.CASE,
        title=f"{said(meeting.forum.name)}, {title(meeting).lower()}",
        created_at=meeting.approved_at or meeting.created_at,
    )
    audit.record("forum_minutes.printed", meeting, by=request.acting)
    return hand_out(pdf, _("protokoll-%(year)d-%(number)d.pdf") % {"year": meeting.year, "number": meeting.number})
