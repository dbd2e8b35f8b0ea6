"""What the pages of changes show: what may be changed and where, and each proposal in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from core.access import Acting, together
from core.organisations import policies
from core.organisations.choices import ChangeKind, PrincipalKind, UnitType
from core.organisations.models import Area, Principal, StructureChange, Unit
from core.organisations.restructuring import kinds
from core.organisations.restructuring.outcome import Line, say
from core.organisations.states import OverrideStatus
from core.ui import dates

K = ChangeKind
SLUGS: dict[str, str] = {
    "ny-huvudman": K.ADD_PRINCIPAL,
    "nytt-distrikt": K.ADD_DISTRICT,
    "nytt-omrade": K.ADD_AREA,
    "ny-verksamhet": K.ADD_UNIT,
    "nytt-namn": K.RENAME,
    "andra-omraden": K.SERVE,
    "dela-omrade": K.SPLIT_AREA,
    "sla-ihop-omraden": K.MERGE_AREAS,
    "avsluta-omrade": K.END_AREA,
    "dela-verksamhet": K.SPLIT_UNIT,
    "sla-ihop-verksamheter": K.MERGE_UNITS,
    "avsluta-verksamhet": K.END_UNIT,
}
ADDRESS = {kind: slug for slug, kind in SLUGS.items()}
# What may be done with what: the name in the address, which rows, and the kinds offered; first those of the region.
OF_REGION = (K.ADD_UNIT, K.ADD_AREA, K.ADD_DISTRICT, K.ADD_PRINCIPAL, K.MERGE_AREAS)
SUBJECTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "omrade": ("area", (K.SPLIT_AREA, K.MERGE_AREAS, K.RENAME, K.END_AREA)),
    "verksamhet": ("unit", (K.SERVE, K.SPLIT_UNIT, K.MERGE_UNITS, K.RENAME, K.END_UNIT)),
    "huvudman": ("principal", (K.RENAME,)),
}
MEANS: dict[str, str | Promise] = {
    K.ADD_PRINCIPAL: gettext_lazy("En kommun, region, skola eller utförare som inte finns här än."),
    K.ADD_DISTRICT: gettext_lazy("En stadsdel eller kommun som områden består av."),
    K.ADD_AREA: gettext_lazy("Av distrikt som inte ligger i något område. Dess grupper börjar samma dag."),
    K.ADD_UNIT: gettext_lazy("En verksamhet som möter barn, eller en förvaltning med plats i en grupp."),
    K.RENAME: gettext_lazy("Ett annat namn på samma sak. Det som har hänt följer med."),
    K.SERVE: gettext_lazy("Verksamheten flyttar, eller börjar och slutar betjäna områden."),
    K.SPLIT_AREA: gettext_lazy("Området upphör och flera nya börjar. Det som har hänt räknas till det gamla."),
    K.MERGE_AREAS: gettext_lazy("Områdena upphör och ett nytt börjar. Det som har hänt räknas till de gamla."),
    K.END_AREA: gettext_lazy("Inget nytt område kommer efter. Dess distrikt ligger sedan inte i något område."),
    K.SPLIT_UNIT: gettext_lazy("Flera nya verksamheter börjar, beskrivna som den gamla."),
    K.MERGE_UNITS: gettext_lazy("En ny verksamhet börjar i stället för flera."),
    K.END_UNIT: gettext_lazy("När ingen arbetar kvar och alla ärenden är överlämnade."),
}


@dataclass(frozen=True)
class Choice:
    """One thing that may be done, and where it is filled in."""

    label: str
    means: str
    url: str


def choices(offered: Iterable[str], **subject: Any) -> list[Choice]:
    address = reverse("organisations:change_propose")
    return [
        Choice(str(K(kind).label), str(MEANS[kind]), f"{address}{_query(vad=ADDRESS[kind], **subject)}")
        for kind in offered
    ]


def _query(**named: Any) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in named.items())


def change_url(subject: Area | Unit | Principal) -> str:
    """Where an administrator chooses what to do with it."""
    name = next(one for one, (model, _kinds) in SUBJECTS.items() if model == subject._meta.model_name)
    return f"{reverse('organisations:change_propose')}{_query(**{name: subject.pk})}"


@dataclass(frozen=True)
class ChangeRow:
    change: StructureChange
    label: str
    what: str
    day: str
    can_approve: bool

    @property
    def url(self) -> str:
        return reverse("organisations:change_decide", args=[self.change.pk])


class Names:
    """The names of what changes speak of, read once for a page."""

    def __init__(self, changes: Iterable[StructureChange], by: Acting) -> None:
        wanted = {pk for change in changes for pk in _ids(change.said)}
        found = [rows(by).filter(pk__in=wanted) for rows in kinds.ROWS.values()] if wanted else []
        if found:
            together(*found)
        self.by_id = {str(row.pk): row.name for rows in found for row in rows}

    def of(self, pks: Any) -> str:
        return ", ".join(self.by_id.get(pk, "") for pk in ([pks] if isinstance(pks, str) else pks or ()))


def _ids(said: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    for name in kinds.NAMED:
        value = said.get(name) or ()
        found |= {value} if isinstance(value, str) else set(value)
    return found.union(*map(_ids, said.get("file", ())))


def change_row(change: StructureChange, names: Names, by: Acting) -> ChangeRow:
    return ChangeRow(
        change,
        str(change.get_kind_display()),
        _what(change, names),
        _day(change),
        policies.can_approve_change(by, change),
    )


def _what(change: StructureChange, names: Names) -> str:
    """«Bromma, Hässelby blir Västerort», as short as it goes."""
    said = change.said
    if change.kind == K.FROM_FILE:
        count = len(said["file"])
        return ngettext("%(n)d verksamhet", "%(n)d verksamheter", count) % {"n": count}
    before = next((names.of(said[one]) for one in ("area", "unit", "principal", "areas") if said.get(one)), "")
    if change.kind in (K.SERVE, K.END_AREA, K.END_UNIT):
        return before
    if change.kind in OF_REGION and change.kind != K.MERGE_AREAS:
        return str(said["name"])
    if change.kind == K.MERGE_UNITS:
        before = names.of([said["unit"], *said["units"]])
    after = (
        said.get("name") or ", ".join(sorted(set(said.get("into", {}).values()))) or ", ".join(said.get("names", ()))
    )
    return _("%(before)s blir %(after)s") % {"before": said.get("before") or before, "after": after}


def _day(change: StructureChange) -> str:
    if change.kind in kinds.AT_ONCE and change.status != OverrideStatus.APPROVED:
        return _("Från dagen det beslutas")
    words = {"day": dates.day(change.on)}
    return _("Till och med %(day)s") % words if change.kind in kinds.ENDING else _("Från och med %(day)s") % words


def effects(lines: Iterable[Line]) -> list[str]:
    found = [say(line) for line in lines]
    return found or [_("Inga grupper, roller eller platser påverkas.")]


def facts(change: StructureChange, names: Names) -> list[dict[str, str]]:
    """Everything that was filled in, in words."""
    said = change.said
    found = [
        (label, _value(name, said, names)) for name, label in LABELS.items() if said.get(name) not in (None, "", [])
    ]
    parts = sorted((names.of(pk), name) for pk, name in said.get("into", {}).items())
    found += [(row["name"], _of_file(row, names)) for row in said.get("file", ())]
    found += [(_("Nytt område för %(district)s") % {"district": district}, name) for district, name in parts]
    return [{"term": str(term), "text": text} for term, text in found]


def _of_file(row: dict[str, Any], names: Names) -> str:
    """All that the file does of one unit, with the words it is to be described with."""
    areas, said = names.of(row["serves"]), []
    if not row["unit"]:
        told = filter(None, (str(UnitType(row["unit_type"]).label), names.of(row["principal"]), areas))
        said.append(f"{ChangeKind.ADD_UNIT.label}: {', '.join(told)}")
    elif areas:
        said.append(_("Betjänar också %s") % areas)
    return "; ".join([*said, *(f"{LABELS[name]}: {value}" for name, value in row["described"].items())])


LABELS: dict[str, str | Promise] = {
    "area": gettext_lazy("Område"),
    "areas": gettext_lazy("Områden"),
    "unit": gettext_lazy("Verksamhet"),
    "units": gettext_lazy("Slås ihop med"),
    "before": gettext_lazy("Heter nu"),
    "name": gettext_lazy("Namn"),
    "short_name": gettext_lazy("Kort namn"),
    "names": gettext_lazy("De nya verksamheternas namn"),
    "principal_kind": gettext_lazy("Slag"),
    "unit_type": gettext_lazy("Verksamhetstyp"),
    "principal": gettext_lazy("Huvudman"),
    "second_principal": gettext_lazy("Andra huvudman"),
    "contracted_by": gettext_lazy("Har avtal med"),
    "district": gettext_lazy("Distrikt"),
    "districts": gettext_lazy("Distrikt"),
    "serves": gettext_lazy("Områden som verksamheten betjänar"),
    "age_from": gettext_lazy("Från ålder"),
    "age_to": gettext_lazy("Till och med ålder"),
    "mailbox": gettext_lazy("Funktionsbrevlåda"),
    "mission": pgettext_lazy("vad den är till för", "Uppdrag"),
    "last": gettext_lazy("Den gamla verksamhetens sista dag"),
}


def _value(name: str, said: dict[str, Any], names: Names) -> str:
    value = said[name]
    if name in kinds.NAMED:
        return names.of(value)
    if name == "unit_type":
        return str(UnitType(value).label)
    if name == "principal_kind":
        return str(PrincipalKind(value).label)
    if name == "last":
        return dates.day(date.fromisoformat(value))
    return ", ".join(value) if isinstance(value, list) else str(value)
