"""What a placement is and where it stands. The seeds give no state machine; the moves are [default]. [P-60..P-66]"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class PlacementStatus(models.TextChoices):
    PLANNED = "planned", _("Planerad")
    ONGOING = "ongoing", _("Pågår")
    ENDED = "ended", _("Avslutad")


BEGIN = Transition({PlacementStatus.PLANNED}, PlacementStatus.ONGOING)
END = Transition({PlacementStatus.PLANNED, PlacementStatus.ONGOING}, PlacementStatus.ENDED)
OPEN = frozenset({PlacementStatus.PLANNED, PlacementStatus.ONGOING})


class HomeForm(models.TextChoices):
    """Where the child lives. [G-010]"""

    FOSTER_HOME = "foster_home", _("Familjehem")
    EMERGENCY_HOME = "emergency_home", _("Jourhem")
    RESIDENTIAL_HOME = "residential_home", _("Hem för vård eller boende")
    SECURE_YOUTH_HOME = "secure_youth_home", _("Särskilt ungdomshem")
    SUPPORTED_HOUSING = "supported_housing", _("Stödboende")


class Act(models.TextChoices):
    """The law of the decision. The regional deadlines hold for SoL and LVU, not for LSS. [P-60, X-35]"""

    SOL = "sol", _("Socialtjänstlagen (SoL)")
    LVU = "lvu", _("Lagen om vård av unga (LVU)")
    LSS = "lss", _("Lagen om stöd och service (LSS)")


CLOCKED = frozenset({Act.SOL, Act.LVU})


class SuicideRisk(models.TextChoices):
    """Before each placement social services judges whether an assessment is needed; BUP performs it. [P-63]"""

    NOT_NEEDED = "not_needed", _("Bedömt: ingen suicidriskbedömning behövs")
    ASKED = "asked", _("Bedömt: suicidriskbedömning behövs och BUP är tillfrågad")


class AsylumExam(models.TextChoices):
    """Called by health care and outside the portal; it replaces none of the others. [P-64, DL-39]"""

    NOT_RELEVANT = "not_relevant", _("Inte aktuellt")
    OFFERED = "offered", _("Vården har erbjudit undersökningen")
    DONE = "done", _("Undersökningen är gjord")


class EndReason(models.TextChoices):
    HOME = "home", _("Barnet flyttar hem")
    RE_PLACED = "re_placed", _("Barnet flyttar till en ny placering")
    ADULT = "adult", _("Vuxenlivet tar vid")
    OTHER = "other", _("Annat skäl")


class Receiver(models.TextChoices):
    """Who gets the request: one for health care, a separate one for dental care. [P-64]"""

    HEALTH_CARE = "health_care", _("Hälso- och sjukvården")
    DENTAL_CARE = "dental_care", _("Tandvården")


class NoticeKind(models.TextChoices):
    """What others are told of a placement; who is told, the region's profile says. [F95, F96, F98]"""

    SECRET = "residence_secret", _("Vistelseorten är skyddad")
    SECRET_NO_MORE = "residence_open", _("Skyddet av vistelseorten har upphört")
    JOINT_PLANNING = "joint_planning", _("Inbjudan till gemensam planering")
    HEALTH_EXAM = "health_exam", _("Begäran om hälsoundersökning")
    DENTAL_EXAM = "dental_exam", _("Begäran till tandvården om undersökning")


# Asked of the family they would tell it what is kept from it. [P-62]
WITHOUT_CONSENT = frozenset({NoticeKind.SECRET, NoticeKind.SECRET_NO_MORE})
EXAMS = {NoticeKind.HEALTH_EXAM: Receiver.HEALTH_CARE, NoticeKind.DENTAL_EXAM: Receiver.DENTAL_CARE}


class Equivalence(models.TextChoices):
    """Whether an equivalent examination has already been made. [P-64]"""

    UNCHECKED = "unchecked", _("Inte kontrollerat än")
    NEEDED = "needed", _("Ingen likvärdig undersökning finns")
    EXISTS = "exists", _("En likvärdig undersökning är redan gjord")


class Phase(models.TextChoices):
    """When something is seen to, so that school and care are not broken. [P-61, P-65, P-66]"""

    BEFORE = "before", _("Före placeringen")
    DURING = "during", _("Under placeringen")
    RE_PLACEMENT = "re_placement", _("Vid omplacering")
    END = "end", _("När placeringen avslutas")
