"""What an agreement holds: the chapters of the template, and the content it must and should have. [AG-04, AG-20, AG-21]

A chapter says which demands its text meets. The headings and help are Swedish and their own keys in the catalogue.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from groups.agreements.states import Level

MINIMUM = {  # [AG-20, 002:L2579-2594]
    "target_group": _("Målgruppen är angiven"),
    "missions": _("Varje parts uppdrag är tydligt"),
    "procedure": _("Det framgår hur parterna samverkar och vad var och en betalar"),
    "procurement": _("Samverkan är ett krav när verksamhet upphandlas"),
    "responsibility": _("Arbetet är fördelat och ansvaret är angivet"),
}
FURTHER = {  # [AG-21, 002:L721-730]
    "goals": _("Mål på kort och lång sikt"),
    "limits": _("Var ansvaret slutar"),
    "follow_up": _("Hur samverkan följs upp, och vad den leder till för barnen"),
    "disagreement": _("Vad parterna gör när de är oense, så att barnet inte drabbas"),
}
# The principals' five commitments, shown on every local agreement. [AG-00, 000:L62-79]
COMMITMENTS = (
    _("Skapa förutsättningar för att insatserna samordnas"),
    _("Samverka genom en lokal BUS-grupp där båda huvudmännens verksamheter finns med"),
    _("Låta barn och vårdnadshavare delta i planeringen och ta hänsyn till vad de tycker"),
    _("Göra en SIP när det behövs och göra klart vem som följer upp den"),
    _("Aktivt bjuda in fristående skolor"),
)


SEATS = "seats"  # that those sit in the group who must [S-12..S-23]


@dataclass(frozen=True)
class Chapter:
    """`meets`: the demands that its text meets; `levels`: the agreements it stands in.

    `watched`: the rules by whose clocks one sees whether its duties are kept, or SEATS; `in_cases`: the rules that are
    followed in children's cases, where alone one sees how they are kept.
    """

    key: str
    heading: Any
    help: Any
    meets: tuple[str, ...] = ()
    levels: tuple[str, ...] = (Level.REGIONAL, Level.LOCAL, Level.OTHER)
    watched: tuple[str, ...] = ()
    in_cases: tuple[str, ...] = ()


ONLY_LOCAL = (Level.LOCAL,)
CHAPTERS = (  # [001:L79-361]
    Chapter(
        "regional", _("Ur den regionala överenskommelsen"), _("Det som redan gäller i hela länet."), (), ONLY_LOCAL
    ),
    Chapter(
        "ground",
        _("Gemensamma utgångspunkter"),
        _("Barnkonventionen, tidiga insatser, helhetssyn, inflytande och bästa tillgängliga kunskap."),
    ),
    Chapter("target", _("Målgrupp"), _("Vilka barn och unga det gäller, och till vilken ålder."), ("target_group",)),
    Chapter("goals", _("Mål"), _("Vad ni vill nå på kort och på lång sikt, så att det går att följa."), ("goals",)),
    Chapter(
        "missions",
        _("Parternas uppdrag och ansvar"),
        _("Vad var och en ska göra, och var ansvaret slutar."),
        ("missions", "responsibility", "limits"),
    ),
    Chapter(
        "procedure",
        _("Så samverkar parterna, och vem som betalar"),
        _("Arbetssätt och ekonomiska åtaganden."),
        ("procedure",),
    ),
    Chapter(
        "structure",
        _("Grupper och möten"),
        _("Vilka grupper som finns, vilka som ingår, hur ofta de möts och vad de ska göra."),
        watched=(SEATS, "DL-04", "DL-05", "DL-06", "DL-07", "DL-08", "DL-09", "DL-10", "DL-24", "DL-25"),
    ),
    Chapter(
        "sip",
        _("Samordnad individuell plan"),
        _("När en SIP görs, vem som kallar och vem som följer upp."),
        in_cases=("DL-26", "DL-26B", "DL-27"),
    ),
    Chapter(
        "procurement",
        _("När verksamhet upphandlas"),
        _("Överenskommelsen gäller också för den som utför verksamheten åt en part."),
        ("procurement",),
    ),
    Chapter(
        "disagreement",
        _("När parterna är oense"),
        _("Vem frågan lyfts till, steg för steg, så att barnet får hjälp under tiden."),
        ("disagreement",),
    ),
    Chapter(
        "deviations",
        _("Avvikelser"),
        _("Hur brister i samverkan rapporteras och besvaras."),
        watched=("DL-54", "DL-54B"),
    ),
    Chapter(
        "consent",
        _("Samtycke och sekretess"),
        _("Hur samtycke inhämtas och vad som får delas."),
        in_cases=("DL-47B",),
    ),
    Chapter(
        "quality",
        _("Kvalitet och ledningssystem"),
        _("Hur överenskommelsen tas in i parternas eget kvalitetsarbete."),
        watched=("DL-55",),
    ),
    Chapter(
        "follow_up",
        _("Uppföljning"),
        _("När och hur överenskommelsen följs upp, med vilka mått."),
        ("follow_up",),
        watched=("DL-12", "DL-15"),
    ),
    Chapter("others", _("Andra överenskommelser som gäller"), _("Till exempel med polisen, eller om egenvård.")),
    Chapter(
        "validity",
        _("Giltighet"),
        _("Från när den gäller, hur den ändras och hur den sägs upp."),
    ),
)
BY_KEY = {one.key: one for one in CHAPTERS}


@dataclass(frozen=True)
class Demand:
    key: str
    label: Any
    is_met: bool
    chapter: str  # where it is written


def chapters_for(level: str) -> list[Chapter]:
    return [one for one in CHAPTERS if level in one.levels]


def demands(labels: dict[str, Any], written: Iterable[str]) -> list[Demand]:
    """Each demand, and whether a chapter that meets it is written. `written`: the keys of chapters with a text."""
    texts = set(written)
    found = []
    for key, label in labels.items():
        places = [one.key for one in CHAPTERS if key in one.meets]
        found.append(Demand(key, label, bool(texts.intersection(places)), places[0]))
    return found
