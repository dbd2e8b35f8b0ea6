"""Note what the child or a guardian says to the plan. [CS-06]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.fields import FamilyText
from core.ui.forms import DayField, Picks
from sip.plans.choices import FamilyAnswer
from sip.plans.content_forms import ANOTHER, WhoForm
from sip.plans.models import SipPlan
from sip.plans.services.answering import Answered


class AnswerForm(WhoForm):
    """`child` and `guardians` as in `WhoForm`; nobody else answers to a plan."""

    ids = "besked"
    answer = forms.ChoiceField(label=_("Vad säger personen om planen?"), choices=FamilyAnswer.choices, widget=Picks)
    words = FamilyText(
        label=_("Med egna ord"),
        help_text=_(
            "Skriv som personen säger det. Vid ett ja med förbehåll skriver du vad personen inte håller med om."
        ),
        required=False,
        max_length=2000,
        rows=4,
    )
    answered_on = DayField(label=_("Vilken dag?"), required=False, latest=clock.today)
    not_asked_reason = forms.CharField(
        label=_("Om personen inte har tillfrågats: varför?"), required=False, max_length=500
    )
    marks_optional = False  # what is needed depends on the answer

    def __init__(self, plan: SipPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(plan, *args, **kwargs)
        self.fields["who"].choices = [*self.family, (ANOTHER, _("En annan vårdnadshavare"))]
        self.initial = {"answered_on": clock.today(), **self.initial}

    def facts(self) -> dict[str, Answered]:
        data = dict(self.cleaned_data)
        whose, name = self.whom(data.pop("who"), data.pop("name"))
        return {"said": Answered(whose=whose, name=name, **data)}
