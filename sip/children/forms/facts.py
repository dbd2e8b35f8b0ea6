"""The child's facts, one question a page. [F70]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations.choices import SCHOOLS
from core.organisations.models import District, Unit
from core.ui.forms import DayField, Picks
from sip.children.choices import Sex
from sip.children.forms.about import AboutChild, SpeakingFields


class FactForm(AboutChild):
    """Filled with what stands; each field is a fact of the child by the same name."""

    title = ""

    def __init__(self, acting, child, *args, **kwargs):
        names = list(self.base_fields)
        kwargs["initial"] = {name: getattr(child, name) for name in names} | kwargs.get("initial", {})
        super().__init__(acting, child, *args, **kwargs)


class NameForm(FactForm):
    title = _("Vad heter barnet?")
    given_name = forms.CharField(label=_("Barnets förnamn"), max_length=100, required=False)
    family_name = forms.CharField(label=_("Barnets efternamn"), max_length=100)


class BirthForm(FactForm):
    title = _("När är barnet fött?")
    birth_date = DayField(label=_("Födelsedatum"), help_text=_("Till exempel 12 mars 2014"), latest=clock.today)


class SexForm(FactForm):
    title = _("Vilket kön ska räknas i statistiken?")
    sex = forms.ChoiceField(
        label=_("Kön"), help_text=_("Används bara i statistiken."), choices=Sex.choices, widget=Picks(two=True)
    )


class DistrictForm(FactForm):
    title = _("Var är barnet folkbokfört?")
    registered_district = forms.ModelChoiceField(
        label=_("Folkbokfört i"), queryset=District.objects.none(), required=False, empty_label=_("Okänt")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = District.objects.filter(region_id=self.acting.region_id).on(clock.today())
        self.fields["registered_district"].queryset = found.order_by("name")


class SchoolForm(FactForm):
    title = _("Var går barnet i förskola eller skola?")
    school_unit = forms.ModelChoiceField(
        label=_("Förskola eller skola"), queryset=Unit.objects.none(), required=False, empty_label=_("Okänt")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = Unit.objects.filter(region_id=self.acting.region_id, unit_type__in=SCHOOLS).on(clock.today())
        self.fields["school_unit"].queryset = found.order_by("name")


class SpeakingForm(SpeakingFields, FactForm):
    title = _("Hur behöver samtal med barnet ordnas?")


PARTS = {
    "namn": NameForm,
    "fodelse": BirthForm,
    "kon": SexForm,
    "folkbokforing": DistrictForm,
    "skola": SchoolForm,
    "sprak": SpeakingForm,
}
