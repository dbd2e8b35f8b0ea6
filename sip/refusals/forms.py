"""A unit's no to a plan; and which finished half-year the pattern is asked for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Acting
from core.organisations.models import Unit
from core.ui.forms import DayField, FilterForm, LongText, Picks
from sip.plans.content_forms import PlanForm
from sip.plans.models import SipPlan
from sip.refusals.choices import RefusedTo, UnitReason
from sip.refusals.policies import refusing_units
from sip.surveys.forms import half_year_words


class RefusalForm(PlanForm):
    unit = forms.ModelChoiceField(
        label=_("Vilken verksamhet säger nej?"), queryset=Unit.objects.none(), empty_label=_("Välj")
    )
    refused_to = forms.ChoiceField(label=_("Vad säger verksamheten nej till?"), choices=RefusedTo.choices, widget=Picks)
    reason = forms.ChoiceField(label=_("Varför?"), choices=UnitReason.choices, widget=Picks)
    words = LongText(
        label=_("Så sade de"),
        help_text=_("Läses av dem som har planen. I mönstret syns bara skälet, aldrig orden."),
        max_length=1000,
        rows=3,
        required=False,
    )
    on = DayField(label=_("Vilken dag sade de nej?"), latest=clock.today)

    def __init__(self, plan: SipPlan, *args: Any, acting: Acting, **kwargs: Any) -> None:
        super().__init__(plan, *args, **kwargs)
        self.fields["unit"].queryset = refusing_units(acting, plan).order_by("name")
        self.initial = {"on": clock.today(), **self.initial}


class PatternForm(FilterForm):
    """Which finished half-year."""

    period = forms.ChoiceField(label=_("Halvår"))

    def __init__(self, data: Any, *, half_years: list[date]) -> None:
        super().__init__(data)
        self.fields["period"].choices = [(day.isoformat(), half_year_words(day)) for day in half_years]
