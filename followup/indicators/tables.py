"""Counts made into one table whose cells hang together, for the guard of small numbers. [I-R5]"""

from collections.abc import Iterable, Mapping

from followup.indicators.counts import Counts
from followup.indicators.year import UNKNOWN_SEX, Rules
from followup.suppress import Relation, Table
from followup.work.counts import Work
from followup.work.rows import OF_PERSONS

# Cells shown while the year is still counted: totals that stand in the sentences. [default]
SO_FAR_FORUM = ("held", "escalated", "outcome", "called_counted", "called_in_time", "called_late")
SO_FAR_SAT = ("sat_counted", "sat_in_time", "sat_late")
BESIDE = ("raised", "convened", "sittings", "resolved", "unresolved", "decided")
PLANS = ("plans", "sip_needs", "sip_offered", "sip_unoffered")
DEVIATION_SPLITS = ("sent.level", "sent.category", "sent.principal")


class Making:
    """A table while it is made: its numbers and what they must sum to."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}
        self.relations: list[Relation] = []
        self.unseen: set[str] = set()

    def put(self, counts: Counts, cells: Iterable[str]) -> None:
        self.values |= {cell: counts.total.get(cell, 0) for cell in cells}

    def sum(self, total: str, *parts: str) -> None:
        self.relations.append(Relation(total, parts))

    def split(self, total: str, parts: Mapping[str, int], name: str = "") -> None:
        names = {f"{name or total}.{part}": value for part, value in parts.items()}
        self.values |= names
        if names:
            self.sum(total, *names)

    def at_least(self, more: str, *less: str) -> None:
        """`more` is no smaller than the sum of `less`: what lies between is told to nobody, but is not below nought."""
        between = f"~{more}-{'-'.join(less)}"
        self.values[between] = self.values[more] - sum(self.values[name] for name in less)
        self.unseen.add(between)
        self.sum(more, *less, between)

    def some_of(self, total: str, parts: Mapping[str, int], together: str) -> None:
        """Each at most the total, together at least the total: a row of it counts in one part or more."""
        self.values |= parts
        for name in parts:
            self.at_least(total, name)
        if parts:
            self.values[together] = sum(parts.values())
            self.sum(together, *parts)
            self.unseen.add(together)
            self.at_least(together, total)

    def table(self) -> Table:
        return Table(self.values, tuple(self.relations), frozenset(self.unseen))


def whole_table(year: Rules, forum: Counts, deviations: Counts, work: Work) -> Table:
    """All cells of a year's report that are guarded; how many meetings and papers there were is no secret."""
    making = Making()
    if year.has_forum:
        _forum(making, year, forum)
        _two_weeks(making, year, forum)
    _plans(making, year, forum)
    _deviations(making, deviations)
    _people(making, work)
    return making.table()


def totals_so_far(year: Rules, forum: Counts, deviations: Counts) -> Table:
    """The few totals shown before the year's figures are fixed: each count more is one table more to compare with."""
    making = Making()
    if year.has_forum:
        making.put(forum, SO_FAR_FORUM)
        making.sum("called_counted", "called_in_time", "called_late")
        if _by_sitting(year):
            making.put(forum, SO_FAR_SAT)
            _sat_beside_called(making)
    making.put(forum, PLANS)
    making.sum("sip_needs", "sip_offered", "sip_unoffered")
    making.put(deviations, ("sent",))
    return making.table()


def sexes(year: Rules) -> tuple[str, ...]:
    """The region's categories; what is not known stands apart from «other». [I-R3]"""
    return (*year.profile.sex_categories, UNKNOWN_SEX)


def _by_sitting(year: Rules) -> bool:
    return year.deadline is not None and year.deadline.measures == "held"


def _forum(making: Making, year: Rules, forum: Counts) -> None:
    """`again`: cases of a child already counted. When they are few, so are the children, and the number is hidden."""
    making.put(forum, ("held", "escalated", "outcome", *BESIDE))
    for cell in ("held", "escalated", "outcome"):
        making.split(cell, _each_sex(year, forum, cell))
    making.sum("outcome", "resolved", "unresolved")
    making.at_least("sittings", "held")
    _again(making, forum, "held", "children", "again")


def _again(making: Making, counts: Counts, of: str, children: str, again: str) -> None:
    """The children, and the cases of a child already counted. Of a whole region nobody counts children."""
    if children in counts.total:
        making.put(counts, (children,))
        making.values[again] = making.values[of] - making.values[children]
        making.sum(of, children, again)


def _two_weeks(making: Making, year: Rules, forum: Counts) -> None:
    """Called and held in time beside each other; by sex for the one that the region goes by. [I-04, X-01]"""
    making.put(forum, (*SO_FAR_FORUM[3:], *SO_FAR_SAT, "called_waiting"))
    making.sum("raised", "called_counted", "called_waiting")
    making.sum("called_counted", "called_in_time", "called_late")
    _sat_beside_called(making)
    main = "sat" if _by_sitting(year) else "called"
    for part in ("counted", "in_time", "late"):
        making.split(f"{main}_{part}", _each_sex(year, forum, f"{main}_{part}"))
    for sex in sexes(year):
        making.sum(*(f"{main}_{part}.{sex}" for part in ("counted", "in_time", "late")))


def _plans(making: Making, year: Rules, plans: Counts) -> None:
    """By sex; `plans_again`: plans of a child already counted. [I-11, I-50]"""
    making.put(plans, PLANS)
    for cell in PLANS:
        making.split(cell, _each_sex(year, plans, cell))
    making.sum("sip_needs", "sip_offered", "sip_unoffered")
    for sex in sexes(year):
        making.sum(*(f"{cell}.{sex}" for cell in PLANS[1:]))
    _again(making, plans, "plans", "sip_children", "plans_again")


def _sat_beside_called(making: Making) -> None:
    """Who sat in time was called in time, and who can be judged by the sitting can be judged by the call."""
    making.sum("sat_counted", "sat_in_time", "sat_late")
    making.at_least("called_counted", "sat_counted")
    making.at_least("called_in_time", "sat_in_time")


def _each_sex(year: Rules, forum: Counts, cell: str) -> dict[str, int]:
    """What the region has no category for is counted as not known."""
    found = dict.fromkeys(sexes(year), 0)
    for sex, count in forum.split.get(cell, {}).items():
        found[sex if sex in found else UNKNOWN_SEX] += count
    return found


def _deviations(making: Making, deviations: Counts) -> None:
    making.put(deviations, ("sent", "submitted", "closed"))
    for name in DEVIATION_SPLITS:
        making.split("sent", deviations.split.get(name, {}), name)
    sides = deviations.split.get("sent.counterpart", {})
    names = {f"sent.counterpart.{principal}": count for principal, count in sides.items()}
    making.some_of("sent", names, "~counterparts")


def _people(making: Making, work: Work) -> None:
    """Who came to the groups' meetings, and how many to what was held together. [I-24, I-52, I-R5]"""
    making.values |= {cell: work.total.get(cell, 0) for cell in OF_PERSONS}
    making.sum(*OF_PERSONS)
    making.values["people"] = sum(work.people.values())
    making.split("people", work.people, "people.principal")
