"""Note a need in three questions; a step of the checklist; that one's own report is made. [F72, F73, F103]"""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core import clock
from core.regions.profile import profile_of
from core.ui.forms import DayField, Form, LongText, ManyPicks, Picks
from sip.cases.places import profile_for
from sip.children.choices import Position
from sip.children.days import noticed_from
from sip.children.forms.about import AboutChild
from sip.family.presenting import sheets_of
from sip.needs.choices import Offered, Sign, StepAnswer, ToldTo
from sip.needs.models import DIMENSIONS, NeedAssessment
from sip.plans.models import OtherPlan
from sip.plans.policies import must_school_start

# The individual forum has a wizard of its own, where what was tried is asked for.
POSITIONS = [(key, label) for key, label in Position.choices if key != Position.FORUM]


class SeenForm(AboutChild):
    title = _("Vad har ni sett?")
    noticed_on = DayField(label=_("Vilken dag uppmärksammades behovet?"), latest=clock.today)
    need = LongText(
        label=_("Vad behöver barnet?"),
        help_text=_("Skriv det ni har sett, i skolan, hemma och på fritiden. Texten stannar hos er."),
        max_length=5000,
    )
    signs = forms.MultipleChoiceField(
        label=_("Finns något av det här?"),
        help_text=_("Då visas vem du ska kontakta."),
        choices=Sign.choices,
        widget=ManyPicks,
        required=False,
    )

    def __init__(self, acting, child, *args, **kwargs):
        super().__init__(acting, child, *args, **kwargs)
        self.fields["noticed_on"].earliest = noticed_from(child.birth_date)


class DimensionsForm(AboutChild):
    """Each part of the child's life; none has to be written. [P-05]"""

    title = _("Hur ser barnets liv ut?")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in DIMENSIONS:
            label = NeedAssessment._meta.get_field(name).verbose_name
            self.add(name, LongText(label=label, max_length=2000, rows=3, required=False))


class PositionForm(AboutChild):
    title = _("Hur går ni vidare?")
    position = forms.ChoiceField(
        label=_("Behövs samverkan?"),
        help_text=_("Samverka när flera behöver göra något samtidigt. Annars räcker det att informera."),
        choices=POSITIONS,
        widget=Picks,
    )
    reason = LongText(label=_("Varför?"), max_length=2000, rows=3)
    tried = LongText(label=_("Vad har ni redan prövat?"), max_length=5000, rows=3, required=False)

    def __init__(self, acting, child, *args, **kwargs):
        super().__init__(acting, child, *args, **kwargs)
        if must_school_start(acting, profile_for(child)):
            duty = _("I ert område ska skolan kalla till SIP när barnet behöver en.")
            self.fields["position"].help_text = format_lazy("{} {}", self.fields["position"].help_text, duty)


STEPS = {"behov": SeenForm, "liv": DimensionsForm, "stallning": PositionForm}


class InformationForm(AboutChild):
    given_on = DayField(label=_("Vilken dag fick de informationen?"), latest=clock.today)
    told_to = forms.MultipleChoiceField(label=_("Vem fick informationen?"), choices=ToldTo.choices, widget=ManyPicks)
    sheets = forms.MultipleChoiceField(
        label=_("Vilka blad lämnade ni?"),
        help_text=_("Välj inget om ni bara berättade."),
        widget=ManyPicks,
        required=False,
    )

    def __init__(self, acting, need: NeedAssessment, *args, **kwargs):
        super().__init__(acting, need.child, *args, **kwargs)
        has_forum = profile_of(acting.region_id, clock.today()).has_individual_forum
        self.fields["sheets"].choices = [(one.slug, one.label) for one in sheets_of(has_forum=has_forum)]
        self.fields["given_on"].earliest = need.noticed_on
        self.initial = {"given_on": clock.today(), **self.initial}


class InsteadForm(Form):
    """Which other plan of the child's stands for the SIP."""

    other = forms.ChoiceField(label=_("Vilken plan räcker?"), widget=Picks)

    def __init__(self, plans: list[OtherPlan], *args):
        super().__init__(*args)
        self.plans = {str(plan.pk): plan for plan in plans}
        self.fields["other"].choices = [(key, _named(plan)) for key, plan in self.plans.items()]

    def facts(self):
        return {"other": self.plans[self.cleaned_data["other"]]}


def _named(plan: OtherPlan) -> str:
    return f"{plan.get_kind_display()}, {plan.owner_unit.name}"


class DoStepForm(AboutChild):
    """One of the six steps; today stands ready."""

    done_on = DayField(label=_("Vilken dag gjordes det?"), latest=clock.today)
    note = LongText(label=_("Vad kom ni fram till?"), max_length=2000, rows=4)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"done_on": clock.today(), **self.initial}


class InquiryForm(DoStepForm):
    """The same of a step of the inquiry, which may be left undone: how it is comes first."""

    answer = forms.ChoiceField(label=_("Hur är det?"), choices=StepAnswer.choices, widget=Picks)
    done_on = DayField(label=_("Vilken dag?"), latest=clock.today)
    note = LongText(label=_("Anteckning"), max_length=2000, rows=3, required=False)
    field_order = ["answer", "done_on", "note"]


class OwnReportForm(AboutChild):
    reported_on = DayField(label=_("Vilken dag anmälde du?"), latest=clock.today)
    meeting_offered = forms.ChoiceField(
        label=_("Har socialtjänsten erbjudit ett möte om anmälan?"), choices=Offered.choices, widget=Picks
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"meeting_offered": Offered.UNKNOWN, **self.initial}
