"""What is asked of a meeting, and of which meetings the answers are listed. [F37]"""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayField, FilterForm, Form, Picks
from core.ui.said import said
from groups.evaluation.models import LONGEST, SCALE


class EvaluationForm(Form):
    """The region's questions of the day, each with its five steps, and a line of one's own."""

    words = forms.CharField(
        label=_("Vill du säga något mer?"),
        required=False,
        max_length=LONGEST,
        help_text=_("En rad. Skriv aldrig om ett enskilt barn. Gruppen läser raden, men inte vem som skrev den."),
    )

    def __init__(self, questions, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = [one.key for one in questions]
        for one in questions:
            picks = Picks(attrs={"class": "five"})
            field = forms.TypedChoiceField(label=said(one.label), choices=_steps(), coerce=int, widget=picks)
            self.add(one.key, field)
        self.order_fields([*self.asked, "words"])

    def facts(self) -> dict:
        scores = {key: self.cleaned_data[key] for key in self.asked}
        return {"scores": scores, "words": self.cleaned_data["words"]}


def _steps() -> list[tuple[int, str]]:
    """1 and 5 say what they mean."""
    ends = {SCALE[0]: _now("1, inte alls"), SCALE[-1]: _now("5, helt och hållet")}
    return [(step, ends.get(step, str(step))) for step in SCALE]


class EvaluationFilter(FilterForm):
    """Which question, and only the meetings before a day."""

    fraga = forms.ChoiceField(label=_("Fråga"))
    fore = DayField(label=_("Hölls före"))

    def __init__(self, data, *, questions):
        super().__init__(data)
        self.fields["fraga"].choices = [("", _now("Alla frågor")), *((one.key, said(one.label)) for one in questions)]

    def apply(self, rows):
        if key := self.chosen.get("fraga"):
            rows = rows.filter(scores__has_key=key)
        if day := self.chosen.get("fore"):
            rows = rows.filter(meeting__held_on__lt=day)
        return rows
