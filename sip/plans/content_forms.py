"""What is written in the plan besides its sections: a voice, a goal, a measure. [F81, F82, C1-C8]"""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.ui.fields import FamilyLine, FamilyText
from core.ui.forms import DayField, Form, Picks
from sip.plans import policies
from sip.plans.choices import Doer, Heard, Horizon, Voice
from sip.plans.models import PlanGoal, SipPlan
from sip.plans.queries import covered_units
from sip.plans.services.writing import GoalFacts, MeasureFacts, Said

ANOTHER = "guardian"  # a guardian whom the own principal has not registered


class PlanForm(Form):
    """A form of a plan. Its controls have ids of their own: several stand on one page."""

    ids = "falt"

    def __init__(self, plan: SipPlan, *args: Any, **kwargs: Any) -> None:
        self.plan = plan
        kwargs.setdefault("auto_id", f"{self.ids}_%s")
        super().__init__(*args, **kwargs)


class PersonChoice(forms.ModelChoiceField):
    """A person by name and unit."""

    def label_from_instance(self, obj: RoleAssignment) -> str:
        return f"{obj.person}, {obj.unit.name}" if obj.unit else str(obj.person)


class GoalChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: PlanGoal) -> str:
        return obj.text[:80]


def goals_of(plan: SipPlan) -> Any:
    return PlanGoal.objects.filter(case_id=plan.pk, taken_out_at__isnull=True)


class WhoForm(PlanForm):
    """Who speaks. `child` is the child's name as one may know it; `guardians` the names that the own principal has."""

    who = forms.ChoiceField(label=_("Vem?"), widget=Picks)
    name = forms.CharField(
        label=_("Personens namn"), required=False, max_length=200, help_text=_("Skrivs om personen inte står ovan.")
    )

    def __init__(self, plan: SipPlan, *args: Any, child: str = "", guardians: tuple = (), **kwargs: Any) -> None:
        super().__init__(plan, *args, **kwargs)
        self.child, self.names = child, {f"{ANOTHER}:{guardian.pk}": guardian.name for guardian in guardians}
        self.family = [
            (Voice.CHILD, f"{Voice.CHILD.label}, {child}" if child else Voice.CHILD.label),
            *((key, f"{Voice.GUARDIAN.label}, {name}") for key, name in self.names.items()),
        ]

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if data.get("who") in (ANOTHER, Voice.RELATED) and not data.get("name"):
            self.add_error("name", _("Skriv vem det är."))
        return data

    def whom(self, who: str, name: str) -> tuple[str, str]:
        """Whose it is, and the name."""
        if who == Voice.CHILD:
            return Voice.CHILD, self.child or str(Voice.CHILD.label)
        return (Voice.GUARDIAN, self.names[who]) if who in self.names else (who, name)


class VoiceForm(WhoForm):
    """A voice in one's own words, how it was heard, or why not. [C7]"""

    ids = "rost"
    heard = forms.ChoiceField(label=_("Hur?"), choices=Heard.choices, widget=Picks)
    words = FamilyText(
        label=_("Med egna ord"),
        help_text=_("Skriv som personen säger det. Läs upp och fråga om det stämmer."),
        required=False,
        max_length=5000,
        rows=4,
    )
    heard_on = DayField(label=_("Vilken dag?"), required=False, latest=clock.today)
    informed_how = forms.CharField(
        label=_("Hur anpassades informationen?"),
        help_text=_("Till exempel bilder, lätta ord, tolk eller en person som barnet litar på."),
        required=False,
        max_length=500,
    )
    marks_optional = False  # what is needed depends on how somebody was heard
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the voices that stood on the writer's page
    not_asked_reason = forms.CharField(
        label=_("Om personen inte har tillfrågats: varför?"), required=False, max_length=500
    )

    def __init__(self, plan: SipPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(plan, *args, **kwargs)
        self.fields["who"].choices = [
            *self.family,
            (ANOTHER, _("En annan vårdnadshavare") if self.names else Voice.GUARDIAN.label),
            (Voice.RELATED, Voice.RELATED.label),
        ]
        self.initial = {"heard_on": clock.today(), "heard": Heard.MEETING, **self.initial}

    def said(self) -> Said:
        data = dict(self.cleaned_data)
        whose, name = self.whom(data.pop("who"), data.pop("name"))
        data["seen"] = _keys(data["seen"])
        return Said(whose=whose, name=name, **data)


def _keys(text: str) -> tuple[UUID, ...]:
    """Keys of voices as the page sent them; what is no key has been seen by nobody."""
    return tuple(
        UUID(one) for one in text.split(",") if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one)
    )


