"""What a region's administrator fills in about people and their roles. [security 2]"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.organisations.models import Area, District, Principal, Unit
from core.people import scopes
from core.people.models import RoleAssignment
from core.people.states import IdentityCheck
from core.roles import Role
from core.ui.again import ConfirmMixin
from core.ui.fields import DayField
from core.ui.forms import FilterForm, Form, Picks

ONE_YEAR = timedelta(days=365)


class PersonFilter(FilterForm):
    roll = forms.ChoiceField(label=gettext_lazy("Roll"), choices=[("", gettext_lazy("Alla roller")), *Role.choices])
    lage = forms.ChoiceField(
        label=gettext_lazy("Konto"),
        choices=[
            ("", gettext_lazy("Alla")),
            ("i-kraft", gettext_lazy("Har uppdrag i dag")),
            ("utan", gettext_lazy("Saknar uppdrag i dag")),
        ],
    )

    def apply(self, rows):
        live = RoleAssignment.objects.live(clock.today())
        if role := self.chosen.get("roll"):
            rows = rows.filter(pk__in=live.filter(role=role).values("person_id"))
        if self.chosen.get("lage") == "i-kraft":
            rows = rows.filter(pk__in=live.values("person_id"))
        if self.chosen.get("lage") == "utan":
            rows = rows.exclude(pk__in=live.values("person_id"))
        return rows


class NameSearch(Form):
    """Names are sent, never put in an address. [security 7]"""

    marks_optional = False
    namn = forms.CharField(label=gettext_lazy("Namn, titel eller e-post"), max_length=100)


class RoleFields(forms.Form):
    """The role, where it is held and from when to when."""

    role = forms.ChoiceField(
        label=gettext_lazy("Roll"),
        help_text=gettext_lazy(
            "Handläggare och chefer behöver en verksamhet, sammankallande för individforum också ett distrikt, "
            "ledamöter i lokala grupper också ett BUS-område."
        ),
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Verksamhet"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen"),
    )
    district = forms.ModelChoiceField(
        label=gettext_lazy("Distrikt"),
        queryset=District.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inget"),
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("BUS-område"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inget"),
    )
    principal = forms.ModelChoiceField(
        label=gettext_lazy("Huvudman"),
        help_text=gettext_lazy("Fylls i för logggranskare och arkivansvariga. Annars följer huvudmannen verksamheten."),
        queryset=Principal.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen"),
    )
    valid_from = DayField(label=gettext_lazy("Från och med"), earliest=lambda: clock.today() - ONE_YEAR)
    valid_to = DayField(
        label=gettext_lazy("Till och med"),
        help_text=gettext_lazy("Varje roll har ett slutdatum. Den kan förlängas med ett nytt förslag."),
    )
    has_mandate = forms.BooleanField(label=gettext_lazy("Får fatta beslut för sin verksamhet"), required=False)
    mandate_text = forms.CharField(label=gettext_lazy("Mandatet i ord"), max_length=300, required=False)

    def choose_among(self, region_id: Any, today: date) -> None:
        """Only what exists in the region and has not ended."""
        chosen: dict[str, Any] = self.fields
        chosen["role"].choices = [("", _("Välj en roll")), *scopes.GRANTABLE]
        for name, model in (("unit", Unit), ("district", District), ("area", Area)):
            rows = model.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), region_id=region_id)
            chosen[name].queryset = rows.order_by("name", "id")
        chosen["principal"].queryset = Principal.objects.filter(region_id=region_id).order_by("name", "id")

    def role_values(self) -> dict:
        names = (
            "role",
            "unit",
            "district",
            "area",
            "principal",
            "valid_from",
            "valid_to",
            "has_mandate",
            "mandate_text",
        )
        return {name: self.cleaned_data[name] for name in names}


class GrantForm(ConfirmMixin, Form, RoleFields):
    def __init__(self, *args, request, **kwargs):
        today = clock.today()
        kwargs.setdefault("initial", {"valid_from": today, "valid_to": today + ONE_YEAR})
        super().__init__(*args, request=request, **kwargs)
        self.choose_among(request.acting.region_id, today)


class InviteForm(GrantForm):
    given_name = forms.CharField(label=gettext_lazy("Förnamn"), max_length=100)
    family_name = forms.CharField(label=gettext_lazy("Efternamn"), max_length=100)
    email = forms.EmailField(
        label=gettext_lazy("E-postadress i arbetet"),
        help_text=gettext_lazy("Hit går inbjudan, och med den loggar personen in."),
    )
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=150, required=False)
    phone = forms.CharField(label=gettext_lazy("Telefon i arbetet"), max_length=40, required=False)
    field_order = ["given_name", "family_name", "email", "title", "phone"]

    def person_values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("given_name", "family_name", "email", "title", "phone")}


class EndForm(ConfirmMixin, Form):
    marks_optional = False
    now = forms.TypedChoiceField(
        label=gettext_lazy("När slutar uppdraget?"),
        choices=[
            ("1", gettext_lazy("Nu genast. Personen loggas ut.")),
            ("0", gettext_lazy("En dag som jag skriver in")),
        ],
        coerce=lambda value: value == "1",
        widget=Picks(),
    )
    on = DayField(label=gettext_lazy("Sista dag"), earliest=clock.today, required=False)

    def clean(self):
        given = super().clean() or {}
        if given.get("now") is False and not given.get("on") and "on" not in self.errors:
            self.add_error("on", _("Skriv uppdragets sista dag."))
        return given

    @property
    def last_day(self) -> date:
        """Yesterday for «now»."""
        return clock.today() - timedelta(days=1) if self.cleaned_data["now"] else self.cleaned_data["on"]


class ResetForm(ConfirmMixin, Form):
    marks_optional = False
    identity_check = forms.ChoiceField(
        label=gettext_lazy("Hur kontrollerade du identiteten?"), choices=IdentityCheck.choices, widget=Picks()
    )
