"""The pages of one question each about an item of the agenda: its words, its form, its verb. [F32, F34, F35]"""

from django.utils.translation import gettext_lazy as _

from core.access import Acting
from core.ui.questions import Question, Questions
from groups.meetings import forms, policies
from groups.meetings.models import AgendaItem
from groups.meetings.page import has_begun
from groups.meetings.services import agenda, writing

AT_THE_TABLE = ("beslut", "atgard", "avsluta")  # folded up beside the text where the minutes are written


def _writes(acting: Acting, item: AgendaItem) -> bool:
    return policies.can_write(acting, item.meeting)


def _sets(acting: Acting, item: AgendaItem) -> bool:
    return policies.can_set_agenda(acting, item.meeting)


ITEM_QUESTIONS: Questions = {
    "andra": Question(
        _("Ändra punkten"),
        "",
        _("Spara"),
        _("Punkten är ändrad."),
        forms.ChangeTopicForm,
        agenda.change_item,
        _sets,
    ),
    "beslut": Question(
        _("Skriv ett beslut"),
        "",
        _("Spara beslutet"),
        _("Beslutet är sparat."),
        forms.DecideForm,
        writing.decide,
        _writes,
        lambda item: has_begun(item.meeting),
    ),
    "atgard": Question(
        _("Lägg till en åtgärd"),
        "",
        _("Spara åtgärden"),
        _("Åtgärden är sparad."),
        forms.TakeOnForm,
        writing.take_on,
        _writes,
    ),
    "avsluta": Question(
        _("Avsluta punkten"),
        "",
        _("Spara"),
        _("Punkten är avslutad."),
        forms.OutcomeForm,
        writing.set_outcome,
        _writes,
    ),
}
