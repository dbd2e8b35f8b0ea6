"""What each indicator says of its numbers: one sentence, and what stands beside it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from core.ui.numbers import number
from deviations.ladder import SECRETARIAT
from followup.presenting import marks
from followup.presenting.cells import Cells, Shown
from followup.presenting.group_sayings import OF_WORK
from followup.presenting.past import Year
from followup.presenting.spoken import Said, beside, counted, hidden, judged, share_before, told
from followup.suppress import FEW, HIDDEN


def _held(cells: Cells, before: Year | None) -> Said:
    terms = {
        "raised": _("Väckta ärenden"),
        "convened": _("Kallade ärenden"),
        "sittings": _("Hållna möten"),
        "children": _("Barn som ärendena gäller"),
    }
    children = _(
        "Barnen räknas hos varje huvudman för sig: ingen får veta om två huvudmän har samma barn. Antalet barn öppnar "
        "inga rader, för ingen får se vilka de är."
    )
    note = children if "children" in cells else ""
    found = counted(cells, "held", _("ärenden togs upp i individforum"), before, beside(cells, terms))
    return replace(found, note=note)


def _sent(cells: Cells, before: Year | None) -> Said:
    terms = {"submitted": _("Skickade till sekretariatet"), "closed": _("Avslutade")}
    if SECRETARIAT not in cells.levels:
        del terms["submitted"]
    said = counted(cells, "sent", _("avvikelserapporter skickades"), before, beside(cells, terms))
    if days := cells.days("closed"):
        said.beside.append({"term": _("Median till avslut"), "text": Shown(_days(days["median"]))})
    return said


def _escalated(cells: Cells, before: Year | None) -> Said:
    """How many, of those that came to an outcome. [I-02]"""
    part, whole = cells["escalated"], cells["outcome"]
    terms = {
        "resolved": _("Lösta i individforum"),
        "unresolved": _("Inte lösta i individforum"),
        "decided": _("Beslutade av cheferna"),
    }
    said = counted(cells, "escalated", _("ärenden lyftes till styrgruppens chefer"), before, beside(cells, terms))
    share = marks.share(part, whole)
    if part == HIDDEN:
        return said
    rest = said.rest if share == marks.DASH else _("%(rest)s Det är %(share)s.") % {"rest": said.rest, "share": share}
    return replace(said, told=told(cells, "escalated", "outcome"), rest=rest)


def _plans(cells: Cells, before: Year | None) -> Said:
    """[I-50]"""
    children = beside(cells, {"sip_children": _("Barn som planerna gäller")})
    return counted(cells, "plans", _("planer började gälla"), before, children)


def _offered(cells: Cells, before: Year | None) -> Said:
    """The share that was offered a plan, told from the side that may be shown. [I-11]"""
    part, left, whole = (cells[name] for name in ("sip_offered", "sip_unoffered", "sip_needs"))
    common = Said(
        told=(),
        rest=hidden(),
        value=marks.DASH,
        previous=share_before(before, "I-11", "sip_offered", "sip_needs"),
        beside=beside(cells, {"sip_unoffered": _("Inte erbjudna än")}),
    )
    if whole == 0:
        return replace(common, rest=_("Inga behov uppmärksammades under perioden."), value=_("Inga uppgifter"))
    outcome, label = judged(left == 0, is_known=cells.is_final and left != HIDDEN)
    common = replace(common, outcome=outcome, outcome_label=label)
    if part == HIDDEN:
        return common
    rest, number = _("behov har lett till att en SIP har erbjudits."), told(cells, "sip_offered", "sip_needs")
    return replace(common, told=number, rest=rest, value=marks.share(part, whole))


def _in_time(cells: Cells, before: Year | None) -> Said:
    """The share in time, told from the side that may be shown. [I-04]"""
    kind = cells.main
    part, late, whole = (cells[f"{kind}_{name}"] for name in ("in_time", "late", "counted"))
    common = Said(
        told=(),
        rest=hidden(),
        value=marks.DASH,
        previous=share_before(before, "I-04", f"{kind}_in_time", f"{kind}_counted"),
        beside=_two_weeks_beside(cells),
        note=_waits(cells, kind),
    )
    if whole == 0:
        return replace(common, rest=_("Inga ärenden att bedöma under perioden."), value=_("Inga uppgifter"))
    if not isinstance(whole, int):
        few = _("Färre än %(n)d ärenden kan bedömas. Andelen visas inte.") % {"n": cells.threshold}
        return replace(common, rest=few) if whole == FEW else common
    outcome, label = judged(late == 0)  # that some were late may be told although not how many
    common = replace(common, outcome=outcome, outcome_label=label)
    words = {"done": _("hölls") if kind == "sat" else _("kallades"), "within": _within(cells.allowed_days)}
    if late == FEW:
        late_told = told(cells, f"{kind}_late", f"{kind}_counted")
        return replace(common, told=late_told, rest=_("ärenden %(done)s för sent.") % words)
    if part == HIDDEN:
        return common
    in_time = told(cells, f"{kind}_in_time", f"{kind}_counted")
    rest = _("ärenden %(done)s %(within)s.") % words
    return replace(common, told=in_time, rest=rest, value=marks.share(part, whole))


def _within(days: int) -> str:
    return _("inom två veckor") if days == 14 else _("inom %(n)d dagar") % {"n": days}


def _two_weeks_beside(cells: Cells) -> list[dict[str, Any]]:
    """The other way of measuring, and what is not counted. [X-01]"""
    if cells.main == "sat":
        other = {"called_in_time": _("Kallade i tid"), "called_counted": _("Bedömda efter kallelsen")}
    else:
        other = {"sat_in_time": _("Möten hållna i tid"), "sat_counted": _("Bedömda efter mötet")}
    terms = {f"{cells.main}_late": _("För sent eller inte alls"), **other}
    if "called_waiting" in cells:
        terms["called_waiting"] = _("Väckta men inte räknade")
    main = f"{cells.main}_late"
    return [{"term": term, "text": cells.shown(name)} for name, term in terms.items() if name == main or name in cells]


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
    "I-11": _offered,
    "I-50": _plans,
    **OF_WORK,
}
