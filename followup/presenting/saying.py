"""What each indicator says of its numbers: one sentence, and what stands beside it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from core.ui.numbers import number
from deviations.ladder import SECRETARIAT
from followup.presenting import marks
from followup.presenting.cells import Cells
from followup.presenting.past import Year
from followup.suppress import FEW, HIDDEN, Mark


@dataclass(frozen=True)
class Said:
    """What an indicator says of its numbers."""

    number: str
    rest: str
    value: str
    previous: str = ""
    note: str = ""
    beside: list[dict[str, str]] = field(default_factory=list)
    outcome: str = ""
    outcome_label: str = ""

    @property
    def sentence(self) -> str:
        return f"{self.number} {self.rest}".strip() if self.number != marks.DASH else self.rest


def _hidden() -> str:
    return _("Antalet visas inte, för att ett annat litet tal annars kunde räknas ut.")


def _counted(cells: Cells, cell: str, rest: str, before: Year | None, beside: dict[str, str], note: str = "") -> Said:
    """A plain count with the change since the year before."""
    mark = cells[cell]
    earlier = before.mark(cells.code, cell) if before else None
    change = marks.change(mark, earlier) if cells.is_final else ""
    return Said(
        number=marks.big(mark, cells.threshold),
        rest=_hidden() if mark == HIDDEN else f"{rest}{change}.",
        value=cells.text(cell),
        previous="" if earlier is None else marks.text(earlier, cells.threshold),
        beside=[
            {"term": term, "text": cells.text(name), "cell": name} for name, term in beside.items() if name in cells
        ],
        note=note,
    )


def _held(cells: Cells, before: Year | None) -> Said:
    beside = {"raised": _("Väckta ärenden"), "convened": _("Kallade ärenden"), "sittings": _("Hållna möten")}
    children = _(
        "Hur många barn ärendena gäller räknas inte: samma barn kan finnas hos flera huvudmän, och det får ingen veta."
    )
    note = children if cells.is_final else ""
    return _counted(cells, "held", _("ärenden togs upp i individforum"), before, beside, note)


def _sent(cells: Cells, before: Year | None) -> Said:
    beside = {"submitted": _("Skickade till sekretariatet"), "closed": _("Avslutade")}
    if SECRETARIAT not in cells.levels:
        del beside["submitted"]
    said = _counted(cells, "sent", _("avvikelserapporter skickades"), before, beside)
    if days := cells.days("closed"):
        said.beside.append({"term": _("Median till avslut"), "text": _days(days["median"])})
    return said


def _escalated(cells: Cells, before: Year | None) -> Said:
    """How many, of those that came to an outcome. [I-02]"""
    part, whole = cells["escalated"], cells["outcome"]
    beside = {
        "resolved": _("Lösta i individforum"),
        "unresolved": _("Inte lösta i individforum"),
        "decided": _("Beslutade av cheferna"),
    }
    said = _counted(cells, "escalated", _("ärenden lyftes till styrgruppens chefer"), before, beside)
    share = marks.share(part, whole)
    if part == HIDDEN:
        return said
    rest = said.rest if share == marks.DASH else _("%(rest)s Det är %(share)s.") % {"rest": said.rest, "share": share}
    return replace(said, number=marks.of_whole(part, whole, cells.threshold), rest=rest)


def _in_time(cells: Cells, before: Year | None) -> Said:
    """The share in time, told from the side that may be shown. [I-04]"""
    kind = cells.main
    part, late, whole = (cells[f"{kind}_{name}"] for name in ("in_time", "late", "counted"))
    earlier = (before.mark("I-04", f"{kind}_{name}") for name in ("in_time", "counted")) if before else (None, None)
    common = Said(
        number=marks.DASH,
        rest=_hidden(),
        value=marks.DASH,
        previous=marks.share(*earlier),
        beside=_two_weeks_beside(cells),
        note=_waits(cells, kind),
    )
    if whole == 0:
        return replace(common, rest=_("Inga ärenden att bedöma under perioden."), value=_("Inga uppgifter"))
    if not isinstance(whole, int):
        few = _("Färre än %(n)d ärenden kan bedömas. Andelen visas inte.") % {"n": cells.threshold}
        return replace(common, rest=few) if whole == FEW else common
    outcome, label = _judged(late)
    judged = replace(common, outcome=outcome, outcome_label=label)
    words = {"done": _("hölls") if kind == "sat" else _("kallades"), "within": _within(cells.allowed_days)}
    if late == FEW:
        told = marks.of_whole(late, whole, cells.threshold)
        return replace(judged, number=told, rest=_("ärenden %(done)s för sent.") % words)
    if part == HIDDEN:
        return judged
    told = marks.of_whole(part, whole, cells.threshold)
    rest = _("ärenden %(done)s %(within)s.") % words
    return replace(judged, number=told, rest=rest, value=marks.share(part, whole))


def _judged(late: Mark) -> tuple[str, str]:
    """All in time, or not: that some were late may be told although not how many."""
    return ("ok", _("Nått")) if late == 0 else ("late", _("Inte nått"))


def _within(days: int) -> str:
    return _("inom två veckor") if days == 14 else _("inom %(n)d dagar") % {"n": days}


def _two_weeks_beside(cells: Cells) -> list[dict[str, str]]:
    """The other way of measuring, and what is not counted. [X-01]"""
    other, term = ("called", _("Kallade i tid")) if cells.main == "sat" else ("sat", _("Möten hållna i tid"))
    found = []
    if f"{other}_in_time" in cells:
        text = marks.of_whole(cells[f"{other}_in_time"], cells[f"{other}_counted"], cells.threshold)
        found.append({"term": term, "text": text})
    if "called_waiting" in cells:
        found.append({"term": _("Väckta men inte räknade"), "text": cells.text("called_waiting")})
    late = f"{cells.main}_late"
    return [{"term": _("För sent eller inte alls"), "text": cells.text(late), "cell": late}, *found]


def _waits(cells: Cells, kind: str) -> str:
    days = cells.days(kind)
    if not days:
        return ""
    words = {"median": _days(days["median"]), "longest": _days(days["longest"])}
    return _("Median %(median)s, längsta väntan %(longest)s.") % words


def _days(value: float) -> str:
    shown = number(value, 0 if value == int(value) else 1)
    return _("%(n)s dag") % {"n": shown} if value == 1 else _("%(n)s dagar") % {"n": shown}


SAID: dict[str, Callable[[Cells, Year | None], Said]] = {
    "I-01": _held,
    "I-02": _escalated,
    "I-03": _sent,
    "I-04": _in_time,
}
