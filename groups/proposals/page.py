"""The proposed items of a forum, made ready: a row each with what one may do, and how many wait. [F32]"""

from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from core.access import Acting
from core.ui import dates
from groups.models import Forum
from groups.proposals.models import ItemProposal
from groups.proposals.questions import QUESTIONS
from groups.proposals.states import OPEN


def list_url(forum_id: Any) -> str:
    return reverse("groups:proposal_list", args=[forum_id])


def proposal_row(acting: Acting, one: ItemProposal, forum: Forum) -> dict[str, Any]:
    """`forum` of `policies.forums_with_proposals`: what one may do there is asked once for all the rows."""
    leads, meets = forum.is_led, forum.meets  # type: ignore[attr-defined]
    minutes = ngettext("%(n)d minut", "%(n)d minuter", one.minutes) % {"n": one.minutes} if one.minutes else ""
    who = f"{one.proposed_by.person}, {dates.day(one.proposed_on)}"
    is_open = one.status in OPEN
    slugs = ["ta-in"] if leads and meets else []
    slugs += ["skjut-upp", "avboj"] if leads else []
    slugs += ["dra-tillbaka"] if one.proposed_by_id == acting.assignment_id else []
    return {
        "row": one,
        "title": one.title,
        "detail": ", ".join(filter(None, [one.get_purpose_display(), minutes, who])),
        "why": one.why,
        "reply": one.reply,
        "meeting_url": reverse("groups:meeting_detail", args=[one.item.meeting_id]) if one.item else "",
        "acts": [
            {"label": str(QUESTIONS[slug].title), "url": reverse("groups:proposal_note", args=[one.pk, slug])}
            for slug in (slugs if is_open else [])
        ],
    }


def near_proposals(forum: Forum, rows: list[ItemProposal], may_propose: bool) -> dict[str, Any] | None:
    """Beside a forum's meetings: how many wait, and the way to propose one more."""
    if not rows and not may_propose:
        return None
    n = len(rows)
    waits = ngettext("%(n)d förslag till dagordningen", "%(n)d förslag till dagordningen", n) % {"n": n} if n else ""
    return {
        "waits": waits,
        "list": list_url(forum.pk),
        "new": reverse("groups:proposal_new", args=[forum.pk]) if may_propose else "",
    }
