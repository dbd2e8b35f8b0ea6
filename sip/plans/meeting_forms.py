"""Call a SIP meeting, answer the call, note that it was held. [P-41..P-44, F79, F80]"""

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import clock
from core.people.models import RoleAssignment
from core.roles import UNIT_LEADERS
from core.ui.fields import FamilyText, TimeField
from core.ui.forms import DayField, Form, LongText, ManyPicks, Picks
from groups.meetings.called import came_field, reply_field, substitute_field
from sip.cases.forms import CaseForm
from sip.children.models import Guardian
from sip.plans.choices import Attendance, PlanPart, RefusalReason
from sip.plans.models import PlanInvitation, PlanMeeting, PlanRole, SipPlan
from sip.plans.people_forms import OnePerson, People, school_first
from sip.plans.policies import joinable_people
from sip.plans.queries import ids_taking_part
from sip.plans.services.meeting import Call, possible_substitutes

# Care that is called only while it has an active contact with the child. [004:L1013-1017]
SPECIALIST = frozenset({"bup", "bumm", "habilitation", "adult_psychiatry", "addiction_care", "youth_addiction_clinic"})
YES_NO = [("yes", _("Ja")), ("no", _("Nej"))]


class Called(People):
    """People, the leaders with their mandate in words, so that a gap shows before the call goes out. [P-42, S-25]"""

    def label_from_instance(self, assignment):
        label = super().label_from_instance(assignment)
        if assignment.role not in UNIT_LEADERS:
            return label
        return f"{label}, {_('har beslutsmandat') if assignment.has_mandate else _('saknar beslutsmandat')}"


class CallForm(CaseForm):
    """Everything usual is chosen already: those who take part, an hour, who leads and who writes."""

    question = FamilyText(
        label=_("Vad ska mötet handla om?"),
        help_text=_("Skriv med familjens egna ord, så att den som är kallad kan förbereda sig."),
        max_length=2000,
        rows=3,
    )
    day = DayField(label=_("Vilken dag?"), earliest=clock.today)
    at = TimeField(label=_("Vilken tid?"))
    minutes = forms.IntegerField(label=_("Hur länge, i minuter?"), min_value=15, max_value=480)
    place = forms.CharField(label=_("Var, eller vilken videolänk?"), max_length=300)
    people = Called(label=_("Vilka kallas?"), queryset=RoleAssignment.objects.none(), widget=ManyPicks)
    chair = OnePerson(label=_("Vem leder mötet?"), queryset=RoleAssignment.objects.none(), empty_label=_("Välj"))
    recorder = OnePerson(label=_("Vem skriver?"), queryset=RoleAssignment.objects.none(), empty_label=_("Välj"))
    facilitator = forms.CharField(
        label=_("Mötesledare utifrån"),
        help_text=_("Namn, om någon annan än de kallade hjälper till att leda mötet."),
        max_length=200,
        required=False,
    )
    reply_by = DayField(label=_("Svara senast"), earliest=clock.today, required=False)
    interpreter = forms.CharField(label=_("Tolk"), max_length=100, required=False)
    adaptations = forms.CharField(label=_("Anpassningar för barnet"), max_length=500, required=False)
    anyway = forms.BooleanField(label=_("Kalla också den som inte har pågående kontakt"), required=False)

    def __init__(self, plan: SipPlan, *args, by: UUID, **kwargs):
        super().__init__(plan, *args, **kwargs)
        among = school_first(joinable_people(plan))
        for name in ("people", "chair", "recorder"):
            self.fields[name].queryset = among
        self.initial = {**_usual(plan, list(among), by), **self.initial}
        called = self._called_units(among)
        self.without_mandate = [one for one in among if one.role in UNIT_LEADERS and not one.has_mandate]
        self.specialists = {one.unit_id: one.unit for one in among if one.unit.unit_type in SPECIALIST}
        for unit in self.specialists.values():
            asked = forms.ChoiceField(
                label=_now("Har %(unit)s en pågående kontakt med barnet?") % {"unit": unit.name},
                choices=YES_NO,
                required=unit.pk in called,
                widget=Picks(two=True),
                error_messages={"required": _now("Svara om %(unit)s har en pågående kontakt.") % {"unit": unit.name}},
                help_text=_("Specialistvård kallas bara när kontakten pågår."),
            )
            self.add(f"contact_{unit.pk}", asked)
        if not self.specialists:
            del self.fields["anyway"]
        contacts = [f"contact_{unit_id}" for unit_id in self.specialists]
        self.order_fields(["question", "day", "at", "minutes", "place", "people", *contacts, "anyway"])

    def _called_units(self, among: Iterable[RoleAssignment]) -> set[UUID]:
        """The units of those who are called, as the page stands or as it was sent."""
        if self.is_bound:
            told = {key for name in ("people", "chair", "recorder") for key in self.data.getlist(name)}
        else:
            told = {str(key) for key in (*self.initial["people"], self.initial["chair"], self.initial["recorder"])}
        return {one.unit_id for one in among if str(one.pk) in told}

    def clean(self):
        data = super().clean()
        for unit_id, unit in self.specialists.items():
            name = f"contact_{unit_id}"
            if self.fields[name].required and data.get(name) == "no" and not data.get("anyway"):
                text = _now("%(unit)s har ingen pågående kontakt. Ta bort dem ur kallelsen, eller välj att kalla ändå.")
                self.add_error(name, text % {"unit": unit.name})
        return data

    def facts(self) -> dict:
        data = self.cleaned_data
        call = Call(
            question=data["question"],
            starts_at=timezone.make_aware(datetime.combine(data["day"], data["at"])),
            minutes=data["minutes"],
            place=data["place"],
            chair=data["chair"],
            recorder=data["recorder"],
            reply_by=data["reply_by"],
            interpreter=data["interpreter"],
            adaptations=data["adaptations"],
            facilitator=data["facilitator"],
        )
        told = {unit_id: data[f"contact_{unit_id}"] for unit_id in self.specialists}
        answers = {unit_id: answer == "yes" for unit_id, answer in told.items() if answer}
        people = list(data["people"])
        called = [*people, data["chair"], data["recorder"]]
        contact = {one.pk: answers[one.unit_id] for one in called if one.unit_id in answers}
        return {"call": call, "people": people, "in_contact": contact}


