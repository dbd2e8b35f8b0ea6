"""Which of the year's meetings: the year, the area, and only those that clash. [F38]"""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.organisations.models import Area
from core.ui.forms import FilterForm

YEARS = {"": 0, "next": 1, "last": -1}  # from the one that it is


class YearFilter(FilterForm):
    year = forms.ChoiceField(
        label=_("År"), choices=[("", _("I år")), ("next", _("Nästa år")), ("last", _("Förra året"))]
    )
    area = forms.ModelChoiceField(label=_("Område"), queryset=Area.objects.none(), empty_label=_("Alla"))
    show = forms.ChoiceField(
        label=pgettext_lazy("vilka möten", "Visa"),
        choices=[("", _("Alla")), ("clashes", pgettext_lazy("vilka möten", "De som krockar"))],
    )
    lookups = {"area": "forum__area"}

    def __init__(self, data=None, *args, areas, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.fields["area"].queryset = areas

    def of_the_year(self) -> int:
        return clock.today().year + YEARS[self.chosen.get("year") or ""]

    def only_clashes(self) -> bool:
        return self.chosen.get("show") == "clashes"
