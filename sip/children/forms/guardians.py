"""Guardians: add, change, shut out of something. [CS-07, facts 9.9]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.forms import DayField, ManyPicks, Picks
from sip.children.choices import BarReason, BarredItem, Custody
from sip.children.forms.about import AboutChild, AppointedFields, SpeakingFields
from sip.children.models import APPOINTED
from sip.children.services.guardians import GuardianFacts


class GuardianForm(SpeakingFields, AppointedFields, AboutChild):
    name = forms.CharField(label=_("Vårdnadshavarens namn"), max_length=200)
    custody = forms.ChoiceField(label=_("Vårdnad"), choices=Custody.choices, widget=Picks)
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)

    def __init__(self, acting, child, *args, guardian=None, **kwargs):
        if guardian is not None:
            said = {name: getattr(guardian, name) for name in ("name", "custody", "phone")}
            kwargs["initial"] = said | self.said_of(guardian) | self.appointment_of(guardian)
        super().__init__(acting, child, *args, **kwargs)
        self.order_fields(["name", "custody", *APPOINTED, "phone"])
        expected = child.is_expected
        fitting = [(key, label) for key, label in Custody.choices if (key == Custody.EXPECTING) == expected]
        self.fields["custody"].choices = fitting
        if expected:
            for name in APPOINTED:
                del self.fields[name]

    def facts(self) -> dict:
        return {"facts": GuardianFacts(**self.cleaned_data)}


class BarForm(AboutChild):
    items = forms.MultipleChoiceField(
        label=_("Vad får vårdnadshavaren inte ta del av?"), choices=BarredItem.choices, widget=ManyPicks
    )
    reason = forms.ChoiceField(
        label=_("Vilken grund finns?"),
        help_text=_("Skälen i sak skriver ni i er egen dokumentation."),
        choices=BarReason.choices,
        widget=Picks,
    )
    valid_from = DayField(label=_("Gäller från och med"))
    valid_to = DayField(
        label=_("Gäller till och med"), help_text=_("Lämna tomt om spärren gäller tills vidare."), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"valid_from": clock.today(), **self.initial}
