from django.db import models
from django.utils.translation import gettext_lazy as _


class Sign(models.TextChoices):
    """What makes a page say at once whom to contact. [P-21, W-38, F102]"""

    SUICIDE_RISK = "suicide_risk", _("Risk för att barnet tar sitt liv")
    SUBSTANCES = "substances", _("Barnet använder alkohol, narkotika eller andra droger")
    PARENT = "parent", _("En förälder är sjuk, missbrukar eller har dött")
    LASTING = "lasting_habilitation", _("Habilitering behövs under lång tid från både vården och socialtjänsten")  # F92


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


class InquiryStep(models.TextChoices):
    """What a school or preschool sees to once it fears that a child needs special support; the values stand in
    addresses. [F91, DL-33, 000:L488-503, 002:L1296-1302, 002:L2806-2818]
    """

    TOLD_HEAD = "rektorn-vet", _("Rektorn vet om oron")
    STARTED = "utredning", _("Utredningen har börjat")
    HEALTH = "elevhalsan", _("Elevhälsan är tillfrågad")
    FAMILY = "familjen", _("Barnet och vårdnadshavarna är med")
    NEEDS = "behoven", _("Behoven är utredda")
    DECIDED = "beslut", _("Rektorn har bestämt om särskilt stöd behövs")
    PROGRAMME = "atgardsprogram", _("Åtgärdsprogrammet är gjort")
    FOLLOWED_UP = "uppfoljning", _("Det är bestämt när stödet följs upp")


INQUIRY_WORDS = {
    InquiryStep.TOLD_HEAD: _(
        "Den som befarar att barnet inte når målen, eller ser andra svårigheter, berättar genast."
    ),
    InquiryStep.STARTED: _("Skyndsamt. Den väntar inte på andra verksamheter eller på en diagnos."),
    InquiryStep.HEALTH: _("Samråd behövs om det inte är uppenbart att det är onödigt."),
    InquiryStep.FAMILY: _("De får säga vad de ser och vara med när stödet utformas."),
    InquiryStep.NEEDS: _("I undervisningen, i grupperna barnet är i och i skolan som helhet."),
    InquiryStep.DECIDED: _("Ja eller nej, med skäl."),
    InquiryStep.PROGRAMME: _("Behoven, hur de ska mötas och hur det följs upp och utvärderas."),
    InquiryStep.FOLLOWED_UP: _("En dag och en ansvarig."),
}
# A preschool has no pupil health service to ask, and the law asks no action programme of it. [002:L2812-2818]
NOT_IN_PRESCHOOL = frozenset({InquiryStep.HEALTH, InquiryStep.PROGRAMME})


class StepAnswer(models.TextChoices):
    DONE = "done", _("Gjort")
    NOT_DONE = "not_done", _("Inte gjort än")
    NOT_RELEVANT = "not_relevant", _("Behövs inte här")


class ToldTo(models.TextChoices):
    """Whom the unit gave information. [CS-19]"""

    CHILD = "child", _("Barnet")
    GUARDIANS = "guardians", _("Vårdnadshavarna")


class Offered(models.TextChoices):
    """Whether social services offered child, guardian and reporter a meeting. [P-18]"""

    UNKNOWN = "unknown", _("Vet inte än")
    YES = "yes", _("Ja")
    NO = "no", _("Nej")
