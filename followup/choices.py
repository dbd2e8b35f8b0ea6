"""What a yearly report is written under, and what a long job does."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Section(models.TextChoices):
    """The texts of a yearly report, in its order. [domain 7.9]"""

    ANALYSIS = "analysis", _("Gruppens analys")
    GENDER_ANALYSIS = "gender_analysis", _("Jämställdhet")
    EFFECTS = "effects_for_children", _("Effekter för barnen")
    VOICES = "voices", _("Vad barn, familjer och organisationer säger")
    OBSTACLES = "obstacles", _("Hinder och vad vi gjorde åt dem")
    AGREEMENTS = "agreements", _("Överenskommelser och rutiner")
    NEEDS = "needs", _("Behov och frågor till den regionala nivån")
    MAINTENANCE = "maintenance", _("Huvudmännens egen kvalitetsuppföljning")


# What must be written before the meeting. [I-R4, I-60]
COMPULSORY = frozenset({Section.ANALYSIS, Section.GENDER_ANALYSIS, Section.EFFECTS})

HELP = {
    Section.ANALYSIS: _("Vad visar talen, vad beror det på och vad gör ni nu?"),
    Section.GENDER_ANALYSIS: _("Skiljer det sig mellan flickor och pojkar? Varför, och vad gör ni åt det?"),
    Section.EFFECTS: _("Vad har samverkan betytt för de barn som berörts? Skriv om gruppen, aldrig om ett barn."),
    Section.VOICES: _("Vad har barn, vårdnadshavare och intresseorganisationer sagt om samverkan?"),
    Section.OBSTACLES: _("Vilka hinder har ni hittat, och vilka är undanröjda?"),
    Section.AGREEMENTS: _("Vilka överenskommelser och rutiner gäller, och var är de kända?"),
    Section.NEEDS: _("Vilka behov ser ni, vad prioriterar ni och vilka frågor lyfter ni?"),
    Section.MAINTENANCE: _("Hur har var och en av huvudmännen följt upp samverkan hos sig?"),
}


class ReplyKind(models.TextChoices):
    """What the regional level says of a follow-up that has been sent on. [SM-9]"""

    ANALYSIS = "analysis", _("Regional analys")
    ANSWER = "answer", _("Svar till gruppen")


class RegionalSection(models.TextChoices):
    """The texts of the region's compilation, in its order. [SM-9, 004:L728-732, 002:L1439-1440]"""

    ANALYSIS = "analysis", _("Regional analys")
    EQUALITY = "equality", _("Likvärdigt stöd i hela länet")
    GENDER_ANALYSIS = "gender_analysis", _("Jämställdhet")
    CHILDREN = "children", _("Vad barn, familjer och organisationer säger")
    PRIORITIES = "priorities", _("Det vi prioriterar nästa år")
    ANSWER = "answer", _("Svar till de lokala grupperna")
    PLAIN = "plain", _("Sammanfattning för barn och familjer")


REGIONAL_COMPULSORY = frozenset({RegionalSection.ANALYSIS, RegionalSection.GENDER_ANALYSIS, RegionalSection.ANSWER})

REGIONAL_HELP = {
    RegionalSection.ANALYSIS: _("Vad visar områdenas tal och texter tillsammans, och vad beror det på?"),
    RegionalSection.EQUALITY: _(
        "Skiljer sig områdena åt på ett sätt som gör att barn får olika stöd? Talen är ingen rangordning: skriv vad ni "
        "vet om varför."
    ),
    RegionalSection.GENDER_ANALYSIS: _("Skiljer det sig mellan flickor och pojkar i länet? Varför, och vad gör ni?"),
    RegionalSection.CHILDREN: _("Vad har grupperna fått höra av barn, vårdnadshavare och intresseorganisationer?"),
    RegionalSection.PRIORITIES: _("Vilka behov delar flera områden, och vad gör den regionala nivån åt dem?"),
    RegionalSection.ANSWER: _("Vad svarar ni grupperna på det de har lyft? Svaret visas på varje områdes sida."),
    RegionalSection.PLAIN: _("Korta meningar och vanliga ord: vad har vi lärt oss, och vad blir bättre?"),
}


class JobKind(models.TextChoices):
    COUNT = "count", _("Räkna om talen")
    COLLECT = "collect", _("Räkna och lås årets tal")
    REPORT = "report", _("Göra årsrapporten")
    COMPILE = "compile", _("Räkna och lås regionens tal")
