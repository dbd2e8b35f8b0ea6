"""Every text of a report passes here: no personal number gets through, likely names only with a yes. [facts 9.23]"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import traces
from core.errors import Refused

EMPTY = {
    "description": gettext_lazy("Skriv vad som hände."),
    "account": gettext_lazy("Skriv hur ni ser på det som hände."),
    "addendum": gettext_lazy("Skriv vad du vill lägga till."),
    "action": gettext_lazy("Skriv vad som ska göras."),
    "outcome": gettext_lazy("Skriv hur det gick."),
    "solution": gettext_lazy("Skriv hur det löstes."),
    "text": gettext_lazy("Skriv några ord om varför."),
    "reason": gettext_lazy("Skriv varför frågan är principiell."),
    "suggestion": gettext_lazy("Skriv ert förslag."),
    "question": gettext_lazy("Skriv vad ni behöver veta."),
    "answer": gettext_lazy("Skriv svaret."),
    "feedback": gettext_lazy("Skriv ett svar till den som anmälde. Utan svar kan anmälan inte avslutas."),
    "summary": gettext_lazy("Skriv vad avvikelserna har gemensamt."),
    "learned": gettext_lazy("Skriv vad ni har lärt er."),
    "pattern": gettext_lazy("Skriv vilket mönster anmälan hör till, till exempel ”utebliven ersättare”."),
}


class NamesLikely(Refused):
    """The text may show who the child is; the writer says that it does not, or writes otherwise."""


def check(texts: dict[str, str], *, known: Iterable[str], names_confirmed: bool) -> None:
    """Raises Refused for a personal number, NamesLikely for what looks like a name and is not confirmed."""
    for field, text in texts.items():
        if traces.personal_numbers(text):
            raise Refused(
                _("Texten innehåller ett personnummer. Ta bort det. Anmälan ska inte visa vem barnet är."), field=field
            )
    if names_confirmed:
        return
    known = list(known)
    for field, text in texts.items():
        found = traces.likely_names(text, known)
        if found:
            words = ", ".join(f"”{trace.text}”" for trace in found[:5])
            raise NamesLikely(
                _("Det här kan visa vem barnet är: %(words)s. Skriv om, eller intyga att det inte gör det.")
                % {"words": words},
                field=field,
            )


def read(known: Iterable[str], *, names_confirmed: bool, lacking: str = "", **written: str) -> dict[str, str]:
    """The texts as they will stand. Raises Refused for an empty one, a personal number or an unconfirmed name.

    `lacking` names the sentence for an empty text where that is another than the field's own.
    """
    kept = {field: text.strip() for field, text in written.items()}
    for field, text in kept.items():
        if not text:
            raise Refused(str(EMPTY[lacking or field]), field=field)
    check(kept, known=known, names_confirmed=names_confirmed)
    return kept


def told(description: str, tried: str, *, known: Iterable[str], names_confirmed: bool) -> dict[str, str]:
    """What happened, and what was done about it already, which may be left. Raises Refused as `read`."""
    kept = {"description": description.strip(), "tried": tried.strip()}
    if not kept["description"]:
        raise Refused(str(EMPTY["description"]), field="description")
    check(kept, known=known, names_confirmed=names_confirmed)
    return kept


def names_around(report: Any) -> list[str]:
    """Names of units and places that may stand in a report's texts."""
    sides = [side.unit.name for side in report.counterparts.select_related("unit")]
    places = [report.area.name, report.district.name if report.district else ""]
    return [report.unit.name, *sides, *places]
