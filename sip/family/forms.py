from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import FilterForm
from sip.family import texts


class LanguageForm(FilterForm):
    """In which language to show. What is no language of ours gives Swedish."""

    sprak = forms.ChoiceField(label=_("Språk"), choices=texts.choices)

    @property
    def language(self) -> texts.Language:
        return texts.language(self.chosen.get("sprak", texts.SWEDISH))
