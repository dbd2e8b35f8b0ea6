"""What goes over, to whom, why and until when."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.access import Acting
from core.people.models import RoleAssignment
from core.ui.forms import DayField, Form, ManyPicks, Picks
from sip.plans.people_forms import OnePerson
from sip.takeover.choices import TakeoverReason
from sip.takeover.finding import Burden
from sip.takeover.policies import possible_receivers
from sip.takeover.rows import choices_of


class TakeoverForm(Form):
    to = OnePerson(label=_("Vem tar över?"), queryset=RoleAssignment.objects.none(), empty_label=_("Välj"))
    reason = forms.ChoiceField(label=_("Varför?"), choices=TakeoverReason.choices, widget=Picks)
    until = DayField(
        label=_("Till och med"),
        help_text=_("Fylls i när det är för en tid. Den som lämnar över behåller då sin insyn."),
        earliest=clock.today,
        required=False,
    )
    children = forms.MultipleChoiceField(label=pgettext_lazy("flera barn", "Barn"), widget=ManyPicks, required=False)
    cases = forms.MultipleChoiceField(
        label=_("Ärenden och planer"),
        help_text=_("Uppgifter, frister och kallelser följer med."),
        widget=ManyPicks,
        required=False,
    )

    def __init__(self, acting: Acting, giver: RoleAssignment, burden: Burden, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = possible_receivers(acting, giver)
        if giver.valid_to is not None:
            self.initial.setdefault("reason", TakeoverReason.LEAVES)
        for name, choices in zip(("children", "cases"), choices_of(burden), strict=True):
            if choices:
                self.fields[name].choices = choices
                self.initial.setdefault(name, [key for key, _label in choices])
            else:
                del self.fields[name]

    def facts(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        for name in ("children", "cases"):
            data[name] = [UUID(key) for key in data.get(name, [])]
        return data
