"""The states of a written agreement between principals, one row a version. [SM-6]

A change, asked for by a party or decided politically, is a new version with its own way to force; the old one holds
until then. [000:L116, 004:L250-252]
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transition as Move


class AgreementStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("en överenskommelse", "Utkast")
    IN_CONSULTATION = "in_consultation", pgettext_lazy("en överenskommelse", "På remiss")
    READY_TO_SIGN = "ready_to_sign", pgettext_lazy("en överenskommelse", "Väntar på parterna")
    IN_FORCE = "in_force", pgettext_lazy("en överenskommelse", "Gäller")
    RENEGOTIATION = "renegotiation_requested", pgettext_lazy("en överenskommelse", "Gäller, ska omförhandlas")
    TERMINATED = "terminated", pgettext_lazy("en överenskommelse", "Uppsagd")
    SUPERSEDED = "superseded", pgettext_lazy("en överenskommelse", "Ersatt")
    ABANDONED = "abandoned", pgettext_lazy("en överenskommelse", "Nedlagd")


S = AgreementStatus
BEING_WRITTEN = frozenset({S.DRAFT, S.IN_CONSULTATION})
UNDER_WAY = frozenset({*BEING_WRITTEN, S.READY_TO_SIGN})
RUNNING = frozenset({S.IN_FORCE, S.RENEGOTIATION})  # stays valid until terminated or renegotiated. [000:L116]
PUBLIC = frozenset({*RUNNING, S.TERMINATED, S.SUPERSEDED})  # everybody who works in the region reads it. [domain 2]

REMIT = Move({S.DRAFT}, S.IN_CONSULTATION)  # 004:L224-246, 002:L2875-2878: the leader, with the best-interests test
SEND = Move({S.IN_CONSULTATION}, S.READY_TO_SIGN)  # 002:L2579-2594: the leader, the content complete
REOPEN = Move({S.READY_TO_SIGN}, S.IN_CONSULTATION)  # [default]: the leader, while nobody has signed
ENTER = Move({S.READY_TO_SIGN}, S.IN_FORCE)  # 000:L115, 004:L250: by itself, as the last party has signed or decided
ASK = Move({S.IN_FORCE}, S.RENEGOTIATION)  # 000:L117: any party, with a reason
WITHDRAW = Move({S.RENEGOTIATION}, S.IN_FORCE)  # [default]: the party that asked, or the leader for it
TERMINATE = Move(set(RUNNING), S.TERMINATED)  # 000:L116: a party gives notice, with a last day
SUPERSEDE = Move({*RUNNING, S.TERMINATED}, S.SUPERSEDED)  # derived: the new version has come into force
ABANDON = Move(set(UNDER_WAY), S.ABANDONED)  # [default]: the leader, with a reason

MOVES = (REMIT, SEND, REOPEN, ENTER, ASK, WITHDRAW, TERMINATE, SUPERSEDE, ABANDON)


class Level(models.TextChoices):
    """[AG-01]"""

    REGIONAL = "regional", _("Regional överenskommelse")
    LOCAL = "local", _("Lokal överenskommelse")
    OTHER = "other", _("Annan överenskommelse")


class Situation(models.TextChoices):
    """The groups for whom a written agreement is needed. [AG-10, 002:L2542-2556]"""

    ROUND_THE_CLOCK = "round_the_clock", _("Barn som vårdas dygnet runt enligt SoL, LVU, LSS eller LPT")
    GROWING = "growing", _("En grupp som växer snabbt genom ny kunskap eller ny lag")
    UNCLEAR = "unclear", _("En ny grupp där ansvaret är oklart")
    NONE = "none", _("Inget av detta")


class Method(models.TextChoices):
    """How a party bound itself. [AG-05, AG-06]"""

    SCREEN = "screen", _("Underskriven i portalen")
    PAPER = "paper", _("Underskriven på papper")
    DECISION = "decision", _("Politiskt beslut")


class Asked(models.TextChoices):
    """Who is asked for views before the agreement is decided. [AG-08, AG-11]"""

    PARTY = "party", _("Part i överenskommelsen")
    INDEPENDENT_SCHOOL = "independent_school", _("Fristående skola")
    INTEREST_ORGANISATION = "interest_organisation", _("Intresseorganisation")
    CHILDREN = "children", _("Barn, unga och vårdnadshavare")
    OTHER = "other", _("Någon annan")
