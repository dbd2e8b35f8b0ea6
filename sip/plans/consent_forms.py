"""Record the family's consent to a plan: which units, what may be told, each guardian's answer. [CS-04, F77]"""

from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations.models import District, Unit
from core.ui.forms import ManyPicks
from sip.cases.models import ChildCase
from sip.cases.places import units_near
from sip.children.models import Child
from sip.consent.forms import ConsentForm
from sip.consent.states import Purpose
from sip.plans.models import SipPlan
from sip.plans.policies import NO_CHILD_LEVEL, joinable_units
from sip.plans.queries import covered_units

MOST_FOUND = 60  # units shown of a search


class UnitChoice(forms.ModelMultipleChoiceField):
    """Units with their kind and district, so that two of the same name are told apart."""

    def label_from_instance(self, unit):
        place = f", {unit.district.name}" if unit.district else ""
        return f"{unit.name} ({unit.get_unit_type_display()}{place})"


class PlanConsentForm(ConsentForm):
    """Own unit and those near the child stand ready; the others are looked for by district and kind."""

    what = ("units", "search_district", "search_kind", "information_kinds", "exceptions", "valid_to")
    purpose = None  # a plan's consent is for the plan
    units = UnitChoice(
        label=_("Vilka verksamheter får delta och dela uppgifter?"),
        help_text=_("Bara de verksamheter som familjen säger ja till."),
        queryset=Unit.objects.none(),
        widget=ManyPicks({"class": "units"}),
    )
    search_district = forms.ModelChoiceField(
        label=_("Sök fler verksamheter: kommun eller stadsdel"),
        queryset=District.objects.none(),
        required=False,
        empty_label=_("Alla"),
    )
    search_kind = forms.ChoiceField(label=_("Sök fler verksamheter: slag"), required=False)

    def __init__(self, plan: SipPlan, *args, unit_id: UUID, **kwargs):
        self.unit_id = unit_id
        super().__init__(plan, *args, **kwargs)
        self.fields["form"].help_text = _("På skärmen skriver var och en under när du har sparat.")

    def _offer_units(self) -> dict:
        kinds = [kind for kind in Unit._meta.get_field("unit_type").choices if kind[0] not in NO_CHILD_LEVEL]
        today = clock.today()
        districts = District.objects.filter(region_id=self.case.region_id).on(today).order_by("name")
        self.fields["search_district"].queryset = districts
        self.fields["search_kind"].choices = [("", _("Alla")), *kinds]
        all_units = joinable_units(self.case)
        usual = Q(pk=self.unit_id) | Q(pk__in=covered_units(self.case, today))
        said = Q(pk__in=[*self._chosen(), *self._found(all_units)])
        shown = all_units.filter(usual | said | self._near()).annotate(is_usual=usual).select_related("district")
        field = self.fields["units"]
        field.queryset = all_units
        rows = list(shown.order_by("unit_type", "name"))
        field.choices = [(unit.pk, field.label_from_instance(unit)) for unit in rows]
        return {"units": [unit.pk for unit in rows if unit.is_usual]}

    def _said(self, name: str) -> list[str]:
        """What was typed: sent, or handed back by a search."""
        if self.is_bound:
            return self.data.getlist(self.add_prefix(name))
        told = self.initial.get(name) or []
        return [told] if isinstance(told, str) else list(told)

    def _chosen(self) -> list[UUID]:
        return _keys(self._said("units"))

    def _near(self) -> Q:
        """Those that serve the child's area, and the child's school."""
        own = ChildCase.objects.filter(case_id=self.case.pk).values("child_id")
        child = Child.objects.filter(pk__in=own).first()
        if child is None:
            return Q(pk__in=[])
        return Q(pk__in=units_near(child, clock.today())) | Q(pk=child.school_unit_id)

    def _found(self, units: QuerySet[Unit]) -> list:
        """Those of the district and the kind that were asked for; none when nothing was."""
        wanted = Q()
        if districts := _keys(self._said("search_district")):
            wanted &= Q(district_id__in=districts)
        if kinds := [kind for kind in self._said("search_kind") if kind]:
            wanted &= Q(unit_type__in=kinds)
        return list(units.filter(wanted).order_by("name").values_list("pk", flat=True)[:MOST_FOUND]) if wanted else []

    def _usual_purpose(self) -> str:
        return Purpose.SIP

    def _purpose(self) -> dict:
        return {"purpose": Purpose.SIP, "sitting": None}


def _keys(texts: list) -> list[UUID]:
    """The ids among what was sent; anything else is left to the field to refuse."""
    found = []
    for text in texts:
        try:
            found.append(UUID(str(text)))
        except ValueError:
            continue
    return found
