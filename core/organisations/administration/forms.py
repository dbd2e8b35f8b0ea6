"""What a region administrator fills in about another value, in an area or the whole region."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.organisations import policies
from core.organisations.administration import asking, keys
from core.organisations.administration.describing import Description
from core.organisations.administration.services import AT_ONCE
from core.organisations.forms import offer
from core.organisations.models import Area
from core.ui.again import ConfirmMixin
from core.ui.fields import DayField, LongText
from core.ui.forms import FilterForm, Form


class AreaChoice(FilterForm):
    """Whose values the profile's page shows."""

    omrade = forms.ModelChoiceField(
        label=_("Visa värdena i"), queryset=Area.objects.none(), empty_label=_("Hela regionen")
    )

    def __init__(self, *args, acting, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self.fields["omrade"], policies.visible_areas(acting).on(clock.today()).order_by("name"))


class ChooseForm(Form):
    """Where and which key: the address of the next page."""

    marks_optional = False
    omrade = forms.ModelChoiceField(
        label=_("Var"), queryset=Area.objects.none(), empty_label=_("Hela regionen"), required=False
    )
    nyckel = forms.ChoiceField(label=_("Vad ska vara annorlunda?"))

    def __init__(self, *args, acting, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self.fields["omrade"], policies.visible_areas(acting).on(clock.today()).order_by("name"))
        field: Any = self.fields["nyckel"]
        field.choices = [("", _("Välj")), *asking.choices()]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        area, key = answers.get("omrade"), answers.get("nyckel")
        if key and not asking.may_have(key, area=area is not None):
            whole = {"whole": keys.label(key.partition(".")[0])}
            self.add_error(
                "nyckel",
                _("Det här är lika i hela regionen. Välj hela regionen, eller något som ett område får ha eget.")
                if area
                else _("För hela regionen ändras alla på en gång: välj ”%(whole)s”.") % whole,
            )
        return answers


class OverrideForm(ConfirmMixin, Form):
    """The value, from when, until when and why. The fields for the value depend on the key."""

    valid_from = DayField(label=_("Från och med"), earliest=clock.today)
    valid_to = DayField(label=_("Till och med"), help_text=_("Lämna tomt om det gäller tills vidare."), required=False)
    reason = forms.CharField(label=_("Skäl"), max_length=500)

    def __init__(self, *args, key, profile, data, standing, **kwargs):
        self.asked, self.standing = asking.asked(key), standing
        self.base_fields = {**self.asked.fields(profile, data), **type(self).base_fields}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        if key in AT_ONCE:
            self.initial["valid_from"] = clock.today()
            self.fields["valid_from"].help_text = _("Det här börjar gälla samma dag som det beslutas.")
            del self.fields["valid_to"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.made = self.asked.value(answers, self.standing)
            except ValidationError as wrong:
                self.add_error(None if hasattr(wrong, "error_dict") else "value", wrong)
        return answers

    def values(self) -> dict[str, Any]:
        """What `propose_override` wants."""
        return {
            "value": self.made,
            **{name: self.cleaned_data.get(name) for name in ("valid_from", "valid_to", "reason")},
        }


class DescribeForm(Form):
    """What the others should know of a unit; `seen` tells whether somebody has said otherwise meanwhile."""

    mission = LongText(label=pgettext_lazy("vad den är till för", "Uppdrag"), rows=4, required=False)
    target_group = forms.CharField(label=_("Målgrupp"), max_length=300, required=False)
    age_from = forms.IntegerField(label=_("Från ålder"), min_value=0, max_value=25, required=False)
    age_to = forms.IntegerField(label=_("Till och med ålder"), min_value=0, max_value=25, required=False)
    mandate_text = LongText(
        label=_("Mandat"), rows=3, required=False, help_text=_("Vad verksamheten får besluta och lova andra.")
    )
    referral_path = LongText(label=_("Så tar du kontakt"), rows=3, required=False)
    mailbox = forms.EmailField(
        label=_("Funktionsbrevlåda"), required=False, help_text=_("En brevlåda som flera läser, inte en persons.")
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def said(self) -> Description:
        return Description(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})
