"""What is asked about an agreement, its parties and those who give their views."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.files.fields import UploadField
from core.organisations.models import Principal
from core.ui.again import ConfirmMixin
from core.ui.forms import AboutForm, DayField, FilterForm, Form, LongText, ManyPicks, Picks
from groups.agreements import policies
from groups.agreements.seen import mark_of
from groups.agreements.services.drafting import Wanted
from groups.agreements.states import Asked, Level, Situation
from groups.picking import people


class PartiesField(forms.ModelMultipleChoiceField):
    widget = ManyPicks

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Vilka är parter?"),
            queryset=Principal.objects.none(),
            help_text=_("En fristående skola är part bara om den själv har tackat ja."),
            **kwargs,
        )


class DraftForm(Form):
    """First whether an agreement is needed, then what it is about and between whom. [AG-10]"""

    situation = forms.ChoiceField(
        label=_("Vilka barn gäller det?"), choices=Situation.choices, widget=Picks, initial=Situation.NONE
    )
    needs_coordination = forms.BooleanField(
        label=_("Insatserna måste samordnas, samtidigt eller efter varandra"), required=False
    )
    needs_economy = forms.BooleanField(label=_("Det måste vara tydligt vem som betalar"), required=False)
    why = LongText(
        label=_("Varför behövs en skriftlig överenskommelse?"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_("Fyll i om svaren ovan inte visar det. Skriv till exempel att den regionala kräver en lokal."),
    )
    title = forms.CharField(label=_("Vad ska överenskommelsen heta?"), max_length=200)
    target_group = forms.CharField(
        label=_("Vilken målgrupp gäller den?"), max_length=300, help_text=_("Skriv aldrig om ett enskilt barn.")
    )
    is_other = forms.BooleanField(
        label=_("Det är en särskild överenskommelse, vid sidan av den om samverkan"),
        required=False,
        help_text=_("Till exempel med polisen, eller om egenvård."),
    )
    parties = PartiesField()

    def __init__(self, forum, *args, **kwargs):
        super().__init__(*args, initial={"parties": policies.near_parties(forum)}, **kwargs)
        self.fields["parties"].queryset = policies.possible_parties(forum.region_id)

    def facts(self) -> dict:
        data = dict(self.cleaned_data)
        return {"parties": list(data.pop("parties")), "wanted": Wanted(**data)}


class RenameForm(AboutForm):
    title = forms.CharField(label=_("Vad ska överenskommelsen heta?"), max_length=200)
    target_group = forms.CharField(
        label=_("Vilken målgrupp gäller den?"), max_length=300, help_text=_("Skriv aldrig om ett enskilt barn.")
    )

    def __init__(self, agreement, *args, **kwargs):
        said = {"title": agreement.title, "target_group": agreement.target_group}
        super().__init__(agreement, *args, initial=said, **kwargs)


class PartiesForm(AboutForm):
    parties = PartiesField()

    def __init__(self, agreement, *args, **kwargs):
        standing = policies.standing_parties(agreement).values_list("principal", flat=True)
        super().__init__(agreement, *args, initial={"parties": list(standing)}, **kwargs)
        self.fields["parties"].queryset = policies.possible_parties(agreement.region_id)


class AskForm(AboutForm):
    kind = forms.ChoiceField(label=_("Vem ska tillfrågas?"), choices=Asked.choices, widget=Picks)
    name = forms.CharField(
        label=_("Vad heter verksamheten eller gruppen?"),
        max_length=200,
        help_text=_("Till exempel skolan, föreningen eller ungdomsrådet. Skriv aldrig ett barns namn."),
    )
    responder = people(
        _("Vem svarar i portalen?"), _("Välj ”Ingen” om svaret kommer på annat sätt. Då skriver du in det.")
    )

    def __init__(self, agreement, *args, **kwargs):
        super().__init__(agreement, *args, **kwargs)
        self.fields["responder"].queryset = policies.possible_responders(agreement.region_id)


class RemitForm(AboutForm):
    best_interests = LongText(
        label=_("Hur har barnets bästa prövats?"),
        max_length=5000,
        rows=5,
        help_text=_("Vad överenskommelsen betyder för barnen, och vad barn och unga själva har sagt."),
    )
    answer_by = DayField(label=_("När ska svaren senast ha kommit?"), earliest=clock.today)


class ConfirmedForm(ConfirmMixin, AboutForm):
    """Binds a principal or takes it out: asks again who sits there when it was long ago. [security 8]"""

    def facts(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "confirm"}


class PartyOfForm(AboutForm):
    """For which party one speaks: those one may speak for are tried by the service."""

    party = forms.ModelChoiceField(label=_("Vilken part gäller det?"), queryset=Principal.objects.none())

    def __init__(self, agreement, *args, **kwargs):
        super().__init__(agreement, *args, **kwargs)
        parties = policies.standing_parties(agreement).values("principal")
        self.fields["party"].queryset = Principal.objects.filter(pk__in=parties).order_by("name", "id")
        self.fields["party"].empty_label = _("Välj")


class RenegotiateForm(PartyOfForm):
    reason = LongText(label=_("Varför ska den omförhandlas?"), max_length=2000, rows=4)


class NoticeForm(ConfirmedForm, PartyOfForm):
    ends_on = DayField(label=_("Vilken är sista dagen den gäller?"), earliest=clock.today)
    reason = LongText(label=_("Varför sägs den upp?"), max_length=2000, rows=4)


class AbandonForm(AboutForm):
    reason = LongText(label=_("Varför läggs den ned?"), max_length=2000, rows=3)


class AppointForm(AboutForm):
    signatory = people(
        _("Vem skriver under för parten?"),
        _("Den som arbetar hos parten och får fatta beslut där. Välj ”Ingen” om parten skriver under på papper."),
    )

    def __init__(self, party, *args, **kwargs):
        super().__init__(party, *args, initial={"signatory": party.signatory_id}, **kwargs)
        self.fields["signatory"].queryset = policies.possible_signatories(party)
        if party.agreement.by_decision:
            self.ask("signatory", _("Vem noterar partens beslut?"))
            self.fields["signatory"].help_text = _(
                "Den som arbetar hos parten och får fatta beslut där. Välj ”Ingen” om gruppens ledare noterar beslutet."
            )


class BindForm(ConfirmedForm):
    """Binds a party to the text as it stood when the page was opened: `seen` is its mark."""

    seen = forms.CharField(label="", required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, party, *args, **kwargs):
        super().__init__(party, *args, **kwargs)
        if not self.is_bound:
            self.initial["seen"] = mark_of(party.agreement)


class SignForm(BindForm):
    signed_as = forms.CharField(label=_("Din befattning"), max_length=200)


class DecisionForm(BindForm):
    signed_as = forms.CharField(
        label=_("Vem har beslutat, och vilket beslut?"),
        max_length=200,
        help_text=_("Till exempel kommunfullmäktige, § 42."),
    )
    on = DayField(label=_("Vilken dag fattades beslutet?"))


class PaperForm(BindForm):
    name = forms.CharField(label=_("Vem har skrivit under?"), max_length=200)
    signed_as = forms.CharField(label=_("Befattning"), max_length=200)
    on = DayField(label=_("Vilken dag?"))
    file = UploadField(label=_("Det underskrivna papperet"))


class AnnexForm(AboutForm):
    title = forms.CharField(label=_("Vad är det för bilaga?"), max_length=200)
    file = UploadField(label=_("Filen"))


class AnswerForm(AboutForm):
    text = LongText(
        label=_("Vad är svaret?"), max_length=10_000, rows=8, help_text=_("Skriv aldrig om ett enskilt barn.")
    )


class SettleForm(AboutForm):
    outcome = LongText(label=_("Vad gjorde ni med svaret?"), max_length=5000, rows=4)

    def __init__(self, asked, *args, **kwargs):
        super().__init__(asked, *args, initial={"outcome": asked.outcome}, **kwargs)
        self.fields["outcome"].help_text = _("Svaret var: %(answer)s") % {"answer": asked.answer}


class ReviewForm(AboutForm):
    on = DayField(label=_("Vilken dag blev det klart?"), latest=clock.today, initial=clock.today)
    text = LongText(
        label=_("Vad kom ni fram till?"),
        max_length=5000,
        rows=6,
        help_text=_("Det visas för alla som arbetar i regionen. Skriv aldrig om ett enskilt barn."),
    )


class AgreementFilter(FilterForm):
    """Which: what holds and what is under way, unless others are asked for."""

    show = forms.ChoiceField(
        label=_("Vilka vill du se?"),
        choices=[
            ("", pgettext_lazy("vilka överenskommelser", "De som gäller eller arbetas fram")),
            ("force", pgettext_lazy("vilka överenskommelser", "De som gäller")),
            ("all", pgettext_lazy("vilka överenskommelser", "Alla")),
        ],
    )
    level = forms.ChoiceField(
        label=pgettext_lazy("en överenskommelse", "Slag"),
        choices=[("", pgettext_lazy("vilka överenskommelser", "Alla slag")), *Level.choices],
    )
    lookups = {"level": "level"}

    def apply(self, rows):
        found = super().apply(rows).select_related("forum").order_by("title", "-number", "id")
        which = {"": policies.current, "force": policies.holding}.get(self.chosen.get("show", ""))
        return found.filter(which()) if which else found
