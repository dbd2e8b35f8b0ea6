"""How a group sees to one of its duties, in the words of who leads it. [F46]"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from core.ui.forms import Form, LongText, Picks
from groups.year import proofs
from groups.year.duty_models import DutyState
from groups.year.services.duties import Saying


class DutyForm(Form):
    state = forms.ChoiceField(label=gettext_lazy("Gör gruppen det?"), choices=DutyState.choices, widget=Picks)
    text = LongText(label=gettext_lazy("Hur vet ni det?"), max_length=2000, rows=3)
    proof = forms.ChoiceField(label=gettext_lazy("Var syns det?"), required=False)

    def __init__(self, acting: Any, forum: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proofs = proofs.Proofs(acting, forum)
        self.fields["proof"].choices = self.proofs.choices

    def choice_rows(self) -> list[QuerySet]:
        return [*super().choice_rows(), *self.proofs.rows.values()]

    def facts(self) -> dict:
        return {"saying": Saying(**self.cleaned_data)}
