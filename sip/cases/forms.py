"""Raise a case, one question a page; and the filters of the case list. [F113]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Acting, together
from core.organisations.models import District, Unit
from core.textguard import names_in, numbers_in
from core.ui.forms import DayField, FilterForm, Form, LongText, ManyPicks, Picks
from sip.cases.deadlines import counts_from_raised
from sip.cases.models import ForumCase
from sip.cases.places import MEETING_CHILDREN, profile_for, units_near, usual_district
from sip.cases.states import ForumCaseStatus, RaiseReason, ReturnReason, WithdrawReason
from sip.children.days import noticed_from
from sip.children.models import Child

NEAR = _("I barnets område")


class StepForm(Form):
    """One page of the wizard."""

    def __init__(self, acting: Acting, child: Child, *args, **kwargs):
        self.acting, self.child = acting, child
        super().__init__(*args, **kwargs)
        if noticed := self.fields.get("need_noticed_on"):
            noticed.earliest = noticed_from(child.birth_date)


class NeedForm(StepForm):
    title = _("Vad har ni sett?")
    need_noticed_on = DayField(
        label=_("Vilken dag uppmärksammades behovet?"),
        help_text=_("Klockan på två veckor räknas från den dagen, inte från i dag."),
        latest=clock.today,
    )
    need = LongText(
        label=_("Vad behöver barnet?"),
        help_text=_("Skriv det ni har sett, i skolan, hemma och på fritiden. Texten stannar hos er."),
        max_length=5000,
    )

    def __init__(self, acting: Acting, child: Child, *args, **kwargs):
        super().__init__(acting, child, *args, **kwargs)
        if profile_for(child).forum_clock_start == "raised":
            self.fields["need_noticed_on"].help_text = _("De två veckorna räknas från den dag ärendet väcks.")


class TriedForm(StepForm):
    title = _("Vad har ni prövat?")
    reason = forms.ChoiceField(label=_("Varför behövs individforum?"), choices=RaiseReason.choices, widget=Picks)
    tried = LongText(
        label=_("Vad har ni prövat i det vanliga samarbetet?"),
        help_text=_("De andra verksamheterna läser texten först när samtycket finns."),
        max_length=5000,
    )


class QuestionForm(StepForm):
    title = _("Frågan till forumet")
    question = LongText(
        label=_("Vilken fråga ska forumet svara på?"),
        help_text=_(
            "Skriv utan namn. Frågan följer ärendets kod och läses också av den som inte får veta vem barnet är."
        ),
        max_length=2000,
        rows=3,
    )

    def clean_question(self):
        text = self.cleaned_data["question"]
        if numbers_in(text):
            raise forms.ValidationError(_("Texten innehåller ett personnummer. Skriv utan uppgifter om vem barnet är."))
        if names_in(text, (self.child.given_name, self.child.family_name)):
            raise forms.ValidationError(_("Texten innehåller barnets namn. Skriv ”barnet” eller ”eleven” i stället."))
        return text


class NearAndFar(ManyPicks):
    """The first group stands open, the others are folded until somebody looks for more."""

    template_name = "sip/_near_and_far.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        first, *rest = context["widget"]["optgroups"] or [("", [], 0)]
        open_groups = [first] if first[0] == NEAR else []
        folded = rest if open_groups else [first, *rest]
        chosen = any(option["selected"] for _group, options, _index in folded for option in options)
        context |= {"near": open_groups, "far": folded, "is_open": chosen or not open_groups}
        return context


class UnitsForm(StepForm):
    title = _("Vilka berörs?")
    district = forms.ModelChoiceField(
        label=_("Vilken stadsdel hör ärendet till?"),
        queryset=District.objects.none(),
        empty_label=_("Välj"),
    )
    units = forms.ModelMultipleChoiceField(
        label=_("Vilka andra verksamheter är berörda?"), queryset=Unit.objects.none(), widget=NearAndFar
    )

    def __init__(self, acting: Acting, child: Child, *args, **kwargs):
        super().__init__(acting, child, *args, **kwargs)
        today = clock.today()
        districts = District.objects.filter(region_id=acting.region_id).on(today).order_by("name")
        self.fields["district"].queryset = districts
        usual, self.fields["district"].help_text = usual_district(child, profile_for(child))
        self.initial.setdefault("district", usual)
        units = Unit.objects.filter(region_id=acting.region_id, unit_type__in=MEETING_CHILDREN).on(today)
        units = units.exclude(pk=acting.unit_id).order_by("unit_type", "name")
        self.fields["units"].queryset = units
        near = units_near(child, today)
        together(*self.choice_rows(), near)
        self.fields["units"].choices = by_nearness(
            self.fields["units"].queryset, {*near, child.school_unit_id} - {None}
        )


def by_nearness(units, near: set) -> list:
    """Those nearest the child first, then each kind of the others; every unit can be chosen."""
    groups: dict = {NEAR: []}
    for unit in units:
        heading = NEAR if unit.pk in near else unit.get_unit_type_display()
        groups.setdefault(heading, []).append((unit.pk, unit.name))
    return [(heading, rows) for heading, rows in groups.items() if rows]


class CaseForm(Form):
    """A verb's form on a case; `facts` is what the service takes besides the case."""

    def __init__(self, case: ForumCase, *args, **kwargs):
        self.case = case
        super().__init__(*args, **kwargs)


class NoticedForm(CaseForm):
    """The day the need was noticed, and why another one stood."""

    noticed_on = DayField(label=_("Vilken dag uppmärksammades behovet?"), latest=clock.today)
    reason = LongText(
        label=_("Varför rättas dagen?"),
        help_text=_("Skälet läses av dem som ser ärendet. Skriv utan uppgift om vem barnet är."),
        max_length=300,
        rows=2,
    )

    def __init__(self, case: ForumCase, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        self.initial = {"noticed_on": case.need_noticed_on, **self.initial}
        self.moves_clock = not counts_from_raised(case)


class ReturnForm(CaseForm):
    reason = forms.ChoiceField(label=_("Varför lämnas ärendet tillbaka?"), choices=ReturnReason.choices, widget=Picks)


class WithdrawForm(CaseForm):
    reason = forms.ChoiceField(label=_("Varför tas ärendet ur forumet?"), choices=WithdrawReason.choices, widget=Picks)


class CaseFilter(FilterForm):
    status = forms.ChoiceField(label=_("Läge"), choices=[("", _("Alla")), *ForumCaseStatus.choices])
    raised_from = DayField(label=_("Väckt från och med"))
    raised_to = DayField(label=_("Väckt till och med"))
    lookups = {"status": "status", "raised_from": "raised_on__gte", "raised_to": "raised_on__lte"}


STEPS = {"behov": NeedForm, "provat": TriedForm, "fraga": QuestionForm, "verksamheter": UnitsForm}
