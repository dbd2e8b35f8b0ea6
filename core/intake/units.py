"""What a file of units would do: who begins, who serves more areas, who says something else of itself. [F4, F5, F7]"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core.access import Acting
from core.intake.columns import UNITS, plain, value_of
from core.intake.lines import Cells, Line, Outcome
from core.intake.units_known import Known
from core.organisations.administration.describing import fingerprint
from core.organisations.choices import UnitType
from core.organisations.models import Area, Principal, Unit

OLDEST = 25  # years, as where a unit is described by hand
AGES = ("age_from", "age_to")
SAID = (*AGES, "mailbox", "mission")


@dataclass
class UnitLine(Line):
    """`wanted` is what the change of areas and units is to do of the row; None where it does nothing."""

    wanted: dict[str, Any] | None = None

    @property
    def waits(self) -> bool:
        return self.wanted is not None


def lines(rows: Sequence[tuple[int, dict[str, str]]], *, by: Acting, today: date) -> list[UnitLine]:
    reader = _Reader(Known(by, today))
    return [reader.line(number, texts) for number, texts in rows]


class _Reader:
    """One reading of a file: what earlier rows said of the same unit is remembered."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.named: dict[tuple, int] = {}

    def line(self, number: int, texts: dict[str, str]) -> UnitLine:
        line = UnitLine(number, texts.get("name", ""), texts.get("principal", ""))
        cells = Cells(line, texts, UNITS)
        principal, unit_type = self._principal(cells), _type(cells)
        areas, said = self._areas(cells), _said(cells)
        if not line.faults and principal and unit_type:
            self._judge(line, cells, principal, unit_type, areas, said)
        if line.faults:
            line.effects, line.wanted = [], None
        return line

    def _principal(self, cells: Cells) -> Principal | None:
        text = cells["principal"]
        found = self.known.principals.all(text)
        if text and not found:
            cells.wrong("principal", self.known.principals.sentence(text))
        if len(found) > 1:
            cells.wrong("principal", _("Flera huvudmän heter ”%s”. Lägg till verksamheten för hand.") % text)
        return found[0] if len(found) == 1 else None

    def _areas(self, cells: Cells) -> list[Area]:
        return [area for name in self._area_names(cells["areas"]) for area in self._area(name, cells)]

    def _area_names(self, text: str) -> list[str]:
        """One area may have a comma in its name; several are told apart by semicolons or commas."""
        if not text or self.known.areas.all(text):
            return [text] if text else []
        names = text.split(";" if ";" in text else ",")
        return list(dict.fromkeys(name.strip() for name in names if name.strip()))

    def _area(self, name: str, cells: Cells) -> Iterator[Area]:
        found = self.known.areas.all(name)
        if len(found) != 1:
            cells.wrong("areas", self.known.areas.sentence(name))
        yield from found[:1]

    def _judge(
        self, line: UnitLine, cells: Cells, principal: Principal, unit_type: str, areas: list[Area], said: dict
    ) -> None:
        key = (plain(cells["name"]), principal.pk)
        first = self.named.setdefault(key, line.number)
        units = self.known.units.get(key, [])
        if first != line.number:
            cells.wrong("name", _("Samma verksamhet står redan på rad %d.") % first)
        elif len(units) > 1:
            cells.wrong("name", _("Huvudmannen har flera verksamheter som heter så. Ändra dem för hand."))
        elif units:
            self._change(line, cells, units[0], unit_type, areas, said)
        else:
            self._add(line, cells, principal, unit_type, areas, said)
        if not line.faults and line.wanted:
            self._ask_waiting(line, cells, key)

    def _add(
        self, line: UnitLine, cells: Cells, principal: Principal, unit_type: str, areas: list[Area], said: dict
    ) -> None:
        words = {"kind": UnitType(unit_type).label, "principal": principal.name}
        line.does(Outcome.NEW, _("Verksamheten läggs till: %(kind)s, %(principal)s.") % words)
        if areas:
            line.does(Outcome.NEW, _("Den betjänar %s.") % _named(areas))
        line.wanted = {
            "unit": "",
            "name": cells["name"],
            "unit_type": unit_type,
            "principal": str(principal.pk),
            **_told(areas, said),
        }

    def _change(self, line: UnitLine, cells: Cells, unit: Unit, unit_type: str, areas: list[Area], said: dict) -> None:
        if unit.unit_type != unit_type:
            words = {"kind": unit.get_unit_type_display()}
            cells.wrong("unit_type", _("Verksamheten är av typen %(kind)s. Typen ändras inte av en fil.") % words)
            return
        more = [area for area in areas if area.pk not in self.known.served.get(unit.pk, ())]
        other = {name: value for name, value in said.items() if getattr(unit, name) != value}
        if not _ages_fit(cells, {**{name: getattr(unit, name) for name in AGES}, **other}):
            return
        if more:
            line.does(Outcome.CHANGED, _("Den betjänar också %s.") % _named(more))
        if other:
            headings = ", ".join(str(cells.columns[name].heading) for name in other)
            line.does(Outcome.CHANGED, _("Det här ändras: %s.") % headings)
        if more or other:
            seen = fingerprint(unit) if other else ""
            line.wanted = {"unit": str(unit.pk), "name": unit.name, "seen": seen, **_told(more, other)}

    def _ask_waiting(self, line: UnitLine, cells: Cells, key: tuple) -> None:
        """What is asked for already is not asked for again."""
        wanted: Any = line.wanted
        if (waiting := self.known.waiting.get(wanted["unit"] or key)) is None:
            return
        if waiting != wanted:
            cells.wrong("name", _("Ett förslag om verksamheten väntar på svar. Svara på det först."))
            return
        line.outcome, line.wanted = Outcome.SAME, None
        line.effects = [_("Väntar redan på en annan administratör.")]


def _told(areas: Sequence[Area], said: dict[str, Any]) -> dict[str, Any]:
    return {"serves": [str(area.pk) for area in areas], "described": said}


def _named(areas: Sequence[Area]) -> str:
    return ", ".join(area.name for area in areas)


def _type(cells: Cells) -> str | None:
    text = cells["unit_type"]
    found = value_of(UnitType, text) if text else None
    if text and found is None:
        cells.wrong("unit_type", _("Ingen typ heter ”%s”. Typernas namn står på sidan där filen väljs.") % text)
    return found


def _said(cells: Cells) -> dict[str, Any]:
    """What the row says of the unit; an empty cell leaves what stands."""
    said: dict[str, Any] = {name: cells[name] for name in SAID if cells[name]}
    for name in AGES:
        if name in said:
            said[name] = _age(cells, name)
    _ages_fit(cells, {name: said.get(name) for name in AGES})
    if "mailbox" in said:
        try:
            validate_email(said["mailbox"])
        except ValidationError:
            cells.wrong("mailbox", _("Skriv en hel e-postadress, till exempel namn@exempel.se."))
    return said


def _age(cells: Cells, name: str) -> int | None:
    if cells[name].isdecimal() and int(cells[name]) <= OLDEST:
        return int(cells[name])
    cells.wrong(name, _("Skriv en ålder i hela år, från 0 till %d.") % OLDEST)
    return None


def _ages_fit(cells: Cells, ages: dict[str, Any]) -> bool:
    first, last = ages["age_from"], ages["age_to"]
    is_wrong = first is not None and last is not None and first > last
    if is_wrong:
        cells.wrong("age_to", _("Den högsta åldern är lägre än den lägsta. Ändra någon av dem."))
    return not is_wrong
