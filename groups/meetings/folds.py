"""The verbs of an item folded up beside its text, so that nobody leaves the table to decide. [F34, F35]

Each posts to the verb's own page, which shows a refusal with everything typed.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import together
from core.ui.forms import Form
from groups.meetings.item_questions import AT_THE_TABLE, ITEM_QUESTIONS
from groups.meetings.models import AgendaItem, Meeting
from groups.meetings.states import ItemOutcome

Forms = dict[str, Form]  # by the question


def folds_of(meeting: Meeting, items: Iterable[AgendaItem]) -> dict:
    """By item: those that wait for an answer now. What there is to choose is read once for all."""
    made: dict = {}
    first: Forms = {}
    for item in items:
        item.meeting = meeting
        forms = {slug: _form(item, slug) for slug in AT_THE_TABLE if ITEM_QUESTIONS[slug].waits(item)}
        if first:
            _share(first, forms)
        else:
            first = forms
            together(*(rows for form in forms.values() for rows in form.choice_rows()))
        made[item.pk] = [_fold(item, slug, form) for slug, form in forms.items()]
    return made


def _form(item: AgendaItem, slug: str) -> Form:
    return ITEM_QUESTIONS[slug].form(item, auto_id=f"id_{item.pk}_{slug}_%s")


def _share(first: Forms, forms: Forms) -> None:
    for slug, form in forms.items():
        for name in {"responsible", "referred_to"} & form.fields.keys():
            form.fields[name].choices = list(first[slug].fields[name].choices)  # type: ignore[attr-defined]


def _fold(item: AgendaItem, slug: str, form: Form) -> dict:
    asked = ITEM_QUESTIONS[slug]
    is_again = slug == "avsluta" and item.outcome != ItemOutcome.NONE
    return {
        "url": reverse("groups:item_note", args=[item.pk, slug]),
        "title": _("Ändra vad som blev av punkten") if is_again else asked.title,
        "button": asked.button,
        "form": form,
    }