def _usual(plan: SipPlan, among: list[RoleAssignment], by: UUID) -> dict:
    """Those who take part are called; who led and wrote the last time does so again, else the caller and another."""
    taking_part = set(ids_taking_part(plan.pk).values_list("assignment_id", flat=True))
    inside = [one.pk for one in among if one.pk in taking_part]
    roles = PlanRole.objects.filter(case_id=plan.pk, valid_to__isnull=True).values_list("part", "assignment_id")
    held = {part: pk for part, pk in roles if pk in inside}
    own = by if by in inside else None
    chair = held.get(PlanPart.CHAIR, own)
    other = next((pk for pk in inside if pk != chair), chair)
    languages = Guardian.objects.filter(child__cases__case_id=plan.pk, valid_to__isnull=True)
    spoken = {language for language in languages.values_list("interpreter_language", flat=True) if language}
    return {
        "people": inside,
        "chair": chair,
        "recorder": held.get(PlanPart.RECORDER, other),
        "at": time(13),
        "minutes": 60,
        "interpreter": ", ".join(sorted(spoken))[:100],
    }


class AnswerForm(Form):
    reply = reply_field()
    substitute = substitute_field(OnePerson)
    refusal_reason = forms.ChoiceField(
        label=_("Varför kommer du inte?"),
        help_text=_("Fylls i när ingen kommer."),
        choices=[("", _("Välj")), *RefusalReason.choices],
        required=False,
    )
    preparation = LongText(label=_("Det här tar jag med till mötet"), max_length=2000, rows=3, required=False)

    def __init__(self, invitation: PlanInvitation, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = possible_substitutes(invitation)


class HoldForm(CaseForm):
    """Who came: each who was called, the child and the guardians; the replaced are not asked about."""

    child_present = forms.ChoiceField(label=_("Var barnet med?"), choices=YES_NO, widget=Picks(two=True))
    guardians_present = forms.ChoiceField(label=_("Var vårdnadshavarna med?"), choices=YES_NO, widget=Picks(two=True))

    def __init__(self, plan: SipPlan, meeting: PlanMeeting, *args, **kwargs):
        super().__init__(plan, *args, **kwargs)
        called = meeting.invitations.filter(substitute__isnull=True).exclude(attendance=Attendance.RELEASED)
        called = called.select_related("assignment__person", "unit")
        self.called = list(called.order_by("unit__name", "created_at"))
        for row in self.called:
            self.add(f"came_{row.pk}", came_field(row.assignment.person, row.unit, away=_("Var inte med")))

    def facts(self) -> dict:
        data = self.cleaned_data
        return {
            "attendance": {row.pk: data[f"came_{row.pk}"] for row in self.called},
            "child_present": data["child_present"] == "yes",
            "guardians_present": data["guardians_present"] == "yes",
        }
