"""Keys that are asked for in a way of their own, and how the answer becomes the value of a profile file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.regions.files import plain
from core.regions.keys import BY_NAME
from core.regions.presenting import deadline_name
from core.regions.profile import Profile
from core.regions.shapes import Seat
from core.ui.fields import LongText, Picks

YES_OR_NO = [("true", gettext_lazy("Ja")), ("false", gettext_lazy("Nej"))]
CALLS = [("must", gettext_lazy("Ska")), ("may", gettext_lazy("Får")), ("no", gettext_lazy("Nej"))]
LACKING = gettext_lazy("Används inte")
_KEPT = gettext_lazy("Lämna tomt om den inte ska ändras.")
PARTS = {"steering": gettext_lazy("styrgruppen"), "working": gettext_lazy("arbetsgruppen")}


@dataclass(frozen=True)
class Asked:
    """The fields that ask for a key, and the value made of their answers."""

    fields: Callable[[Profile, Mapping[str, Any]], Mapping[str, forms.Field]]
    value: Callable[[Mapping[str, Any], Any], Any]


def label(key: str) -> str:
    """What a key is called: «Minsta antal möten, styrgruppen»."""
    name, _dot, part = key.partition(".")
    return f"{BY_NAME[name].label}, {PARTS[part]}" if part else str(BY_NAME[name].label)


def one(make: Callable[[], forms.Field]) -> Callable[[Profile, Mapping[str, Any]], Mapping[str, forms.Field]]:
    return lambda profile, data: {"value": make()}


def _meetings(part: str) -> Asked:
    def fields(profile: Profile, data: Mapping[str, Any]) -> Mapping[str, forms.Field]:
        return {
            "per_term": forms.IntegerField(label=_("Möten per termin, minst"), min_value=0, max_value=20),
            "per_year": forms.IntegerField(label=_("Möten per år, minst"), min_value=0, max_value=40, required=False),
        }

    def value(answers: Mapping[str, Any], standing: Any) -> Any:
        counts = (("term", answers["per_term"]), ("year", answers["per_year"]))
        return [{"count": count, "per": per} for per, count in counts if count]

    return Asked(fields, value)


def _deadline_fields(profile: Profile, data: Mapping[str, Any]) -> Mapping[str, forms.Field]:
    codes = [(code, deadline_name(code)) for code, row in profile.deadlines.items() if row.monitored]
    return {
        "code": forms.ChoiceField(label=_("Frist"), choices=[("", _("Välj en frist")), *codes]),
        "amount": forms.IntegerField(
            label=_("Ny längd, i fristens enhet"), min_value=1, max_value=3650, required=False, help_text=_KEPT
        ),
        "warn_days": forms.CharField(
            label=_("Påminnelser, dagar före sista dagen"),
            max_length=60,
            required=False,
            help_text=_("Flera skrivs med komma emellan: 30, 10. Lämna tomt om de inte ska ändras."),
        ),
        "pausable": forms.ChoiceField(
            label=_("Får den som ansvarar pausa fristen?"), choices=[("", _("Som nu")), *YES_OR_NO], required=False
        ),
    }


def _deadline_value(answers: Mapping[str, Any], standing: Any) -> Any:
    """The other deadlines that are decided there stand; this one gets what was answered."""
    said: dict[str, Any] = {
        "amount": answers["amount"],
        "warn_offsets": _days_before(answers["warn_days"]),
        "pausable": {"true": True, "false": False}.get(answers["pausable"]),
    }
    said = {name: value for name, value in said.items() if value is not None}
    if not said:
        raise ValidationError(
            {"amount": _("Skriv vad som ska ändras: längden, påminnelserna eller om den får pausas.")}
        )
    rows = dict(standing or {})
    rows[answers["code"]] = {**rows.get(answers["code"], {}), **said}
    return rows


def _days_before(written: str) -> list[int] | None:
    """«30, 10» as the offsets of a rule, the furthest first; None where nothing was written."""
    days = [part.strip() for part in written.split(",") if part.strip()]
    if not all(day.isascii() and day.isdigit() and len(day) <= 4 for day in days):
        raise ValidationError({"warn_days": _("Skriv hela antal dagar med komma emellan, till exempel 30, 10.")})
    return sorted({-int(day) for day in days}) or None


def _seats(profile: Profile, data: Mapping[str, Any]) -> Mapping[str, forms.Field]:
    lines = [
        yaml.safe_dump(_said(seat), allow_unicode=True, default_flow_style=True, width=1000, sort_keys=False).strip()
        for seat in profile.seat_requirements
    ]
    hint = _("En plats per rad, som i profilens fil. Raderna ersätter regionens, så låt dem som ska gälla stå kvar.")
    initial = "\n".join(f"- {line}" for line in lines)
    return {"value": LongText(label=_("Platser"), help_text=hint, rows=14, initial=initial)}


def _said(seat: Seat) -> dict[str, Any]:
    """What a row says, as a file would say it."""
    said = {name: item for name, item in vars(seat).items() if item not in ("", None, ())}
    return {name: list(item) if isinstance(item, tuple) else item for name, item in said.items()}


def read_rows(answers: Mapping[str, Any], standing: Any) -> Any:
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(answers["value"])):
            raise yaml.YAMLError  # a short text could stand for an endless one
        return plain(yaml.safe_load(answers["value"]))
    except yaml.YAMLError:
        raise ValidationError(_("Raderna går inte att läsa. Skriv var och en som på den första raden.")) from None


def picked(options: Sequence, *, may_lack: bool = False) -> Asked:
    def fields(profile: Profile, data: Mapping[str, Any]) -> Mapping[str, forms.Field]:
        choices = [*([("", LACKING)] if may_lack else []), *options]
        return {"value": forms.ChoiceField(label=_("Värde"), choices=choices, required=not may_lack, widget=Picks())}

    said: dict[str, Any] = {"true": True, "false": False, "": None}
    return Asked(fields, lambda answers, standing: said.get(answers["value"], answers["value"]))


ASKED: dict[str, Asked] = {
    "has_working_group": picked(YES_OR_NO),
    "working_group_label": Asked(
        one(lambda: forms.CharField(label=_("Vad gruppen kallas"), max_length=60)),
        lambda answers, standing: answers["value"],
    ),
    "has_individual_forum": picked(YES_OR_NO),
    "seat_requirements": Asked(_seats, read_rows),
    "meetings_min.steering": _meetings("steering"),
    "meetings_min.working": _meetings("working"),
    "school_may_call_sip": picked(CALLS),
    "spider_enabled": picked(YES_OR_NO),
    "working_requires_all": picked(YES_OR_NO),
    "action_plan_required": picked(YES_OR_NO),
    "deadlines": Asked(_deadline_fields, _deadline_value),
}
