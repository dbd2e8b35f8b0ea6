"""What is asked when a survey is opened, what it asks, and which rounds are listed. [F133, F135]"""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.ui.forms import DayField, FilterForm, Form, Picks
from core.ui.said import said
from groups.surveys import policies
from groups.surveys.models import LONGEST
from groups.surveys.results import ends_of


class OpenForm(Form):
    """Which of the surveys, and until when; the day proposed is the region's."""

    kind = forms.ChoiceField(label=_("Vilken enkät?"), widget=Picks)
    closes_on = DayField(label=_("Sista dag att svara"), earliest=clock.today)

    def __init__(self, surveys, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.key, said(one.label)) for one in surveys]
        self.initial.setdefault("kind", surveys[0].key)
        self.initial.setdefault("closes_on", policies.last_day(surveys[0], clock.today()))


class AnswerForm(Form):
    """The round's questions, each with its steps, and a line of one's own; `parts` are they by dimension."""

    words = forms.CharField(
        label=_("Vill du säga något mer?"),
        required=False,
        max_length=LONGEST,
        help_text=_("En rad. Skriv aldrig om ett enskilt barn. Gruppen läser raden, men inte vem som skrev den."),
    )

    def __init__(self, survey, parts, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._survey, self._parts = survey, parts
        steps = [(n, str(n)) for n in range(1, survey.steps + 1)] if self._is_wide else _steps(survey)
        for one in self._questions:
            picks = Picks(attrs={"class": "ten" if self._is_wide else "five"})
            self.add(one.key, forms.TypedChoiceField(label=said(one.label), choices=steps, coerce=int, widget=picks))
        self.order_fields([*(one.key for one in self._questions), "words"])

    @property
    def _questions(self):
        return [one for _title, questions in self._parts for one in questions]

    @property
    def parts(self) -> list[dict]:
        return [{"title": title, "fields": [self[one.key] for one in asked]} for title, asked in self._parts]

    @property
    def scale(self) -> str:
        """Said once, where the ends have no room for their words."""
        return _now("1 betyder ”%(low)s” och %(steps)d ”%(high)s”.") % ends_of(self._survey) if self._is_wide else ""

    @property
    def _is_wide(self) -> bool:
        return self._survey.steps > 5

    def facts(self) -> dict:
        scores = {one.key: self.cleaned_data[one.key] for one in self._questions}
        return {"scores": scores, "words": self.cleaned_data["words"]}


def _steps(survey) -> list[tuple[int, str]]:
    """The ends say what they mean."""
    ends = {1: survey.low, survey.steps: survey.high}
    return [(n, f"{n}, {said(ends[n])}" if n in ends else str(n)) for n in range(1, survey.steps + 1)]


class SurveyFilter(FilterForm):
    """Which survey, which year, and whether it is open."""

    enkat = forms.ChoiceField(label=_("Enkät"))
    ar = forms.ChoiceField(label=_("År"))
    state = forms.ChoiceField(
        label=pgettext_lazy("vilka enkäter", "Visa"),
        choices=[
            ("", pgettext_lazy("vilka enkäter", "Alla")),
            ("open", pgettext_lazy("vilka enkäter", "Öppna")),
            ("closed", pgettext_lazy("vilka enkäter", "Stängda")),
        ],
    )

    def __init__(self, data, *, surveys):
        super().__init__(data)
        this_year = clock.today().year
        self.fields["enkat"].choices = [("", _now("Alla enkäter")), *((one.key, said(one.label)) for one in surveys)]
        years = [(str(year), str(year)) for year in range(this_year, this_year - 6, -1)]
        self.fields["ar"].choices = [("", _now("Alla år")), *years]

    def apply(self, rows):
        chosen = self.chosen
        if kind := chosen.get("enkat"):
            rows = rows.filter(kind=kind)
        if year := chosen.get("ar"):
            rows = rows.filter(year=year)
        if state := chosen.get("state"):
            today = clock.today()
            rows = rows.filter(closes_on__gte=today) if state == "open" else rows.filter(closes_on__lt=today)
        return rows
