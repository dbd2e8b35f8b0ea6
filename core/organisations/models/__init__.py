from core.organisations.choices import AgreementStatus, ChangeKind, LinkKind, PrincipalKind, SecrecyLevel, UnitType
from core.organisations.models.areas import Area, AreaDistrict, AreaLink, AreaService, SchoolArea, SchoolAreaDistrict
from core.organisations.models.changes import StructureChange, UnitLink
from core.organisations.models.overrides import ProfileOverride
from core.organisations.models.units import District, Principal, Unit

__all__ = [
    "AgreementStatus",
    "Area",
    "AreaDistrict",
    "AreaLink",
    "AreaService",
    "ChangeKind",
    "District",
    "LinkKind",
    "Principal",
    "PrincipalKind",
    "ProfileOverride",
    "SchoolArea",
    "SchoolAreaDistrict",
    "SecrecyLevel",
    "StructureChange",
    "Unit",
    "UnitLink",
    "UnitType",
]
