"""What is asked when one forum asks something of another. [AG-23]"""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.ui.forms import AboutForm, DayField, FilterForm, Form, LongText, Picks
from core.ui.said import said
from groups.assignments import policies, states
from groups.assignments.services import Wanted
from groups.assignments.states import ResultKind
from groups.models import Forum
from groups.picking import DecisionField


class ProposeForm(Form):
    receiver = forms.ModelChoiceField(
        label=_("Vilken grupp ska göra det?"), queryset=Forum.objects.none(), empty_label=_("Välj")
    )
    title = forms.CharField(label=_("Vad kallas uppdraget?"), max_length=200)
    text = LongText(label=_("Vad ska göras?"), max_length=5000, rows=4)
    target_group = forms.CharField(
        label=_("Vilken målgrupp gäller det?"), max_length=300, help_text=_("Skriv aldrig om ett enskilt barn.")
    )
    expected = LongText(label=_("Vilket resultat väntar ni er?"), max_length=2000, rows=2)
    start_term = forms.CharField(
        label=_("När ska arbetet börja?"), max_length=40, help_text=_("Till exempel vårterminen 2027.")
    )

    def __init__(self, giver, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = policies.receivers_for(giver)
        self.fields["receiver"].label_from_instance = lambda forum: said(forum.name)

    def facts(self) -> dict:
        data = dict(self.cleaned_data)
        return {"receiver": data.pop("receiver"), "wanted": Wanted(**data)}


class GiveForm(AboutForm):
    decision = DecisionField(
        label=_("Vilket beslut ger uppdraget?"),
        empty_label=_("Välj"),
        help_text=_("Beslutet skrivs i protokollet från gruppens möte."),
    )
    due_on = DayField(label=_("När ska uppdraget senast redovisas?"), earliest=clock.today)

    def __init__(self, task, *args, **kwargs):
        super().__init__(task, *args, **kwargs)
        self.fields["decision"].of(task.giver_id)


class BeginForm(AboutForm):
    plan = LongText(label=_("Hur ska ni göra?"), max_length=5000, rows=5)


class ProgressForm(AboutForm):
    text = LongText(label=_("Hur långt har ni kommit?"), max_length=5000, rows=4)


class ReportForm(AboutForm):
    kind = forms.ChoiceField(label=_("Vad har uppdraget lett till?"), choices=ResultKind.choices, widget=Picks)
    result = LongText(label=_("Vad kom ni fram till?"), max_length=10_000, rows=6)


class HandBackForm(AboutForm):
    reason = LongText(label=_("Vad behöver göras mer?"), max_length=2000, rows=3)
    due_on = DayField(label=_("När ska det senast redovisas igen?"), earliest=clock.today)


class CloseForm(AboutForm):
    made_known = LongText(
        label=_("Vad har ni beslutat, och hur har det gjorts känt?"),
        max_length=2000,
        rows=3,
        help_text=_("Till exempel vilken rutin som gäller, från när och vilka som har fått veta det."),
    )


class CancelForm(AboutForm):
    reason = forms.CharField(label=_("Varför tas uppdraget tillbaka?"), max_length=300)


class TaskFilter(FilterForm):
    """Which: the open ones unless all are asked for."""

    state = forms.ChoiceField(
        label=pgettext_lazy("vilka uppdrag", "Visa"),
        choices=[("", pgettext_lazy("vilka uppdrag", "Öppna")), ("all", pgettext_lazy("vilka uppdrag", "Alla"))],
    )

    def apply(self, rows):
        found = super().apply(rows).select_related("giver", "receiver").order_by("due_on", "created_at", "id")
        return found if self.chosen.get("state") == "all" else found.filter(status__in=states.OPEN)
