"""Record a consent: who, to whom, what, how long, in which form, and what the child said. [SM-4]"""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.files.fields import UploadField
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.people.queries import holders
from core.roles import UNIT_LEADERS, Role
from core.ui.forms import DayField, LongText, ManyPicks, Picks
from sip.cases.forms import CaseForm
from sip.cases.lifting import deciding_group
from sip.cases.states import ForumCaseStatus
from sip.consent.asked import NO_WORD, Asked, Given, Word, next_sitting
from sip.consent.deciders import Decider, deciders_of
from sip.consent.kinds import InformationKind
from sip.consent.models import ConsentGiver
from sip.consent.rules import age_words, offered_by, rule_words
from sip.consent.signing import born_on, rule_of, usual_signatories
from sip.consent.states import OF_A_FORUM, ChildView, Form, Purpose, Signatories, WordForm

SOME_DAYS = 60  # where the stored profile says nothing of it yet
FOR_CHILD = "barnet"
EXCEPTION = (
    "signatories", "maturity_judgement", "signatories_reason", "approved_by", "decision_number", "decision_on",
)  # fmt: skip
EXPLAINED = ("explained_how", "explained_language", "interpreter")
OF_ITS_FORUM = [(one.value, one.label) for one in OF_A_FORUM]
ANSWERS = [("", _("Har inte svarat")), ("yes", _("Ja")), ("no", _("Nej"))]


def _usual_purpose(case) -> str:
    """After the sitting a consent is for the concerned managers."""
    waits = case.status in (ForumCaseStatus.UNRESOLVED, ForumCaseStatus.ESCALATED, ForumCaseStatus.PRINCIPLED_FORWARDED)
    return Purpose.STEERING_ESCALATION if waits else Purpose.FORUM_OCCASION


def _answer_field(one: Decider) -> forms.ChoiceField:
    """The answer of one who decides; of one who is appointed, by which decision."""
    said = _("Förordnad, %(number)s.") % {"number": one.appointment} if one.appointment else ""
    label = _("Samtycker %(name)s?") % {"name": one.name}
    return forms.ChoiceField(label=label, help_text=said, choices=ANSWERS, required=False, widget=Picks)


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
    approved_by = forms.ModelChoiceField(
        label=_("Vilken chef har godkänt att ni inte väntar?"),
        help_text=_("Väljs när en vårdnadshavare är förhindrad."),
        queryset=RoleAssignment.objects.none(),
        required=False,
        empty_label=_("Ingen"),
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
        help_text=_(
            "Fylls i när barnet samtycker ensamt, och när regionens regel frågar barnet men det inte är moget nog."
        ),
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

    what = (
        "purpose",
        "units",
        "information_kinds",
        "exceptions",
        "valid_to",
    )  # the fields of the first group, in order

    def __init__(self, case, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        purpose = self._usual_purpose()
        rule = rule_of(case, purpose)
        offered = offered_by(rule)
        self.deciders = deciders_of(case, offered[0], clock.today())
        self.fields["signatories"].choices = [(one.value, one.label) for one in offered]
        for one in self.deciders:
            self.add(self._key(one), _answer_field(one))
        self.fields["approved_by"].queryset = self._managers()
        self.fields["approved_by"].label_from_instance = lambda one: f"{one.person}, {one.get_role_display()}"
        self.fields["signatories"].help_text = " ".join(
            filter(None, [rule_words(rule), age_words(rule, born_on(case) if rule.hint_age else None)])
        )
        if rule.longest_days:
            self.fields["valid_to"].help_text = _("Högst %(days)d dagar.") % {"days": rule.longest_days}
        self.initial = {
            **self._offer_units(),
            "information_kinds": [InformationKind.IDENTITY, InformationKind.SITUATION],
            "form": Form.WRITTEN,
            "given_on": clock.today(),
            "valid_to": clock.today() + timedelta(days=rule.usual_days or SOME_DAYS),
            "signatories": usual_signatories(case, purpose),
            **self.initial,
        }
        answers = [self._key(one) for one in self.deciders]
        for name in answers:
            self.fields[name].widget.attrs["class"] = "three"
        self.groups = [
            (_("Vad samtycket gäller"), [*self.what]),
            (_("Vem som samtycker"), [EXCEPTION[0], *answers, *EXCEPTION[1:]]),
            (_("Så lämnades samtycket"), ["given_on", "form", "document_place", "paper", "witness", *EXPLAINED]),
            (_("Barnet"), ["child_view", "child_view_text"]),
        ]
        self.order_fields([name for _heading, names in self.groups for name in names])

    @property
    def grouped(self) -> list[tuple[str, list]]:
        """Heading and its fields, in the order of the page."""
        return [(heading, [self[name] for name in names]) for heading, names in self.groups]

    @staticmethod
    def _key(one: Decider) -> str:
        return f"guardian_{one.pk or FOR_CHILD}"

    def _usual_purpose(self) -> str:
        """What it is for unless something else is chosen: by that the days and the rule are shown."""
        return _usual_purpose(self.case)

    def _managers(self) -> QuerySet[RoleAssignment]:
        """Those who lead the unit that may record it."""
        case = self.case
        unit_id = next(
            getattr(case, name)
            for name in ("raising_unit_id", "initiating_unit_id", "starting_unit_id")
            if hasattr(case, name)
        )
        return holders(UNIT_LEADERS, region_id=case.region_id, unit_id=unit_id, on=clock.today())

    def _offer_units(self) -> dict:
        """What the units are chosen among; the usual answers on purpose and units."""
        units, purpose = self._units(), _usual_purpose(self.case)
        usual = [unit.pk for unit in units]
        if purpose == Purpose.STEERING_ESCALATION:  # the managers' units can be chosen too; which, the family says
            group = deciding_group(self.case, clock.today())
            chairs = {leader.unit_id for leader in group.leaders}
            wanted = {*usual, *group.members.values_list("unit_id", flat=True), *chairs} - {None}
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
            approved_by=data["approved_by"],
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

    def _answers(self) -> dict[UUID | None, bool]:
        """Of those who are asked: the child's own is no answer where it is not asked together with the others."""
        is_asked = self.cleaned_data["signatories"] == Signatories.GUARDIANS_AND_CHILD
        chosen = {one.pk: self.cleaned_data[self._key(one)] for one in self.deciders if one.pk or is_asked}
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
