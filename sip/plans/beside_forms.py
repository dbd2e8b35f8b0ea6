"""What is noted beside the plan: other plans, cost, and whose child a filed copy belongs to. [F88-F93]"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations.models import Unit
from core.ui.forms import DayField, Form, LongText, ManyPicks, Picks
from sip.children.forms.choosing import ChildChoice
from sip.children.models import Child
from sip.plans import policies
from sip.plans.choices import Content, PlanType
from sip.plans.content_forms import PlanForm
from sip.plans.models import OtherPlan, SipPlan
from sip.plans.services.others import OtherChanges, OtherFacts


class _OtherForm(Form):
    valid_to = DayField(label=_("Gäller till och med"), required=False)
    review_on = DayField(
        label=_("När ses planen över?"),
        help_text=_(
            "Då påminner portalen. En plan enligt LSS ses över minst en gång om året. När det är gjort skriver du "
            "nästa dag."
        ),
        required=False,
    )
    told_on = DayField(
        label=_("När underrättades den andra huvudmannen?"),
        help_text=_("Gäller bara planer enligt LSS. Kommun och region berättar för varandra om dem."),
        required=False,
        latest=clock.today,
    )
    coordination = forms.CharField(
        label=_("Så hänger planerna ihop"),
        help_text=_("Skriv inte vad den andra planen innehåller."),
        required=False,
        max_length=500,
    )
    is_at_odds = forms.BooleanField(
        label=_("Planen säger emot en annan plan för barnet"),
        help_text=_("Skriv ovanför vad de säger olika om."),
        required=False,
    )
    holds = forms.MultipleChoiceField(
        label=_("Vad innehåller den andra planen?"),
        help_text=_("En plan med allt det här kan ersätta en SIP."),
        choices=Content.choices,
        required=False,
        widget=ManyPicks,
    )

    def _said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "holds": tuple(self.cleaned_data["holds"])}


class OtherPlanForm(_OtherForm):
    """Beside a SIP, or at the child. `kinds` where not every kind may be noted there."""

    kind = forms.ChoiceField(label=_("Slag av plan"))
    owner_unit = forms.ModelChoiceField(
        label=_("Vilken verksamhet har planen?"), queryset=Unit.objects.none(), empty_label=_("Välj verksamhet")
    )
    valid_from = DayField(label=_("Gäller från"))
    field_order = ("kind", "owner_unit", "valid_from")

    def __init__(self, about: SipPlan | Child, *args: Any, kinds: Any = PlanType.choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Välj")), *kinds]
        self.fields["owner_unit"].queryset = policies.joinable_units(about).order_by("name")

    def facts(self) -> OtherFacts:
        return OtherFacts(**self._said())


class OtherChangeForm(_OtherForm):
    seen = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def __init__(self, row: OtherPlan, *args: Any) -> None:
        super().__init__(*args)
        names = ("valid_to", "review_on", "told_on", "coordination", "is_at_odds", "holds")
        self.initial = {**{name: getattr(row, name) for name in names}, "seen": row.coordination}

    def changes(self) -> OtherChanges:
        return OtherChanges(**self._said())


class ShowForm(Form):
    """Which of the child's plans another one is shown beside."""

    plan = forms.ChoiceField(label=_("Bredvid vilken SIP?"), widget=Picks)

    def __init__(self, plans: list[SipPlan], *args: Any) -> None:
        super().__init__(*args)
        self.plans = {str(plan.pk): plan for plan in plans}
        self.fields["plan"].choices = [(key, plan.case.code) for key, plan in self.plans.items()]
        if len(plans) == 1:
            self.initial = {"plan": str(plans[0].pk)}

    def facts(self) -> dict[str, Any]:
        return {"plan": self.plans[self.cleaned_data["plan"]]}


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
