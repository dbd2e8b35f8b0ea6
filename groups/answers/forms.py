"""Questions that are answered on a scale, and a line of one's own. [F37, F133]"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form, Picks
from core.ui.said import said
from groups.answers.sums import LONGEST


class AnswersForm(Form):
    words = forms.CharField(
        label=_("Vill du säga något mer?"),
        required=False,
        max_length=LONGEST,
        help_text=_("En rad. Skriv aldrig om ett enskilt barn. Gruppen läser raden, men inte vem som skrev den."),
    )

    def ask(self, questions: Sequence[Any], steps: int, low: str = "", high: str = "") -> None:
        """A field for each of the region's questions; the ends of the scale say what they mean, where that is given."""
        ends = {1: low, steps: high}
        choices = [(n, f"{n}, {ends[n]}" if ends.get(n) else str(n)) for n in range(1, steps + 1)]
        self.asked = [one.key for one in questions]
        for one in questions:
            picks = Picks(attrs={"class": "five" if steps == 5 else "ten"})
            self.add(one.key, forms.TypedChoiceField(label=said(one.label), choices=choices, coerce=int, widget=picks))
        self.order_fields([*self.asked, "words"])

    def facts(self) -> dict:
        scores = {key: self.cleaned_data[key] for key in self.asked}
        return {"scores": scores, "words": self.cleaned_data["words"]}
