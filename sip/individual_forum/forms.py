"""Call a sitting, answer a call, note who came, write a decision. [P-83, S-25]"""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.roles import Role
from core.ui.fields import TimeField
from core.ui.forms import DayField, Form, ManyPicks, Picks
from groups.meetings.called import Attendance, came_field, reply_field, substitute_field
from sip.cases.escalation_forms import PersonChoice
from sip.cases.forms import CaseForm, NearAndFar, by_nearness
from sip.cases.places import units_round
from sip.individual_forum.calling import Sitting, mark_of
from sip.individual_forum.models import Call, Occasion
from sip.individual_forum.policies import (
    callable_beside,
    callable_managers,
    callable_people,
    nameable_units,
    possible_substitutes,
)
from sip.individual_forum.states import CHOSEN_REASONS, Outcome


class ManagerChoice(PersonChoice):
    """People with their mandate in words, so that a gap shows before the call goes out. [F116]"""

    def label_from_instance(self, assignment):
        words = _("har beslutsmandat") if assignment.has_mandate else _("saknar beslutsmandat")
        return f"{super().label_from_instance(assignment)} ({words})"


class CallForm(CaseForm):
    day = DayField(label=_("Vilken dag?"), earliest=clock.today)
    at = TimeField(label=_("Vilken tid?"))
    place = forms.CharField(label=_("Var?"), max_length=200)
    managers = ManagerChoice(label=_("Vilka chefer kallas?"), queryset=RoleAssignment.objects.none(), widget=ManyPicks)
    caseworkers = PersonChoice(
        label=_("Vilka handläggare behövs på mötet?"),
        queryset=RoleAssignment.objects.none(),
        widget=ManyPicks,
        required=False,
    )
    family_present = forms.BooleanField(label=_("Familjen är med på mötet"), required=False)
    is_deidentified = forms.BooleanField(
        label=_("Hantera ärendet utan att säga vem barnet är"),
        help_text=_("Väljs när samtycke saknas."),
        required=False,
    )

    def __init__(self, case, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        managers = callable_managers(case)
        self.fields["managers"].queryset = managers
        self.without_mandate = [manager for manager in managers if not manager.has_mandate]
        workers = callable_people(case).filter(role=Role.CASEWORKER)
        self.fields["caseworkers"].queryset = workers.with_names().order_by("unit__name", "person__family_name")
        self.initial = {"managers": one_from_each(managers), "at": time(13), **self.initial}

    def facts(self) -> dict:
        data = self.cleaned_data
        starts_at = timezone.make_aware(datetime.combine(data["day"], data["at"]))
        sitting = Sitting(
            starts_at=starts_at,
            place=data["place"],
            family_present=data["family_present"],
            is_deidentified=data["is_deidentified"],
        )
        return {"sitting": sitting, "managers": data["managers"], "caseworkers": data["caseworkers"]}


class MoveForm(CaseForm):
    day = DayField(label=_("Vilken dag?"), earliest=clock.today)
    at = TimeField(label=_("Vilken tid?"))
    place = forms.CharField(label=_("Var?"), max_length=200)

    def __init__(self, case, occasion: Occasion, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        starts = timezone.localtime(occasion.starts_at)
        self.initial = {"day": starts.date(), "at": starts.time(), "place": occasion.place, **self.initial}

    def facts(self) -> dict:
        data = self.cleaned_data
        return {
            "starts_at": timezone.make_aware(datetime.combine(data["day"], data["at"])),
            "place": data["place"],
        }


class CancelForm(CaseForm):
    reason = forms.ChoiceField(
        label=_("Varför ställs mötet in?"),
        choices=[(one.value, one.label) for one in CHOSEN_REASONS],
        widget=Picks,
    )


class WidenForm(CaseForm):
    people = ManagerChoice(label=_("Vilka fler kallas?"), queryset=RoleAssignment.objects.none(), widget=ManyPicks)

    def __init__(self, case, occasion: Occasion, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        field, found = self.fields["people"], callable_beside(case, occasion)
        field.queryset = found
        field.choices = [(one.pk, field.label_from_instance(one)) for one in found]
        self.is_empty = not field.choices


class NameUnitsForm(CaseForm):
    units = forms.ModelMultipleChoiceField(
        label=_("Vilka fler verksamheter är berörda?"), queryset=Unit.objects.none(), widget=NearAndFar
    )

    def __init__(self, case, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        units, near = nameable_units(case), units_round(case.district_id, case.area_id, clock.today())
        self.fields["units"].queryset = units
        self.fields["units"].choices = by_nearness(units, {*near})
        self.is_empty = not self.fields["units"].choices


def one_from_each(managers) -> list:
    """One from each unit, those with mandate first: the usual call needs no choosing."""
    chosen: dict = {}
    for manager in sorted(managers, key=lambda one: not one.has_mandate):
        chosen.setdefault(manager.unit_id, manager.pk)
    return [*chosen.values()]


class SubstituteChoice(forms.ModelChoiceField):
    def label_from_instance(self, assignment):
        words = _("har beslutsmandat") if assignment.has_mandate else _("saknar beslutsmandat")
        return f"{assignment.person} ({words})"


class Seen(forms.CharField):
    """The mark of what the page shows: drawn anew with the page, also when an answer has been refused."""

    widget = forms.HiddenInput

    def bound_data(self, data, initial):
        return initial


class ReplyForm(Form):
    reply = reply_field()
    substitute = substitute_field(SubstituteChoice)
    seen = Seen(label="", required=False, max_length=40)

    def __init__(self, call: Call, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.occasion = call.occasion
        self.fields["substitute"].queryset = possible_substitutes(call)
        self.fields["seen"].initial = lambda: mark_of(self.occasion)

    def take(self, refused):
        self.occasion.refresh_from_db()  # moved while the answer waited: the page shows where it stands
        super().take(refused)


class HoldForm(CaseForm):
    """Attendance of each who was called; the replaced are not asked about."""

    def __init__(self, case, occasion: Occasion, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        calls = occasion.calls.filter(substitute__isnull=True).exclude(attendance=Attendance.RELEASED)
        calls = calls.select_related("assignment__person", "unit")
        self.calls = list(calls.order_by("unit__name"))
        for call in self.calls:
            self.add(f"call_{call.pk}", came_field(call.assignment.person, call.unit))

    def facts(self) -> dict:
        return {"attendance": {call.pk: self.cleaned_data[f"call_{call.pk}"] for call in self.calls}}


class OutcomeForm(CaseForm):
    outcome = forms.ChoiceField(label=_("Hur gick det?"), choices=Outcome.choices, widget=Picks)
