"""Start a transfer, record the family's consent to it, name who takes care of what was received."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Acting
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.ui.forms import DayField, Form, LongText, ManyPicks, Picks
from sip.cases.forms import UnitsForm
from sip.children.models import Child
from sip.consent.forms import ConsentForm
from sip.consent.kinds import InformationKind
from sip.disclosures.choices import PieceKind
from sip.disclosures.kinds import kind_needed
from sip.transfers import policies
from sip.transfers.consenting import purpose_of
from sip.transfers.models import Transfer
from sip.transfers.services import Started


class StartTransferForm(UnitsForm):
    """To whom, what, and since when: one page."""

    text = LongText(
        label=_("Vilka uppgifter ska lämnas?"),
        help_text=_("Bara det som mottagaren behöver veta. Texten stannar hos er tills familjen har samtyckt."),
        rows=8,
    )
    need_noticed_on = DayField(label=_("Vilken dag uppmärksammades behovet?"), latest=clock.today)

    def __init__(self, acting: Acting, child: Child, *args: Any, **kwargs: Any) -> None:
        super().__init__(acting, child, *args, **kwargs)
        self.ask("units", _("Vilka verksamheter ska få uppgifterna?"))
        self.ask("district", _("Vilken kommun eller stadsdel hör det till?"))
        self.order_fields(["units", "text", "need_noticed_on", "district"])

    def facts(self) -> Started:
        data = self.cleaned_data
        return Started(
            district=data["district"],
            units=tuple(data["units"]),
            text=data["text"],
            need_noticed_on=data["need_noticed_on"],
        )


class TransferConsentForm(ConsentForm):
    """To the units that are named; the kind of information that the own text is stands ready."""

    what = ("units", "information_kinds", "exceptions", "valid_to")
    purpose = None  # said by the child: born, or expected
    units = forms.ModelMultipleChoiceField(
        label=_("Vilka verksamheter får ta emot uppgifter?"),
        help_text=_("Bara de verksamheter som familjen säger ja till."),
        queryset=Unit.objects.none(),
        widget=ManyPicks,
    )

    def __init__(self, transfer: Transfer, *args: Any, **kwargs: Any) -> None:
        super().__init__(transfer, *args, **kwargs)
        self.fields["form"].help_text = _("På skärmen skriver var och en under när du har sparat.")

    def _offer_units(self) -> dict:
        named = self.case.case.concerned_units.values("unit_id")
        units = Unit.objects.filter(region_id=self.case.region_id, pk__in=named).order_by("name")
        self.fields["units"].queryset = units
        kind = kind_needed(PieceKind.VIEW, self.case.starting_unit.unit_type)
        kinds = [InformationKind.IDENTITY, *([kind] if kind else [])]
        self.initial = {"information_kinds": kinds, **self.initial}
        return {"units": [unit.pk for unit in units]}

    def _usual_purpose(self) -> str:
        return purpose_of(self.case)

    def _purpose(self) -> dict:
        return {"purpose": purpose_of(self.case), "sitting": None}


class NameReceiverForm(Form):
    to = forms.ModelChoiceField(
        label=_("Vem tar hand om uppgifterna?"),
        help_text=_("Personen läser det som har lämnats till er så länge grunden för det gäller."),
        queryset=RoleAssignment.objects.none(),
        widget=Picks,
        empty_label=None,
    )

    def __init__(self, acting: Acting, transfer: Transfer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        field.queryset = policies.possible_receivers(acting, transfer)
        field.label_from_instance = lambda one: str(one.person)
