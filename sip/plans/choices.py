from django.db import models
from django.utils.translation import gettext_lazy as _


class Asker(models.TextChoices):
    """Who took the initiative: the family may ask, and their view of the need counts heavily. [P-30, A-26..A-28]"""

    UNIT = "unit", _("Verksamheten")
    CHILD = "child", _("Barnet")
    GUARDIAN = "guardian", _("En vårdnadshavare")
    RELATED = "related", _("En närstående")


class Label(models.TextChoices):
    """The statutory plan, or the same work without the law's name where its condition is not met. [X-12]"""

    SIP = "sip", _("SIP")
    COOPERATION = "cooperation", _("Samarbetsplan")


class PlanPart(models.TextChoices):
    """What somebody is in a plan; each may change, with history. [X-10, facts 9.18]"""

    CHAIR = "chair", _("Mötesledare")
    RECORDER = "recorder", _("Sekreterare")
    MAIN_RESPONSIBLE = "main_responsible", _("Huvudansvarig")
    CONTACT = "contact", _("Kontaktperson")
    COORDINATOR = "coordinator", _("SIP-samordnare")
    HABILITATION = "habilitation", _("Samordningsansvarig för habilitering")


ALONE = (PlanPart.CHAIR, PlanPart.RECORDER, PlanPart.MAIN_RESPONSIBLE)  # one at a time in a plan


class OfferAnswer(models.TextChoices):
    NONE = "none", _("Inget svar än")
    YES = "yes", _("Ja")
    NO = "no", _("Nej")


class AnsweredBy(models.TextChoices):
    CHILD = "child", _("Barnet")
    GUARDIANS = "guardians", _("Vårdnadshavarna")
    ONE_GUARDIAN = "one_guardian", _("En av vårdnadshavarna")


class DeclineReason(models.TextChoices):
    """The family's reason, if it was told: nobody has to say why. "" stands for what was not said. [SM-1]"""

    NO_NEED = "no_need", _("Tycker att en plan inte behövs")
    NO_SHARING = "no_sharing", _("Vill inte att verksamheterna delar uppgifter")
    NOT_NOW = "not_now", _("Orkar inte just nu")
    NO_TRUST = "no_trust", _("Har dåliga erfarenheter av tidigare stöd")
    OTHER = "other", _("Annat skäl")


class RefusalReason(models.TextChoices):
    """Why a unit does not come; kept as a pattern, never as a list of children. [P-42, issue: refusal register]"""

    NO_CONTACT = "no_contact", _("Har ingen pågående kontakt med barnet")
    NO_TIME = "no_time", _("Kan inte den tiden")
    NOT_OURS = "not_ours", _("Anser att frågan inte hör till verksamheten")
    NO_STAFF = "no_staff", _("Har ingen som kan komma")


class Attendance(models.TextChoices):
    UNKNOWN = "unknown", _("Inte noterat")
    PRESENT = "present", _("Var med")
    ABSENT = "absent", _("Var inte med")
    RELEASED = "released", _("Inte längre kallad")  # the consent no longer covers the unit


class Voice(models.TextChoices):
    CHILD = "child", _("Barnet")
    GUARDIAN = "guardian", _("Vårdnadshavare")
    RELATED = "related", _("Närstående")


class Heard(models.TextChoices):
    """How somebody was heard; not asked is an answer too, with the reason visible. [facts 9.7, C7]"""

    MEETING = "meeting", _("På mötet")
    TALK = "talk", _("I ett samtal före mötet")
    WRITTEN = "written", _("Skriftligt")
    OTHERWISE = "otherwise", _("På annat sätt, till exempel med bilder")
    NOT_ASKED = "not_asked", _("Har inte tillfrågats")


class FamilyAnswer(models.TextChoices):
    """What one of the family says to the plan as it was agreed; not asked is an answer with its reason. [CS-06]"""

    AGREED = "agreed", _("Ja till planen")
    RESERVED = "reserved", _("Ja, men inte till allt")
    NOT_AGREED = "not_agreed", _("Nej till planen")
    NOT_ASKED = "not_asked", _("Har inte tillfrågats")


