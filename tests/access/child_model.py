"""Who may see what of a child, in plain Python from security.md's table; knows nothing of SQL or policies.

A child is its principal's: whoever works with it, that unit's leaders, and whoever began something about it, see its
record. What social services place, or offer under LSS, is that unit's alone. What is passed on to another unit is open
to its leaders, and to whom they name, while a consent covers the unit, or as far as a ground in law goes. [rows 3-5]
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

_IN_UNITS = {
    "school": "teacher colleague head reviewer",
    "social": "social_worker mate social_manager convenor sigrid chair",
    "bup": "bup_worker bup_deputy bup_manager steering_bup",
    "bvc": "nurse",
    "": "admin secretary first second other",
}
UNIT_OF = {who: unit for unit, people in _IN_UNITS.items() for who in people.split()}
LEADS = {"head": "school", "social_manager": "social", "bup_manager": "bup"}
WORKS = frozenset(
    "teacher colleague head social_worker mate social_manager nurse bup_worker bup_deputy bup_manager".split()
)  # in a role that meets children
PRINCIPAL = {"school": "city", "social": "city", "bup": "care", "bvc": "care"}
OFFICER = {"first": "city", "second": "city", "other": "care"}
HELPS = frozenset({"sigrid"})  # the area's coordinators
OF_CHILD = {"child", "guardians", "contacts", "bars", "protections", "needs", "numbers", "persons", "checked"}
OF_GIVERS = {"signatures", "papers"}  # who answered, and what they signed on: with the givers
OF_UNIT = {"placements", "residences", "offers"}
OF_CASE = {"cases", "parts", "transfers", "plans", "hand-overs"}
BESIDE = {"asks for help", "takeovers", "proposals", "approvals", "holds", "proofs", "extracts", "items"}
READABLE = ("built", "read", "handed_out")  # what stands in an extract, until it is refused or taken back


@dataclass(eq=False)
class AConsent:
    key: UUID
    status: str
    valid_to: date
    units: set[str]
    kinds: set[str]

    def lives(self, on: date) -> bool:
        return self.status == "given" and on <= self.valid_to


@dataclass
class Part:
    """In a case, or with a child. `who` is nobody where a unit has been given something and nobody is named."""

    who: str | None
    unit: str
    part: str  # raiser, unit, receiver, contact
    until: datetime | None = None
    ended: bool = False

    def lives(self, at: datetime) -> bool:
        return not self.ended and (self.until is None or at < self.until)


@dataclass
class ACase:
    """A plan or something passed on, begun by `home` about `child`."""

    kind: str
    home: str
    child: UUID
    parts: list[Part]
    status: str = "open"
    consents: list[AConsent] = field(default_factory=list)
    by_law: set[str] = field(default_factory=set)  # the units that were given something on a ground in law

    @property
    def is_open(self) -> bool:
        return self.status == "open"

    def consented(self, consent: AConsent) -> None:
        """It takes the place of what was asked before, and given, of what was given."""
        replaced = ("given", "requested") if consent.status == "given" else ("requested",)
        for one in self.consents:
            if one.status in replaced:
                one.status = "expired"
        self.consents.append(consent)

    def withdrawn(self, consent: AConsent, unit: str | None) -> None:
        if unit and consent.units - {unit}:
            consent.units.discard(unit)
            return
        was_given = consent.status == "given"
        consent.units, consent.status = set(), "withdrawn"
        if self.is_open and (was_given or not any(one.status == "given" for one in self.consents)):
            self.status = "stopped"


@dataclass
class Model:
    """What has happened; `sees` answers whether somebody may meet a row that is there."""

    now: datetime
    today: date
    birthday: date  # of the child that comes of age
    grows_up: UUID
    contacts: dict[UUID, list[Part]] = field(default_factory=dict)
    principals: dict[UUID, str] = field(default_factory=dict)  # of each child
    cases: dict[UUID, ACase] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)  # whose assignment has ended
    gone: set[UUID] = field(default_factory=set)  # children whose record is deleted
    wish: str = "unasked"  # what the young person wants of the guardians
    custody_ended: date | None = None

    # What happens by itself

    def night(self) -> None:
        """From the eighteenth birthday what guardians gave is over, and their part unless it is wished. [P-71, SM-4]"""
        if self.today < self.birthday:
            return
        for case in self.cases.values():
            for one in case.consents:
                if case.child == self.grows_up and one.status == "given":
                    one.status = "expired"
        if self.wish != "involved" and self.custody_ended is None:
            self.custody_ended = self.birthday

    def wished(self, wish: str) -> None:
        """Before the birthday it waits for the day; from then on it holds at once. [P-71]"""
        self.wish = wish
        if self.today < self.birthday:
            return
        if wish == "involved":
            self.custody_ended = None if self.custody_ended == self.birthday else self.custody_ended
        elif self.custody_ended is None or self.custody_ended > self.today:
            self.custody_ended = self.today

    def years_pass(self) -> None:
        """Nothing goes on any more, and what had a last day has had it."""
        for one in (*self.contacts.values(), *(case.parts for case in self.cases.values())):
            for part in one:
                part.ended |= part.until is not None
        for case in self.cases.values():
            case.status = "closed" if case.is_open else case.status

    def deleted(self, child: UUID) -> None:
        """The principal's record of the child is no more; copies that others have taken in stay theirs. [security 6]"""
        self.gone.add(child)
        for case in self.cases.values():
            if case.child == child:
                case.parts, case.consents, case.by_law = [], [], set()

    # Who stands where

    def relations(self, case: ACase, who: str) -> set[str]:
        unit = UNIT_OF[who]
        return {name for part in case.parts if part.lives(self.now) for name in self._by(case, part, who, unit)}

    def _by(self, case: ACase, part: Part, who: str, unit: str) -> Iterator[str]:
        leads = LEADS.get(who) == part.unit
        if part.part == "receiver":
            is_named = part.who == who or (part.who is None and leads)
            if is_named and (self.covers(case, unit) or unit in case.by_law):
                yield "received"
            return
        began = part.part == "raiser"
        if part.who == who:
            yield "participant" if began else "joined"
        if leads:
            yield "leader" if began else "led"

    def covers(self, case: ACase, unit: str, kind: str | None = None) -> bool:
        return any(
            one.lives(self.today) and unit in one.units and (kind is None or kind in one.kinds) for one in case.consents
        )

    def began(self, case: ACase, who: str) -> bool:
        return bool(self.relations(case, who) & {"participant", "leader"})

    def takes_part(self, case: ACase, who: str) -> bool:
        return bool(self.relations(case, who) & {"participant", "joined"})

    def meets(self, who: str, child: UUID) -> bool:
        """Works with it, leads those who do, or has begun something about it for its own principal."""
        if who in self.left or child in self.gone:
            return False
        live = [one for one in self.contacts[child] if one.lives(self.now)]
        if any(one.who == who or LEADS.get(who) == UNIT_OF[one.who] for one in live):
            return True
        return PRINCIPAL.get(UNIT_OF[who]) == self.principals[child] and any(
            case.child == child and self.began(case, who) for case in self.cases.values()
        )

    def knows_name(self, case: ACase, who: str) -> bool:
        """Leads the unit that began it; else by a consent that names the child to the unit. [rows 3-5]"""
        found = self.relations(case, who)
        if "leader" in found:
            return True
        by_plan = case.kind == "plan" and bool(found & {"participant", "joined", "led"})
        return (by_plan or "received" in found) and self.covers(case, UNIT_OF[who], "identity")

    def reads_plan(self, case: ACase, who: str) -> bool:
        return bool(self.relations(case, who) - {"received"}) and self.covers(case, UNIT_OF[who])

    def reads_consents(self, case: ACase, who: str) -> bool:
        found = self.relations(case, who)
        return bool(found & {"participant", "leader"}) or (bool(found) and self.covers(case, UNIT_OF[who]))

    # What of it is met

    def sees(self, who: str, kind: str, row: dict[str, Any], rows: dict[str, dict]) -> bool:
        """Whether somebody may meet a row of the kind. `row`: what it hangs on, by the names of this model."""
        if who in self.left:
            return False
        if kind in OF_CHILD | OF_UNIT | {"exams", "transitions", "sides"}:
            return self._of_child(who, kind, row, rows)
        if kind in BESIDE:
            return self._beside(who, kind, row, rows)
        case = self.cases.get(row["case"])
        if kind in ("pieces", "filed"):
            return self._written(who, kind, row, case)
        return case is not None and self._of_case(who, kind, row, case, rows)

    def _of_child(self, who: str, kind: str, row: dict, rows: dict) -> bool:
        if kind == "exams":
            return self._of_child(who, "placements", rows["placements"][row["placement"]], rows)
        if kind == "sides":
            return self._of_child(who, "transitions", rows["transitions"][row["transition"]], rows)
        if kind == "transitions" and (case := self.cases.get(row["case"])) and self.knows_name(case, who):
            return True
        return self.meets(who, row["child"]) and (kind not in OF_UNIT or row["unit"] == UNIT_OF[who])

    def _of_case(self, who: str, kind: str, row: dict, case: ACase, rows: dict) -> bool:
        found = self.relations(case, who)
        mine = bool(found) and row.get("receiver") == UNIT_OF[who] and bool(row.get("sent"))
        if kind == "notices":
            placement = rows["placements"].get(row["placement"])
            is_placing = placement is not None and self._of_child(who, "placements", placement, rows)
            return mine or is_placing or self.began(case, who)
        if kind in OF_CASE:
            return bool(found)
        kind = "givers" if kind in OF_GIVERS else kind
        return {
            "versions": lambda: self.reads_plan(case, who),
            "names": lambda: self.knows_name(case, who),
            "consents": lambda: self.reads_consents(case, who),
            "covered": lambda: self.reads_consents(case, who),
            "givers": lambda: (
                self.reads_consents(case, who) and (self.knows_name(case, who) or self.meets(who, case.child))
            ),
            "first line": lambda: mine or self.began(case, who),
        }[kind]()

    def _written(self, who: str, kind: str, row: dict, case: ACase | None) -> bool:
        """The own unit's: to its leaders, who filed it and those of it who have been there; others' as given now."""
        unit = UNIT_OF[who]
        if row["unit"] == unit:
            been = case is not None and any(part.who == who for part in case.parts)
            return who in LEADS or been or row.get("filer") == who
        return kind == "pieces" and case is not None and self.may_read(who, case, row["given"])

    def may_read(self, who: str, case: ACase, given: list[tuple[str, UUID | None]]) -> bool:
        """What was given to a unit, on a consent that still stands toward it or (None) by law, to who stands there."""
        unit = UNIT_OF[who]
        standing = {one.key for one in case.consents if one.lives(self.today) and unit in one.units}
        return bool(self.relations(case, who) - {"leader", "led"}) and any(
            to == unit and (on is None or on in standing) for to, on in given
        )

    def _beside(self, who: str, kind: str, row: dict, rows: dict) -> bool:
        """What names no child: its unit's who meet children, its leader's, or the records officers'."""
        unit = UNIT_OF[who]
        if kind == "asks for help":
            return who in HELPS or (who in WORKS and row["unit"] == unit)
        if kind == "takeovers":
            return LEADS.get(who) == row["unit"] or row["receiver"] == who
        if kind in ("approvals", "items"):
            above = "proposals" if kind == "approvals" else "extracts"
            over = rows[above][row["of"]]
            return self._beside(who, above, over, rows) and (kind == "approvals" or over["status"] in READABLE)
        return OFFICER.get(who) == row["principal"]
