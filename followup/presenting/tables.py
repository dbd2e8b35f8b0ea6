"""The table under each figure's chart: few cells, the same on the page and in the report. [perf 3]"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.ui.said import said
from followup.models import Counting
from followup.presenting import marks
from followup.presenting.cells import Cells, Shown
from followup.presenting.group_facts import mean
from followup.presenting.group_words import work_words
from followup.presenting.past import Year
from followup.work.cells import rounds_of

Table = dict[str, Any]
MOST_YEARS = 3  # columns beside the year itself make a table too wide for a phone


def table_of(cells: Cells, years: list[Year]) -> Table:
    return TABLES[cells.code](cells, years)


def sex_label(sex: str) -> str:
    return {"girl": _("Flickor"), "boy": _("Pojkar"), "other": _("Annat"), "unknown": _("Okänt")}[sex]


def _table(caption: str, head: str, columns: Iterable[str], rows: list[dict], foot: dict | None) -> Table:
    named = [{"label": label, "number": True} for label in columns]
    return {"caption": caption, "head": head, "columns": named, "rows": rows, "foot": foot}


def _row(head: str, numbers: Iterable[Shown]) -> dict[str, Any]:
    return {"head": head, "cells": list(numbers), "own": False}


def _by_year(
    cell: str, caption: Callable[[], str], what: Callable[[], str] = lambda: _("Ärenden")
) -> Callable[[Cells, list[Year]], Table]:
    """Each sex and all of them, the years beside each other; before the year is fixed the totals alone."""

    def table(cells: Cells, years: list[Year]) -> Table:
        shown = years[-MOST_YEARS:]
        rows = [
            _row(sex_label(sex), (one.shown(cells.code, f"{cell}.{sex}") for one in shown)) for sex in cells.sexes(cell)
        ]
        foot = _row(_("Alla"), (one.shown(cells.code, cell) for one in shown))
        names = [one.name for one in shown]
        return _table(caption(), _("Kön") if rows else what(), names, *_with_foot(rows, foot))

    return table


def _with_foot(rows: list[dict], foot: dict) -> tuple[list[dict], dict | None]:
    return (rows, foot) if rows else ([foot], None)


def _share(cells: Cells, part: str, whole: str) -> Shown:
    return Shown(marks.share(cells[part], cells[whole]))


def _outcomes(cells: Cells, years: list[Year]) -> Table:
    """Escalated beside those that came to an outcome. [I-02, I-R3]"""
    heads = [_("Lyfta"), _("Med utfall"), _("Andel")]
    return _table(
        _("Lyfta till styrgruppens chefer och ärenden med utfall %(year)s") % {"year": years[-1].name},
        _("Kön") if cells.sexes("escalated") else _("Ärenden"),
        heads,
        *_with_foot(
            [_pair(cells, sex_label(sex), f"escalated.{sex}", f"outcome.{sex}") for sex in cells.sexes("escalated")],
            _pair(cells, _("Alla"), "escalated", "outcome"),
        ),
    )


def _pair(cells: Cells, head: str, part: str, whole: str) -> dict[str, Any]:
    return _row(head, (cells.shown(part), cells.shown(whole), _share(cells, part, whole)))


def _two_weeks(cells: Cells, years: list[Year]) -> Table:
    kind = cells.main
    heads = [_("I tid"), _("För sent"), _("Bedömda"), _("Andel")]
    caption = _("Hållna i tid %(year)s") if kind == "sat" else _("Kallade i tid %(year)s")
    rows = [_timed(cells, sex_label(sex), f".{sex}") for sex in cells.sexes(f"{kind}_counted")]
    return _table(
        caption % {"year": years[-1].name},
        _("Kön") if rows else _("Ärenden"),
        heads,
        *_with_foot(rows, _timed(cells, _("Alla"), "")),
    )


def _timed(cells: Cells, head: str, part: str) -> dict[str, Any]:
    in_time, late, counted = (f"{cells.main}_{name}{part}" for name in ("in_time", "late", "counted"))
    numbers = (cells.shown(in_time), cells.shown(late), cells.shown(counted), _share(cells, in_time, counted))
    return _row(head, numbers)


def _reports(cells: Cells, years: list[Year]) -> Table:
    """By the level reached, the kind, who reported and who is on the other side. [I-03]"""
    rows = [
        _row(f"{words}: {label}", [cells.shown(f"sent.{quality}.{part}")])
        for quality, (words, names) in qualities(cells.counting).items()
        for part, label in _ordered(cells.parts(f"sent.{quality}"), names)
    ]
    foot = _row(_("Alla"), [cells.shown("sent")])
    caption = _("Antal avvikelserapporter %(year)s") % {"year": years[-1].name}
    return _table(caption, _("Avvikelser"), [years[-1].name], *_with_foot(rows, foot))


def qualities(counting: Counting) -> dict[str, tuple[str, list]]:
    """By what reports are split: the word before, and the names of the parts in their order."""
    context = counting.context
    principals = sorted(context["principals"].items(), key=lambda one: one[1])
    return {
        "level": (_("Nådde"), context["levels"]),
        "category": (_("Gällde"), context["categories"]),
        "principal": (_("Från"), principals),
        "counterpart": (_("Om"), principals),
    }


def _ordered(parts: set[str], names: list) -> list[tuple[str, str]]:
    """In the region's own order; what is not on its list any more comes last, by its key."""
    listed = [(key, said(label)) for key, label in names if key in parts]
    return [*listed, *((part, part) for part in sorted(parts - {key for key, _label in listed}))]