class Horizon(models.TextChoices):
    SHORT = "short", _("Delmål")
    LONG = "long", _("Långsiktigt mål")


class Doer(models.TextChoices):
    """Who carries a measure out: a principal's unit (C1, C2), or somebody else (C3)."""

    UNIT = "unit", _("En verksamhet")
    CHILD = "child", _("Barnet")
    FAMILY = "family", _("Vårdnadshavarna")
    NETWORK = "network", _("Närstående eller en förening")


class Result(models.TextChoices):
    """What came of a measure by the follow-up. [F85]"""

    NONE = "", _("Inte följd upp")
    DONE = "done", _("Klar")
    GOING_ON = "going_on", _("Pågår")
    NOT_STARTED = "not_started", _("Har inte börjat")
    DROPPED = "dropped", _("Behövs inte längre")


class PlanType(models.TextChoices):
    """Other plans the child may have. [G-129..G-132]"""

    LSS = "lss_plan", _("Individuell plan enligt LSS")
    SCHOOL = "school_action_programme", _("Åtgärdsprogram")
    CARE = "care_plan", _("Vårdplan")
    IMPLEMENTATION = "implementation_plan", _("Genomförandeplan")
    LPT = "lpt_plan", _("Plan enligt LPT")
    REHABILITATION = "rehabilitation_plan", _("Rehabiliteringsplan")
    HABILITATION = "habilitation_plan", _("Habiliteringsplan")
    DISCHARGE = "discharge_plan", _("Utskrivningsplan")
    DEVELOPMENT = "development_plan", _("Utvecklingsplan")
    STUDY = "study_plan", _("Studieplan")


class Content(models.TextChoices):
    """What a plan must hold for another plan to stand in its place. [C1-C7, P-37]"""

    MEASURES = "c1", _("Vilka insatser som behövs")
    EACH_PRINCIPAL = "c2", _("Vad varje huvudman svarar för")
    OTHERS = "c3", _("Vad andra gör")
    RESPONSIBLE = "c4", _("Vilken huvudman som har det övergripande ansvaret")
    FOLLOW_UP = "c6", _("När och av vem planen följs upp")
    OWN_VIEW = "c7", _("Barnets och vårdnadshavarnas egna önskemål")


class Change(models.TextChoices):
    """A change of the plan that the child must be told. [CS-19]"""

    VERSION = "version", _("Planen är beslutad")
    MEASURE_ADDED = "measure_added", _("Ny insats")
    MEASURE_CHANGED = "measure_changed", _("Ändrad insats")
    MEASURE_OUT = "measure_out", _("Borttagen insats")
    GOAL_ADDED = "goal_added", _("Nytt mål")
    GOAL_CHANGED = "goal_changed", _("Ändrat mål")
    GOAL_OUT = "goal_out", _("Borttaget mål")
    MAIN_RESPONSIBLE = "main_responsible", _("Ny huvudansvarig")
    CONTACT = "contact", _("Kontaktpersonen har bytts eller slutat")
    MEETING_CANCELLED = "meeting_cancelled", _("Mötet är inställt")
    NARROWED = "narrowed", _("Samtycket gäller inte längre alla verksamheter")
    STOPPED = "stopped", _("Samtycket är återkallat och planen är stoppad")
    CLOSED = "closed", _("Planen är avslutad")
    TRANSFERRED = "transferred", _("Planen är överlämnad till verksamheter för vuxna")


OF_ROWS = tuple(one for one in Change if one.startswith(("goal_", "measure_")))
# What a withdrawal closes is told by the one who started the plan: the main responsible may see nothing any longer.
OF_CONSENT = (Change.NARROWED, Change.STOPPED)


class Manner(models.TextChoices):
    """How the child was told, by its own needs; or that it was not. [P-47]"""

    TALK = "talk", _("I ett samtal")
    PICTURES = "pictures", _("Med bilder eller tecken")
    INTERPRETER = "interpreter", _("Med tolk")
    CALL = "call", _("Per telefon eller video")
    LETTER = "letter", _("I ett brev eller meddelande")
    GUARDIANS = "guardians", _("Genom vårdnadshavarna")
    NOT_TOLD = "not_told", _("Barnet får inte veta det nu")
