"""Note that the child has been told: which changes, when, how, and how it went. [CS-19, P-47]"""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.fields import FamilyText
from core.ui.forms import DayField, ManyPicks, Picks
from sip.plans.choices import Manner
from sip.plans.content_forms import PlanForm
from sip.plans.models import SipPlan
from sip.plans.telling_page import tellings_of, what


class TellForm(PlanForm):
    tellings = forms.MultipleChoiceField(label=_("Vad har barnet fått veta?"), widget=ManyPicks, required=False)
    told_on = DayField(label=_("Vilken dag?"), latest=clock.today)
    manner = forms.ChoiceField(label=_("Hur?"), choices=Manner.choices, widget=Picks)
    note = FamilyText(
        label=_("Hur blev det?"),
        help_text=_("Hur du såg att barnet förstod. Har barnet inte fått veta det skriver du varför."),
        required=False,
        max_length=500,
        rows=3,
    )

    def __init__(self, plan: SipPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(plan, *args, **kwargs)
        waiting = [(str(row.pk), what(row)) for row in tellings_of(plan).filter(told_on__isnull=True)]
        self.fields["tellings"].choices = waiting
        self.initial = {"tellings": [key for key, _words in waiting], "told_on": clock.today(), **self.initial}

    def facts(self) -> dict[str, Any]:
        return {**self.cleaned_data, "tellings": [UUID(key) for key in self.cleaned_data["tellings"]]}
