"""What the transition's page shows, and the section on the child's page. [F100]"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core import clock
from core.access import Acting, Asks, together
from core.notices.about import Described
from core.obligations.faces import clocks_of, face
from core.ui import badges, dates
from core.ui.questions import buttons
from core.workdays import local_today
from sip.children.models import Child
from sip.children.policies import is_expected_no_longer, visible_children
from sip.transitions import policies
from sip.transitions.deadlines import CODES
from sip.transitions.models import Transition, TransitionUnit
from sip.transitions.policies import visible_transitions
from sip.transitions.questions import QUESTIONS
from sip.transitions.states import MeetingReply, TransitionKind, TransitionStatus, UnitPart


def transition_page(acting: Acting, transition: Transition) -> dict:
    """Everything the page shows to this reader, in one statement."""
    units = policies.with_seen(transition.units.filter(removed_on__isnull=True))
    units = units.select_related("unit").order_by("unit__name")
    clocks = clocks_of(transition, CODES)
    own = visible_children(acting).filter(pk=transition.child_id).values_list("pk", flat=True)
    together(units, clocks, own)
    shown = [face(row, clock.today()) for row in clocks if row.due_on]
    return {
        "transition": transition,
        "lead": _lead(transition),
        "steps": step_line(transition),
        "facts": _facts(transition),
        "buttons": buttons(QUESTIONS, acting, transition, "sip:transition_note"),
        "meeting": _meeting(acting, transition, units),
        "sending": _sending(acting, transition, units),
        "receiving": [{"title": row.unit.name} for row in units if row.part == UnitPart.RECEIVING],
        "clock": shown[0] if shown else None,
        "child_url": reverse("sip:child_detail", args=[transition.child_id]) if own else "",
    }


NEXT = {
    TransitionStatus.UPCOMING: _lazy("Nästa steg är att planera den: vilka som tar emot och vad den unga vill."),
    TransitionStatus.PLANNED: _lazy("Nästa steg är ett möte med dem som lämnar över och dem som tar emot."),
    TransitionStatus.MEETING_HELD: _lazy("Nästa steg är att varje verksamhet bekräftar sin överföring."),
    TransitionStatus.HANDED_OVER: _lazy("Nästa steg är att avsluta den."),
}


def _lead(transition: Transition) -> str:
    """When it is, and what comes next while it is under way."""
    words = NEXT.get(TransitionStatus(transition.status))
    return f"{_when(transition)} {words}" if words else _when(transition)


def _when(transition: Transition) -> str:
    return _("Sker %(day)s.") % {"day": dates.day(transition.on)}


def step_line(transition: Transition) -> list[dict]:
    """Done, now, next; what was done of one that has ended. [SM-8]"""
    line = [
        (_("Kommande"), local_today(transition.created_at), ""),
        (_("Planerad"), transition.planned_on, _("mottagare och önskan")),
        (_("Möte"), transition.met_on, _("senast dagen före")),
        (_("Överlämnad"), transition.handed_over_on, _("när alla har bekräftat")),
        (_("Behövs inte") if transition.drop_reason else _("Avslutad"), transition.closed_on, ""),
    ]
    if not transition.is_open:
        line = [step for step in line if step[1]]
    first_open = next((number for number, (_title, day, _words) in enumerate(line) if day is None), len(line))
    return [
        {
            "title": title,
            "detail": dates.day_short(day) if day else words,
            "state": "done" if day else ("now" if number == first_open and transition.is_open else ""),
        }
        for number, (title, day, words) in enumerate(line)
    ]


def _facts(transition: Transition) -> list[dict]:
    facts = [
        {"term": _("Övergång"), "text": str(transition.get_kind_display())},
        {"term": _("Dag"), "text": dates.day(transition.on)},
        {"term": _("Håller ihop övergången"), "text": transition.unit.name},
    ]
    if transition.kind == TransitionKind.ADULT_18:
        wish = {"term": _("Den ungas önskan"), "text": str(transition.get_guardian_wish_display())}
        if transition.wish_on:
            wish["detail"] = dates.day(transition.wish_on)
        facts.append(wish)
    if transition.drop_reason:
        reason = {"term": _("Varför den inte behövs"), "text": str(transition.get_drop_reason_display())}
        facts.append({**reason, "detail": transition.drop_words})
    return facts


def _sending(acting: Acting, transition: Transition, units: Iterable[TransitionUnit]) -> list[dict]:
    lines = []
    for row in units:
        if row.part != UnitPart.SENDING:
            continue
        row.transition = transition
        words = _("Bekräftat %(day)s") % {"day": dates.day(row.confirmed_on)} if row.confirmed_on else ""
        may = policies.can_confirm(acting, row)
        url = reverse("sip:transition_confirm", args=[row.pk]) if may else ""
        lines.append({"name": row.unit.name, "detail": words or _("Inte bekräftat än"), "confirm_url": url})
    return lines


def _meeting(acting: Acting, transition: Transition, units: Iterable[TransitionUnit]) -> dict | None:
    """When, where, and each unit once: called or not, its answer, whether it came."""
    noted = transition.met_on is not None
    if transition.meeting_at is None and not noted:
        return None
    rows: dict[UUID, dict] = {}
    for row in units:
        row.transition = transition
        if row.unit_id not in rows:
            rows[row.unit_id] = {"name": row.unit.name, **(_came(row) if noted else _answer(acting, row))}
    when = dates.weekday_moment(transition.meeting_at) if transition.meeting_at else dates.day(transition.met_on)
    return {"when": when, "place": transition.meeting_place, "rows": [*rows.values()]}


def _came(row: TransitionUnit) -> dict:
    words = {True: _("Var med"), False: _("Var inte med"), None: _("Inte noterat")}
    return {"badge": words[row.came], "badge_is": "ok" if row.came else ""}


def _answer(acting: Acting, row: TransitionUnit) -> dict:
    if row.called_on is None:
        return {"badge": _("Inte kallad"), "badge_is": ""}
    url = reverse("sip:transition_reply", args=[row.pk]) if policies.can_answer_call(acting, row) else ""
    badge = row.get_reply_display() if row.reply else _("Inget svar än")
    means = {MeetingReply.YES: "ok", MeetingReply.NO: "late"}.get(row.reply, "soon")
    words = _("Ni kan notera svaret åt dem.") if url and row.unit_id != acting.unit_id else ""
    return {"badge": badge, "badge_is": means, "reply_url": url, "reply": row.reply, "words": words}


def describe_transitions(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """Code and the way to the transition, for those who see it now."""
    found = visible_transitions(acting).filter(pk__in=ids).values_list("pk", "code")
    yield Asks(found)
    for pk, code in found:
        yield pk, Described(code, reverse("sip:transition_detail", args=[pk]))


def transition_row(transition: Transition) -> dict:
    return {
        "title": str(transition.get_kind_display()),
        "code": transition.code,
        "url": reverse("sip:transition_detail", args=[transition.pk]),
        "detail": _when(transition),
        "badge": str(transition.get_status_display()),
        "badge_is": badges.MEANINGS.get(transition.status, ""),
    }


def child_section(acting: Acting, child: Child) -> Iterator[Asks | dict]:
    """The transitions on the child's page."""
    found = visible_transitions(acting).filter(child=child).order_by("on", "created_at")
    yield Asks(found)
    section = {
        "title": _("Övergångar"),
        "key": "overgangar",
        "rows": [transition_row(one) for one in found],
        "empty": _("Ingen övergång är på gång. De som följer av födelsedagar läggs upp av portalen."),
    }
    if policies.works_with_children(acting) and not is_expected_no_longer(child):
        section |= {"url": reverse("sip:transition_new", args=[child.pk]), "label": _("Lägg till övergång")}
    yield section
