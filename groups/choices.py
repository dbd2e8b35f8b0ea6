"""The kinds of bodies there are, and what a seat may be asked. [domain 3.2, 3.4-3.6]"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ForumKind(models.TextChoices):
    """Any standing or ad-hoc body; which of them a region or an area has is data. [G-082, S-03]"""

    POLITICAL_PRESIDIUM = "political_presidium", _("Presidiegrupp")  # G-083
    REGIONAL_GROUP = "regional_group", _("Regional samverkansgrupp")  # G-084
    SECRETARIAT = "secretariat", _("Sekretariat")  # G-085
    MUNICIPAL_PREP_GROUP = "municipal_prep_group", _("Kommunernas beredande grupp")  # G-086
    REGION_PREP_GROUP = "region_prep_group", _("Regionens beredande grupp")  # G-087
    POLITICAL_CONSULTATION = "political_consultation", _("Samrådsgrupp")  # G-088
    MANAGERS_FORUM = "managers_forum", _("Chefsforum")  # G-089
    PREPARATORY_GROUP = "preparatory_group", _("Beredningsgrupp")  # G-090
    POLITICAL_FORUM = "political_forum", _("Politiskt samverkansforum")  # G-091
    LOCAL_GROUP = "local_group", _("Lokal BUS-grupp")  # G-092
    STEERING_GROUP = "steering_group", _("Lokal styrgrupp")  # G-094
    WORKING_GROUP = "working_group", _("Arbetsgrupp")  # G-095
    TEMPORARY_GROUP = "temporary_group", _("Tillfällig arbetsgrupp")  # G-097
    INDIVIDUAL_FORUM = "individual_forum", _("Individforum")  # G-098


# The managers' group of an area is one slot in the tree, by either name. [X-17]
STEERING_KINDS = frozenset({ForumKind.STEERING_GROUP, ForumKind.LOCAL_GROUP})


class Tier(models.TextChoices):
    REGIONAL = "regional", _("Regional nivå")  # G-080
    LOCAL = "local", _("Lokal nivå")
    INDIVIDUAL = "individual", _("Kring barnet")


class Side(models.TextChoices):
    POLITICAL = "political", _("Förtroendevalda")  # G-081
    OFFICIALS = "officials", _("Tjänstepersoner")


class Per(models.TextChoices):
    """What a requirement's numbers are counted for. [domain 3.5]"""

    FORUM = "forum", _("i gruppen")
    EACH_MUNICIPALITY = "each_municipality", _("för varje kommun")
    EACH_UNIT_TYPE = "each_unit_type", _("för varje verksamhet")


class Severity(models.TextChoices):
    """What an empty seat means. [X-20]"""

    WARNING = "warning", _("Bör åtgärdas")
    BREACH = "breach", _("Måste åtgärdas")


class MandateLevel(models.TextChoices):
    """What a member may decide for the own principal; differences are shown. [S-21, S-23]"""

    UNKNOWN = "unknown", _("Mandat ej angivet")
    NONE = "none", _("Inget beslutsmandat")
    LIMITED = "limited", _("Beslutar i en del frågor")
    UNIT = "unit", _("Beslutar för enheten")
    PRINCIPAL = "principal", _("Beslutar för huvudmannen")


_LEVELS = (MandateLevel.NONE, MandateLevel.LIMITED, MandateLevel.UNIT, MandateLevel.PRINCIPAL)


def is_enough(level: str, asked: str) -> bool:
    """Whether a mandate reaches what a seat asks for; one that nobody has noted never does. [S-21, S-23]"""
    if level not in _LEVELS:
        return False
    return _LEVELS.index(MandateLevel(level)) >= _LEVELS.index(MandateLevel(asked))
