"""Record a consent: who, to whom, what, how long, in which form, and what the child said. [SM-4]"""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.files.fields import UploadField
from core.organisations.models import Unit
from core.people.queries import holders
from core.roles import Role
from core.ui.forms import DayField, LongText, ManyPicks, Picks
from groups.queries import chairs_of, steering_members
from sip.cases.forms import CaseForm
from sip.cases.states import ForumCaseStatus
from sip.children.models import Guardian
from sip.consent.asked import NO_WORD, Asked, Given, Word, next_sitting
from sip.consent.kinds import InformationKind
from sip.consent.models import ConsentGiver
from sip.consent.signing import usual_signatories
from sip.consent.states import OF_A_FORUM, ChildView, Form, Purpose, Signatories, WordForm

DEFAULT_DAYS = 60
EXCEPTION = ("signatories", "signatories_reason", "decision_number", "decision_on", "maturity_judgement")
EXPLAINED = ("explained_how", "explained_language", "interpreter")
OF_ITS_FORUM = [(one.value, one.label) for one in OF_A_FORUM]
ANSWERS = [("", _("Har inte svarat")), ("yes", _("Ja")), ("no", _("Nej"))]


def _usual_purpose(case) -> str:
    """After the sitting a consent is for the concerned managers."""
    waits = case.status in (ForumCaseStatus.UNRESOLVED, ForumCaseStatus.ESCALATED, ForumCaseStatus.PRINCIPLED_FORWARDED)
    return Purpose.STEERING_ESCALATION if waits else Purpose.FORUM_OCCASION


