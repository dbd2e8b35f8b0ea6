"""What a family sends: a code, and a choice on each question; and what the figures are asked for."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.forms import FilterForm
from sip.family.texts import SWEDISH, Language
from sip.surveys.questionnaires import NO_ANSWER, SCALE, Questionnaire


class AnswerForm(forms.Form):
    """The questions in the family's language. Every question is answered, or «will not answer» is chosen."""

    def __init__(self, asked: Questionnaire, language: Language, data=None):
        super().__init__(data)
        self.asked, self.language = asked, language
        choices = [(value, language.plain(f"survey.face_{value}")) for value in SCALE]
        choices.append((NO_ANSWER, language.plain("survey.skip")))
        for question in asked.questions:
            self.fields[question.item] = forms.TypedChoiceField(
                label=question.said(language),
                choices=choices,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(("required", "invalid_choice"), language.plain("survey.missing")),
            )

    @property
    def questions(self) -> list[dict]:
        """Each question for the page: its words, its choices with the one that was taken, what is wrong.

        `lang` is set where the words are Swedish for lack of a translation, `says_so` on the first of those in a row.
        """
        found: list[dict] = []
        for question in self.asked.questions:
            is_left = not question.is_translated(self.language)
            says_so = is_left and not (found and found[-1]["lang"])
            found.append({**self._shown(question.item), "lang": SWEDISH if is_left else "", "says_so": says_so})
        return found

    def _shown(self, item: str) -> dict:
        return {
            "item": item,
            "text": self.fields[item].label,
            "choices": [
                {"value": value, "label": label, "is_chosen": str(self[item].value()) == str(value)}
                for value, label in self.fields[item].choices
            ],
            "error": self.errors[item][0] if self.is_bound and item in self.errors else "",
        }


class FiguresForm(FilterForm):
    """Which finished half-year, and where."""

    period = forms.ChoiceField(label=gettext_lazy("Halvår"))
    omrade = forms.ChoiceField(label=gettext_lazy("Område"))

    def __init__(self, data, *, half_years: list[date], areas: list[tuple[str, str]]):
        super().__init__(data)
        self.fields["period"].choices = [(day.isoformat(), half_year_words(day)) for day in half_years]
        self.fields["omrade"].choices = [("", _("Hela regionen")), *areas]


def half_year_words(first: date) -> str:
    """«januari till juni 2026»."""
    if first.month == 1:
        return _("januari till juni %(year)d") % {"year": first.year}
    return _("juli till december %(year)d") % {"year": first.year}
