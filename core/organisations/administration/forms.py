"""What a region administrator fills in about an area's own value."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations import policies
from core.organisations.administration import keys
from core.organisations.forms import offer
from core.organisations.models import Area
from core.ui.again import ConfirmMixin
from core.ui.fields import DayField
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
    """Which area and which key: the address of the next page."""

    marks_optional = False
    omrade = forms.ModelChoiceField(label=_("Område"), queryset=Area.objects.none(), empty_label=_("Välj ett område"))
    nyckel = forms.ChoiceField(label=_("Vad ska vara annorlunda?"))

    def __init__(self, *args, acting, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self.fields["omrade"], policies.visible_areas(acting).on(clock.today()).order_by("name"))
        field: Any = self.fields["nyckel"]
        field.choices = [("", _("Välj")), *keys.choices()]


class OverrideForm(ConfirmMixin, Form):
    """The value, from when, until when and why. The fields for the value depend on the key."""

    valid_from = DayField(label=_("Från och med"), earliest=clock.today)
    valid_to = DayField(label=_("Till och med"), help_text=_("Lämna tomt om det gäller tills vidare."), required=False)
    reason = forms.CharField(label=_("Skäl"), max_length=500)

    def __init__(self, *args, key, profile, standing, **kwargs):
        self.asked, self.standing = keys.ASKED[key], standing
        self.base_fields = {**self.asked.fields(profile), **type(self).base_fields}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.made = self.asked.value(answers, self.standing)
            except ValidationError as wrong:
                self.add_error("value", wrong)
        return answers

    def values(self) -> dict[str, Any]:
        """What `propose_override` wants."""
        return {"value": self.made, **{name: self.cleaned_data[name] for name in ("valid_from", "valid_to", "reason")}}


class DecideForm(ConfirmMixin, Form):
    """The second administrator's answer."""

    marks_optional = False
    answer = forms.ChoiceField(choices=[("approve", ""), ("refuse", "")], widget=forms.HiddenInput)
