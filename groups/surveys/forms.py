"""What is asked when a survey is opened, what it asks, and which rounds are listed. [F133, F135]"""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.ui.forms import DayField, FilterForm, Form, Picks
from core.ui.said import said
from groups.answers.forms import AnswersForm
from groups.surveys import policies
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


class AnswerForm(AnswersForm):
    """The round's questions; `parts` are they by dimension."""

    def __init__(self, survey, parts, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._survey, self._parts = survey, parts
        ends = () if self._is_wide else (said(survey.low), said(survey.high))
        self.ask([one for _title, questions in parts for one in questions], survey.steps, *ends)

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
