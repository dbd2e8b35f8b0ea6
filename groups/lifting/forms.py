"""What is asked when a question is lifted, prepared, passed on, answered and received. [F40, F42]"""

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.ui import dates
from core.ui.forms import AboutForm, DayField, FilterForm, Form, LongText, Picks
from core.ui.said import said
from groups.choices import Tier
from groups.lifting.models import LiftStep
from groups.lifting.services import Wanted
from groups.lifting.states import Asks
from groups.meetings.models import Meeting
from groups.models import Forum
from groups.picking import DecisionField

NO_CHILD = _("Skriv aldrig om ett enskilt barn.")
DAY = _("Lämna tomt för den tid som gäller i länet.")


class LiftForm(Form):
    title = forms.CharField(label=_("Vad är frågan?"), max_length=200)
    text = LongText(label=_("Beskriv frågan"), max_length=5000, rows=5, help_text=NO_CHILD)
    why = LongText(label=_("Varför kan ni inte avgöra den själva?"), max_length=2000, rows=3)
    asks = forms.ChoiceField(label=_("Vad ber ni om?"), choices=Asks.choices, widget=Picks)
    decision = DecisionField(
        label=_("Vilket beslut lyfter frågan?"),
        required=False,
        empty_label=_("Inget beslut"),
        help_text=_("Välj det om gruppen har beslutat på ett möte att lyfta frågan."),
    )
    due_on = DayField(label=_("När behöver ni senast ha svar?"), required=False, earliest=clock.today, help_text=DAY)

    def __init__(self, origin, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].of(origin.pk)

    def facts(self) -> dict:
        return {"wanted": Wanted(**self.cleaned_data)}


class PrepareForm(AboutForm):
    text = LongText(
        label=_("Vad har ni kommit fram till i beredningen?"),
        max_length=5000,
        rows=5,
        help_text=_("Läses bara av er egen grupp."),
    )


class MeetingField(forms.ModelChoiceField):
    def label_from_instance(self, meeting):
        return dates.weekday_moment(meeting.starts_at)


class AgendaForm(AboutForm):
    meeting = MeetingField(label=_("På vilket möte?"), queryset=Meeting.objects.none(), empty_label=_("Välj"))

    def __init__(self, question, *args, **kwargs):
        super().__init__(question, *args, **kwargs)
        here = question.here
        ahead = Meeting.objects.ahead(clock.now()).filter(region=question.region_id)
        self.fields["meeting"].queryset = ahead.filter(forum=here.to_forum_id if here else None)


class PassOnForm(AboutForm):
    message = LongText(
        label=_("Vad vill ni säga till gruppen ovanför?"),
        max_length=5000,
        rows=5,
        help_text=_("Läses av alla grupper på vägen, tillsammans med frågan."),
    )
    due_on = DayField(label=_("När behövs svaret senast?"), required=False, earliest=clock.today, help_text=DAY)


class AnswerForm(AboutForm):
    answer = LongText(label=_("Vad svarar ni?"), max_length=10_000, rows=6)
    decision = DecisionField(
        label=_("Vilket beslut är det?"),
        required=False,
        empty_label=_("Inget av gruppens beslut här"),
        help_text=_("Beslutet skrivs i protokollet från gruppens möte."),
    )
    decided_as = forms.CharField(
        label=_("Eller skriv vilket beslut det är"),
        max_length=60,
        required=False,
        help_text=_("Om beslutet finns i en annan handling: dag och paragraf."),
    )

    def __init__(self, question, *args, **kwargs):
        super().__init__(question, *args, **kwargs)
        if question.here:
            self.fields["decision"].of(question.here.to_forum_id)
        if question.asks == Asks.DECISION:
            self.fields["decision"].help_text = _("Gruppen bad om ett beslut. Välj beslutet eller skriv vilket det är.")


class ConfirmForm(AboutForm):
    did = LongText(label=_("Vad gör ni med svaret?"), max_length=2000, rows=3)


class WithdrawForm(AboutForm):
    reason = forms.CharField(label=_("Varför tas frågan tillbaka?"), max_length=300)


class LiftFilter(FilterForm):
    """Which of them: the open ones unless others are asked for; of one forum, whether it asked or is asked."""

    forum = forms.ModelChoiceField(label=_("Grupp"), queryset=Forum.objects.none(), empty_label=_("Alla grupper"))
    state = forms.ChoiceField(
        label=pgettext_lazy("vilka frågor", "Visa"),
        choices=[
            ("", pgettext_lazy("vilka frågor", "Öppna")),
            ("late", pgettext_lazy("vilka frågor", "Försenade")),
            ("answered", pgettext_lazy("vilka frågor", "Besvarade")),
            ("all", pgettext_lazy("vilka frågor", "Alla")),
        ],
    )

    def __init__(self, forums, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["forum"].queryset = forums.exclude(tier=Tier.INDIVIDUAL).order_by("name", "id")
        self.fields["forum"].label_from_instance = lambda forum: said(forum.name)

    def apply(self, rows):
        found, forum = super().apply(rows), self.chosen.get("forum")
        if forum:
            came = LiftStep.objects.filter(question=OuterRef("pk"), to_forum=forum)
            found = found.filter(Q(origin=forum) | Exists(came))
        by_state = {"": "open", "late": "late", "answered": "answered", "all": "all"}
        return getattr(found, by_state[self.chosen.get("state", "")])().for_list()
