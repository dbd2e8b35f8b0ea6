"""Start a plan, one question a page; offer it, note a no, or that none is needed. [P-30..P-37, F74-F76]"""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations.models import District
from core.ui.forms import DayField, LongText, Picks
from sip.cases.forms import CaseForm, StepForm
from sip.cases.places import profile_for, usual_district
from sip.children.models import Child
from sip.plans.choices import AnsweredBy, Asker, DeclineReason
from sip.plans.policies import needs_training
from sip.plans.states import NotNeededReason


class AskedForm(StepForm):
    title = _("Vem tog initiativet?")
    asked_by = forms.ChoiceField(
        label=_("Vem vill ha en SIP?"),
        help_text=_("Barnet och familjen kan själva be om en SIP. Deras bild av behovet väger tungt."),
        choices=Asker.choices,
        widget=Picks,
    )


class WhyForm(StepForm):
    title = _("Varför behövs en SIP?")
    need_noticed_on = DayField(label=_("Vilken dag uppmärksammades behovet?"), latest=clock.today)
    need = LongText(
        label=_("Vad behöver barnet, och varför räcker det inte att var och en gör sitt?"),
        help_text=_("Andra verksamheter läser texten först när familjen har samtyckt."),
        max_length=5000,
    )


class PlaceForm(StepForm):
    """Where the case belongs, by the profile's rule; what the profile asks for besides. [X-19, F75, F105]"""

    title = _("Var hör planen hemma?")
    district = forms.ModelChoiceField(
        label=_("Vilken kommun eller stadsdel hör planen till?"),
        queryset=District.objects.none(),
        empty_label=_("Välj"),
    )
    external_reference = forms.CharField(max_length=60, required=False)
    is_trained = forms.BooleanField(label=_("Vi är utbildade i SIP och känner till rutinerna"), required=False)

    def __init__(self, acting, child: Child, *args, **kwargs):
        super().__init__(acting, child, *args, **kwargs)
        profile = profile_for(child)
        today = clock.today()
        place = self.fields["district"]
        place.queryset = District.objects.filter(region_id=acting.region_id).on(today).order_by("name")
        usual, place.help_text = usual_district(child, profile)
        if not self.initial.get("district"):
            self.initial["district"] = usual
        if profile.sip_external_system:
            system = {"system": profile.sip_external_system}
            self.fields["external_reference"].label = _now("Planens kod i %(system)s, om den finns") % system
        else:
            del self.fields["external_reference"]
        if needs_training(acting, profile):
            self.fields["is_trained"].required = True
        else:
            del self.fields["is_trained"]


STEPS: dict[str, type[StepForm]] = {"initiativ": AskedForm, "behov": WhyForm, "plats": PlaceForm}


class OfferForm(CaseForm):
    on = DayField(label=_("Vilken dag erbjöds familjen en SIP?"), latest=clock.today)

    def __init__(self, plan, *args, **kwargs):
        super().__init__(plan, *args, **kwargs)
        self.initial = {"on": clock.today(), **self.initial}


class DeclineForm(CaseForm):
    answered_by = forms.ChoiceField(label=_("Vem tackade nej?"), choices=AnsweredBy.choices, widget=Picks)
    on = DayField(label=_("Vilken dag kom svaret?"), latest=clock.today)
    reason_code = forms.ChoiceField(
        label=_("Skäl, om familjen berättade det"),
        help_text=_("Ingen behöver säga varför."),
        choices=[("", _("Sades inte")), *DeclineReason.choices],
        required=False,
    )
    reason = LongText(
        label=_("Så sade familjen"),
        help_text=_("Läses bara av er."),
        max_length=1000,
        rows=3,
        required=False,
    )
    motivation = LongText(label=_("Hur ni har motiverat och stöttat familjen"), max_length=1000, rows=3, required=False)

    def __init__(self, plan, *args, **kwargs):
        super().__init__(plan, *args, **kwargs)
        self.initial = {"on": clock.today(), **self.initial}


class LeaveOutForm(CaseForm):
    reason = forms.ChoiceField(label=_("Varför behövs ingen SIP?"), choices=NotNeededReason.choices, widget=Picks)
