"""What a reviewer says before the log opens: why, what to look for, and when."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.audit.review import LONGEST_DAYS, Conclusion, Purpose, Selection
from core.ui.forms import DayField, Form, Picks


class IdField(forms.Field):
    """A random id carried by a link; what is none counts as not given."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return UUID(str(value))
        except ValueError:
            return None


class ReviewForm(Form):
    """Purpose and selection are compulsory: nothing of the log is shown without a stated purpose."""

    marks_optional = False
    syfte = forms.ChoiceField(
        label=gettext_lazy("Varför granskar du?"), choices=Purpose.choices, widget=Picks(two=True)
    )
    urval = forms.ChoiceField(label=gettext_lazy("Vad vill du se?"), choices=Selection.choices, widget=Picks(two=True))
    fran = DayField(label=gettext_lazy("Från och med"), latest=clock.today)
    till = DayField(label=gettext_lazy("Till och med"), latest=clock.today)
    person = IdField(required=False)

    def clean(self):
        given = super().clean() or self.cleaned_data
        first, last = given.get("fran"), given.get("till")
        if first and last and last < first:
            raise ValidationError({"till": _("Sista dagen ligger före den första. Byt plats på dem.")})
        if first and last and (last - first).days >= LONGEST_DAYS:
            text = _("Granska högst %(days)d dagar i taget. Välj en kortare period.")
            raise ValidationError({"fran": text % {"days": LONGEST_DAYS}})
        return given

    @staticmethod
    def last_month() -> dict:
        """What the empty form proposes: the last thirty days."""
        today = clock.today()
        return {"fran": today - timedelta(days=30), "till": today}


class ConclusionForm(Form):
    """What the review came to; the words of it stand in the reviewer's own report, not here."""

    marks_optional = False
    syfte = forms.ChoiceField(choices=Purpose.choices, widget=forms.HiddenInput)
    urval = forms.ChoiceField(choices=Selection.choices, widget=forms.HiddenInput)
    slutsats = forms.ChoiceField(
        label=gettext_lazy("Vad blev slutsatsen?"), choices=Conclusion.choices, widget=Picks(two=True)
    )
