"""The agenda's items: added, changed, moved, taken off; what became of each, decided and taken on. [F32, F34, F35]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import require
from core.errors import WrongState
from core.ui.once import send_once
from core.ui.questions import question_page
from core.ui.verbs import ACT, PAGE, act_page, confirm_page, sent
from groups.meetings import policies
from groups.meetings.forms import TopicForm
from groups.meetings.item_questions import AT_THE_TABLE, ITEM_QUESTIONS
from groups.meetings.models import ActionItem, AgendaItem, ForumDecision, Meeting
from groups.meetings.services import agenda, writing
from groups.meetings.views import home, meeting_or_404, where


def item_or_404(request: HttpRequest, pk: UUID) -> tuple[AgendaItem, Meeting]:
    """The item as the acting one may read it, with its meeting."""
    item = get_object_or_404(AgendaItem.objects.standing().select_related("responsible__person"), pk=pk)
    item.meeting = meeting_or_404(request, item.meeting_id)
    return item, item.meeting


def at_the_table(item: AgendaItem) -> str:
    """Back to the item where the minutes are written."""
    return f"{reverse('groups:meeting_write', args=[item.meeting_id])}#punkt-{item.pk}"


@PAGE
@send_once
def item_new(request, pk):
    meeting = meeting_or_404(request, pk)
    require(policies.can_set_agenda(request.acting, meeting))
    form = TopicForm(meeting, sent(request))
    words = {
        "title": _("Lägg till en punkt"),
        "lead": _("Skriv inget som visar vilket barn det gäller. Enskilda ärenden tas i individforum eller SIP."),
        "button": _("Lägg till punkten"),
        **where(meeting),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: agenda.add_item(meeting, by=request.acting, **form.facts()),
        done=_("Punkten är tillagd."),
        to=lambda _made: home(meeting),
    )


@require_POST
@send_once
def item_move(request, pk, way):
    item, meeting = item_or_404(request, pk)
    try:
        agenda.move_item(item, by=request.acting, up=way == "upp")
    except WrongState as wrong:
        messages.error(request, str(wrong))
    return redirect(f"{home(meeting)}#dagordning")


@PAGE
@send_once
def item_remove(request, pk):
    item, meeting = item_or_404(request, pk)
    require(policies.can_set_agenda(request.acting, meeting))
    words = {
        "title": _("Ta bort punkten"),
        "text": item.title,
        "effects": [_("Punkten står inte längre på dagordningen.")],
        "verb": _("Ta bort punkten"),
        "back_url": home(meeting),
    }
    return confirm_page(
        request,
        words,
        act=lambda: agenda.remove_item(item, by=request.acting),
        done=_("Punkten är borttagen."),
        to=lambda _made: home(meeting),
    )


@PAGE
@send_once
def item_note(request, pk, question):
    """One question about the item; a refusal keeps what was typed."""
    item, meeting = item_or_404(request, pk)
    asked = ITEM_QUESTIONS[question]
    table = {"back": _("Skriv protokollet"), "back_url": at_the_table(item)}
    back = table if question in AT_THE_TABLE else where(meeting)
    return question_page(request, asked, item, {"lead": item.title, **back})


def _strike(request, row, words, act):
    meeting = meeting_or_404(request, row.meeting_id)
    require(policies.can_write(request.acting, meeting))
    return confirm_page(
        request,
        {**words, "text": row.text, "back_url": at_the_table(row.item)},
        act=act,
        done=_("Struket."),
        to=lambda _made: at_the_table(row.item),
    )


@PAGE
@send_once
def decision_strike(request, pk):
    decision = get_object_or_404(ForumDecision.objects.standing().select_related("item"), pk=pk)
    words = {
        "title": _("Stryk beslut %(number)s") % {"number": decision},
        "effects": [_("Numret används inte igen.")],
        "verb": _("Stryk beslutet"),
    }
    return _strike(request, decision, words, lambda: writing.strike_decision(decision, by=request.acting))


@PAGE
@send_once
def action_strike(request, pk):
    action = get_object_or_404(ActionItem.objects.standing().select_related("item"), pk=pk)
    words = {"title": _("Stryk åtgärden"), "effects": [_("Ingen påminns om den.")], "verb": _("Stryk åtgärden")}
    return _strike(request, action, words, lambda: writing.strike_action(action, by=request.acting))
