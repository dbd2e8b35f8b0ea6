"""A text written together under its heading: its form, how it is shown, what was typed and could not be saved. [F81]

For `ui/editor.html`; the view answers the script by `core.ui.autosave`.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.ui import dates
from core.ui.forms import Form, LongText


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


def shown(section: Any, typed: Typed | None, *, url: str) -> dict:
    """A section with key, heading, help, text, version, saved_by, saved_at, ready for its editor."""
    told = {
        "row": section,
        "url": url,
        "saved": _("Sparat %(at)s") % {"at": dates.clock_time(section.saved_at)} if section.saved_at else "",
        "text": section.text,
    }
    if typed is None or typed.section_id != section.pk:
        return told
    told |= {"text": typed.text, "error": typed.error, "saved": ""}
    if typed.theirs:
        by, at = typed.theirs.saved_by, typed.theirs.saved_at
        told["conflict"] = {
            "theirs": typed.theirs.text,
            "by": str(by.person) if by else "",
            "at": dates.clock_time(at) if at else "",
        }
    return told
