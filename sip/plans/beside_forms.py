"""What is noted beside the plan: other plans, cost, and whose child a filed copy belongs to. [F88-F93]"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations.models import Unit
from core.ui.forms import DayField, LongText, ManyPicks
from sip.children.forms.choosing import ChildChoice
from sip.children.models import Child
from sip.plans import policies
from sip.plans.choices import Content, PlanType
from sip.plans.content_forms import PlanForm
from sip.plans.models import OtherPlan, SipPlan
from sip.plans.services.others import OtherChanges, OtherFacts


class _OtherForm(PlanForm):
    valid_to = DayField(label=_("Gäller till och med"), required=False)
    review_on = DayField(
        label=_("När ses planen över?"),
        help_text=_("En plan enligt LSS ses över minst en gång om året. När det är gjort skriver du nästa dag."),
        required=False,
    )
    told_on = DayField(
        label=_("När underrättades den andra huvudmannen?"),
        help_text=_("Kommun och region berättar för varandra om planer enligt LSS."),
        required=False,
        latest=clock.today,
    )
    coordination = forms.CharField(
        label=_("Så hänger planerna ihop"),
        help_text=_("Nämn också om planerna säger emot varandra. Skriv inte vad den andra planen innehåller."),
        required=False,
        max_length=500,
    )
    holds = forms.MultipleChoiceField(
        label=_("Vad innehåller den andra planen?"),
        help_text=_("En plan med allt det här kan ersätta en SIP."),
        choices=Content.choices,
        required=False,
        widget=ManyPicks,
    )


class OtherPlanForm(_OtherForm):
    kind = forms.ChoiceField(label=_("Slag av plan"), choices=[("", _("Välj")), *PlanType.choices])
    owner_unit = forms.ModelChoiceField(
        label=_("Vilken verksamhet har planen?"), queryset=Unit.objects.none(), empty_label=_("Välj verksamhet")
    )
    valid_from = DayField(label=_("Gäller från"))
    field_order = ("kind", "owner_unit", "valid_from")

    def __init__(self, plan: SipPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(plan, *args, **kwargs)
        self.fields["owner_unit"].queryset = policies.joinable_units(plan).order_by("name")

    def facts(self) -> OtherFacts:
        data = self.cleaned_data
        return OtherFacts(**{**data, "holds": tuple(data["holds"])})


class OtherChangeForm(_OtherForm):
    seen = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def __init__(self, plan: SipPlan, row: OtherPlan, *args: Any) -> None:
        super().__init__(plan, *args)
        names = ("valid_to", "review_on", "told_on", "coordination", "holds")
        self.initial = {**{name: getattr(row, name) for name in names}, "seen": row.coordination}

    def changes(self) -> OtherChanges:
        data = self.cleaned_data
        return OtherChanges(**{**data, "holds": tuple(data["holds"])})


class CostForm(PlanForm):
    agreed_on = DayField(label=_("Vilken dag kom ni överens?"), latest=clock.today)
    text = LongText(
        label=_("Vad kom ni överens om?"),
        help_text=_("Vem som betalar vad, och hur länge. Familjen ser aldrig texten."),
        max_length=5000,
        rows=5,
    )


class FileForm(PlanForm):
    child = ChildChoice(
        label=_("Vilket av era barn gäller planen?"),
        help_text=_("Ingen annan får veta vem ni väljer. Finns barnet inte hos er väljer du inget."),
        queryset=Child.objects.none(),
        required=False,
        empty_label=_("Inget av dem"),
    )

    def __init__(self, plan: SipPlan, *args: Any, children: QuerySet[Child] | None = None) -> None:
        super().__init__(plan, *args)
        if children is not None:
            self.fields["child"].queryset = children.order_by("family_name", "given_name", "id")
