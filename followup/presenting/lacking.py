"""What a yearly report shall tell and the portal has no data for yet: said plainly, never as nought. [domain 7.9]"""

from typing import Any

from django.utils.translation import gettext as _

from core.ui.said import said
from followup.indicators.formulas import FORMULAS
from followup.presenting.past import Year

AS_TEXT = {"I-60"}  # written by the group [001:L240]


def uncounted(now: Year) -> list[dict[str, str]]:
    """The region's indicators without figures: code, title and why."""
    why = _reasons()
    return [
        {"code": one["code"], "title": said(one["title"]), "why": _why(one["code"], now, why)}
        for one in now.context("indicators")
        if one["code"] not in now.figures and one["code"] not in AS_TEXT
    ]


def _why(code: str, now: Year, why: dict[str, str]) -> str:
    if code in FORMULAS:
        if FORMULAS[code].of_cases and not now.context("has_forum"):
            return _("Området har inget individforum.")
        return _("Fristen räknas inte i kalenderdagar här, så andelen kan inte räknas med den här formeln.")
    return why.get(code, _("Portalen har inga uppgifter om det än."))


def _reasons() -> dict[str, str]:
    plans = _("Planerna räknas inte i uppföljningen än.")
    answers = _("Svaren efter SIP-möten räknas inte i uppföljningen än.")
    surveys = _("Gruppernas enkäter räknas inte i uppföljningen än.")
    meetings = _("Gruppernas möten räknas inte i uppföljningen än.")
    agreements = _("Överenskommelser och rutiner räknas inte i uppföljningen än.")
    return {
        **dict.fromkeys(("I-11", "I-42", "I-50"), plans),
        **dict.fromkeys(("I-12", "I-13", "I-40"), answers),
        **dict.fromkeys(("I-16", "I-30", "I-45", "I-53"), surveys),
        **dict.fromkeys(("I-15", "I-21", "I-52"), meetings),
        **dict.fromkeys(("I-22", "I-23"), agreements),
        "I-14": _("Hälsoundersökningar av placerade barn räknas inte i uppföljningen än."),
        "I-17": _("Måttet räknas för hela regionen. Varje grupps år visar om det är analyserat och besvarat."),
        "I-24": _("Gruppernas utbildningar och gemensamma aktiviteter räknas inte i uppföljningen än."),
        "I-25": _("Behov och brister sammanställs inte i uppföljningen än. Avvikelserna visas för sig."),
    }


def missing_parts() -> list[dict[str, Any]]:
    """The parts of the report that stand without figures, as facts. [domain 7.9: 5-9]"""
    return [
        {"term": _("SIP"), "text": _("Antal, erbjudna, delaktighet och uppföljning räknas inte i uppföljningen än.")},
        {"term": _("Spindelmätning"), "text": _("Gruppernas enkäter räknas inte i uppföljningen än.")},
        {"term": _("Möten och närvaro"), "text": _("Gruppernas möten räknas inte i uppföljningen än.")},
        {"term": _("Uppdrag och handlingsplan"), "text": _("De räknas inte i uppföljningen än.")},
        {
            "term": _("Överenskommelser och rutiner"),
            "text": _("De räknas inte i uppföljningen än. Gruppen kan beskriva dem i text."),
        },
    ]