class GoalForm(PlanForm):
    ids = "mal"
    text = FamilyLine(
        label=_("Vad ska bli bättre för barnet?"),
        help_text=_("Skriv så att barnet förstår när målet är nått."),
        max_length=1000,
    )
    horizon = forms.ChoiceField(label=_("Slags mål"), choices=Horizon.choices, widget=Picks)
    serves = GoalChoice(
        label=_("Delmålet leder till"),
        queryset=PlanGoal.objects.none(),
        required=False,
        empty_label=_("Inget långsiktigt mål"),
    )
    by_on = DayField(label=_("När ska det vara nått?"), required=False)

    def __init__(self, plan: SipPlan, *args: Any, row: PlanGoal | None = None, **kwargs: Any) -> None:
        if row is not None:
            kwargs["initial"] = {name: getattr(row, name) for name in ("text", "horizon", "by_on")}
            kwargs["initial"]["serves"] = row.serves_id
        super().__init__(plan, *args, **kwargs)
        long = goals_of(plan).filter(horizon=Horizon.LONG)
        self.fields["serves"].queryset = long.exclude(pk=row.pk) if row is not None else long
        self.initial.setdefault("horizon", Horizon.SHORT)

    def facts(self) -> GoalFacts:
        data = self.cleaned_data
        serves = data["serves"] if data["horizon"] == Horizon.SHORT else None
        return GoalFacts(text=data["text"], horizon=data["horizon"], by_on=data["by_on"], serves=serves)


class MeasureForm(PlanForm):
    ids = "insats"
    text = FamilyLine(label=_("Vad ska göras?"), max_length=1000)
    doer = forms.ChoiceField(label=_("Vem gör det?"), choices=Doer.choices, widget=Picks)
    unit = forms.ModelChoiceField(
        label=_("Verksamhet"),
        help_text=_("De verksamheter som samtycket gäller."),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Välj verksamhet"),
    )
    assignment = PersonChoice(
        label=_("Person i verksamheten"),
        queryset=RoleAssignment.objects.none(),
        required=False,
        empty_label=_("Ingen vald"),
    )
    person = forms.CharField(
        label=_("Eller skriv namnet"),
        help_text=_("När personen inte står i listan, eller när familjen eller någon annan gör det."),
        required=False,
        max_length=200,
    )
    starts_on = DayField(label=_("När börjar det?"), required=False)
    due_on = DayField(label=_("Klart senast"), required=False)
    goal = GoalChoice(
        label=_("Vilket mål leder det till?"),
        queryset=PlanGoal.objects.none(),
        required=False,
        empty_label=_("Inget mål"),
    )

    def __init__(self, plan: SipPlan, *args: Any, row: Any = None, **kwargs: Any) -> None:
        if row is not None:
            names = ("text", "doer", "person", "starts_on", "due_on")
            keys = {name: getattr(row, f"{name}_id") for name in ("unit", "assignment", "goal")}
            kwargs["initial"] = {**{name: getattr(row, name) for name in names}, **keys}
        super().__init__(plan, *args, **kwargs)
        covered = covered_units(plan, clock.today())
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=covered).order_by("name")
        self.fields["assignment"].queryset = policies.joinable_people(plan)
        self.fields["goal"].queryset = goals_of(plan)
        self.initial.setdefault("doer", Doer.UNIT)

    def facts(self) -> MeasureFacts:
        data = dict(self.cleaned_data)
        if data["assignment"] and data["doer"] == Doer.UNIT and data["unit"] is None:
            data["unit"] = data["assignment"].unit
        return MeasureFacts(**data)


class VersionedForm(forms.Form):
    """The version that the writer saw, sent beside a goal's or a measure's form."""

    version = forms.IntegerField(min_value=0)
