"""Name the concerned managers, decide, follow up. [P-87]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.ui.forms import DayField, LongText, ManyPicks
from sip.cases.escalation import Decided, cover_of
from sip.cases.forms import CaseForm
from sip.cases.lifting import deciding_group


class PersonChoice(forms.ModelMultipleChoiceField):
    """People by name, role and unit."""

    def label_from_instance(self, assignment):
        unit = f", {assignment.unit.name}" if assignment.unit else ""
        return f"{assignment.person}{unit}"


class EscalateForm(CaseForm):
    marks_optional = False  # what is needed depends on whether it goes up without identity
    managers = PersonChoice(
        label=_("Vilka chefer är berörda?"),
        queryset=RoleAssignment.objects.none(),
        widget=ManyPicks,
    )

    is_deidentified = forms.BooleanField(
        label=_("Lyft ärendet utan uppgift om vem barnet är"),
        help_text=_(
            "Cheferna läser frågan och din sammanfattning. De ser inte barnets namn, protokoll eller underlag."
        ),
        required=False,
    )
    summary = LongText(
        label=_("Vad ska cheferna ta ställning till?"),
        help_text=_("Fylls i när ärendet lyfts utan uppgift om vem barnet är. Skriv ”barnet” eller ”eleven”."),
        max_length=2000,
        rows=4,
        required=False,
    )

    def __init__(self, case, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        group = deciding_group(case, clock.today())
        self.fields["managers"].queryset = group.members
        self.fields["managers"].help_text = _(
            "Ärendet går till %(group)s. Bara de du väljer och den som leder gruppen ser ärendet. "
            "Resten av gruppen gör det inte."
        ) % {"group": group.label}
        people = {one.pk: one for one in (*group.leaders, *group.members)}
        self.cover = cover_of(case, people.values())
        unnamed = case.is_deidentified or not any(one.is_covered for one in self.cover)
        self.initial = {"is_deidentified": unnamed, **self.initial}

    @property
    def cover_rows(self) -> list[dict]:
        """What lacks, before the button: each unit that may be named and whether a consent covers it."""
        return [
            {
                "title": one.unit.name if one.unit else one.people,
                "detail": one.people if one.unit else "",
                "badge": _("Samtycke finns") if one.is_covered else _("Samtycke saknas"),
                "badge_is": "ok" if one.is_covered else "soon",
            }
            for one in self.cover
        ]


class ResponsibleForm(CaseForm):
    """A decision: what, who answers, by when; `earliest` is the first day it may be due, today if not said."""

    text = LongText(label=_("Vad beslutas?"), max_length=2000, rows=3)
    unit = forms.ModelChoiceField(
        label=_("Vem ansvarar?"), queryset=Unit.objects.none(), empty_label=_("Välj verksamhet")
    )
    due_on = DayField(label=_("När ska det vara klart?"), earliest=clock.today)

    def __init__(self, case, *args, earliest=clock.today, **kwargs):
        super().__init__(case, *args, **kwargs)
        self.fields["due_on"].earliest = earliest
        concerned = case.case.concerned_units.values("unit_id")
        units = Unit.objects.filter(region_id=case.region_id)
        self.fields["unit"].queryset = (
            units.filter(pk__in=concerned) | units.filter(pk=case.raising_unit_id)
        ).order_by("name")


class DecideForm(ResponsibleForm):
    """The concerned managers' decision; its day may be earlier than the day it is written here."""

    decided_on = DayField(label=_("Vilken dag beslutade ni?"), latest=clock.today)

    def __init__(self, case, *args, **kwargs):
        super().__init__(case, *args, **kwargs)
        self.initial = {"decided_on": clock.today(), **self.initial}
        self.order_fields(["text", "decided_on", "unit", "due_on"])

    def facts(self) -> dict:
        data = self.cleaned_data
        decided = Decided(text=data["text"], unit=data["unit"], due_on=data["due_on"])
        return {"decisions": [decided], "decided_on": data["decided_on"]}


class FollowUpForm(CaseForm):
    done_on = DayField(label=_("När genomfördes det?"), latest=clock.today)
    result = LongText(label=_("Vad blev resultatet för barnet?"), max_length=1000, rows=3)


class ForwardForm(CaseForm):
    deviation_code = forms.CharField(
        label=_("Avvikelsens kod"), help_text=_("Den får du när du har rapporterat avvikelsen."), max_length=20
    )
