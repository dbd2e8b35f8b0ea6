"""What the indicators of the groups' work say of their numbers. [domain 7.3-7.5, 7.7, 7.8]"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.ui.said import said
from followup.presenting import group_facts as facts
from followup.presenting import marks
from followup.presenting.cells import Cells
from followup.presenting.group_words import work_words
from followup.presenting.past import Year
from followup.presenting.spoken import Said, hidden, told
from followup.suppress import HIDDEN
from followup.work.cells import rounds_of

Saying = Callable[[Cells, Year | None], Said]


def _beside(cells: Cells, *names: str) -> list[dict[str, Any]]:
    words = work_words()
    return [{"term": words[name], "text": cells.shown(name)} for name in names if name in cells]


def _outcome(is_met: bool, is_final: bool) -> tuple[str, str]:
    """Met is met; what is not met is said first when the year is over."""
    if is_met:
        return "ok", _("Nått")
    return ("late", _("Inte nått")) if is_final else ("", "")


def _number(cells: Cells, cell: str) -> int:
    """Of a cell that is told as it is."""
    mark = cells[cell]
    return mark if isinstance(mark, int) else 0


def _counted(cells: Cells, cell: str, before: Year | None, one: str, several: str, beside: list[dict]) -> Said:
    """A plain count, in a sentence; what is named stands beside."""
    number = _number(cells, cell)
    earlier = before.mark(cells.code, cell) if before else None
    rest = one if number == 1 else several
    return Said(
        told=(cells.shown(cell),),
        rest=f"{rest}{marks.change(number, earlier) if cells.is_final else ''}.",
        value=cells.text(cell),
        previous="" if earlier is None else marks.text(earlier, cells.threshold),
        beside=beside,
    )


def _county_parts(cells: Cells, before: Year | None) -> Said:
    """[I-15]"""
    met, parts = _number(cells, "parts_meet"), _number(cells, "parts")
    outcome, label = _outcome(0 < parts == met, cells.is_final)
    return Said(
        told=(cells.shown("parts_meet"), cells.shown("parts")),
        rest=_("områden i länet har en grupp som har mötts minst två gånger."),
        value=marks.joined([cells.text("parts_meet"), cells.text("parts")]),
        previous=_of_before(before, "I-15", "parts_meet", "parts"),
        beside=facts.meetings(cells.counting),
        outcome=outcome,
        outcome_label=label,
    )


def _of_before(before: Year | None, code: str, part: str, whole: str) -> str:
    if before is None or before.mark(code, whole) is None:
        return ""
    return marks.joined([marks.text(before.mark(code, name), before.counting.threshold) for name in (part, whole)])


def _lifted(cells: Cells, before: Year | None) -> Said:
    """[I-17]"""
    whole, answered = _number(cells, "lifted"), _number(cells, "lifted_answered")
    beside = _beside(cells, "lift_answers", "years", "years_analysed")
    if not whole:
        none = _("Inga frågor lyftes till den regionala nivån.")
        return Said(told=(), rest=none, value=_("Inga uppgifter"), beside=beside)
    outcome, label = _outcome(answered == whole, cells.is_final)
    return Said(
        told=(cells.shown("lifted_answered"), cells.shown("lifted")),
        rest=_("frågor som lyftes till den regionala nivån har fått svar där."),
        value=marks.share(answered, whole),
        previous=marks.share(*(before.mark("I-17", name) for name in ("lifted_answered", "lifted"))) if before else "",
        beside=beside,
        outcome=outcome,
        outcome_label=label,
    )


def _meetings(cells: Cells, before: Year | None) -> Said:
    """[I-21]"""
    beside = [*facts.meetings(cells.counting), *facts.seats(cells.counting)]
    return _counted(
        cells, "meetings", before, _("möte hölls i områdets grupper"), _("möten hölls i områdets grupper"), beside
    )


def _agreements(cells: Cells, before: Year | None) -> Said:
    """[I-22]"""
    beside = facts.agreements(cells.counting)
    one, several = _("överenskommelse gäller i området"), _("överenskommelser gäller i området")
    return _counted(cells, "agreements", before, one, several, beside)


def _sip_routines(cells: Cells, before: Year | None) -> Said:
    """[I-23]"""
    beside = facts.routines(cells.counting, only_sip=True)
    one, several = _("rutin för SIP gäller i området"), _("rutiner för SIP gäller i området")
    return _counted(cells, "sip_routines", before, one, several, beside)


def _trainings(cells: Cells, before: Year | None) -> Said:
    """[I-24]"""
    beside = [*_beside(cells, "people"), *facts.people(cells)]
    one, several = _("gemensam utbildning hölls"), _("gemensamma utbildningar hölls")
    return _counted(cells, "trainings", before, one, several, beside)


def _obstacles(cells: Cells, before: Year | None) -> Said:
    """[I-25]"""
    one, several = _("hinder för samverkan uppmärksammades"), _("hinder för samverkan uppmärksammades")
    return _counted(cells, "obstacles_noted", before, one, several, [])


def _attendance(cells: Cells, before: Year | None) -> Said:
    """The share that came, where it may be told. [I-52, I-R5]"""
    seats = facts.seats(cells.counting)
    if "called" not in cells:
        later = _("Närvaron visas när årets tal är låsta.")
        return Said(told=(), rest=later, value=marks.DASH, beside=seats)
    came, called = cells["came"], cells["called"]
    earlier = [before.mark("I-52", name) for name in ("came", "called")] if before else [None, None]
    common = {"previous": marks.share(*earlier), "beside": seats}
    if called == 0:
        return Said(told=(), rest=_("Ingen närvaro är noterad."), value=_("Inga uppgifter"), **common)
    if came == HIDDEN:
        return Said(told=(), rest=hidden(), value=marks.DASH, **common)
    rest = _("kallade ledamöter kom till gruppernas möten.")
    return Said(told=told(cells, "came", "called"), rest=rest, value=marks.share(came, called), **common)


def _survey(kind: str) -> Saying:
    def saying(cells: Cells, before: Year | None) -> Said:
        rounds = rounds_of(cells.counting.context, kind)
        if not rounds:
            return Said(told=(), rest=_("Ingen enkät har stängts under året."), value=_("Inga uppgifter"))
        values = [one for each in rounds for one in each["values"]]
        number = told(cells, f"{kind}_answers", f"{kind}_asked")
        rest = _("ledamöter svarade.")
        if not values:
            few = _("För få har svarat. Svaren visas inte.")
            return Said(told=number, rest=f"{rest} {few}" if number else few, value=_("För få svar"))
        mean = sum(one["mean"] for one in values) / len(values)
        return Said(
            told=number,
            rest=f"{rest} {_extremes(values)}",
            value=facts.mean(mean),
            previous=_mean_before(values),
            note=facts.scale(rounds[0]),
        )

    return saying


def _mean_before(values: list[dict]) -> str:
    known = [one["before"] for one in values if one["before"] is not None]
    return facts.mean(sum(known) / len(known)) if len(known) == len(values) else ""


def _extremes(values: Iterable[dict[str, Any]]) -> str:
    rows = sorted(values, key=lambda one: one["mean"])
    words = {
        "best": said(rows[-1]["label"]),
        "high": facts.mean(rows[-1]["mean"]),
        "worst": said(rows[0]["label"]),
        "low": facts.mean(rows[0]["mean"]),
    }
    return _("Högst: %(best)s (%(high)s). Lägst: %(worst)s (%(low)s).") % words


OF_WORK: dict[str, Saying] = {
    "I-15": _county_parts,
    "I-16": _survey("members"),
    "I-17": _lifted,
    "I-21": _meetings,
    "I-22": _agreements,
    "I-23": _sip_routines,
    "I-24": _trainings,
    "I-25": _obstacles,
    "I-30": _survey("spider"),
    "I-45": _survey("groups"),
    "I-52": _attendance,
}
