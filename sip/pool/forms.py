"""What help, for which plan and when; who takes it on, or why nobody does. [F104]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Acting
from core.organisations.models import Area
from core.people.models import RoleAssignment
from core.ui.forms import AboutForm, DayField, FilterForm, Form, Picks
from sip.plans.models import SipPlan
from sip.plans.people_forms import OnePerson
from sip.pool import policies
from sip.pool.models import PoolAsk
from sip.pool.states import OPEN, AskStatus, DeclineReason, Help


class AskFilter(FilterForm):
    lage = forms.ChoiceField(label=_("Läge"), choices=[("", _("Pågår")), *AskStatus.choices, ("alla", _("Alla"))])

    def apply(self, rows):
        chosen = self.chosen.get("lage", "")
        if chosen == "alla":
            return rows
        return rows.filter(status__in=[chosen] if chosen else OPEN)


class _PlanChoice(forms.ModelChoiceField):
    def label_from_instance(self, plan: SipPlan) -> str:
        return plan.case.code


class AskForm(Form):
    kind = forms.ChoiceField(label=_("Vilken hjälp behöver ni?"), choices=Help.choices, widget=Picks)
    plan = _PlanChoice(
        label=_("Gäller det en SIP?"),
        help_text=_("Samordnarna ser planens kod och inget mer. Planen öppnas först av ett samtycke."),
        queryset=None,
        required=False,
        empty_label=_("Nej, eller ingen än"),
    )
    area = forms.ModelChoiceField(label=_("Vilket BUS-område?"), queryset=None, empty_label=None)
    needed_by = DayField(label=_("När behövs hjälpen senast?"), earliest=clock.today)

    def __init__(self, acting: Acting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = policies.own_plans(acting)
        areas = policies.areas_of(acting)
        self.fields["area"].queryset = Area.objects.filter(pk__in=[area.pk for area in areas])
        self.fields["area"].initial = areas[0].pk if areas else None


class AssignForm(AboutForm):
    coordinator = OnePerson(label=_("Vem hjälper till?"), queryset=RoleAssignment.objects.none(), empty_label=_("Välj"))

    def __init__(self, ask: PoolAsk, *args: Any, **kwargs: Any) -> None:
        super().__init__(ask, *args, **kwargs)
        self.fields["coordinator"].queryset = policies.pool_of(ask.region_id, ask.area_id)


class DeclineForm(AboutForm):
    reason = forms.ChoiceField(label=_("Varför?"), choices=DeclineReason.choices, widget=Picks)
