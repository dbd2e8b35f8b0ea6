"""A child's numbers: add, decide on a change. [facts 6, 9.32, 9.34]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Refused
from core.ui.forms import DayField, Picks
from sip.children.choices import STATE_NUMBERS, IdentifierKind
from sip.children.forms.about import AboutChild
from sip.children.numbers import NO_NUMBER, read_number, read_other

ANSWERS = [("yes", _("Ja, numret stämmer")), ("no", _("Nej, bytet ska inte göras"))]


class NumberForm(AboutChild):
    kind = forms.ChoiceField(label=_("Vilket slags nummer?"), choices=IdentifierKind.choices, widget=Picks)
    number = forms.CharField(
        label=_("Nummer"),
        help_text=_("Personnummer och samordningsnummer skrivs med tolv siffror."),
        max_length=20,
        required=False,
    )
    issuer = forms.CharField(
        label=_("Vem har gett reservnumret?"),
        help_text=_("Den region som gav numret. Fylls i för reservnummer."),
        max_length=100,
        required=False,
    )
    valid_from = DayField(label=_("Gäller från och med"), latest=clock.today)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"valid_from": clock.today(), **self.initial}

    def clean(self):
        cleaned = super().clean()
        try:
            cleaned["read"] = self._read(cleaned)
        except Refused as refused:
            self.take(refused)
        return cleaned

    def _read(self, cleaned: dict):
        kind, text = cleaned.get("kind"), cleaned.get("number", "")
        if kind == IdentifierKind.NONE:
            return NO_NUMBER
        if kind not in STATE_NUMBERS:
            return read_other(text, kind, cleaned.get("issuer", "")) if kind else None
        number = read_number(text)
        if number.kind != kind:
            raise Refused(_("Numret är ett annat slags nummer än du har valt."), field="kind")
        return number

    def facts(self) -> dict:
        return {"number": self.cleaned_data["read"], "valid_from": self.cleaned_data["valid_from"]}


class DecideNumberForm(AboutChild):
    answer = forms.ChoiceField(
        label=_("Stämmer det nya numret?"),
        help_text=_("Jämför med folkbokföringen eller en handling, inte bara med det som står här."),
        choices=ANSWERS,
        widget=Picks,
    )

    def facts(self) -> dict:
        return {"confirmed": self.cleaned_data["answer"] == "yes"}
