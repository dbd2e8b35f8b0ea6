"""Principals, districts and units begin. Who decides has asked another first; these write. [F4, F5, F7, F8]"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, require
from core.errors import Refused
from core.organisations import policies
from core.organisations.choices import AgreementStatus
from core.organisations.models import Area, AreaDistrict, AreaService, District, Principal, Unit
from core.organisations.restructuring.naming import code_for, named
from core.regions.profile import profile_of
from core.regions.shapes import UnitKind
from core.textguard import refuse_identity

TEXTS = ("mission", "target_group", "mandate_text", "referral_path")


@dataclass(frozen=True)
class NewPrincipal:
    """`contracted_by`: whose agreement binds a private provider. [G-024]"""

    kind: str
    name: str
    short_name: str = ""
    agreement_status: str = AgreementStatus.JOINED
    contracted_by: Principal | None = None


@dataclass(frozen=True)
class NewUnit:
    """Ages in whole years, both included. What is not said is taken from its type in the region's profile. [S-11]"""

    name: str
    unit_type: str
    principal: Principal
    valid_from: date
    second_principal: Principal | None = None
    parent: Unit | None = None
    district: District | None = None
    serves: Sequence[Area] = field(default_factory=tuple)
    age_from: int | None = None
    age_to: int | None = None
    mission: str = ""
    target_group: str = ""
    mandate_text: str = ""
    referral_path: str = ""
    mailbox: str = ""


@transaction.atomic
def add_principal(new: NewPrincipal, *, by: Acting) -> Principal:
    """Raises PermissionDenied, and Refused for a name that another has or a provider that nobody contracts. [G-024]"""
    require(policies.can_change_structure(by))
    known = Principal.objects.filter(region_id=by.region_id)
    name = named(new.name, known)
    if new.contracted_by and new.kind != "private_provider":
        raise Refused(_("Bara en privat utförare har avtal med en annan huvudman."), field="contracted_by")
    made = Principal.objects.create(
        region_id=by.region_id,
        code=code_for(known, by.region_id, name),
        kind=new.kind,
        name=name,
        short_name=new.short_name.strip() or name[:60],
        agreement_status=new.agreement_status,
        contracted_by=new.contracted_by,
    )
    audit.record("principal.added", made, by=by)
    return made


@transaction.atomic
def add_district(name: str, *, principal: Principal, area: Area | None, on: date, by: Acting) -> District:
    """A district, in the area that it lies in from its first day. Raises PermissionDenied, Refused. [G-027, S-06]"""
    require(policies.can_change_structure(by))
    known = District.objects.filter(region_id=by.region_id)
    name = named(name, known.on(on), principal=principal)
    require_running(area, on, "area")
    code = code_for(known, by.region_id, name)
    made = District.objects.create(region_id=by.region_id, code=code, name=name, principal=principal, valid_from=on)
    if area:
        AreaDistrict.objects.create(region_id=by.region_id, area=area, district=made, valid_from=on)
    audit.record("district.added", made, by=by)
    return made


@transaction.atomic
def add_unit(new: NewUnit, *, by: Acting) -> Unit:
    """A unit that meets children, with the areas it serves from its first day; jointly run by two if so. [S-05, S-07]

    Raises PermissionDenied, and Refused for a name its principal already has, ages in the wrong order, a text that
    tells who somebody is, or an area, district or whole that does not exist on its first day.
    """
    require(policies.can_change_structure(by))
    known = Unit.objects.filter(region_id=by.region_id)
    name = named(new.name, known.on(new.valid_from), principal=new.principal)
    if new.second_principal == new.principal:
        raise Refused(_("Välj två olika huvudmän för en gemensam verksamhet."), field="second_principal")
    for area in new.serves:
        require_running(area, new.valid_from, "serves")
    require_running(new.district, new.valid_from, "district")
    require_running(new.parent, new.valid_from, "parent")
    made = Unit.objects.create(
        region_id=by.region_id,
        code=code_for(known, by.region_id, name),
        name=name,
        unit_type=new.unit_type,
        principal=new.principal,
        second_principal=new.second_principal,
        parent=new.parent,
        district=new.district,
        valid_from=new.valid_from,
        mailbox=new.mailbox,
        **_described(new, by),
    )
    for area in new.serves:
        AreaService.objects.create(region_id=by.region_id, area=area, unit=made, valid_from=new.valid_from)
    audit.record("unit.added", made, by=by)
    return made


def require_running(one: Any, on: date, field_name: str) -> None:
    """Raises Refused beside the field when the area, district or unit is not there on the day."""
    if one is not None and not one.is_in_force(on):
        words = {"name": one.name}
        raise Refused(
            _("%(name)s finns inte den dagen. Välj en annan dag eller något annat.") % words, field=field_name
        )


def _described(new: NewUnit, by: Acting) -> dict[str, Any]:
    """What it says of itself, its type's words where it says nothing."""
    kinds = {one.unit_type: one for one in profile_of(by.region_id, new.valid_from).unit_kinds}
    kind = kinds.get(new.unit_type, UnitKind(new.unit_type))
    for name in TEXTS:
        refuse_identity(getattr(new, name), field=name)
    is_said = (new.age_from, new.age_to) != (None, None)
    first, last = (new.age_from, new.age_to) if is_said else (kind.age_from, kind.age_to)
    if first is not None and last is not None and first > last:
        raise Refused(_("Den högsta åldern är lägre än den lägsta. Ändra någon av dem."), field="age_to")
    return {
        "age_from": first,
        "age_to": last,
        "mission": new.mission or kind.mission,
        "target_group": new.target_group or kind.target_group,
        "mandate_text": new.mandate_text,
        "referral_path": new.referral_path,
    }
