"""Which of an indicator's numbers stand beside each other, area by area, and which are summed to the region's."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from followup.presenting.cells import Cells


@dataclass(frozen=True)
class Columns:
    """`share`: a part and its whole, whose share stands last. `is_summed`: the region has a number of its own."""

    cells: tuple[str, ...]
    share: tuple[str, str] | None = None
    is_summed: bool = True


OF_TIME = ("in_time", "late", "counted")  # by the call or by the sitting, as the region goes by
COMPILED: dict[str, Columns] = {
    "I-01": Columns(("held", "raised", "sittings")),
    "I-02": Columns(("escalated", "outcome"), ("escalated", "outcome")),
    "I-03": Columns(("sent", "submitted", "closed")),
    "I-04": Columns(OF_TIME, ("in_time", "counted")),
    "I-11": Columns(("sip_offered", "sip_needs"), ("sip_offered", "sip_needs")),
    "I-15": Columns(("meetings",)),
    "I-17": Columns(("lifted", "lifted_answered")),
    "I-21": Columns(("meetings", "seats_filled", "seats_asked")),
    "I-22": Columns(("agreements", "routines"), is_summed=False),  # the region's own are counted in each area
    "I-23": Columns(("sip_routines",), is_summed=False),
    "I-24": Columns(("trainings", "joint", "people")),
    "I-25": Columns(("obstacles_noted", "obstacles_solved", "needs")),
    "I-50": Columns(("plans",)),
    "I-52": Columns(("came", "called", "absent"), ("came", "called")),
}
# Numbers told as they are, that belong to one area each; and those that are the region's in every area.
SUMMED_OPENLY = (
    "meetings seats_asked seats_filled trainings joint obstacles_noted obstacles_solved obstacles_open needs lifted "
    "lifted_answered"
).split()
OF_ALL_AREAS = ("parts", "parts_meet")


def named(cells: Cells, cell: str) -> str:
    """The cell's own name: «in_time» is «called_in_time» where the region goes by the call."""
    return f"{cells.main}_{cell}" if cell in OF_TIME else cell


def kept_of(code: str) -> set[str]:
    """The cells of an area that are kept with the region's count."""
    cells = {*COMPILED[code].cells}
    return {f"{kind}_{cell}" for kind in ("called", "sat") for cell in cells} if code == "I-04" else cells


def heads() -> dict[str, str]:
    return {
        "held": _("Hållna ärenden"),
        "raised": _("Väckta"),
        "sittings": _("Möten"),
        "escalated": _("Lyfta"),
        "outcome": _("Med utfall"),
        "sent": _("Skickade"),
        "submitted": _("Till sekretariatet"),
        "closed": _("Avslutade"),
        "in_time": _("I tid"),
        "late": _("För sent"),
        "counted": _("Bedömda"),
        "sip_offered": _("Erbjudna"),
        "sip_needs": _("Behov"),
        "plans": _("Planer"),
        "meetings": _("Möten"),
        "lifted": _("Lyfta frågor"),
        "lifted_answered": _("Besvarade frågor"),
        "seats_filled": _("Fyllda platser"),
        "seats_asked": _("Platser"),
        "agreements": _("Överenskommelser"),
        "routines": _("Rutiner"),
        "sip_routines": _("Rutiner för SIP"),
        "trainings": _("Utbildningar"),
        "joint": _("Aktiviteter"),
        "people": _("Deltagare"),
        "obstacles_noted": _("Nya hinder"),
        "obstacles_solved": _("Undanröjda"),
        "needs": _("Behov"),
        "came": _("Kom"),
        "called": _("Kallade"),
        "absent": _("Frånvarande"),
    }
