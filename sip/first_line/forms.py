"""Which unit, why and since when; and the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Acting
from core.organisations.models import Unit
from core.ui.forms import AboutForm, DayField, LongText, Picks
from sip.cases.forms import UnitsForm
from sip.children.models import Child
from sip.first_line.services import Asked
from sip.first_line.states import WhyNot

TAKES_UP = "yes"


class AskForm(UnitsForm):
    unit = forms.ModelChoiceField(
        label=_("Vilken verksamhet ska ta initiativ till SIP?"),
        queryset=Unit.objects.none(),
        widget=Picks,
        empty_label=None,
    )
    text = LongText(
        label=_("Varför behövs en SIP?"),
        help_text=_("Bara det som mottagaren behöver veta. Texten stannar hos er tills familjen har samtyckt."),
        rows=7,
    )
    need_noticed_on = DayField(label=_("Vilken dag uppmärksammades behovet?"), latest=clock.today)

    def __init__(self, acting: Acting, child: Child, units: list[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(acting, child, *args, **kwargs)
        del self.fields["units"]
        self.ask("district", _("Vilken kommun eller stadsdel hör det till?"))
        staffed = [unit for unit in units if unit.is_staffed]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in staffed]).order_by("name")
        self.fields["unit"].choices = [(unit.pk, unit.name) for unit in staffed]
        self.order_fields(["unit", "text", "need_noticed_on", "district"])

    def facts(self) -> Asked:
        return Asked(**self.cleaned_data)


class AnswerForm(AboutForm):
    answer = forms.ChoiceField(
        label=_("Tar ni upp det?"),
        choices=[
            (TAKES_UP, _("Ja, vi tar kontakt med familjen om en SIP")),
            ("no", _("Nej")),
        ],
        widget=Picks,
    )
    why_not = forms.ChoiceField(
        label=_("Varför tas det inte upp?"),
        help_text=_("Fylls i när svaret är nej. Den som frågade läser det."),
        choices=[("", _("Välj")), *WhyNot.choices],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == "no" and not data.get("why_not"):
            self.add_error("why_not", _("Välj varför det inte tas upp."))
        return data

    def facts(self) -> dict[str, str]:
        is_no = self.cleaned_data["answer"] != TAKES_UP
        return {"why_not": self.cleaned_data["why_not"] if is_no else ""}
