"""A text written together under its heading: its form, how it is shown, what was typed and could not be saved. [F81]

For `ui/editor.html`; `save_section` answers the button and the script.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _lazy

from core import clock
from core.errors import EditedByAnother, Refused, WrongState
from core.textguard import is_childless, likely_child
from core.ui import autosave, dates
from core.ui.forms import Form, LongText
from core.ui.readability import read


class SectionForm(Form):
    text = LongText(label=_lazy("Avsnittets text"), required=False, rows=6)
    version = forms.IntegerField(min_value=0)


@dataclass(frozen=True)
class Typed:
    """A text that could not be saved: it stays in its box, with why, and beside what another has saved."""

    section_id: UUID
    text: str
    error: str = ""
    theirs: Any = None


def shown(section: Any, typed: Typed | None, *, url: str, by_family: bool = False) -> dict:
    """A section with key, heading, help, text, version, saved_by, saved_at, ready for its editor.

    `by_family`: a family reads it too, and the editor says how easily it reads.
    """
    told = {
        "row": section,
        "url": url,
        "saved": _saved(section),
        "text": section.text,
        "reading": read(section.text) if by_family else None,
    }
    if typed is None or typed.section_id != section.pk:
        return told
    told |= {"text": typed.text, "error": typed.error, "saved": ""}
    if by_family:
        told["reading"] = read(typed.text)
    if typed.theirs:
        by, at = typed.theirs.saved_by, typed.theirs.saved_at
        told["conflict"] = {
            "theirs": typed.theirs.text,
            "by": str(by.person) if by else "",
            "at": dates.clock_time(at) if at else "",
        }
    return told


def _saved(section: Any) -> str:
    at = section.saved_at
    return autosave.words(dates.clock_time(at), hint_of(section, section.text)) if at else ""


def hint_of(section: Any, text: str) -> str:
    """What in the text may show who a child is, where none may be named."""
    return likely_child(text) if is_childless(section) else ""


def save_section(
    request: HttpRequest,
    section: Any,
    *,
    act: Callable[..., Any],
    page: Callable[[Typed, int], HttpResponse],
    to: Callable[[Any], str],
    as_section: Callable[[Any], Any] = lambda row: row,
) -> HttpResponse:
    """Save one section; the same POST from the button and from the script. What could not be saved stays in its box.

    `act(text=…, version=…)` saves and gives the row back, `page(typed, status)` is the whole editor once more, `to`
    where a saved row leads; `as_section` shows what another has saved. 409 for two texts, 422 for a refusal.
    """
    form = SectionForm(request.POST)
    if form.is_valid():
        try:
            saved = act(**form.cleaned_data)
        except EditedByAnother as edited:
            return _two_texts(request, as_section(edited.current), form.cleaned_data["text"], page)
        except (Refused, WrongState) as refusal:
            form.add_error(None, str(refusal))
        else:
            if autosave.is_asked(request):
                hint = hint_of(section, form.cleaned_data["text"])
                return autosave.saved(version=saved.version, at=saved.saved_at or clock.now(), hint=hint)
            return redirect(to(saved))
    if autosave.is_asked(request):
        return autosave.refused(form)
    typed = Typed(section.pk, request.POST.get("text", ""), error=form.faults[0]["sentence"])
    return page(typed, 422)


def _two_texts(
    request: HttpRequest, theirs: Any, mine: str, page: Callable[[Typed, int], HttpResponse]
) -> HttpResponse:
    if autosave.is_asked(request):
        by = str(theirs.saved_by.person) if theirs.saved_by else ""
        return autosave.conflict(version=theirs.version, texts={"text": theirs.text}, by=by, at=theirs.saved_at)
    return page(Typed(theirs.pk, mine, theirs=theirs), 409)