class ConsentForm(CaseForm):
    """For the next sitting, or for the concerned managers' decision."""

    purpose = forms.ChoiceField(label=_("Vad gäller samtycket?"), choices=OF_ITS_FORUM, widget=Picks)
    units = forms.ModelMultipleChoiceField(
        label=_("Vilka verksamheter får dela uppgifter om barnet?"), queryset=Unit.objects.none(), widget=ManyPicks
    )
    information_kinds = forms.MultipleChoiceField(
        label=_("Vilka uppgifter får delas?"), choices=InformationKind.choices, widget=ManyPicks
    )
    form = forms.ChoiceField(
        label=_("Hur har samtycket lämnats?"),
        help_text=_(
            "Skriftligt, på papper eller på skärmen, behövs när familjen inte är med på mötet. "
            "På skärmen skriver var och en under när du har sparat."
        ),
        choices=Form.choices,
        widget=Picks(two=True),
    )
    given_on = DayField(label=_("Vilken dag lämnades det?"), latest=clock.today)
    document_place = forms.CharField(
        label=_("Här förvaras den underskrivna blanketten"),
        help_text=_("Fylls i när samtycket är skriftligt och blanketten inte läggs till här."),
        max_length=200,
        required=False,
    )
    paper = UploadField(label=_("Blanketten som fil"), required=False)
    witness = forms.CharField(
        label=_("Vem hörde samtycket?"),
        help_text=_("Fylls i när samtycket är muntligt."),
        max_length=200,
        required=False,
    )
    valid_to = DayField(label=_("Gäller till och med"), earliest=clock.today)
    signatories = forms.ChoiceField(label=_("Vem ska samtycka?"), choices=Signatories.choices, widget=Picks)
    signatories_reason = forms.CharField(
        label=_("Skälet till undantaget"),
        help_text=_("Fylls i när inte alla vårdnadshavare behöver samtycka."),
        max_length=500,
        required=False,
    )
    decision_number = forms.CharField(
        label=_("Beslutets nummer"),
        help_text=_("Fylls i när socialnämnden har beslutat, också om skyddat boende."),
        max_length=60,
        required=False,
    )
    decision_on = DayField(label=_("Beslutets dag"), latest=clock.today, required=False)
    exceptions = forms.CharField(
        label=_("Finns det något som inte får delas?"),
        help_text=_("Visas för alla som får uppgifter med stöd av samtycket."),
        max_length=500,
        required=False,
    )
    maturity_judgement = forms.CharField(
        label=_("Hur har ni bedömt barnets mognad?"),
        help_text=_("Fylls i när barnet samtycker ensamt."),
        max_length=1000,
        required=False,
    )
    explained_how = forms.CharField(
        label=_("Hur förklarades samtycket, och på vilket språk?"), max_length=500, required=False
    )
    explained_language = forms.CharField(label=_("Språk"), max_length=60, required=False)
    interpreter = forms.CharField(label=_("Tolk"), max_length=100, required=False)
    child_view = forms.ChoiceField(label=_("Vad säger barnet?"), choices=ChildView.choices, widget=Picks)
    child_view_text = LongText(
        label=_("Barnets egna ord, eller varför barnet inte har tillfrågats"), max_length=2000, rows=3
    )

    days = DEFAULT_DAYS
    what = (
        "purpose",
        "units",
        "information_kinds",
        "exceptions",
        "valid_to",
    )  # the fields of the first group, in order

    def __init__(self, case, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        self.guardians = list(
            Guardian.objects.filter(child__cases__case_id=case.pk, valid_to__isnull=True).order_by("created_at")
        )
        for guardian in self.guardians:
            answer = forms.ChoiceField(
                label=_("Samtycker %(name)s?") % {"name": guardian.name}, choices=ANSWERS, required=False, widget=Picks
            )
            self.add(self._key(guardian), answer)
        self.initial = {
            **self._offer_units(),
            "information_kinds": [InformationKind.IDENTITY, InformationKind.SITUATION],
            "form": Form.WRITTEN,
            "given_on": clock.today(),
            "valid_to": clock.today() + timedelta(days=self.days),
            "signatories": usual_signatories(case),
            **self.initial,
        }
        answers = [self._key(guardian) for guardian in self.guardians]
        for name in answers:
            self.fields[name].widget.attrs["class"] = "three"
        self.groups = [
            (_("Vad samtycket gäller"), [*self.what]),
            (_("Vårdnadshavarnas svar"), [*answers, *EXCEPTION]),
            (_("Så lämnades samtycket"), ["given_on", "form", "document_place", "paper", "witness", *EXPLAINED]),
            (_("Barnet"), ["child_view", "child_view_text"]),
        ]
        self.order_fields([name for _heading, names in self.groups for name in names])

    @property
    def grouped(self) -> list[tuple[str, list]]:
        """Heading and its fields, in the order of the page."""
        return [(heading, [self[name] for name in names]) for heading, names in self.groups]

    @staticmethod
    def _key(guardian: Guardian) -> str:
        return f"guardian_{guardian.pk}"

    def _offer_units(self) -> dict:
        """What the units are chosen among; the usual answers on purpose and units."""
        units, purpose = self._units(), _usual_purpose(self.case)
        usual = [unit.pk for unit in units]
        if purpose == Purpose.STEERING_ESCALATION:  # the managers' units can be chosen too; which, the family says
            today, area = clock.today(), self.case.area_id
            steering = {*steering_members(area, today).values_list("unit_id", flat=True)}
            chairs = {*chairs_of(area, today).values_list("unit_id", flat=True)}
            wanted = {*usual, *steering, *chairs} - {None}
            units = Unit.objects.filter(region_id=self.case.region_id, pk__in=wanted).order_by("name")
            usual = [*{*usual, *chairs} - {None}]
        self.fields["units"].queryset = units
        return {"purpose": purpose, "units": usual}

    def _units(self):
        """The raising, the concerned and the convenor's units."""
        today = clock.today()
        convenors = holders(
            Role.FORUM_CONVENOR, region_id=self.case.region_id, district_id=self.case.district_id, on=today
        )
        ids = {
            self.case.raising_unit_id,
            *self.case.case.concerned_units.values_list("unit_id", flat=True),
            *(holder.unit_id for holder in convenors if holder.unit_id),
        }
        return Unit.objects.filter(region_id=self.case.region_id, pk__in=ids).order_by("name")

    def facts(self) -> dict:
        data = self.cleaned_data
        asked = Asked(
            **self._purpose(),
            units=tuple(data["units"]),
            information_kinds=tuple(data["information_kinds"]),
            valid_to=data["valid_to"],
            signatories=data["signatories"],
            signatories_reason=data["signatories_reason"],
            decision_number=data["decision_number"],
            decision_on=data["decision_on"],
            exceptions=data["exceptions"],
        )
        given = Given(
            form=data["form"],
            given_on=data["given_on"],
            answers=self._answers(),
            document_place=data["document_place"],
            witness=data["witness"],
            maturity_judgement=data["maturity_judgement"],
            **{name: data[name] for name in EXPLAINED},
            child_view=data["child_view"],
            child_view_text=data["child_view_text"],
        )
        return {"asked": asked, "given": given, "paper": data["paper"]}

    def _purpose(self) -> dict:
        is_sitting = self.cleaned_data["purpose"] == Purpose.FORUM_OCCASION
        return {
            "purpose": self.cleaned_data["purpose"],
            "sitting": next_sitting(self.case) if is_sitting else None,
        }

    def _answers(self) -> dict[UUID, bool]:
        chosen = {guardian.pk: self.cleaned_data[self._key(guardian)] for guardian in self.guardians}
        return {pk: answer == "yes" for pk, answer in chosen.items() if answer}


class WithdrawConsentForm(CaseForm):
    """Wholly, or toward one unit; on whose word, and how it was said."""

    word_of = forms.CharField(
        label=_("Vem återkallar?"), help_text=_("Namn på den som har sagt det."), max_length=200, required=False
    )
    word_form = forms.ChoiceField(
        label=_("Hur återkallades det?"),
        choices=WordForm.choices,
        initial=WordForm.ORAL,
        required=False,
        widget=Picks(two=True),
    )

    unit = forms.ModelChoiceField(
        label=_("Vad återkallas?"), queryset=Unit.objects.none(), required=False, empty_label=_("Hela samtycket")
    )

    def __init__(self, case, consent, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        live = consent.units.filter(withdrawn_at__isnull=True).values("unit_id")
        self.fields["unit"].queryset = Unit.objects.filter(region_id=case.region_id, pk__in=live).order_by("name")
        self.order_fields(["unit", "word_of", "word_form"])

    def facts(self) -> dict:
        data = self.cleaned_data
        name = data["word_of"].strip()  # at once, also where nobody has time to write the name
        return {"unit": data["unit"], "word": Word(name, data["word_form"] or WordForm.ORAL) if name else NO_WORD}


class AnswerConsentForm(CaseForm):
    """Who answers now, of those who have not; yes or no; on which day."""

    giver = forms.ModelChoiceField(label=_("Vem har svarat?"), queryset=ConsentGiver.objects.none(), widget=Picks)
    answer = forms.ChoiceField(label=_("Vad är svaret?"), choices=ANSWERS[1:], widget=Picks(two=True))
    on = DayField(label=_("Vilken dag lämnades det?"), latest=clock.today)

    def __init__(self, case, consent, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        field = self.fields["giver"]
        field.queryset = consent.givers.filter(answer__isnull=True).order_by("name", "id")
        field.empty_label = None
        field.label_from_instance = lambda giver: giver.name
        self.initial["on"] = clock.today()

    def facts(self) -> dict:
        data = self.cleaned_data
        return {"giver": data["giver"], "answer": data["answer"] == "yes", "on": data["on"]}
