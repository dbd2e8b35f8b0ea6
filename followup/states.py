"""SM-9: the yearly follow-up, from the year's end to the answer back; the region's own; the states of a long job."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class FollowUpStatus(models.TextChoices):
    OPEN = "open", _("Öppen")
    COLLECTING = "collecting", _("Talen är räknade")
    DRAFTED = "drafted", _("Klar för mötet")
    ADOPTED_LOCAL = "adopted_local", _("Antagen av gruppen")
    REPORTED = "reported", _("Skickad vidare")
    ANALYSED_REGIONAL = "analysed_regional", _("Analyserad regionalt")
    FED_BACK = "fed_back", _("Återkopplad")


S = FollowUpStatus
WRITABLE = frozenset({S.OPEN, S.COLLECTING, S.DRAFTED})  # texts and figures; afterwards nothing moves [I-R6]
COMMENTED = frozenset({S.DRAFTED})  # the members have their say before the meeting
SENT_ON = frozenset({S.REPORTED, S.ANALYSED_REGIONAL, S.FED_BACK})

COLLECT = Transition({S.OPEN, S.COLLECTING}, S.COLLECTING)  # SM-9; again while the group has not begun to decide
DRAFT = Transition({S.COLLECTING}, S.DRAFTED)  # SM-9: analysis, also of gender equality [004:L268-270]
REOPEN = Transition({S.DRAFTED}, S.COLLECTING)  # [default] the texts are written on
ADOPT = Transition({S.DRAFTED}, S.ADOPTED_LOCAL)  # SM-9: by the group's meeting [001:L351]
REPORT = Transition({S.ADOPTED_LOCAL}, S.REPORTED)  # SM-9: to the secretariat or the support unit [004:L682-684]
ANALYSE = Transition({S.REPORTED}, S.ANALYSED_REGIONAL)  # SM-9 [004:L728-732]
FEED_BACK = Transition({S.ANALYSED_REGIONAL}, S.FED_BACK)  # SM-9 [002:L1439-1440]


class CompilationStatus(models.TextChoices):
    """The region's own year: what SM-9 calls the regional compilation. [default]"""

    OPEN = "open", _("Öppen")
    COLLECTING = "collecting", _("Talen är räknade")
    DRAFTED = "drafted", _("Klar att publicera")
    RELEASED = "published", _("Publicerad")


C = CompilationStatus
COMPILING = frozenset({C.OPEN, C.COLLECTING})  # texts and figures; afterwards nothing moves
COMPILE = Transition({C.OPEN, C.COLLECTING}, C.COLLECTING)  # again when more areas have sent theirs on
COMPILED = Transition({C.COLLECTING}, C.DRAFTED)
COMPILE_ON = Transition({C.DRAFTED}, C.COLLECTING)  # the texts are written on
RELEASE = Transition({C.DRAFTED}, C.RELEASED)  # by another than the maker [security 7]


class JobStatus(models.TextChoices):
    QUEUED = "queued", _("I kö")
    RUNNING = "running", _("Pågår")
    DONE = "done", _("Klart")
    FAILED = "failed", _("Gick inte att göra")
    PARKED = "parked", _("Stoppat efter flera försök")


J = JobStatus
LIVE = frozenset({J.QUEUED, J.RUNNING})
START = Transition({J.QUEUED, J.RUNNING}, J.RUNNING)  # running: its lease has passed
FINISH = Transition({J.RUNNING}, J.DONE)
FAIL = Transition({J.RUNNING}, J.FAILED)
PARK = Transition({J.QUEUED, J.RUNNING}, J.PARKED)
