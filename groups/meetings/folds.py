"""The verbs of an item folded up beside its text, so that nobody leaves the table to decide. [F34, F35]

Each posts to the verb's own page, which shows a refusal with everything typed.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import together
from core.ui.forms import Form
from groups.meetings.forms import DecideForm, OutcomeForm, TakeOnForm
from groups.meetings.models import AgendaItem, Meeting
from groups.meetings.page import has_begun
from groups.meetings.states import ItemOutcome


def folds_of(meeting: Meeting, items: Iterable[AgendaItem]) -> dict:
    """By item: decide once the meeting has begun, take on, close. What there is to choose is read once for all."""
    made: dict = {}
    first: list[Form] = []
    for item in items:
        item.meeting = meeting
        forms = [DecideForm(auto_id=_ids(item, "beslut")), TakeOnForm(item, auto_id=_ids(item, "atgard"))]
        forms.append(OutcomeForm(item, auto_id=_ids(item, "blev")))
        if first:
            _share(first, forms)
        else:
            first = forms
            together(*(rows for form in forms for rows in form.choice_rows()))
        made[item.pk] = _folds(meeting, item, *forms)
    return made


def _ids(item: AgendaItem, verb: str) -> str:
    return f"id_{item.pk}_{verb}_%s"


def _share(first: list[Form], forms: list[Form]) -> None:
    for known, form in zip(first, forms, strict=True):
        for name in {"responsible", "referred_to"} & form.fields.keys():
            form.fields[name].choices = list(known.fields[name].choices)  # type: ignore[attr-defined]


def _folds(meeting: Meeting, item: AgendaItem, decide: Form, take_on: Form, outcome: Form) -> list[dict]:
    is_closed = item.outcome != ItemOutcome.NONE
    folds = [
        ("groups:item_take_on", _("Lägg till en åtgärd"), _("Spara åtgärden"), take_on),
        (
            "groups:item_outcome",
            _("Ändra vad som blev av punkten") if is_closed else _("Avsluta punkten"),
            _("Spara"),
            outcome,
        ),
    ]
    if has_begun(meeting):
        folds.insert(0, ("groups:item_decide", _("Skriv ett beslut"), _("Spara beslutet"), decide))
    return [
        {"url": reverse(route, args=[item.pk]), "title": title, "button": button, "form": form}
        for route, title, button, form in folds
    ]
