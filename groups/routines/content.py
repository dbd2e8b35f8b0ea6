"""What a routine says, under headings that are the same everywhere, so that two can be laid side by side. [AG-25]

The headings and help are Swedish and their own keys in the catalogue.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core.regions.profile import profile_of
from core.ui.said import said

SIP = "sip"  # the subject whose rules for the school are the region's own.


@dataclass(frozen=True)
class Heading:
    key: str
    heading: Any
    help: Any


HEADINGS = (  # [002:L1899-1930] the six steps of a routine for collaboration
    Heading("purpose", _("Syfte"), _("Varför rutinen finns, i två eller tre meningar.")),
    Heading("for_whom", _("Vem den gäller"), _("Vilka barn och unga, och vilka verksamheter som följer den.")),
    Heading("start", _("Vem som börjar"), _("Vem som ser behovet, vem som tar kontakt och vem som kallar.")),
    Heading("steps", _("Så gör vi"), _("Steg för steg, i den ordning det görs.")),
    Heading("responsibility", _("Ansvar"), _("Vem som gör vad, och var ansvaret slutar.")),
    Heading("informing", _("Barnet och vårdnadshavarna"), _("Hur de får veta, och hur de är med och bestämmer.")),
    Heading("times", _("Tider"), _("Hur snabbt varje steg ska göras.")),
    Heading("disagreement", _("När vi är oense"), _("Vem frågan lyfts till, så att barnet får hjälp under tiden.")),
    Heading("follow_up", _("Uppföljning"), _("Hur ni ser att rutinen följs, och när den ses över.")),
)
BY_KEY = {one.key: one for one in HEADINGS}


def subjects_of(region_id: UUID) -> dict[str, str]:
    """What routines are about in the region, in the reader's language, in the profile's order. [W-22, AG-09]"""
    return {one.key: said(one.label) for one in profile_of(region_id).routine_subjects or ()}
