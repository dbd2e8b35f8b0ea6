"""What every form about one child has, and the questions that several of them ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Acting
from core.ui.forms import DayField, Form
from sip.children.models import APPOINTED, SPEAKING, Child


class AboutChild(Form):
    """One question about a child; `facts()` is what the service takes."""

    def __init__(self, acting: Acting, child: Child, *args, **kwargs):
        self.acting, self.child = acting, child
        super().__init__(*args, **kwargs)


class LastDayForm(AboutChild):
    """When something ceased to be so."""

    on = DayField(label=_("Från och med vilken dag?"), latest=clock.today)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"on": clock.today(), **self.initial}


class LiftForm(AboutChild):
    """The last day that something holds."""

    on = DayField(label=_("Sista dagen det gäller"), earliest=clock.today)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"on": clock.today(), **self.initial}


class AppointedFields(Form):
    """The decision that appoints a person. Mixed in. [X-06]"""

    appointment_number = forms.CharField(
        label=_("Förordnandets beteckning"),
        help_text=_(
            "Fylls i för den som är förordnad att bestämma för barnet: numret på beslutet och vem som fattade det."
        ),
        max_length=100,
        required=False,
    )
    appointed_from = DayField(label=_("Förordnandet gäller från"), required=False)
    appointed_to = DayField(
        label=_("Förordnandet gäller till och med"),
        help_text=_("Lämna tomt om det gäller tills vidare."),
        required=False,
    )

    @staticmethod
    def appointment_of(person) -> dict:
        return {name: getattr(person, name) for name in APPOINTED}


class SpeakingFields(Form):
    """How one talks with a person. Mixed in. [facts 9.36]"""

    interpreter_language = forms.CharField(label=_("Behöver tolk på"), max_length=60, required=False)
    dialect = forms.CharField(label=_("Dialekt"), max_length=60, required=False)
    sign_language = forms.BooleanField(label=_("Behöver teckenspråkstolk"), required=False)
    adaptations = forms.CharField(
        label=_("Annat som behöver anpassas"),
        help_text=_("Till exempel större text, hörslinga, kortare möten eller bilder."),
        max_length=500,
        required=False,
    )

    @staticmethod
    def said_of(person) -> dict:
        return {name: getattr(person, name) for name in SPEAKING}
