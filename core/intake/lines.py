"""What each row of a file would do, said before anything is done."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents.attachments import FORMULA_STARTS
from core.errors import Refused
from core.intake.columns import Column


class Outcome(models.TextChoices):
    WRONG = "wrong", gettext_lazy("Behöver rättas")
    NEW = "new", gettext_lazy("Läggs till")
    CHANGED = "changed", gettext_lazy("Ändras")
    SAME = "same", gettext_lazy("Lämnas som den är")


@dataclass(frozen=True)
class Fault:
    """`column` is the heading; empty for the whole row."""

    column: str
    sentence: str


@dataclass
class Line:
    """One row: `effects` say what it would do, `faults` what has to be mended first."""

    number: int
    title: str
    detail: str = ""
    outcome: str = Outcome.SAME
    effects: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, column: str, sentence: str) -> None:
        self.outcome = Outcome.WRONG
        self.faults.append(Fault(column, sentence))

    def does(self, outcome: str, effect: str) -> None:
        """What is new to the portal stays new, whatever else the row changes."""
        self.outcome = outcome if self.outcome == Outcome.SAME else self.outcome
        self.effects.append(effect)


class Cells:
    """A row's texts by column, each fault told to its line beside its heading."""

    def __init__(self, line: Line, texts: Mapping[str, str], columns: Sequence[Column]) -> None:
        self.line, self.texts = line, texts
        self.columns = {column.name: column for column in columns}
        for column in columns:
            if sentence := _fault_of(self[column.name], column):
                self.wrong(column.name, sentence)

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")

    def wrong(self, name: str, sentence: str) -> None:
        self.line.wrong(str(self.columns[name].heading) if name in self.columns else "", sentence)

    def take(self, refused: Refused) -> None:
        """A service's refusal, beside the column that it names."""
        self.wrong(refused.field or "", str(refused))


def _fault_of(text: str, column: Column) -> str:
    if text.startswith(FORMULA_STARTS):
        return _("Cellen är en formel, eller börjar som en. Skriv in värdet i stället.")
    if len(text) > column.longest:
        return _("Texten är %(length)d tecken. Högst %(most)d får plats.") % {
            "length": len(text),
            "most": column.longest,
        }
    if not text and not column.may_lack:
        return _("Fyll i det här.")
    return ""


def fingerprint(lines: Sequence[Line]) -> str:
    """Another as soon as the file would do something else than when it was shown."""
    said = [(line.number, line.outcome, line.title, line.effects, line.faults) for line in lines]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
