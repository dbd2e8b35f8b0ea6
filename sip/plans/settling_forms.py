"""What is settled when the plan is agreed, followed up, closed or handed over. [F83, F85, F86]"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations.models import Principal, Unit
from core.people.models import RoleAssignment
from core.ui import dates
from core.ui.forms import DayField, Picks
from sip.placements.offered import Offered
from sip.plans import policies
from sip.plans.choices import Result
from sip.plans.content_forms import PersonChoice, PlanForm
from sip.plans.models import PlanGoal, PlanMeasure, SipPlan
from sip.plans.queries import covered_units, ids_taking_part
from sip.plans.services.agreeing import Agreed, longest_day
from sip.plans.services.following import Outcome
from sip.plans.states import ClosingReason

OTHER_PRINCIPAL = _(
    "Personen arbetar inte hos den huvudman som har det övergripande ansvaret. "
    "Välj någon annan, eller kryssa i att det ska vara så."
)


class AgreeForm(PlanForm):
    """Who answers and when the plan is followed up. A person of another principal is warned of, not refused. [X-11]"""

    responsible_principal = forms.ModelChoiceField(
        label=_("Vilken huvudman har det övergripande ansvaret?"),
        queryset=Principal.objects.none(),
        empty_label=_("Välj huvudman"),
    )
    main_responsible = PersonChoice(
        label=_("Vem är huvudansvarig?"),
        help_text=_("Familjens kontakt, som ser till att planen följs och att mötet för uppföljning kallas."),
        queryset=RoleAssignment.objects.none(),
        empty_label=_("Välj person"),
    )
    despite = forms.BooleanField(
        label=_("Personen ska vara huvudansvarig även om hen arbetar hos en annan huvudman"), required=False
    )
    next_follow_up_on = DayField(label=_("När följs planen upp?"))
    said_no_others = forms.BooleanField(
        label=_("Varken familjen eller någon annan gör något, och det har sagts på mötet"), required=False
    )

    def __init__(self, plan: SipPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(plan, *args, **kwargs)
        units = Unit.objects.filter(pk__in=covered_units(plan, clock.today()))
        principals = Principal.objects.filter(pk__in=units.values("principal_id")).order_by("name")
        self.fields["responsible_principal"].queryset = principals
        self.fields["main_responsible"].queryset = policies.joinable_people(plan)
        self.fields["next_follow_up_on"].help_text = _("Senast %(day)s.") % {"day": dates.day(longest_day(plan))}
        if not (self.is_bound and self._is_of_another()):
            del self.fields["despite"]

    def _is_of_another(self) -> bool:
        """Seen before the form is read: only then is there a box to tick."""
        chosen = {name: self.data.get(name, "") for name in ("responsible_principal", "main_responsible")}
        if not all(_is_key(value) for value in chosen.values()):
            return False
        person = self.fields["main_responsible"].queryset.filter(pk=chosen["main_responsible"]).first()
        return bool(person and str(person.unit.principal_id) != chosen["responsible_principal"])

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if "despite" in self.fields and not data.get("despite"):
            self.add_error("main_responsible", OTHER_PRINCIPAL)
        return data

    def agreed(self) -> Agreed:
        return Agreed(**{name: value for name, value in self.cleaned_data.items() if name != "despite"})


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


class FollowUpForm(PlanForm):
    """A result for each measure, and for each goal whether it is reached; what is left empty is not said yet."""

    ids = "folj"
    marks_optional = False

    def __init__(
        self,
        plan: SipPlan,
        measures: QuerySet[PlanMeasure],
        goals: QuerySet[PlanGoal],
        *args: Any,
        placed: Sequence[Offered] = (),
    ) -> None:
        super().__init__(plan, *args)
        self.measures, self.goals, self.placed = measures, goals, placed
        for one in placed:
            if not one.said:
                label = _("Vi har följt upp att hälsoundersökning har erbjudits")
                self.add(f"offered_{one.placement.pk}", forms.BooleanField(label=label, required=False))
        results = [("", _("Välj")), *((value, label) for value, label in Result.choices if value)]
        for row in measures:
            self.add(f"result_{row.pk}", forms.ChoiceField(label=_("Läge"), choices=results, required=False))
            text = forms.CharField(label=_("Så gick det"), required=False, max_length=1000)
            self.add(f"text_{row.pk}", text)
            self.add(f"version_{row.pk}", forms.IntegerField(min_value=0, widget=forms.HiddenInput))
            self.initial |= {
                f"result_{row.pk}": row.result,
                f"text_{row.pk}": row.result_text,
                f"version_{row.pk}": row.version,
            }
        for goal in goals:
            answers = [("", _("Inte sagt")), ("yes", _("Ja")), ("no", _("Nej, inte än"))]
            reached = forms.ChoiceField(label=_("Är målet nått?"), choices=answers, required=False)
            self.add(f"reached_{goal.pk}", reached)
            self.initial[f"reached_{goal.pk}"] = {True: "yes", False: "no", None: ""}[goal.is_reached]

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        for row in self.measures:
            if data.get(f"text_{row.pk}") and not data.get(f"result_{row.pk}"):
                self.add_error(f"result_{row.pk}", _("Välj läget för ”%(what)s”.") % {"what": row.text[:60]})
        return data

    def outcomes(self) -> dict[UUID, Outcome]:
        data = self.cleaned_data
        return {
            row.pk: Outcome(data[f"result_{row.pk}"], data[f"text_{row.pk}"], data[f"version_{row.pk}"])
            for row in self.measures
        }

    def reached(self) -> dict[UUID, bool]:
        said = {goal.pk: self.cleaned_data[f"reached_{goal.pk}"] for goal in self.goals}
        return {pk: answer == "yes" for pk, answer in said.items() if answer}

    def offered(self) -> set[UUID]:
        """The placements of which it has been followed up that an examination was offered. [DL-38]"""
        asked = [one.placement.pk for one in self.placed if not one.said]
        return {pk for pk in asked if self.cleaned_data[f"offered_{pk}"]}

    def of_measures(self) -> list[dict]:
        return [{"row": row, **self._fields(row.pk, "result", "text", "version")} for row in self.measures]

    def of_goals(self) -> list[dict]:
        return [{"row": goal, **self._fields(goal.pk, "reached")} for goal in self.goals]

    def of_placements(self) -> list[dict]:
        return [{"row": one, "field": None if one.said else self[f"offered_{one.placement.pk}"]} for one in self.placed]

    def _fields(self, pk: UUID, *names: str) -> dict:
        return {name: self[f"{name}_{pk}"] for name in names}


class CloseForm(PlanForm):
    reason = forms.ChoiceField(label=_("Varför avslutas planen?"), choices=ClosingReason.choices, widget=Picks)


class TransferForm(PlanForm):
    """What must have been said to the young person before the plan leaves."""

    has_told = forms.BooleanField(
        label=_("Den unga har fått veta vilka som tar över och vem som är den nya kontakten"),
        error_messages={"required": _("Berätta först för den unga vilka som tar över.")},
    )


class HandOverForm(PlanForm):
    to = PersonChoice(
        label=_("Vem frågar du?"),
        help_text=_("Någon annan som deltar i planen. Du är huvudansvarig tills personen har sagt ja."),
        queryset=RoleAssignment.objects.none(),
        empty_label=_("Välj person"),
    )

    def __init__(self, plan: SipPlan, *args: Any, by: UUID | None = None, **kwargs: Any) -> None:
        super().__init__(plan, *args, **kwargs)
        others = RoleAssignment.objects.filter(pk__in=ids_taking_part(plan.pk)).exclude(pk=by).with_names()
        self.fields["to"].queryset = others.order_by("unit__name", "person__family_name", "id")


class HandoverAnswerForm(PlanForm):
    answer = forms.ChoiceField(
        label=_("Vill du bli huvudansvarig?"),
        choices=[("yes", _("Ja, jag tar över huvudansvaret")), ("no", _("Nej"))],
        widget=Picks,
    )
