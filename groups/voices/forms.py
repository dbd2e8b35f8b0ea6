"""What an organisation says is written down, and what the group did with it. [F53]"""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.roles import Role
from core.ui import dates
from core.ui.forms import AboutForm, DayField, FilterForm, LongText, Picks
from groups.meetings.models import Meeting
from groups.picking import DecisionField
from groups.voices import policies, states
from groups.voices.services import Words
from groups.voices.states import Influence


class VoiceForm(AboutForm):
    organisation = forms.CharField(label=_("Vilken organisation?"), max_length=200)
    title = forms.CharField(label=_("Vad gäller det?"), max_length=200)
    text = LongText(
        label=_("Vilka synpunkter?"), max_length=5000, rows=5, help_text=_("Skriv aldrig om ett enskilt barn.")
    )
    said_on = DayField(label=_("Vilken dag?"), latest=clock.today)
    meeting = forms.ModelChoiceField(
        label=_("På eller inför vilket möte?"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Inte på ett möte"),
    )

    def __init__(self, forum, *args, by, **kwargs):
        super().__init__(forum, *args, **kwargs)
        self.initial = {"said_on": clock.today(), **self.initial}
        self.fields["meeting"].queryset = policies.meetings_for(by, forum)
        self.fields["meeting"].label_from_instance = lambda meeting: dates.weekday_moment(meeting.starts_at)
        if by.role == Role.INTEREST_REP:
            self.fields["meeting"].required, self.fields["meeting"].empty_label = True, _("Välj")

    def facts(self) -> dict:
        return {"words": Words(**self.cleaned_data)}


class AnswerForm(AboutForm):
    influence = forms.ChoiceField(label=_("Vad ledde det till?"), choices=Influence.choices, widget=Picks)
    answer = LongText(label=_("Vad svarar gruppen?"), max_length=2000, rows=4)
    decision = DecisionField(label=_("Vilket beslut?"), required=False, empty_label=_("Inget beslut"))

    def __init__(self, voice, *args, **kwargs):
        super().__init__(voice, *args, **kwargs)
        self.fields["decision"].of(voice.forum_id)


class VoiceFilter(FilterForm):
    state = forms.ChoiceField(
        label=pgettext_lazy("vilka synpunkter", "Visa"),
        choices=[
            ("", pgettext_lazy("vilka synpunkter", "Alla")),
            ("waiting", pgettext_lazy("vilka synpunkter", "De som väntar på svar")),
        ],
    )
    influence = forms.ChoiceField(label=_("Vad det ledde till"), choices=[("", _("Allt")), *Influence.choices])
    lookups = {"influence": "influence"}

    def apply(self, rows):
        found = super().apply(rows)
        waiting = self.chosen.get("state") == "waiting"
        return found.filter(status=states.VoiceStatus.REGISTERED) if waiting else found
