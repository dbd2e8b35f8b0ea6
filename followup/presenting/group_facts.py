"""What a year names of the groups' work, as facts: the same beside a figure, on the page and in the report."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui import dates
from core.ui.numbers import number
from core.ui.said import said
from followup.models import Counting
from followup.presenting.cells import Cells, Shown
from followup.presenting.past import Year

Fact = dict[str, Any]


def _work(counting: Counting) -> dict[str, Any]:
    return counting.context.get("work") or {}


def _day(iso: str) -> str:
    return dates.day(date.fromisoformat(iso))


def meetings(counting: Counting) -> list[Fact]:
    """Each group: how often it met, against what the region asks. [7.9: 7]"""
    return [{"term": said(one["name"]), "text": Shown(_met(one))} for one in _work(counting).get("groups", ())]


def _met(group: dict[str, Any]) -> str:
    held = ngettext("%(n)d möte hölls.", "%(n)d möten hölls.", group["held"]) % {"n": group["held"]}
    return "\n".join([held, *(_rule(one) for one in group["asked"])])


def _rule(one: dict[str, Any]) -> str:
    first, last = (date.fromisoformat(day) for day in one["period"])
    words = {"days": dates.period(first, last), "least": one["least"], "held": one["held"]}
    if one["held"] >= one["least"]:
        return _("%(days)s: %(held)d av minst %(least)d, nått.") % words
    return _("%(days)s: %(held)d av minst %(least)d.") % words


def seats(counting: Counting) -> list[Fact]:
    """How many of the seats asked for are filled, and which are not. [I-52, S-19, 7.9: 7]"""
    return [{"term": said(one["name"]), "text": Shown(_manned(one))} for one in counting.context["groups"]]


def _manned(group: dict[str, Any]) -> str:
    if not group["asked"]:
        return _("Inga platser är bestämda.")
    told = _("%(filled)d av %(asked)d platser har en ledamot.") % group
    if not group["empty"]:
        return told
    return f"{told} {_('Det saknas: %(seats)s.') % {'seats': ', '.join(group['empty'])}}"


def agreements(counting: Counting) -> list[Fact]:
    """In force on the last day: since when, who has signed, when it was last looked at. [7.9: 9, AG-05]"""
    return [{"term": said(one["title"]), "text": Shown(_agreed(one))} for one in _work(counting).get("agreements", ())]


def _agreed(one: dict[str, Any]) -> str:
    told = [_("Gäller från %(day)s.") % {"day": _day(one["from"])}]
    if one["to"]:
        told.append(_("Uppsagd till %(day)s.") % {"day": _day(one["to"])})
    told.append(_("%(signed)d av %(parties)d parter har skrivit under eller beslutat.") % one)
    if one["looked_at"]:
        told.append(_("Utvärderad %(day)s.") % {"day": _day(one["looked_at"])})
    return " ".join(told)


def agreement_line(counting: Counting) -> str:
    """The group's own agreement in one line; nothing of a year frozen before it was counted. [7.9: 1]"""
    if "work" not in counting.context:
        return ""
    own = [one for one in _work(counting)["agreements"] if one["is_own"]]
    if not own:
        return _("Ingen lokal överenskommelse gällde den %(day)s.") % {"day": dates.day(counting.period_to)}
    return "; ".join(
        _("%(title)s, gäller från %(day)s") % {"title": said(one["title"]), "day": _day(one["from"])} for one in own
    )


def routines(counting: Counting) -> list[Fact]:
    """In force on the last day: whose it is, and since when. [7.9: 9, AG-13]"""
    kinds = {"adapted": _("Anpassad"), "own": _("Egen"), "regional": _("Regional")}
    return [
        {
            "term": said(one["title"]),
            "text": Shown(_("%(kind)s, gäller från %(day)s.") % {"kind": kinds[one["kind"]], "day": _day(one["from"])}),
        }
        for one in _work(counting).get("routines", ())
    ]


def people(cells: Cells) -> list[Fact]:
    """Who came from each principal, small numbers hidden. [I-24, I-R5]"""
    names = cells.counting.context["principals"]
    keys = sorted(cells.parts("people"), key=lambda key: names.get(key.removeprefix("principal."), key))
    return [
        {
            "term": _("Från %(principal)s") % {"principal": names.get(key.removeprefix("principal."), key)},
            "text": cells.shown(f"people.{key}"),
        }
        for key in keys
    ]


def plans(counting: Counting) -> list[Fact]:
    """The decided plans of the year: their areas, and what the year gave. [7.9: 8]"""
    found = []
    for one in _work(counting).get("plans", ()):
        told = [
            _("Beslutad %(day)s, beslut %(number)s.") % {"day": _day(one["adopted_on"]), "number": one["decided_as"]}
        ]
        if one["focuses"]:
            told.append(_("Fokusområden: %(names)s.") % {"names": ", ".join(one["focuses"])})
        if one["outcome"]:
            told.append(one["outcome"])
        found.append({"term": said(one["forum"]), "text": Shown("\n".join(told))})
    return found


def surveys(now: Year) -> list[Fact]:
    """Each closed round that no indicator tells of: how many answered and, when enough have, the means. [I-33]"""
    found = []
    for one in _work(now.counting).get("surveys", ()):
        if any(f"{one['kind']}_answers" in figure.shown for figure in now.figures.values()):
            continue
        term = f"{said(one['label'])}, {said(one['forum'])}"
        found.append({"term": term, "text": Shown("\n".join([_answered(one), *map(_mean_line, one["values"])]))})
    return found


def _answered(one: dict[str, Any]) -> str:
    if not isinstance(one["answers"], int):
        return _("För få har svarat. Svaren visas inte.")
    return _("%(n)d av %(asked)d har svarat.") % {"n": one["answers"], "asked": one["asked"]}


def _mean_line(value: dict[str, Any]) -> str:
    line = f"{said(value['label'])}: {mean(value['mean'])}"
    if value["before"] is None:
        return line
    return _("%(line)s (%(before)s året före)") % {"line": line, "before": mean(value["before"])}


def mean(value: float | None) -> str:
    return "–" if value is None else number(value, 1)


def scale(one: dict[str, Any]) -> str:
    return _("Medelvärden på en skala från 1 till %(steps)d.") % one
