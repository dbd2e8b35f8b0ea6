from django.db import models
from django.utils.translation import gettext_lazy as _


class Sign(models.TextChoices):
    """What makes a page say at once whom to contact. [P-21, W-38, F102]"""

    SUICIDE_RISK = "suicide_risk", _("Risk för att barnet tar sitt liv")
    SUBSTANCES = "substances", _("Barnet använder alkohol, narkotika eller andra droger")
    PARENT = "parent", _("En förälder är sjuk, missbrukar eller har dött")


class Step(models.TextChoices):
    """The six steps once difficulties are seen; the values stand in addresses. [P-08, W-21]"""

    DESCRIBE = "behov", _("Beskriv svårigheter och resurser")
    MEET = "kontakt", _("Ta kontakt med barnet och föräldrarna")
    SITUATIONS = "lagen", _("Se vilka lägen som kräver mer")
    PARTNERS = "parter", _("Ta reda på vilka som behöver vara med")
    BUILD = "samverkan", _("Bygg upp samverkan")
    CONTACTS = "kontaktpersoner", _("Utse kontaktpersoner")


STEP_WORDS = {
    Step.DESCRIBE: _("Vad är svårt och vad fungerar? Vad är er egen uppgift? Varför behövs andra?"),
    Step.MEET: _("Berätta vad ni har sett, lyssna, och fråga hur de vill ha det."),
    Step.SITUATIONS: _("Flytt, byte av skola eller stadium, lov: när behöver uppgifter lämnas över, och hur?"),
    Step.PARTNERS: _("Efter lag, överenskommelse och handlingsplan."),
    Step.BUILD: _("Vem ansvarar för vad, vilka mål och delmål finns, och när ska det vara gjort?"),
    Step.CONTACTS: _("En i varje verksamhet. Bestäm också vem som kallar till uppföljning, och när."),
}


class ToldTo(models.TextChoices):
    """Whom the unit gave information. [CS-19]"""

    CHILD = "child", _("Barnet")
    GUARDIANS = "guardians", _("Vårdnadshavarna")


class Offered(models.TextChoices):
    """Whether social services offered child, guardian and reporter a meeting. [P-18]"""

    UNKNOWN = "unknown", _("Vet inte än")
    YES = "yes", _("Ja")
    NO = "no", _("Nej")
