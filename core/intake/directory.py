"""What a file of people is held against: the region's people, their roles and the places of roles. Read at once."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, together
from core.intake.columns import plain
from core.intake.lines import Cells
from core.intake.naming import Named
from core.organisations import policies as organisations
from core.organisations.models import District, Principal
from core.people import policies
from core.people.models import Person, RoleAssignment, RoleProposal
from core.people.states import DecisionStatus

LACKS = {
    "unit": gettext_lazy("Regionen har ingen verksamhet som heter ”%(name)s”. Rätta namnet, eller läs in den först."),
    "area": gettext_lazy("Regionen har inget BUS-område som heter ”%(name)s”."),
    "district": gettext_lazy("Regionen har inget distrikt som heter ”%(name)s”."),
    "principal": gettext_lazy("Regionen har ingen huvudman som heter ”%(name)s”."),
}


def names_of_principal(principal: Principal) -> tuple[str, ...]:
    return principal.name, principal.short_name, principal.code


class Directory:
    """`people` by address, lower case; there may be several. Statements: one, whatever the file holds."""

    def __init__(self, emails: Collection[str], *, by: Acting, today: date) -> None:
        people = policies.visible_people(by).annotate(address=Lower("email")).filter(address__in=emails)
        mine = {"person__in": people.values("pk")}
        held = policies.visible_assignments(by).not_ended(today).filter(**mine)
        waiting = policies.visible_proposals(by).filter(**mine, status=DecisionStatus.PROPOSED)
        places = {
            "unit": organisations.visible_units(by).not_ended(today).select_related("principal").order_by("id"),
            "area": organisations.visible_areas(by).not_ended(today),
            "district": District.objects.not_ended(today).filter(region_id=by.region_id),
            "principal": organisations.visible_principals(by),
        }
        together(people, held, waiting, *places.values())
        self.people: dict[str, list[Person]] = {}
        for person in people:
            self.people.setdefault(person.email.lower(), []).append(person)
        self._held, self._waiting = list(held), list(waiting)
        self.places = {name: Named(rows, LACKS[name]) for name, rows in places.items() if name != "principal"}
        self.principals = Named(places["principal"], LACKS["principal"], names_of_principal)

    def held(self, person: Person | None, role: str, scope: dict[str, Any]) -> list[RoleAssignment]:
        """The person's assignments with this role and scope that have not ended."""
        return [row for row in self._held if _is_same(row, person, role, scope)]

    def waiting(self, person: Person | None, role: str, scope: dict[str, Any]) -> list[RoleProposal]:
        return [row for row in self._waiting if _is_same(row, person, role, scope)]

    def place(self, name: str, cells: Cells) -> Any:
        """What the cell names; None for an empty one and, with the fault told, where it names none or several."""
        text = cells[name]
        if not text:
            return None
        found = self.places[name].all(text)
        if name == "unit" and cells["principal"]:
            found = self._of_principal(found, cells)
        if len(found) == 1:
            return found[0]
        if not found:
            cells.wrong(name, self.places[name].sentence(text))
        elif name == "unit":
            cells.wrong(name, _("Flera verksamheter heter ”%s”. Skriv också huvudmannen.") % text)
        else:
            cells.wrong(name, _("Flera heter ”%s”. Ge rollen på personens sida.") % text)
        return None

    def _of_principal(self, units: list, cells: Cells) -> list:
        text = cells["principal"]
        if not self.principals.all(text):
            cells.wrong("principal", self.principals.sentence(text))
            return units[:1]
        theirs = [unit for unit in units if plain(text) in map(plain, names_of_principal(unit.principal))]
        if units and not theirs:
            cells.wrong("principal", _("Verksamheten hör inte till den huvudmannen."))
        return theirs or units[:1]


def _is_same(row: Any, person: Person | None, role: str, scope: dict[str, Any]) -> bool:
    places = all(getattr(row, f"{name}_id") == (one and one.pk) for name, one in scope.items())
    return person is not None and row.person_id == person.pk and row.role == role and places
