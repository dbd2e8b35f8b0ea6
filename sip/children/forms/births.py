"""A child that is not born yet, and its birth. [G-018, P-10]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Acting
from core.organisations.models import District
from core.ui.forms import DayField, Form, Picks
from sip.children.choices import Custody, Sex
from sip.children.forms.about import AboutChild
from sip.children.services.guardians import GuardianFacts


class ExpectedForm(Form):
    family_name = forms.CharField(
        label=_("Efternamn"), help_text=_("Det som barnet sorteras under här, till exempel förälderns."), max_length=100
    )
    expected_on = DayField(label=_("Beräknad födelsedag"))
    parent_1 = forms.CharField(
        label=_("Vem väntar barnet?"),
        help_text=_("Den som väntar barnet är den som samtycker."),
        max_length=200,
    )
    parent_2 = forms.CharField(label=_("Den andra blivande föräldern"), max_length=200, required=False)
    district = forms.ModelChoiceField(
        label=_("Folkbokförd i"), queryset=District.objects.none(), required=False, empty_label=_("Okänt")
    )

    def __init__(self, acting: Acting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = District.objects.filter(region_id=acting.region_id).on(clock.today())
        self.fields["district"].queryset = found.order_by("name")

    def facts(self) -> dict:
        data = dict(self.cleaned_data)
        names = [name for name in (data.pop("parent_1"), data.pop("parent_2")) if name]
        return {**data, "parents": [GuardianFacts(name=name, custody=Custody.EXPECTING) for name in names]}


class BirthNoteForm(AboutChild):
    born_on = DayField(label=_("Vilken dag föddes barnet?"), latest=clock.today)
    given_name = forms.CharField(
        label=_("Barnets förnamn"),
        help_text=_("Har barnet inget namn än, skriv Flicka, Pojke eller Barn."),
        max_length=100,
    )
    family_name = forms.CharField(label=_("Barnets efternamn"), max_length=100)
    sex = forms.ChoiceField(
        label=_("Kön"), help_text=_("Används bara i statistiken."), choices=Sex.choices, widget=Picks(two=True)
    )
    custody = forms.ChoiceField(
        label=_("Vårdnad"),
        choices=[(one, one.label) for one in (Custody.JOINT, Custody.SOLE)],
        widget=Picks,
    )

    def __init__(self, acting, child, *args, **kwargs):
        kwargs["initial"] = {"family_name": child.family_name, **kwargs.get("initial", {})}
        super().__init__(acting, child, *args, **kwargs)
