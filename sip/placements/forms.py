"""The questions about a placement, one a page. [F94-F99]"""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.forms import AboutForm, DayField, Form, LongText, ManyPicks, Picks
from sip.placements import states
from sip.placements.care import DOMAINS, Examined
from sip.placements.checklist import STEPS
from sip.placements.models import HealthExam
from sip.placements.states import Phase, Receiver

YES_NO = [("yes", _("Ja")), ("no", _("Nej"))]


class HomeStep(Form):
    title = _("Var ska barnet bo?")
    form = forms.ChoiceField(label=_("Vilken boendeform?"), choices=states.HomeForm.choices, widget=Picks)
    act = forms.ChoiceField(
        label=_("Vilken lag gäller beslutet?"),
        help_text=_("Länets frister gäller placeringar enligt SoL och LVU, inte LSS."),
        choices=states.Act.choices,
        widget=Picks,
    )


class DecisionStep(Form):
    title = _("Beslutet")
    is_acute = forms.ChoiceField(
        label=_("Är placeringen akut?"),
        help_text=_("Till exempel ett omedelbart omhändertagande."),
        choices=YES_NO,
        widget=Picks,
    )
    decided_on = DayField(label=_("Vilken dag fattades beslutet?"), latest=clock.today)


class TimeStep(Form):
    title = _("När börjar och slutar placeringen?")
    starts_on = DayField(label=_("Första dag"), help_text=_("Den kan ligga framåt i tiden."))
    planned_end_on = DayField(
        label=_("Planerat slut"), help_text=_("Lämna tomt om det inte är bestämt."), required=False
    )


class RiskStep(Form):
    title = _("Suicidrisk")
    suicide_risk = forms.ChoiceField(
        label=_("Vad har ni bedömt inför placeringen?"),
        help_text=_("Socialtjänsten bedömer om en suicidriskbedömning behövs. BUP gör den."),
        choices=states.SuicideRisk.choices,
        widget=Picks,
    )


WIZARD: dict[str, type[Form]] = {"boende": HomeStep, "beslut": DecisionStep, "tid": TimeStep, "risk": RiskStep}


class DayForm(AboutForm):
    on = DayField(label=_("Vilken dag?"), latest=clock.today)


class AsylumForm(DayForm):
    state = forms.ChoiceField(label=_("Hur långt har det kommit?"), choices=states.AsylumExam.choices, widget=Picks)
    field_order = ["state", "on"]


class PlannedEndForm(AboutForm):
    planned_end_on = DayField(label=_("Planerat slut"), earliest=clock.today)


class EndForm(DayForm):
    reason = forms.ChoiceField(label=_("Varför avslutas placeringen?"), choices=states.EndReason.choices, widget=Picks)


class ProtectForm(AboutForm):
    starts_on = DayField(label=_("Från vilken dag är vistelseorten hemlig?"), latest=clock.today)
    place = LongText(
        label=_("Var vistas barnet?"),
        help_text=_("Visas bara på den här uppgiftens egen sida, för er enhet. Varje visning skrivs i loggen."),
        max_length=500,
        rows=2,
    )


class StepsForm(Form):
    """The checklist of a phase: what is ticked has been seen to."""

    done = forms.MultipleChoiceField(label=_("Det här är gjort"), required=False, widget=ManyPicks)
    on = DayField(label=_("Vilken dag gjordes det som är nytt?"), latest=clock.today)

    def __init__(self, phase: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done"].choices = list(STEPS[Phase(phase)].items())


class ExamForm(Form):
    """How far the request and the examination have come; the domains are the receiver's own."""

    equivalence = forms.ChoiceField(
        label=_("Finns en likvärdig undersökning?"), choices=states.Equivalence.choices, widget=Picks
    )
    requested_on = DayField(label=_("Begäran skickades"), required=False, latest=clock.today)
    mental_done_on = DayField(label=_("Psykisk hälsa undersöktes"), required=False, latest=clock.today)
    physical_done_on = DayField(label=_("Fysisk hälsa undersöktes"), required=False, latest=clock.today)
    oral_done_on = DayField(label=_("Tandhälsan undersöktes"), required=False, latest=clock.today)
    statement_on = DayField(label=_("Utlåtandet kom"), required=False, latest=clock.today)

    def __init__(self, exam: HealthExam, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {field.name: getattr(exam, field.name) for field in fields(Examined)})
        super().__init__(*args, **kwargs)
        for receiver, domains in DOMAINS.items():
            for name in domains if receiver != Receiver(exam.receiver) else ():
                del self.fields[name]

    def facts(self) -> Examined:
        return Examined(**self.cleaned_data)
