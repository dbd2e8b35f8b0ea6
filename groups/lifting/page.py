"""A lifted question's page and its line in lists, made ready for their templates; a forum's open ones."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.ui import dates
from core.ui.questions import buttons
from core.ui.registry import Who
from core.ui.said import said
from groups.choices import Tier
from groups.finding import forum_url
from groups.lifting import policies
from groups.lifting.models import LiftedQuestion, LiftNote, LiftStep
from groups.lifting.questions import QUESTIONS
from groups.lifting.states import HERE, LiftStatus, StepStatus
from groups.models import Forum

NEAR = 5


def lift_page(acting: Acting, question: LiftedQuestion) -> dict[str, Any]:
    """What `groups/lift_detail.html` shows. The steps stand on the question, with their forums."""
    notes = policies.visible_notes(acting, question).select_related("written_by__person", "item__meeting", "forum")
    return {
        "question": question,
        "crumbs": [{"label": _("Lyfta frågor"), "url": reverse("groups:lift_list")}],
        "lead": _lead(question),
        "steps": _steps(question),
        "buttons": buttons(QUESTIONS, acting, question, "groups:lift_note"),
        "words": _words(question),
        "notes": [_note(one) for one in notes if _stands(one)],
        "facts": _facts(question),
        "who": _who_sees(),
    }


def _lead(question: LiftedQuestion) -> str:
    """The one sentence: what it waits for."""
    here, names = question.here, {"origin": said(question.origin.name)}
    if here:
        names["forum"] = said(here.to_forum.name)
        if here.is_late and here.due_on:
            return _("%(forum)s skulle ha svarat %(day)s.") % {**names, "day": dates.day(here.due_on)}
        if here.status == StepStatus.SENT:
            return _("%(forum)s har fått frågan och ska ta emot den.") % names
        return _("%(forum)s ska svara eller skicka frågan vidare.") % names
    words = {
        LiftStatus.ANSWERED: _("Svaret har kommit. %(origin)s ska säga vad de gör med det."),
        LiftStatus.CONFIRMED: _("%(origin)s frågade och har fått svar."),
        LiftStatus.WITHDRAWN: _("%(origin)s har tagit tillbaka frågan."),
    }
    return words[LiftStatus(question.status)] % names


def _steps(question: LiftedQuestion) -> list[dict]:
    """The forums in the order of the way, then the answer and its receipt."""
    made = [{"title": said(question.origin.name), "detail": dates.day(question.lifted_on), "state": "done"}]
    for step in question.steps.all():
        detail = _("%(what)s %(day)s") % {
            "what": step.get_status_display(),
            "day": dates.day(step.ended_on or step.received_on or step.sent_on),
        }
        made.append({"title": said(step.to_forum.name), "detail": detail, "state": "now" if step.is_here else "done"})
    if question.status == LiftStatus.WITHDRAWN:
        return made
    state = {LiftStatus.ANSWERED: "now", LiftStatus.CONFIRMED: "done"}.get(LiftStatus(question.status), "")
    day = dates.day(question.confirmed_on) if question.confirmed_on else ""
    return [*made, {"title": _("Svaret är mottaget"), "detail": day, "state": state}]


def _words(question: LiftedQuestion) -> list[dict]:
    """The texts that are written, each under its heading; the answer first."""
    found = []
    for step in question.steps.all():
        if step.answer:
            found.append(("answer", _("Svar från %(forum)s") % {"forum": said(step.to_forum.name)}, step.answer))
    for name in ("did", "text", "why"):
        found.append((name, str(question._meta.get_field(name).verbose_name), getattr(question, name)))
    for step in question.steps.all():
        title = _("%(forum)s skickade frågan vidare") % {"forum": said(step.from_forum.name)}
        found.append((f"message{step.number}", title, step.message))
    found.append(("withdrawn", _("Varför frågan togs tillbaka"), question.withdraw_reason))
    return [{"key": key, "title": title, "text": text} for key, title, text in found if text]


def _stands(note: LiftNote) -> bool:
    """Words, or an item that one reads and that has not been taken off the agenda."""
    return bool(note.text or (note.item and note.item.removed_at is None))


def _note(note: LiftNote) -> dict:
    text, url = note.text, ""
    if note.item:
        text = _("Tas upp på mötet %(when)s") % {"when": dates.weekday_moment(note.item.meeting.starts_at)}
        url = reverse("groups:meeting_detail", args=[note.item.meeting_id])
    return {
        "text": text,
        "url": url,
        "at": note.created_at,
        "by": note.written_by.person,
        "forum": said(note.forum.name),
    }


def _facts(question: LiftedQuestion) -> list[dict]:
    lifted = dates.day(question.lifted_on)
    if question.decided_as:
        lifted = _("%(day)s, beslut %(number)s") % {"day": lifted, "number": question.decided_as}
    facts = [
        {"term": _("Lyfts av"), "text": said(question.origin.name), "url": forum_url(question.origin)},
        {"term": _("Lyftes"), "text": lifted},
        {"term": _("Gruppen ber om"), "text": question.get_asks_display()},
    ]
    last = question.last
    if last.is_here:
        facts.append({"term": _("Frågan finns hos"), "text": said(last.to_forum.name), "url": forum_url(last.to_forum)})
        if last.due_on:
            facts.append({"term": _("Svar senast"), "text": dates.day(last.due_on)})
    if last.taken_up_on:
        facts.append({"term": _("Tas upp på möte"), "text": dates.day(last.taken_up_on)})
    if question.answered_on:
        facts.append({"term": _("Besvarades"), "text": dates.day(question.answered_on)})
    if last.decided_as:
        facts.append({"term": _("Beslut"), "text": last.decided_as})
    return facts


def _who_sees() -> list[Who]:
    return [
        Who(_("Ledamöter i grupperna på vägen och deras chefer"), _("Frågan, vad som skickats vidare och svaret")),
        Who(_("Den regionala nivåns handläggare"), _("Frågor från de lokala grupperna")),
        Who(_("Bara den grupp som bereder"), _("Beredningen")),
        Who(_("Ingen annan i länet"), _("Inte heller när frågan är besvarad"), sees=False),
        Who(_("Ingen ser barn här"), _("En lyft fråga handlar aldrig om ett enskilt barn"), sees=False),
    ]


def lift_row(question: LiftedQuestion) -> dict:
    last = question.last
    return {
        "url": reverse("groups:lift_detail", args=[question.pk]),
        "title": question.title,
        "origin": said(question.origin.name),
        "at": said(last.to_forum.name),
        "due": dates.day(last.due_on) if last.is_here and last.due_on else "",
        "late": last.is_late,
        "question": question,
    }


def near_questions(acting: Acting, forum: Forum) -> QuerySet[LiftedQuestion]:
    """The forum's open ones, lifted and come, for whoever reads them; not asked yet."""
    if not policies.is_in_forums(acting):
        return LiftedQuestion.objects.none()
    here = LiftStep.objects.filter(question=OuterRef("pk"), to_forum=forum, status__in=HERE)
    found = policies.visible_questions(acting).open().filter(Q(origin=forum) | Exists(here))
    return found.for_list()[:NEAR]


def lifted_of(acting: Acting, forum: Forum, found: Iterable[LiftedQuestion]) -> dict[str, Any] | None:
    """What the forum's page says of them; None for whoever has to do with none."""
    if not policies.is_in_forums(acting) or forum.tier == Tier.INDIVIDUAL:
        return None
    rows = [lift_row(one) for one in found]
    if not rows and not forum.is_led:
        return None
    return {
        "rows": rows,
        "all": f"{reverse('groups:lift_list')}?{urlencode({'forum': forum.pk, 'state': 'all'})}",
        "new": reverse("groups:lift_new", args=[forum.pk]) if forum.is_led and forum.parent else "",
        "above": said(forum.parent.name) if forum.parent else "",
        "alone": forum.is_led and not forum.parent,
    }
