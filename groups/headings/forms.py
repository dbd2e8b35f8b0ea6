"""What is asked of a heading that each agenda of the group begins with. [F32]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import AboutForm, LongText, Picks
from groups.headings.services import LONGEST_TIME, Words
from groups.meetings.states import ItemPurpose


class HeadingForm(AboutForm):
    title = forms.CharField(label=_("Vad gäller punkten?"), max_length=200)
    purpose = forms.ChoiceField(
        label=_("Vad ska mötet göra?"), choices=ItemPurpose.choices, widget=Picks, initial=ItemPurpose.DISCUSS
    )
    minutes = forms.IntegerField(label=_("Tid i minuter"), min_value=1, max_value=LONGEST_TIME, required=False)
    background = LongText(label=_("Bakgrund"), required=False, max_length=1000, rows=3)

    def words(self) -> Words:
        names = ("title", "purpose", "background", "minutes")
        return Words(**{name: self.cleaned_data[name] for name in names})

    def facts(self) -> dict:
        return {"words": self.words()}


class NewHeadingForm(HeadingForm):
    is_for_planned = forms.BooleanField(
        label=_("Lägg den även på möten som är planerade men inte kallade"), required=False
    )

    def facts(self) -> dict:
        return {"words": self.words(), "is_for_planned": self.cleaned_data["is_for_planned"]}


class ChangeHeadingForm(HeadingForm):
    """As it stands, to be changed."""

    def __init__(self, heading, *args, **kwargs):
        super().__init__(heading, *args, **kwargs)
        now = {name: getattr(heading, name) for name in ("title", "purpose", "minutes", "background")}
        self.initial = {**now, **self.initial}
