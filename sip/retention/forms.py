"""Input about deletion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.again import ConfirmMixin
from core.ui.forms import FilterForm, Form, Picks
from sip.retention.states import OPEN, HoldReason, ProposalStatus, RejectReason

WORDS = 500


class ProposalFilter(FilterForm):
    lage = forms.ChoiceField(label=_("Läge"), choices=[("", _("Väntar")), *ProposalStatus.choices, ("alla", _("Alla"))])

    def apply(self, rows):
        chosen = self.chosen.get("lage", "")
        if chosen == "alla":
            return rows
        return rows.filter(status__in=[chosen] if chosen else OPEN)


class ApproveForm(ConfirmMixin, Form):
    """Only asks again who sits there, when that was long ago."""

    marks_optional = False


class RejectForm(Form):
    marks_optional = False
    reason = forms.ChoiceField(
        label=_("Varför ska akten inte gallras nu?"), choices=RejectReason.choices, widget=Picks()
    )
    words = forms.CharField(
        label=_("Skälet med egna ord"),
        help_text=_("Skriv inget om barnet. Texten står kvar när akten är gallrad."),
        max_length=WORDS,
    )


class HoldForm(Form):
    marks_optional = False
    reason = forms.ChoiceField(label=_("Varför ska det inte gallras?"), choices=HoldReason.choices, widget=Picks())
    words = forms.CharField(
        label=_("Skälet med egna ord"),
        help_text=_("Skriv inget om barnet. Texten står kvar när akten är gallrad."),
        max_length=WORDS,
    )


class CaseHoldForm(HoldForm):
    code = forms.CharField(
        label=_("Ärendets kod"), help_text=_("Stoppet gäller hela akten som ärendet hör till."), max_length=12
    )
    field_order = ["code"]

    def clean_code(self):
        return self.cleaned_data["code"].strip().upper()


class LiftForm(Form):
    marks_optional = False
    words = forms.CharField(label=_("Varför behövs stoppet inte längre?"), max_length=WORDS)
