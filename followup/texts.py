"""What holds for every text of a year, an area's and the region's: who a child is never shown. [security 10]"""

from collections.abc import Iterable
from typing import TypeVar

from django.utils.translation import gettext as _

from core import audit
from core.access import Acting
from core.errors import Refused
from core.textguard import refuse_identity
from core.writing import write_over
from followup.casecodes import refuse_case_codes
from followup.models import CompilationSection, FollowUpSection

Text = TypeVar("Text", FollowUpSection, CompilationSection)


def refuse_children(text: str, *, field: str) -> None:
    refuse_identity(text, field=field)
    refuse_case_codes(text, field=field)


def write(section: Text, *, by: Acting, text: str, version: int, act: str) -> Text:
    """Save the locked text over the version its writer saw, and log it as `act` where it changed.

    Raises EditedByAnother when someone saved in between, Refused for a text that shows who a child is.
    """
    if write_over(section, text, seen=version, by=by.assignment_id, guard=refuse_children):
        audit.record(act, section, by=by)
    return section


def refuse_unwritten(sections: Iterable[FollowUpSection | CompilationSection]) -> None:
    """Raises Refused naming the compulsory texts that are empty."""
    empty = [str(one) for one in sections if one.is_compulsory and not one.text.strip()]
    if empty:
        raise Refused(_("Skriv det här först: %(names)s.") % {"names": ", ".join(empty)})


def printed_texts(sections: Iterable[FollowUpSection | CompilationSection]) -> list[dict]:
    """For a report: the compulsory texts, said to be missing where they are; the others where they are written."""
    return [
        {
            "id": section.key,
            "heading": section.heading,
            "paragraphs": section.text.split("\n\n") if section.text.strip() else [_("Inte skriven än.")],
            "parts": [],
        }
        for section in sections
        if section.text.strip() or section.is_compulsory
    ]
