"""The questions about a transition, one a page. [SM-8, F100]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import together
from core.organisations.models import Unit
from core.ui.forms import DayField, Form, LongText, Picks
from sip.cases.forms import MEETING_CHILDREN, NearAndFar, by_nearness, units_near
from sip.transitions.models import Transition
from sip.transitions.states import BY_HAND, DropReason, GuardianWish, TransitionKind, UnitPart

WISHES = [(wish.value, wish.label) for wish in GuardianWish if wish != GuardianWish.UNASKED]
KINDS = [(kind, TransitionKind(kind).label) for kind in BY_HAND]


class AddForm(Form):
    kind = forms.ChoiceField(label=_("Vilken övergång?"), choices=KINDS, widget=Picks)
    on = DayField(label=_("Vilken dag sker den?"), earliest=clock.today)

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class TransitionForm(Form):
    """A verb's form on a transition; `facts` is what the service takes besides it."""

    def __init__(self, transition: Transition, *args: Any, **kwargs: Any) -> None:
        self.transition = transition
        super().__init__(*args, **kwargs)

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class WishForm(TransitionForm):
    wish = forms.ChoiceField(label=_("Vad vill den unga?"), choices=WISHES, widget=Picks)


class PlanForm(TransitionForm):
    """Who hands over and who takes over; the unit that holds it together always hands over."""

    receiving = forms.ModelMultipleChoiceField(
        label=_("Vilka verksamheter tar emot?"), queryset=Unit.objects.none(), widget=NearAndFar
    )
    sending = forms.ModelMultipleChoiceField(
        label=_("Vilka fler verksamheter lämnar över?"),
        help_text=_("Er egen enhet är redan med."),
        queryset=Unit.objects.none(),
        widget=NearAndFar,
        required=False,
    )

    def __init__(self, transition: Transition, *args: Any, **kwargs: Any) -> None:
        super().__init__(transition, *args, **kwargs)
        units = Unit.objects.filter(region_id=transition.region_id, unit_type__in=MEETING_CHILDREN)
        units = units.on(clock.today()).order_by("unit_type", "name")
        self.fields["receiving"].queryset = units
        self.fields["sending"].queryset = units.exclude(pk=transition.unit_id)
        near = units_near(transition.child, clock.today())
        together(*self.choice_rows(), near)
        nearest = {*near, transition.child.school_unit_id} - {None}
        for name in ("receiving", "sending"):
            self.fields[name].choices = by_nearness(self.fields[name].queryset, nearest)
        for part in UnitPart:
            rows = transition.units.filter(part=part, removed_on__isnull=True)
            self.initial.setdefault(part.value, rows.values_list("unit_id", flat=True))


class MeetingForm(TransitionForm):
    on = DayField(label=_("Vilken dag hölls mötet?"), latest=clock.today)


class DropForm(TransitionForm):
    reason = forms.ChoiceField(label=_("Varför behövs den inte?"), choices=DropReason.choices, widget=Picks)
    words = LongText(label=_("Skälet med egna ord"), max_length=500, rows=3)


class CloseForm(TransitionForm):
    pass
