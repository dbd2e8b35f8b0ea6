"""The questions about the offer of a plan under LSS, one a page. [P-51]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Acting
from core.ui.forms import DayField, Form, Picks
from sip.lss.models import LssOffer
from sip.lss.states import EndReason, Why
from sip.plans.register import plans_to_stand_beside

ANSWERS = [("yes", _("Ja, familjen vill ha en plan")), ("no", _("Nej, inte nu"))]
APART = _("Nej, planen står för sig")
AMONG, AMONG_OTHERS = "barnet", _("Nej, men den står bland barnets andra planer och kan ersätta en SIP")


class NewForm(Form):
    why = forms.ChoiceField(label=_("Varför ska en plan erbjudas?"), choices=Why.choices, widget=Picks)
    on = DayField(label=_("Vilken dag var det?"), latest=clock.today)


class OfferForm(Form):
    """A verb's form on an offer, for whoever acts; `facts` is what the service takes besides it."""

    def __init__(self, offer: LssOffer, acting: Acting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class DayForm(OfferForm):
    on = DayField(label=_("Vilken dag?"), latest=clock.today)


class AnswerForm(OfferForm):
    answer = forms.ChoiceField(label=_("Vad svarade familjen?"), choices=ANSWERS, widget=Picks)
    on = DayField(label=_("Vilken dag svarade de?"), latest=clock.today)


class PlanForm(OfferForm):
    valid_from = DayField(label=_("Från vilken dag gäller planen?"))
    review_on = DayField(
        label=_("När ska planen ses över?"), help_text=_("Senast ett år efter den dag planen börjar gälla.")
    )
    told_on = DayField(
        label=_("När underrättades regionen?"),
        help_text=_("Kommun och region berättar för varandra om planer enligt LSS."),
        latest=clock.today,
        required=False,
    )

    def __init__(self, offer: LssOffer, acting: Acting, *args: Any, **kwargs: Any) -> None:
        super().__init__(offer, acting, *args, **kwargs)
        self.plans = {str(plan.pk): plan for plan in plans_to_stand_beside(acting, offer.child_id)}
        choices = [("", APART), (AMONG, AMONG_OTHERS), *((key, plan.case.code) for key, plan in self.plans.items())]
        beside = forms.ChoiceField(
            label=_("Hör planen ihop med en SIP?"),
            help_text=_("Bredvid en SIP ser de som läser SIP att planen finns."),
            choices=choices,
            widget=Picks,
            required=False,
        )
        self.add("beside", beside)

    def facts(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("beside", "")
        return {**self.cleaned_data, "beside": self.plans.get(chosen), "is_among": chosen == AMONG}


class ReviewForm(OfferForm):
    on = DayField(label=_("Vilken dag sågs planen över?"), latest=clock.today)
    review_on = DayField(label=_("När ska den ses över nästa gång?"), help_text=_("Senast om ett år."))


class EndForm(OfferForm):
    reason = forms.ChoiceField(label=_("Varför avslutas det?"), choices=EndReason.choices, widget=Picks)
