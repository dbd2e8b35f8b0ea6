"""Who is let into a plan, and who is contact or coordinator in it. [P-40, F83, F84, F92, F104]"""

from collections.abc import Iterator

from django import forms
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import clock
from core.people.models import RoleAssignment
from core.people.queries import holders
from core.roles import Role
from core.ui.forms import ManyPicks
from core.ui.said import said
from sip.cases.forms import CaseForm
from sip.plans.choices import PlanPart
from sip.plans.coordinating import coordinator_of, may_coordinate
from sip.plans.models import PlanRole, SipPlan
from sip.plans.policies import SCHOOLS, joinable_people
from sip.plans.queries import ids_taking_part


def person_label(assignment: RoleAssignment) -> str:
    unit = f", {assignment.unit.name}" if assignment.unit else ""
    return f"{assignment.person} ({assignment.get_role_display()}{unit})"


class People(forms.ModelMultipleChoiceField):
    def label_from_instance(self, assignment):
        return person_label(assignment)


class OnePerson(forms.ModelChoiceField):
    def label_from_instance(self, assignment):
        return person_label(assignment)


def school_first(people: QuerySet[RoleAssignment]) -> QuerySet[RoleAssignment]:
    """Preschool and school early, then the others by unit and name. [000:L461-463]"""
    is_school = Case(When(unit__unit_type__in=SCHOOLS, then=Value(0)), default=Value(1))
    return people.order_by(is_school, "unit__name", "person__family_name", "person__given_name", "id")


class PeopleForm(CaseForm):
    """Those of the covered units who do not take part yet."""

    people = People(
        label=_("Vilka ska delta?"),
        help_text=_(
            "Förskola och skola står först: de ska vara med tidigt. Bara verksamheter i samtycket går att välja."
        ),
        queryset=RoleAssignment.objects.none(),
        widget=ManyPicks,
    )

    def __init__(self, plan: SipPlan, *args, **kwargs):
        super().__init__(plan, *args, **kwargs)
        outside = joinable_people(plan).exclude(pk__in=ids_taking_part(plan.pk))
        self.fields["people"].queryset = school_first(outside)


class ContactsForm(CaseForm):
    """A contact person for each unit that takes part, a SIP coordinator, one for habilitation. All may stay empty."""

    def __init__(self, plan: SipPlan, *args, **kwargs):
        super().__init__(plan, *args, **kwargs)
        people = list(joinable_people(plan))
        roles = PlanRole.objects.filter(case_id=plan.pk, valid_to__isnull=True).select_related("unit")
        self.held = {(role.part, role.unit_id): role.assignment_id for role in roles}
        self.parts: dict[str, str] = {}
        for unit in {one.unit_id: one.unit for one in people}.values():
            label = _now("Kontaktperson i %(unit)s") % {"unit": unit.name}
            of_unit = [one for one in people if one.unit_id == unit.pk]
            self._ask(
                f"contact_{unit.pk}", PlanPart.CONTACT, label, of_unit, self.held.get((PlanPart.CONTACT, unit.pk))
            )
        helpers = [one for one in people if one.role == Role.SIP_COORDINATOR]
        self._ask_once(PlanPart.COORDINATOR, _now("SIP-samordnare"), helpers)
        asked = coordinator_of(plan)
        if asked is not None:
            able = [one for one in people if may_coordinate(asked, one)]
            self._ask_once(PlanPart.HABILITATION, said(asked.label), able)

    def _ask_once(self, part: str, label: str, people: list[RoleAssignment]) -> None:
        """One person in the whole plan; not asked where nobody can be chosen."""
        if people:
            held = next((pk for (held_part, _unit), pk in self.held.items() if held_part == part), None)
            self._ask(str(part), part, label, people, held)

    def _ask(self, name: str, part: str, label: str, people: list[RoleAssignment], held) -> None:
        among = RoleAssignment.objects.filter(pk__in=[one.pk for one in people]).with_names()
        field = OnePerson(label=label, queryset=among, required=False, empty_label=_("Ingen vald"), initial=held)
        self.add(name, field)
        self.parts[name] = part

    def facts(self) -> dict:
        chosen = [(self.parts[name], person) for name, person in self.cleaned_data.items() if person]
        return {"contacts": chosen}


def coordinator_pool(plan: SipPlan) -> Iterator[dict]:
    """The SIP coordinators of the plan's area, and whether a consent lets them in: help for who needs it. [F104]"""
    inside = set(joinable_people(plan).filter(role=Role.SIP_COORDINATOR).values_list("pk", flat=True))
    pool = holders(Role.SIP_COORDINATOR, region_id=plan.region_id, on=clock.today(), area_id=plan.area_id)
    for one in pool:
        may = one.pk in inside
        yield {
            "name": str(one.person),
            "detail": one.unit.name if one.unit else plan.area.name,
            "answer": _now("Kan bjudas in") if may else _now("Ta med verksamheten i samtycket först"),
            "answer_is": "ok" if may else "soon",
        }
