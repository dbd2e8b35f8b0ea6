"""The kinds of principals and units, and how strong the secrecy of each kind is. [domain 1.2, 6.3]"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PrincipalKind(models.TextChoices):
    REGION = "region", _("Region")  # G-021
    MUNICIPALITY = "municipality", _("Kommun")  # G-022
    INDEPENDENT_SCHOOL = "independent_school", _("Fristående skolhuvudman")  # G-023
    PRIVATE_PROVIDER = "private_provider", _("Privat utförare")  # G-024
    ASSOCIATION = "municipal_association", _("Kommunförbund")  # G-053
    STATE = "state_authority", _("Statlig myndighet")
    INTEREST_ORGANISATION = "interest_organisation", _("Intresseorganisation")  # G-052


class AgreementStatus(models.TextChoices):
    """Where a principal stands to the agreement. [X-40]"""

    NOT_INVITED = "not_invited", _("Inte inbjuden")
    INVITED = "invited", _("Inbjuden")
    JOINED = "joined", _("Part i överenskommelsen")


class UnitType(models.TextChoices):
    SOCIAL_SERVICES = "social_services", _("Socialtjänst")  # G-033
    FAMILY_SERVICES = "family_services", _("Individ- och familjeomsorg")  # G-034
    LSS_SERVICES = "lss_services", _("LSS-verksamhet")  # G-051
    SOCIAL_WELFARE_BOARD = "social_welfare_board", _("Socialnämnd")  # G-035
    DISTRICT_ADMINISTRATION = "district_administration", _("Stadsdelsförvaltning")  # G-026
    ADMINISTRATION = "administration", _("Förvaltning")  # G-025
    EDUCATION_ADMINISTRATION = "education_administration", _("Utbildningsförvaltning")  # G-028
    PRESCHOOL = "preschool", _("Förskola")  # G-036
    SCHOOL = "school", _("Skola")  # G-037
    STUDENT_HEALTH = "student_health", _("Elevhälsa")  # G-039
    BUP = "bup", _("Barn- och ungdomspsykiatri")  # G-040
    BUMM = "bumm", _("Barn- och ungdomsmedicinsk mottagning")  # G-041
    HABILITATION = "habilitation", _("Habilitering")  # G-042
    MATERNITY_HEALTH = "maternity_health", _("Mödrahälsovård")  # G-043
    CHILD_HEALTH = "child_health", _("Barnhälsovård")  # G-044
    PRIMARY_CARE = "primary_care", _("Vårdcentral")  # G-045
    FIRST_LINE_MENTAL_HEALTH = "first_line_mental_health", _("Barn- och ungdomshälsan")  # G-046
    YOUTH_CLINIC = "youth_clinic", _("Ungdomsmottagning")  # G-048
    YOUTH_ADDICTION_CLINIC = "youth_addiction_clinic", _("Mottagning för unga med riskbruk")  # G-049
    FAMILY_CENTRE = "family_centre", _("Familjecentral")  # S-07
    DENTAL_CARE = "dental_care", _("Tandvård")  # G-050
    ADULT_PSYCHIATRY = "adult_psychiatry", _("Vuxenpsykiatri")  # G-051
    ADDICTION_CARE = "addiction_care", _("Beroendevård")  # G-051
    POLICE = "police", _("Polis")  # G-051
    CULTURE_LEISURE = "culture_leisure", _("Kultur och fritid")  # G-051
    INTEREST_ORGANISATION = "interest_organisation", _("Intresseorganisation")  # G-052
    ASSOCIATION = "association", _("Kommunförbundets kansli")  # G-053
    HEALTH_ADMINISTRATION = "health_administration", _("Hälso- och sjukvårdsförvaltning")  # G-054
    SUPPORT_UNIT = "support_unit", _("Regionens stödfunktion")  # G-055


SCHOOLS = (UnitType.SCHOOL, UnitType.PRESCHOOL)  # where a child goes; health at school is not one of them


class SecrecyLevel(models.TextChoices):
    """How strong the secrecy of a unit is; it decides what needs consent. [domain 6.3]"""

    STRICT = "strict", _("Stark sekretess")
    MIXED = "mixed", _("Stark sekretess i den medicinska delen, annars svagare")
    WEAKER = "weaker", _("Svagare sekretess")
    NONE = "none", _("Ingen tillgång till uppgifter om barn")


_WEAKER = {UnitType.PRESCHOOL, UnitType.SCHOOL}
_NO_CHILDREN = {
    UnitType.ADMINISTRATION,
    UnitType.DISTRICT_ADMINISTRATION,
    UnitType.EDUCATION_ADMINISTRATION,
    UnitType.HEALTH_ADMINISTRATION,
    UnitType.ASSOCIATION,
    UnitType.SUPPORT_UNIT,
    UnitType.POLICE,
    UnitType.CULTURE_LEISURE,
    UnitType.INTEREST_ORGANISATION,
}


def secrecy_of(unit_type: str) -> SecrecyLevel:
    """The strength that goes with a kind of unit; strict unless said otherwise. [domain 6.3]"""
    if unit_type in _NO_CHILDREN:
        return SecrecyLevel.NONE
    if unit_type == UnitType.STUDENT_HEALTH:
        return SecrecyLevel.MIXED
    return SecrecyLevel.WEAKER if unit_type in _WEAKER else SecrecyLevel.STRICT


class LinkKind(models.TextChoices):
    """How an area, or a unit, came from another. [S-04]"""

    SPLIT = "split", _("Delning")
    MERGE = "merge", _("Sammanslagning")
    RENAMED = "renamed", _("Ny indelning")


class ChangeKind(models.TextChoices):
    """What two administrators decide of areas, principals and units. [F4-F8, S-04]"""

    ADD_PRINCIPAL = "add_principal", _("Ny huvudman")
    ADD_DISTRICT = "add_district", _("Nytt distrikt")
    ADD_AREA = "add_area", _("Nytt område")
    ADD_UNIT = "add_unit", _("Ny verksamhet")
    FROM_FILE = "from_file", _("Verksamheter ur en fil")
    RENAME = "rename", _("Nytt namn")
    SERVE = "serve", _("Andra områden för en verksamhet")
    SPLIT_AREA = "split_area", _("Dela ett område")
    MERGE_AREAS = "merge_areas", _("Slå ihop områden")
    END_AREA = "end_area", _("Avsluta ett område")
    SPLIT_UNIT = "split_unit", _("Dela en verksamhet")
    MERGE_UNITS = "merge_units", _("Slå ihop verksamheter")
    END_UNIT = "end_unit", _("Avsluta en verksamhet")
