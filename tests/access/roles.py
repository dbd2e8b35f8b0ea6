"""People in the roles that nobody of `world.PEOPLE` holds, and what each may meet, by hand from domain.md 2.

Where it can tell them apart they stand in units that take part in the case, and in its area: a colleague there sees no
child (security 2, row 2), nor does anybody of a group or an administration (rows 10 and 11). Everybody in the region
meets how its groups are made up.
"""

from dataclasses import dataclass

from core.roles import Role
from tests.access.beside import IN_THE_GROUP, MEETS, REACHES, REGION
from tests.groups import build as b

Names = frozenset[str]
EVERYBODYS = tuple(frozenset(name for name, who in found.items() if who == REGION) for found in (MEETS, REACHES))
THE_GROUPS = tuple(frozenset(name for name, who in found.items() if who == IN_THE_GROUP) for found in (MEETS, REACHES))
FOLLOWED = frozenset({"ÅRSTEXT", "RAPPORT"}), frozenset({"follow-up", "area's year", "report job"})


@dataclass(frozen=True)
class Untried:
    """`where`: places of the town. `like`: somebody of the oracle who stands as this one to the child level.

    `meets` and `reaches`: marks and kinds of `beside`, more than everybody's. `archives`: what is to go or to be handed
    out, codes and days of it; a child in extracts alone. (row 12)
    """

    role: Role
    where: Names = frozenset()
    like: str = ""
    meets: Names = frozenset()
    reaches: Names = frozenset()
    archives: bool = False


def _untried(role: Role, where: str = "", *more: tuple[Names, Names], like="", meets="", reaches="") -> Untried:
    marks = frozenset(meets.split()).union(*(one[0] for one in more))
    kinds = frozenset(filter(None, reaches.split(", "))).union(*(one[1] for one in more))
    return Untried(role, frozenset(where.split()), like, marks, kinds)


UNTRIED = {
    "political": _untried(Role.POLITICAL_MEMBER),  # A-01..A-03: aggregated figures alone
    "regional": _untried(Role.REGIONAL_MEMBER),
    "prep": _untried(Role.PREP_MEMBER),
    "managers": _untried(Role.MANAGERS_FORUM_MEMBER),
    # A-10: compiles follow-ups, sees that the groups' meetings are planned, holds the levels together.
    "support": _untried(
        Role.SUPPORT_UNIT_OFFICER, "", THE_GROUPS, FOLLOWED, meets="KVARTAL REGIONENS",
        reaches="quarter's patterns, region's year, region's text",
    ),
    # carry out what the steering group asks of theirs, and write in the year of their area.
    "working_convenor": _untried(
        Role.WORKING_CONVENOR, "social area", FOLLOWED, meets="UPPDRAG SYNPUNKT", reaches="task, follow-up's text"
    ),
    "working_member": _untried(Role.WORKING_MEMBER, "bup area", FOLLOWED, meets="SYNPUNKT", reaches="follow-up's text"),
    # leads the group beside its chair, closed items excepted; the ladder's step of its area.
    "coordinator": _untried(
        Role.GROUP_COORDINATOR, "social area", THE_GROUPS, FOLLOWED, meets="AVVIKELSE LÄSSKÄL SYNPUNKT",
        reaches="deviation, follow-up's text, leave to read, receipt",
    ),
    "sip_coordinator": _untried(Role.SIP_COORDINATOR, "social area", reaches="pool ask"),  # what the area asks
    # leads the unit as its head does. (row 3)
    "line": _untried(
        Role.LINE_MANAGER, "school", like="head", meets="AVVIKELSE MALL", reaches="deviation, pool ask"
    ),
    "school_area_head": _untried(Role.SCHOOL_AREA_HEAD, "school"),
    "habilitation": _untried(Role.HABILITATION_COORDINATOR, "bup"),
    "independent": _untried(Role.INDEPENDENT_SCHOOL_REP, "school"),
    "interest": _untried(Role.INTEREST_REP),
    "platform": _untried(Role.PLATFORM_ADMIN),
    "records": Untried(Role.RECORDS_OFFICER, frozenset({"city"}), archives=True),
}  # fmt: skip
SCOPES = {"area": "area", "city": "principal"}  # all else is a unit


def make_untried(town) -> dict:
    """Their assignments; nobody has a seat."""
    return {
        who: b.make_assignment(
            town.region, one.role, f"Otto {who}",
            **{SCOPES.get(place, "unit"): getattr(town, place) for place in one.where},
        )
        for who, one in UNTRIED.items()
    }  # fmt: skip


def may_meet(who: str, mark: str) -> bool:
    return mark in EVERYBODYS[0] | UNTRIED[who].meets


def may_reach(who: str, kind: str) -> bool:
    return kind in EVERYBODYS[1] | UNTRIED[who].reaches
