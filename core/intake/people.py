"""What a file of people and roles would do: who is new, which roles are asked for, which end. [F10, security 2]"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core.access import Acting
from core.errors import Refused
from core.intake.columns import PEOPLE, value_of
from core.intake.directory import Directory
from core.intake.lines import Cells, Line, Outcome
from core.people.leaving import left_by
from core.people.models import Person, RoleAssignment
from core.people.scopes import require_scope
from core.roles import Role
from core.ui import dates
from core.ui.fields import read_day

# They open much, or give others rights: each is looked at on its own, by both administrators.
ONE_AT_A_TIME = frozenset({Role.REGION_ADMIN, Role.LOG_REVIEWER, Role.RECORDS_OFFICER})
PLACES = ("unit", "area", "district")
ONE_DAY = timedelta(days=1)


@dataclass
class PersonLine(Line):
    """`person` is None for somebody new; `role` what `propose_role` wants; `ends` which assignments, and when."""

    email: str = ""
    names: dict[str, str] = field(default_factory=dict)
    person: Person | None = None
    corrects: bool = False
    role: dict[str, Any] | None = None
    ends: list[tuple[RoleAssignment, date]] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        return self.role is not None


def lines(rows: Sequence[tuple[int, dict[str, str]]], *, by: Acting, today: date) -> list[PersonLine]:
    known = Directory({texts.get("email", "").lower() for _number, texts in rows}, by=by, today=today)
    reader = _Reader(known, by, today)
    read = [reader.line(number, texts) for number, texts in rows]
    left = left_by([ending for line in read for ending in line.ends], by)
    for line in read:
        line.effects += [one.text for assignment, _last in line.ends for one in left[assignment.pk]]
    return read


class _Reader:
    """One reading of a file: what earlier rows said of the same person and the same role is remembered."""

    def __init__(self, known: Directory, by: Acting, today: date) -> None:
        self.known, self.by, self.today = known, by, today
        self.named: dict[str, tuple[int, dict[str, str]]] = {}
        self.asked: dict[tuple, int] = {}

    def line(self, number: int, texts: dict[str, str]) -> PersonLine:
        line = PersonLine(number, "")
        cells = Cells(line, texts, PEOPLE)
        self._who(line, cells)
        role = self._role(cells)
        scope = {place: self.known.place(place, cells) for place in PLACES}
        days = self._days(cells)
        if not line.faults and role and days:
            self._judge(line, cells, role, scope, *days)
        if line.faults:
            line.effects, line.role, line.ends = [], None, []
        return line

    def _who(self, line: PersonLine, cells: Cells) -> None:
        line.email = line.detail = cells["email"].lower()
        line.names = _names(cells)
        line.title = f"{line.names['given_name']} {line.names['family_name']}".strip()
        if not (line.names["given_name"] and line.names["family_name"]):
            cells.wrong("name", _("Skriv både förnamn och efternamn."))
        if not line.email:
            return
        try:
            validate_email(line.email)
        except ValidationError:
            cells.wrong("email", _("Skriv en hel e-postadress, till exempel namn@exempel.se."))
        first, names = self.named.setdefault(line.email, (line.number, line.names))
        if names != line.names:
            cells.wrong("email", _("Samma adress har ett annat namn eller en annan titel på rad %d.") % first)
        self._known_person(line, cells, is_first=first == line.number)

    def _known_person(self, line: PersonLine, cells: Cells, *, is_first: bool) -> None:
        people = self.known.people.get(line.email, [])
        if len(people) > 1:
            cells.wrong("email", _("Flera personer i regionen har den adressen. Rätta det först."))
        line.person = people[0] if people else None
        if line.person is None and is_first:
            line.does(Outcome.NEW, _("Personen läggs till i regionens personer."))
        elif line.person and is_first:
            line.names["title"] = line.names["title"] or line.person.title  # an empty cell leaves what stands
            line.corrects = any(getattr(line.person, name) != text for name, text in line.names.items())
            if line.corrects:
                before = ", ".join(filter(None, (str(line.person), line.person.title)))
                line.does(Outcome.CHANGED, _("Namn eller titel ändras. Före: %s.") % before)

    def _role(self, cells: Cells) -> str | None:
        if not cells["role"]:
            return None
        role = value_of(Role, cells["role"])
        if role is None:
            cells.wrong(
                "role", _("Ingen roll heter ”%s”. Rollernas namn står på sidan där filen väljs.") % cells["role"]
            )
        elif role in ONE_AT_A_TIME:
            cells.wrong("role", _("Den här rollen ges en i taget, på personens sida."))
            return None
        return role

    def _days(self, cells: Cells) -> tuple[date, date] | None:
        first, last = _day(cells, "valid_from", self.today), _day(cells, "valid_to", None)
        if first is None or last is None:
            return None
        if last < first:
            cells.wrong("valid_to", _("Rollen slutar innan den börjar. Ändra något av datumen."))
            return None
        return max(first, self.today), last

    def _judge(self, line: PersonLine, cells: Cells, role: str, scope: dict, first: date, last: date) -> None:
        if not self._is_only_one(line, cells, role, scope):
            return
        held = self.known.held(line.person, role, scope)
        waiting = self.known.waiting(line.person, role, scope)
        if any(row.valid_to > last for row in waiting):
            cells.wrong(
                "valid_to", _("Ett förslag om samma roll med ett annat slut väntar på svar. Svara på det först.")
            )
            return
        for assignment in held:
            if assignment.valid_from <= last and (assignment.valid_to is None or assignment.valid_to > last):
                self._end(line, cells, assignment, last)
        start = _uncovered(first, [*held, *waiting])
        if start is not None and start <= last:
            self._ask(line, cells, role, scope, start, last)

    def _is_only_one(self, line: PersonLine, cells: Cells, role: str, scope: dict) -> bool:
        key = (line.email, role, *(scope[place] and scope[place].pk for place in PLACES))
        first = self.asked.setdefault(key, line.number)
        if first != line.number:
            cells.wrong("role", _("Samma roll för samma person står redan på rad %d.") % first)
        return first == line.number

    def _end(self, line: PersonLine, cells: Cells, assignment: RoleAssignment, last: date) -> None:
        if self._is_for_me(line, cells):
            return
        line.ends.append((assignment, last))
        words = {"role": assignment.get_role_display(), "day": dates.day(last)}
        if last < self.today:
            line.does(Outcome.CHANGED, _("%(role)s avslutas genast, med %(day)s som sista dag.") % words)
        else:
            line.does(Outcome.CHANGED, _("%(role)s får %(day)s som sista dag.") % words)

    def _ask(self, line: PersonLine, cells: Cells, role: str, scope: dict, first: date, last: date) -> None:
        if self._is_for_me(line, cells):
            return
        try:
            require_scope(role, {**scope, "principal": None}, first)
        except Refused as refused:
            cells.take(refused)
            return
        line.role = {"role": role, **scope, "valid_from": first, "valid_to": last}
        where = ", ".join(str(one) for one in scope.values() if one) or _("hela regionen")
        words = {"role": Role(role).label, "where": where, "first": dates.day(first), "last": dates.day(last)}
        line.does(Outcome.NEW, _("Rollen föreslås: %(role)s, %(where)s, %(first)s – %(last)s.") % words)

    def _is_for_me(self, line: PersonLine, cells: Cells) -> bool:
        is_mine = line.person is not None and line.person.pk == self.by.person_id
        if is_mine and not line.faults:
            cells.wrong("email", _("Raden gäller dig själv. En annan administratör får ändra dina roller."))
        return is_mine


def _uncovered(first: date, held: Sequence[Any]) -> date | None:
    """The first day from `first` on that no row holds; None when one holds until further notice."""
    for row in sorted(held, key=lambda one: one.valid_from):
        if row.valid_from <= first and (row.valid_to is None or row.valid_to >= first):
            if row.valid_to is None:
                return None
            first = row.valid_to + ONE_DAY
    return first


def _names(cells: Cells) -> dict[str, str]:
    """Both names, out of their own columns or of one: «Ek, Maj» or «Maj Ek»."""
    given, family, whole = cells["given_name"], cells["family_name"], cells["name"]
    if whole and not (given or family):
        family, comma, given = (part.strip() for part in whole.partition(","))
        if not comma:
            given, _space, family = (part.strip() for part in whole.rpartition(" "))
    return {"given_name": given, "family_name": family, "title": cells["title"]}


def _day(cells: Cells, name: str, without: date | None) -> date | None:
    if not cells[name]:
        return without
    try:
        return read_day(cells[name])
    except ValidationError as wrong:
        cells.wrong(name, wrong.messages[0])
        return None
