"""What is sought, and of which kind. No name of a child is sought here, so that the words stand in the address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.ui import registry
from core.ui.forms import FilterForm, Form
from core.ui.searching import LONGEST, Sought


class SaveForm(Form):
    name = forms.CharField(label=gettext_lazy("Vad ska urvalet heta?"), max_length=60)


class SearchForm(FilterForm):
    q = forms.CharField(
        label=gettext_lazy("Vad söker du?"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        help_text=gettext_lazy("Alla ord ska finnas med. Böjningar hittas också, och ord som börjar så."),
    )
    slag = forms.ChoiceField(label=pgettext_lazy("vad man söker", "Bland"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.key, kind.label) for kind in registry.search]
        self.fields["slag"].choices = [("", gettext_lazy("Allt")), *kinds]  # type: ignore[attr-defined]

    def clean_q(self) -> str:
        text = self.cleaned_data["q"]
        if text and not Sought(text).is_enough:
            raise ValidationError(_("Skriv minst ett ord med tre bokstäver."), code="short")
        return text

    @property
    def sought(self) -> Sought | None:
        """None until something was asked for that can be sought."""
        text = self.chosen.get("q")
        return Sought(text) if text else None

    @property
    def kind(self) -> registry.SearchKind | None:
        return next((kind for kind in registry.search if kind.key == self.chosen.get("slag")), None)
