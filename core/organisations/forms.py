"""The filters of the directory. Names of units are no personal data, so the search stands in the address."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations import policies
from core.organisations.choices import UnitType
from core.organisations.models import Area, AreaService, Principal
from core.ui.forms import FilterForm

ENDED = "avslutade"


def offer(field: Any, rows: QuerySet) -> None:
    """What may be chosen is what may be seen."""
    field.queryset = rows


class UnitFilter(FilterForm):
    sok = forms.CharField(label=_("Sök på namn eller uppdrag"), max_length=100)
    typ = forms.ChoiceField(label=_("Verksamhetstyp"), choices=[("", _("Alla")), *UnitType.choices])
    omrade = forms.ModelChoiceField(label=_("Område"), queryset=Area.objects.none(), empty_label=_("Alla"))
    huvudman = forms.ModelChoiceField(label=_("Huvudman"), queryset=Principal.objects.none(), empty_label=_("Alla"))
    alder = forms.IntegerField(label=_("Barnets ålder"), min_value=0, max_value=25)
    lage = forms.ChoiceField(label=_("Visar"), choices=[("", _("Pågående")), (ENDED, _("Avslutade"))])

    def __init__(self, *args, acting, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = clock.today()
        offer(self.fields["omrade"], policies.visible_areas(acting).on(self.today).order_by("name"))
        offer(self.fields["huvudman"], policies.visible_principals(acting).order_by("name"))

    def apply(self, rows):
        chosen = self.chosen
        rows = rows.filter(valid_to__lt=self.today) if chosen.get("lage") == ENDED else rows.on(self.today)
        if words := chosen.get("sok"):
            rows = rows.filter(
                Q(name__icontains=words) | Q(mission__icontains=words) | Q(target_group__icontains=words)
            )
        if "typ" in chosen:
            rows = rows.filter(unit_type=chosen["typ"])
        if area := chosen.get("omrade"):
            rows = rows.filter(pk__in=AreaService.objects.on(self.today).filter(area=area).values("unit_id"))
        if principal := chosen.get("huvudman"):
            rows = rows.filter(Q(principal=principal) | Q(second_principal=principal))
        if (age := chosen.get("alder")) is not None:
            rows = rows.filter(Q(age_from__isnull=True) | Q(age_from__lte=age))
            rows = rows.filter(Q(age_to__isnull=True) | Q(age_to__gte=age))
        return rows
