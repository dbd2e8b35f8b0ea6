"""What an administrator fills in about a change: one form a kind, each with its day and why. [F4-F8]"""

import hashlib
import json
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations import policies, queries
from core.organisations.choices import ChangeKind, PrincipalKind, UnitType
from core.organisations.restructuring import kinds
from core.ui.again import ConfirmMixin
from core.ui.fields import DayField, LongText, ManyPicks
from core.ui.forms import Form

NOTHING_YET = ("", _("Välj"))


class ChangeForm(ConfirmMixin, Form):
    """`seen`: what the effects were shown for; another answer is shown its own before it is proposed."""

    kind: str = ""
    day_label: Any = _("Från och med")
    on = DayField(label=_("Från och med"), earliest=clock.today)
    reason = forms.CharField(label=_("Skäl"), max_length=500)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, subject=None, **kwargs):
        self.subject = subject
        super().__init__(*args, **kwargs)
        self.ask("on", self.day_label)
        self.prepare(self.request.acting, clock.today())
        last = [name for name in ("on", "last", "reason", "seen", "confirm") if name in self.fields]
        self.order_fields([*(name for name in self.fields if name not in last), *last])
        if self.kind in kinds.AT_ONCE:
            del self.fields["on"]

    def prepare(self, acting: Any, today: date) -> None:
        """Choices that are read, and fields that depend on the subject."""

    @property
    def day(self) -> date:
        return self.cleaned_data.get("on") or clock.today()

    def said(self) -> dict[str, Any]:
        """As the proposal keeps it: ids and words."""
        own = {name: value for name, value in self.cleaned_data.items() if name in self.fields}
        return {name: _kept(value) for name, value in own.items() if name not in ("on", "reason", "seen", "confirm")}

    def fingerprint(self) -> str:
        """Another as soon as something else is said."""
        written = json.dumps([self.kind, self.day.isoformat(), self.said()], sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()[:16]


def _kept(value: Any) -> Any:
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, QuerySet):
        return [str(one.pk) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _one(label: Any, **more: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(label=label, queryset=None, **more)


def _several(label: Any, **more: Any) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(label=label, queryset=None, widget=ManyPicks, **more)


def _offer(form: forms.Form, **rows: QuerySet) -> None:
    for name, found in rows.items():
        field: Any = form.fields[name]
        field.queryset = found.order_by("name", "id")


class AddPrincipalForm(ChangeForm):
    kind = ChangeKind.ADD_PRINCIPAL
    principal_kind = forms.ChoiceField(label=_("Slag"), choices=[NOTHING_YET, *PrincipalKind.choices])
    name = forms.CharField(label=_("Namn"), max_length=150)
    short_name = forms.CharField(label=_("Kort namn"), max_length=60, required=False)
    contracted_by = _one(
        _("Har avtal med"),
        required=False,
        empty_label=_("Ingen"),
        help_text=_("För privata utförare: den huvudman vars avtal binder dem."),
    )

    def prepare(self, acting, today):
        _offer(self, contracted_by=policies.visible_principals(acting))


class AddDistrictForm(ChangeForm):
    kind = ChangeKind.ADD_DISTRICT
    name = forms.CharField(label=_("Namn"), max_length=150, help_text=_("En stadsdel, eller en hel kommun."))
    principal = _one(_("Huvudman"), empty_label=_("Välj"))
    area = _one(_("Ligger i området"), required=False, empty_label=_("Inget än"))

    def prepare(self, acting, today):
        _offer(
            self,
            principal=policies.visible_principals(acting),
            area=policies.visible_areas(acting).filter(valid_to__isnull=True),
        )


class AddAreaForm(ChangeForm):
    kind = ChangeKind.ADD_AREA
    name = forms.CharField(label=_("Namn"), max_length=150)
    districts = _several(_("Distrikt"), help_text=_("De distrikt som inte redan ligger i ett område."))

    def prepare(self, acting, today):
        free = kinds.visible_districts(acting).filter(valid_to__isnull=True)
        _offer(self, districts=free.exclude(area_rows__valid_to__isnull=True, area_rows__isnull=False))


class AddUnitForm(ChangeForm):
    kind = ChangeKind.ADD_UNIT
    name = forms.CharField(label=_("Namn"), max_length=150)
    unit_type = forms.ChoiceField(label=_("Verksamhetstyp"), choices=[NOTHING_YET, *UnitType.choices])
    principal = _one(_("Huvudman"), empty_label=_("Välj"))
    second_principal = _one(
        _("Andra huvudman"), required=False, empty_label=_("Ingen"), help_text=_("För en gemensam verksamhet.")
    )
    district = _one(_("Distrikt"), required=False, empty_label=_("Inget"))
    serves = _several(_("Områden som verksamheten betjänar"), required=False)
    age_from = forms.IntegerField(
        label=_("Från ålder"),
        min_value=0,
        max_value=25,
        required=False,
        help_text=_("Lämna båda åldrarna tomma om de är som för andra av samma typ."),
    )
    age_to = forms.IntegerField(label=_("Till och med ålder"), min_value=0, max_value=25, required=False)

    def prepare(self, acting, today):
        principals = policies.visible_principals(acting)
        _offer(
            self,
            principal=principals,
            second_principal=principals,
            district=kinds.visible_districts(acting).filter(valid_to__isnull=True),
            serves=policies.visible_areas(acting).filter(valid_to__isnull=True),
        )


class RenameForm(ChangeForm):
    kind = ChangeKind.RENAME
    name = forms.CharField(
        label=_("Nytt namn"), max_length=150, help_text=_("Det nya namnet syns överallt från dagen det beslutas.")
    )

    def prepare(self, acting, today):
        self.initial["name"] = self.subject.name

    def said(self):
        of = self.subject._meta.model_name
        return {**super().said(), "of": of, of: str(self.subject.pk), "before": self.subject.name}


class ServeForm(ChangeForm):
    kind = ChangeKind.SERVE
    areas = _several(_("Områden som verksamheten betjänar från den dagen"), required=False)

    def prepare(self, acting, today):
        _offer(self, areas=policies.visible_areas(acting).filter(valid_to__isnull=True))
        self.initial["areas"] = list(queries.areas_served(self.subject.pk, today).values_list("pk", flat=True))

    def said(self):
        return {**super().said(), "unit": str(self.subject.pk)}


class SplitAreaForm(ChangeForm):
    """One name a district: those with the same name become one area."""

    kind = ChangeKind.SPLIT_AREA
    named: dict[str, str]

    def prepare(self, acting, today):
        districts = queries.districts_of(self.subject.pk, max(today, self.subject.valid_from))
        self.named = {f"del_{district.pk.hex}": str(district.pk) for district in districts}
        for number, (name, district) in enumerate(zip(self.named, districts, strict=True)):
            label = _("Nytt område för %(district)s") % {"district": district.name}
            hint = "" if number else _("Distrikt som får samma namn hamnar i samma område.")
            self.add(name, forms.CharField(label=label, max_length=150, help_text=hint))

    def said(self):
        into = {pk: " ".join(self.cleaned_data[name].split()) for name, pk in self.named.items()}
        return {"area": str(self.subject.pk), "into": into}


class MergeAreasForm(ChangeForm):
    kind = ChangeKind.MERGE_AREAS
    areas = _several(_("Områden som ska bli ett"))
    name = forms.CharField(label=_("Det nya områdets namn"), max_length=150)

    def prepare(self, acting, today):
        _offer(self, areas=policies.visible_areas(acting).filter(valid_to__isnull=True))
        if self.subject:
            self.initial["areas"] = [self.subject.pk]


class EndAreaForm(ChangeForm):
    kind, day_label = ChangeKind.END_AREA, _("Sista dagen")

    def said(self):
        return {"area": str(self.subject.pk)}


class EndUnitForm(ChangeForm):
    kind, day_label = ChangeKind.END_UNIT, _("Sista dagen")

    def said(self):
        return {"unit": str(self.subject.pk)}


class _BecomesForm(ChangeForm):
    """Units that become others: they may stay until what is open has been handed over."""

    day_label = _("De nya börjar")
    last = DayField(
        label=_("Den gamla verksamhetens sista dag"),
        required=False,
        help_text=_("Lämna tomt om det finns ärenden att lämna över. Då avslutar du den när allt är överlämnat."),
    )


class SplitUnitForm(_BecomesForm):
    kind = ChangeKind.SPLIT_UNIT
    names = LongText(label=_("De nya verksamheternas namn"), rows=4, help_text=_("Ett namn på varje rad."))

    def said(self):
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines() if line.strip()]
        return {**super().said(), "names": names, "unit": str(self.subject.pk)}


class MergeUnitsForm(_BecomesForm):
    kind = ChangeKind.MERGE_UNITS
    units = _several(_("Slås ihop med"), help_text=_("Verksamheter av samma typ och med samma huvudman."))
    name = forms.CharField(label=_("Den nya verksamhetens namn"), max_length=150)

    def prepare(self, acting, today):
        alike = {"principal": self.subject.principal_id, "unit_type": self.subject.unit_type, "valid_to__isnull": True}
        _offer(self, units=policies.visible_units(acting).filter(**alike).exclude(pk=self.subject.pk))

    def said(self):
        return {**super().said(), "unit": str(self.subject.pk)}


FORMS: dict[str, type[ChangeForm]] = {
    form.kind: form
    for form in (
        AddPrincipalForm,
        AddDistrictForm,
        AddAreaForm,
        AddUnitForm,
        RenameForm,
        ServeForm,
        SplitAreaForm,
        MergeAreasForm,
        EndAreaForm,
        SplitUnitForm,
        MergeUnitsForm,
        EndUnitForm,
    )
}
