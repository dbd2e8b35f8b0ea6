"""What is asked of an item that one wants taken up, and of the answer to it. [F32]"""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui import dates
from core.ui.forms import AboutForm, FilterForm, LongText, Picks
from groups.meetings.models import Meeting
from groups.meetings.states import ItemPurpose
from groups.proposals import policies, states
from groups.proposals.services import LONGEST_TIME, Wish


class ProposeForm(AboutForm):
    title = forms.CharField(label=_("Vad vill du ta upp?"), max_length=200)
    purpose = forms.ChoiceField(label=_("Vad ska mötet göra?"), choices=ItemPurpose.choices, widget=Picks)
    why = LongText(
        label=_("Varför?"),
        max_length=2000,
        rows=3,
        help_text=_("Skriv aldrig om ett enskilt barn. Enskilda ärenden tas i individforum eller SIP."),
    )
    minutes = forms.IntegerField(
        label=_("Hur många minuter behövs?"), min_value=1, max_value=LONGEST_TIME, required=False
    )

    def facts(self) -> dict:
        return {"wish": Wish(**self.cleaned_data)}


class TakeInForm(AboutForm):
    meeting = forms.ModelChoiceField(label=_("Vilket möte?"), queryset=Meeting.objects.none(), empty_label=_("Välj"))

    def __init__(self, proposal, *args, **kwargs):
        super().__init__(proposal, *args, **kwargs)
        self.fields["meeting"].queryset = policies.possible_meetings(proposal.forum)
        self.fields["meeting"].label_from_instance = lambda meeting: dates.weekday_moment(meeting.starts_at)


class DeferForm(AboutForm):
    reply = LongText(label=_("Vad vill du säga till den som föreslog det?"), max_length=500, rows=2, required=False)


class TurnDownForm(AboutForm):
    reply = LongText(label=_("Varför tas det inte upp?"), max_length=500, rows=2)


class ProposalFilter(FilterForm):
    """Which: those that wait or are to come back, unless all are asked for."""

    state = forms.ChoiceField(
        label=pgettext_lazy("vilka förslag", "Visa"),
        choices=[("", pgettext_lazy("vilka förslag", "Öppna")), ("all", pgettext_lazy("vilka förslag", "Alla"))],
    )

    def apply(self, rows):
        return rows if self.chosen.get("state") == "all" else rows.filter(status__in=states.OPEN)
