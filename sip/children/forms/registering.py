"""Register a child, and find one by POST. [F70, F71, security 9]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Acting
from core.errors import Refused
from core.organisations.choices import SCHOOLS
from core.organisations.models import District, Unit
from core.ui.forms import DayField, Form, Picks
from sip.children.choices import Custody, Sex
from sip.children.numbers import read_number
from sip.children.services.guardians import GuardianFacts

CUSTODY = [(key, label) for key, label in Custody.choices if key != Custody.EXPECTING]


class ChildForm(Form):
    """The least one needs to know of a child, with up to two guardians."""

    given_name = forms.CharField(label=_("Barnets förnamn"), max_length=100)
    family_name = forms.CharField(label=_("Barnets efternamn"), max_length=100)
    birth_date = DayField(label=_("Födelsedatum"), help_text=_("Till exempel 12 mars 2014"), latest=clock.today)
    number = forms.CharField(
        label=_("Personnummer eller samordningsnummer"),
        help_text=_("Tolv siffror. Lämna tomt om barnet saknar nummer."),
        required=False,
        max_length=20,
    )
    sex = forms.ChoiceField(
        label=_("Kön"), help_text=_("Används bara i statistiken."), choices=Sex.choices, widget=Picks(two=True)
    )
    district = forms.ModelChoiceField(label=_("Folkbokfört i"), queryset=District.objects.none(), empty_label=_("Välj"))
    school_unit = forms.ModelChoiceField(
        label=_("Förskola eller skola"), queryset=Unit.objects.none(), required=False, empty_label=_("Välj")
    )
    guardian_1 = forms.CharField(label=_("Vårdnadshavarens namn"), max_length=200)
    custody = forms.ChoiceField(label=_("Vårdnad"), choices=CUSTODY, widget=Picks)
    guardian_2 = forms.CharField(
        label=_("Den andra vårdnadshavarens namn"),
        help_text=_("Vid gemensam vårdnad behövs bådas samtycke."),
        max_length=200,
        required=False,
    )
    interpreter_language = forms.CharField(label=_("Behöver tolk på"), max_length=60, required=False)

    def __init__(self, acting: Acting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["district"].queryset = (
            District.objects.filter(region_id=acting.region_id).on(today).order_by("name")
        )
        self.fields["school_unit"].queryset = (
            Unit.objects.filter(region_id=acting.region_id, unit_type__in=SCHOOLS).on(today).order_by("name")
        )

    def clean_number(self):
        text = self.cleaned_data["number"]
        if not text:
            return None
        try:
            return read_number(text)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def clean(self):
        cleaned = super().clean()
        second, custody = cleaned.get("guardian_2"), cleaned.get("custody")
        if custody == Custody.JOINT and not second and "guardian_2" not in self.errors:
            self.add_error("guardian_2", _("Skriv den andra vårdnadshavarens namn, eller välj ensam vårdnad."))
        if custody == Custody.SOLE and second:
            self.add_error("guardian_2", _("Ensam vårdnad betyder en vårdnadshavare. Ta bort det andra namnet."))
        return cleaned

    def facts(self) -> dict:
        """What `register_child` takes."""
        data = dict(self.cleaned_data)
        custody, language = data.pop("custody"), data.pop("interpreter_language")
        names = [name for name in (data.pop("guardian_1"), data.pop("guardian_2")) if name]
        guardians = [GuardianFacts(name=name, custody=custody, interpreter_language=language) for name in names]
        return {**data, "guardians": guardians}


class ChildSearchForm(Form):
    """By name or number; sent by POST so that no address or log keeps it."""

    words = forms.CharField(label=_("Barnets namn, nummer eller födelsedatum"), max_length=100)
