"""The questions about a transition, one a page. [SM-8, F100]"""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import together
from core.organisations.models import Unit
from core.ui.fields import TimeField
from core.ui.forms import AboutForm, DayField, Form, LongText, ManyPicks, Picks
from sip.cases.forms import NearAndFar, by_nearness
from sip.cases.places import MEETING_CHILDREN, units_near
from sip.transitions.meeting import callable_units
from sip.transitions.models import Transition
from sip.transitions.states import BY_HAND, DropReason, GuardianWish, MeetingReply, TransitionKind, UnitPart

WISHES = [(wish.value, wish.label) for wish in GuardianWish if wish != GuardianWish.UNASKED]
KINDS = [(kind, TransitionKind(kind).label) for kind in BY_HAND]


class AddForm(Form):
    kind = forms.ChoiceField(label=_("Vilken övergång?"), choices=KINDS, widget=Picks)
    on = DayField(label=_("Vilken dag sker den?"), earliest=clock.today)


class WishForm(AboutForm):
    wish = forms.ChoiceField(label=_("Vad vill den unga?"), choices=WISHES, widget=Picks)


class PlanForm(AboutForm):
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


class _UnitsForm(AboutForm):
    def among(self) -> QuerySet[Unit]:
        """Those of the transition now."""
        rows = self.about.units.filter(removed_on__isnull=True)
        return Unit.objects.filter(pk__in=rows.values("unit_id")).order_by("name")


class CallForm(_UnitsForm):
    day = DayField(label=_("Vilken dag är mötet?"), earliest=clock.today)
    at = TimeField(label=_("Vilken tid?"))
    place = forms.CharField(label=_("Var, eller vilken videolänk?"), max_length=300)
    units = forms.ModelMultipleChoiceField(
        label=_("Vilka kallas?"),
        help_text=_("Bara de som samtycket gäller, och de egna verksamheterna. Er egen enhet är redan med."),
        queryset=Unit.objects.none(),
        widget=ManyPicks,
    )

    def __init__(self, transition: Transition, *args: Any, **kwargs: Any) -> None:
        super().__init__(transition, *args, **kwargs)
        among = self.among().filter(pk__in=callable_units(transition)).exclude(pk=transition.unit_id)
        self.fields["units"].queryset = among
        self.initial = {"at": time(13), "units": list(among.values_list("pk", flat=True)), **self.initial}

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        starts_at = timezone.make_aware(datetime.combine(data["day"], data["at"]))
        return {"starts_at": starts_at, "place": data["place"], "units": data["units"]}


class MeetingForm(_UnitsForm):
    on = DayField(label=_("Vilken dag hölls mötet?"), latest=clock.today)
    came = forms.ModelMultipleChoiceField(
        label=_("Vilka verksamheter var med?"), queryset=Unit.objects.none(), widget=ManyPicks
    )

    def __init__(self, transition: Transition, *args: Any, **kwargs: Any) -> None:
        super().__init__(transition, *args, **kwargs)
        self.fields["came"].queryset = self.among()
        coming = transition.units.filter(removed_on__isnull=True)
        if transition.meeting_at is not None:  # else nobody has answered: who was away is unticked
            coming = coming.filter(reply=MeetingReply.YES)
        self.initial = {"came": list(coming.values_list("unit_id", flat=True)), **self.initial}

    def facts(self) -> dict[str, Any]:
        return {"on": self.cleaned_data["on"], "came": [unit.pk for unit in self.cleaned_data["came"]]}


class DropForm(AboutForm):
    reason = forms.ChoiceField(label=_("Varför behövs den inte?"), choices=DropReason.choices, widget=Picks)
    words = LongText(label=_("Skälet med egna ord"), max_length=500, rows=3)
