"""What a yearly report shall tell and the portal has no data for yet: said plainly, never as nought. [domain 7.9]"""

from typing import Any

from django.utils.translation import gettext as _

from core.ui.said import said
from followup.indicators.formulas import FORMULAS
from followup.presenting.past import Year

AS_TEXT = {"I-60"}  # written by the group [001:L240]


def uncounted(now: Year) -> list[dict[str, str]]:
    """The region's indicators without figures: code, title and why."""
    why = reasons()
    return [
        {"code": one["code"], "title": said(one["title"]), "why": _why(one["code"], now, why)}
        for one in now.context("indicators")
        if one["code"] not in now.figures and one["code"] not in AS_TEXT
    ]


def _why(code: str, now: Year, why: dict[str, str]) -> str:
    if code not in FORMULAS:
        return why.get(code, _("Portalen har inga uppgifter om det än."))
    if FORMULAS[code].of_cases and not now.context("has_forum"):
        return _("Området har inget individforum.")
    if code == "I-04":
        return _("Fristen räknas inte i kalenderdagar här, så andelen kan inte räknas med den här formeln.")
    return _("Talen räknades innan portalen räknade det här måttet.")


def reasons() -> dict[str, str]:
    """Of the measures that have no formula: why."""
    answers = _("Svaren efter SIP-möten räknas inte i uppföljningen än.")
    return {
        **dict.fromkeys(("I-12", "I-13", "I-40"), answers),
        "I-14": _("Hälsoundersökningar av placerade barn räknas inte i uppföljningen än."),
        "I-42": _("Vilka som var med på planernas möten räknas inte i uppföljningen än."),
        "I-53": _("Läskvitton visar vilka i grupperna som har läst. Hur känt det är i verksamheterna mäts inte än."),
    }


def missing_parts(now: Year) -> list[dict[str, Any]]:
    """The parts of the report that stand without figures, as facts. [domain 7.9: 5-9]"""
    uncounted = _("Delaktighet, svar efter möten och hur planerna följs upp räknas inte i uppföljningen än.")
    sip = {"term": _("SIP"), "text": uncounted}
    if now.context("work") is not None:
        return [sip]
    earlier = _("Talen räknades innan portalen räknade gruppernas arbete.")
    return [sip, {"term": _("Gruppernas arbete"), "text": earlier}]
