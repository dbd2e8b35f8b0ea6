from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    """For statistics; never derived from a number. [G-013, facts 9.32]"""

    GIRL = "girl", _("Flicka")
    BOY = "boy", _("Pojke")
    OTHER = "other", _("Annan")
    UNKNOWN = "unknown", _("Okänt")


class IdentifierKind(models.TextChoices):
    """What a child is told apart by. `NONE` says on which day it was known that there is no number. [facts 6, 9.32]"""

    PERSONAL_NUMBER = "personal_number", _("Personnummer")
    COORDINATION_NUMBER = "coordination_number", _("Samordningsnummer")
    RESERVE_NUMBER = "reserve_number", _("Reservnummer")
    LMA_NUMBER = "lma_number", _("LMA-nummer")
    NONE = "none", _("Barnet har inget nummer")


# Given by the state, one at a time: another instead of it is a change that a second person confirms. [facts 9.34]
STATE_NUMBERS = frozenset({IdentifierKind.PERSONAL_NUMBER, IdentifierKind.COORDINATION_NUMBER})


class Custody(models.TextChoices):
    """[G-005, G-018, CS-07]"""

    JOINT = "joint", _("Gemensam vårdnad")
    SOLE = "sole", _("Ensam vårdnad")
    APPOINTED = "appointed", _("Särskilt förordnad vårdnadshavare")
    EXPECTING = "expecting", _("Väntar barnet")


# How many at once may have custody of this kind. [CS-07]
MOST_GUARDIANS = {Custody.JOINT: 2, Custody.SOLE: 1, Custody.APPOINTED: 2, Custody.EXPECTING: 2}


class BarredItem(models.TextChoices):
    """What one guardian may be shut out of. [security 2 row 14, facts 9.9]"""

    ADDRESS = "address", _("Var barnet bor")
    PLACES = "places", _("Namn på skola och verksamheter")
    MEETINGS = "meetings", _("Tider och platser")
    PLAN = "plan", _("Planen")
    MINUTES = "minutes", _("Protokoll")
    EVERYTHING = "everything", _("Allt om barnet")


class BarReason(models.TextChoices):
    """Why; the reasons themselves stand in the unit's own record. [FB 6:11, OSL 12:3, 26:2]"""

    HARM = "harm", _("Barnet kan lida betydande men om vårdnadshavaren får veta det")
    WHEREABOUTS = "whereabouts", _("Var barnet vistas ska inte bli känt för vårdnadshavaren")
    CHILDS_WISH = "childs_wish", _("Barnet vill inte, och är moget nog att bestämma det")


class Relation(models.TextChoices):
    """Who somebody else around the child is. [G-004, G-006, G-008]"""

    RELATED = "related", _("Närstående")
    PARENT = "parent", _("Förälder som inte är vårdnadshavare")
    REPRESENTATIVE = "representative", _("God man eller annan företrädare")


class Protection(models.TextChoices):
    """Protected personal data of the two kinds that a record can carry. [facts 6, 9.33]"""

    SECRECY = "secrecy", _("Sekretessmarkering")
    REGISTRATION = "registration", _("Skyddad folkbokföring")


# An assumed identity has no mark, here or elsewhere: whoever bears it looks like anyone. [facts 9.34]
ASSUMED_IDENTITY = "assumed"


class ProtectionSource(models.TextChoices):
    REGISTER = "register", _("Ur folkbokföringen")
    TOLD = "told", _("Familjen eller en annan myndighet har berättat")


class Position(models.TextChoices):
    """The position taken on collaboration when a need was noticed. [P-03, W-33, F72]"""

    NONE = "none", _("Ingen samverkan behövs")
    INFORM = "inform", _("Informera en annan verksamhet")
    COOPERATE = "cooperate", _("Samarbeta i vardagen")
    SIP = "sip", _("Erbjuda en SIP")
    FORUM = "forum", _("Lyfta till individforum")