def _of_work(*names: str) -> Callable[[Cells, list[Year]], Table]:
    """Each number of the groups' work, the years beside each other."""

    def table(cells: Cells, years: list[Year]) -> Table:
        shown, words = years[-MOST_YEARS:], work_words()
        rows = [_row(words[name], (one.shown(cells.code, name) for one in shown)) for name in names if name in cells]
        return _table(_("Antal per år"), _("Vad"), [one.name for one in shown], rows, None)

    return table


def _of_survey(kind: str) -> Callable[[Cells, list[Year]], Table]:
    """Each question, or each area of the spider, beside the year before. [I-33]"""

    def table(cells: Cells, years: list[Year]) -> Table:
        rounds = rounds_of(cells.counting.context, kind)
        several = len(rounds) > 1
        rows = [
            _row(f"{said(each['label'])}, {said(one['forum'])}" if several else said(each["label"]), _means(each))
            for one in rounds
            for each in one["values"]
        ]
        heads = [years[-1].name, str(years[-1].year - 1)]
        if any("satisfied" in each for one in rounds for each in one["values"]):
            heads.append(_("Nöjda"))
        return _table(_("Medelvärden"), _("Fråga"), heads, rows, None)

    return table


def _means(value: dict[str, Any]) -> list[Shown]:
    told = [Shown(mean(value["mean"])), Shown(mean(value["before"]))]
    return [*told, Shown(marks.share(value["satisfied"], value["of"]))] if "satisfied" in value else told


def _offers(cells: Cells, years: list[Year]) -> Table:
    """Who was offered a plan, of the needs. [I-11, I-R3]"""
    heads = [_("Erbjudna"), _("Behov"), _("Andel")]
    rows = [_pair(cells, sex_label(sex), f"sip_offered.{sex}", f"sip_needs.{sex}") for sex in cells.sexes("sip_needs")]
    foot = _pair(cells, _("Alla"), "sip_offered", "sip_needs")
    caption = _("Erbjudna SIP %(year)s") % {"year": years[-1].name}
    return _table(caption, _("Kön") if rows else _("SIP"), heads, *_with_foot(rows, foot))


TABLES: dict[str, Callable[[Cells, list[Year]], Table]] = {
    "I-01": _by_year("held", lambda: _("Ärenden i individforum")),
    "I-02": _outcomes,
    "I-03": _reports,
    "I-04": _two_weeks,
    "I-11": _offers,
    "I-50": _by_year("plans", lambda: _("Planer som började gälla"), lambda: _("Planer")),
    "I-15": _of_work("parts_meet", "parts", "meetings"),
    "I-16": _of_survey("members"),
    "I-17": _of_work("lifted", "lifted_answered"),
    "I-21": _of_work("meetings"),
    "I-22": _of_work("agreements", "routines"),
    "I-23": _of_work("sip_routines"),
    "I-24": _of_work("trainings", "joint"),
    "I-25": _of_work("obstacles_noted", "obstacles_solved", "obstacles_open", "needs", "lifted"),
    "I-30": _of_survey("spider"),
    "I-45": _of_survey("groups"),
    "I-52": _of_work("called", "came", "stood_in", "absent"),
}
