"""What the pages of extracts show, ready for their templates. [security 2, 6]"""

from itertools import groupby

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.access import Acting, together
from core.obligations.faces import clocks_of, face
from core.ui import dates
from core.ui.numbers import in_words
from sip.extracts import policies
from sip.extracts.deadlines import ANSWERED
from sip.extracts.models import Extract, ExtractItem
from sip.extracts.names import TABLES
from sip.extracts.paper import said_of
from sip.extracts.states import Mark

GLIMPSE = 60  # characters


def extract_row(extract: Extract) -> dict:
    return {
        "pk": extract.pk,
        "code": extract.code,
        "kind": extract.get_kind_display(),
        "receiver": extract.get_receiver_display(),
        "asked": dates.day(extract.asked_on),
        "obj": extract,
    }


def extract_page(acting: Acting, extract: Extract) -> dict:
    items = policies.visible_items(acting).filter(extract_id=extract.pk).order_by("number")
    clocks = clocks_of(extract, [ANSWERED.code])
    together(items, clocks)
    reads = policies.can_decide(acting, extract)
    waiting = sum(item.waits for item in items)
    return {
        "extract": extract,
        "facts": _facts(extract),
        "marked": [_marked_row(item) for item in items if item.marks],
        "parts": _parts([item for item in items if not item.marks], reads),
        "waiting": _waiting(waiting) if waiting and extract.status == "built" else "",
        "can_decide": reads,
        "can_pass": reads and not waiting,
        "can_hand_out": policies.can_hand_out(acting, extract),
        "can_fetch": policies.can_fetch(acting, extract),
        "can_extend": policies.can_extend(acting, extract) and any(row.is_live for row in clocks),
        "clocks": [face(row, clock.today()) for row in clocks if row.due_on],
        "can_revoke": policies.can_revoke(acting, extract),
        "is_own": extract.status == "built" and not reads,
    }


def _waiting(number: int) -> str:
    said = ngettext(
        "En markerad uppgift ska avgöras innan utdraget kan godkännas.",
        "%(n)s markerade uppgifter ska avgöras innan utdraget kan godkännas.",
        number,
    )
    return said % {"n": capfirst(in_words(number))}


def _facts(extract: Extract) -> list[dict]:
    facts = [
        {"term": _("Mottagare"), "text": extract.receiver_name, "detail": extract.get_receiver_display()},
        {"term": _("Begäran kom"), "text": dates.day(extract.asked_on)},
        _who(_("Byggt av"), extract.built_by, extract.created_at),
    ]
    if extract.read_at:
        facts.append(_who(_("Läst av"), extract.read_by, extract.read_at))
    if extract.handed_on:
        how = f"{extract.get_manner_display()}, {dates.day(extract.handed_on)}"
        facts.append({"term": _("Utlämnat"), "text": how, "detail": str(extract.handed_by.person)})
    if extract.ended_at:
        facts.append(_who(extract.get_status_display(), extract.ended_by, extract.ended_at))
        facts.append({"term": _("Skäl"), "text": extract.get_reason_display(), "detail": extract.words})
    if extract.sha256:
        facts.append({"term": "SHA-256", "text": extract.sha256})
    return facts


def _who(term, assignment, at) -> dict:
    return {"term": term, "text": str(assignment.person), "detail": dates.moment(at)}


def _marks(item: ExtractItem) -> str:
    return ". ".join(str(Mark(mark).label) for mark in item.marks)


def _marked_row(item: ExtractItem) -> dict:
    said = said_of(item)
    return {
        "title": said["rubrik"],
        "url": item.get_absolute_url(),
        "detail": f"{_marks(item)}: {_glimpse(said)}",
        "badge": item.get_choice_display() or _("Ska avgöras"),
        "badge_is": "" if item.choice else "soon",
    }


def _glimpse(said: dict) -> str:
    """A name or the first words, so that one guardian's row is told from the other's."""
    lines = [value for name, value in said["rader"] if "namn" in name.lower()] or [value for _n, value in said["rader"]]
    return Truncator(lines[0]).chars(GLIMPSE)


def _parts(items: list[ExtractItem], reads: bool) -> list[dict]:
    """What nobody has marked, whole, for both to read."""
    parts = []
    for source, part in groupby(items, key=lambda item: item.source):
        shown = [_shown(item, reads) for item in part]
        parts.append({"name": str(TABLES[source]), "count": len(shown), "articles": shown})
    return parts


def _shown(item: ExtractItem, reads: bool) -> dict:
    said = said_of(item)
    return {
        "title": said["rubrik"],
        "when": said["när"],
        "facts": [{"term": name, "text": value} for name, value in said["rader"]],
        "url": item.get_absolute_url() if reads else "",
        "choice": item.get_choice_display(),
        "ground": item.get_ground_display(),
    }


def item_page(acting: Acting, item: ExtractItem) -> dict:
    extract = item.extract
    can_decide = policies.can_decide(acting, extract)
    return {
        "item": item,
        "extract": extract,
        "shown": _shown(item, False),
        "marks": _marks(item),
        "decided": f"{item.get_choice_display()}. {item.get_ground_display()}." if item.choice else "",
        "can_decide": can_decide,
        "waits": extract.status == "built" and not can_decide,
    }


def next_url(acting: Acting, extract: Extract) -> str:
    """The next marked item that waits, or the extract when none does."""
    waiting = policies.visible_items(acting).filter(extract_id=extract.pk, choice="").exclude(marks=[])
    item = waiting.order_by("number").first()
    return item.get_absolute_url() if item else reverse("sip:extract_detail", args=[extract.pk])
