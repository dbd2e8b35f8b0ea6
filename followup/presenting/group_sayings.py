"""What the indicators of the groups' work say of their numbers. [domain 7.3-7.5, 7.7, 7.8]"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from core.ui.said import said
from followup.indicators.group_formulas import SEATS
from followup.presenting import group_facts as facts
from followup.presenting import marks
from followup.presenting.cells import Cells
from followup.presenting.group_words import work_words
from followup.presenting.past import Year
from followup.presenting.spoken import Said, beside, counted, hidden, judged, share_before, told
from followup.suppress import HIDDEN
from followup.work.cells import rounds_of

Saying = Callable[[Cells, Year | None], Said]


def _words(*names: str) -> dict[str, str]:
    words = work_words()
    return {name: words[name] for name in names}


def _number(cells: Cells, cell: str) -> int:
    """Of a cell that is told as it is."""
    mark = cells[cell]
    return mark if isinstance(mark, int) else 0


def _county_parts(cells: Cells, before: Year | None) -> Said:
    """[I-15]"""
    met, parts = _number(cells, "parts_meet"), _number(cells, "parts")
    outcome, label = judged(0 < parts == met, is_known=cells.is_final)
    return Said(
        told=(cells.shown("parts_meet"), cells.shown("parts")),
        rest=_("områden i länet har en grupp som har mötts minst två gånger."),
        value=marks.joined([cells.text("parts_meet"), cells.text("parts")]),
        previous=_of_before(before, "I-15", "parts_meet", "parts"),
        outcome=outcome,
        outcome_label=label,
    )


def _of_before(before: Year | None, code: str, part: str, whole: str) -> str:
    if before is None or before.mark(code, whole) is None:
        return ""
    return marks.joined([before.shown(code, name).text for name in (part, whole)])


def _lifted(cells: Cells, before: Year | None) -> Said:
    """[I-17]"""
    whole, answered = _number(cells, "lifted"), _number(cells, "lifted_answered")
    others = beside(cells, _words("lift_answers", "years", "years_analysed"))
    if not whole:
        none = _("Inga frågor lyftes till den regionala nivån.")
        return Said(told=(), rest=none, value=_("Inga uppgifter"), beside=others)
    outcome, label = judged(answered == whole, is_known=cells.is_final)
    return Said(
        told=(cells.shown("lifted_answered"), cells.shown("lifted")),
        rest=_("frågor som lyftes till den regionala nivån har fått svar där."),
        value=marks.share(answered, whole),
        previous=share_before(before, "I-17", "lifted_answered", "lifted"),
        beside=others,
        outcome=outcome,
        outcome_label=label,
    )


def _meetings(cells: Cells, before: Year | None) -> Said:
    """[I-21]"""
    one, several = _("möte hölls i områdets grupper"), _("möten hölls i områdets grupper")
    return counted(cells, "meetings", several, before, beside(cells, _words(*SEATS)), one=one)


def _agreements(cells: Cells, before: Year | None) -> Said:
    """[I-22]"""
    one, several = _("överenskommelse gäller i området"), _("överenskommelser gäller i området")
    return counted(cells, "agreements", several, before, one=one)


def _sip_routines(cells: Cells, before: Year | None) -> Said:
    """[I-23]"""
    one, several = _("rutin för SIP gäller i området"), _("rutiner för SIP gäller i området")
    return counted(cells, "sip_routines", several, before, one=one)


def _trainings(cells: Cells, before: Year | None) -> Said:
    """[I-24]"""
    who = [*beside(cells, _words("people")), *facts.people(cells)]
    one, several = _("gemensam utbildning hölls"), _("gemensamma utbildningar hölls")
    return counted(cells, "trainings", several, before, who, one=one)


def _obstacles(cells: Cells, before: Year | None) -> Said:
    """[I-25]"""
    return counted(cells, "obstacles_noted", _("hinder för samverkan uppmärksammades"), before)


def _attendance(cells: Cells, before: Year | None) -> Said:
    """The share that came, where it may be told. [I-52, I-R5]"""
    common = Said(
        told=(),
        rest=hidden(),
        value=marks.DASH,
        previous=share_before(before, "I-52", "came", "called"),
        beside=beside(cells, _words(*SEATS)),
    )
    if "called" not in cells:
        return replace(common, rest=_("Närvaron visas när årets tal är låsta."))
    came, called = cells["came"], cells["called"]
    if called == 0:
        return replace(common, rest=_("Ingen närvaro är noterad."), value=_("Inga uppgifter"))
    if came == HIDDEN:
        return common
    rest = _("kallade ledamöter kom till gruppernas möten.")
    return replace(common, told=told(cells, "came", "called"), rest=rest, value=marks.share(came, called))


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
