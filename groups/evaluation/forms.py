"""What is asked of a meeting, and of which meetings the answers are listed. [F37]"""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayField, FilterForm
from core.ui.said import said
from groups.answers.forms import AnswersForm
from groups.evaluation.models import SCALE


class EvaluationForm(AnswersForm):
    """The region's questions of the day."""

    def __init__(self, questions, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask(questions, len(SCALE), _now("inte alls"), _now("helt och hållet"))


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
