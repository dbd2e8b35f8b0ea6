"""Who may see what of one plan, in plain Python from security.md's table and ADR 11; knows nothing of SQL or policies.

The teacher's unit started it. Whoever is let in afterwards knows that it is there; what it says is a consent's to open.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

UNIT_OF = {
    "teacher": "school", "head": "school", "colleague": "school", "social_worker": "social", "bup_worker": "bup",
    "social_manager": "social", "bup_deputy": "bup", "bup_manager": "bup", "convenor": "social", "chair": "social",
    "secretary": "", "admin": "", "reviewer": "school",
}  # fmt: skip
STARTER, HOME = "teacher", "school"
LEADER_OF = {"head": "school", "social_manager": "social", "bup_manager": "bup"}
LEADING = {"chair", "recorder", "main_responsible"}
OPEN = {
    "need_identified", "offered", "declined", "consented", "preparing", "meeting_called", "drafted", "active"
}  # fmt: skip
WRITTEN = {"meeting_called", "drafted", "active"}
KIND = {"school": "situation", "social": "social", "bup": "health"}  # of what a unit writes in these walks


@dataclass(eq=False)
class AConsent:
    status: str
    valid_to: date
    units: set[str]
    kinds: set[str]

    def lives(self, on: date) -> bool:
        return self.status == "given" and on <= self.valid_to


@dataclass(frozen=True)
class Given:
    """A version of a unit's piece, to another unit, on a consent or (None) on a ground in law."""

    piece: tuple[str, int]
    to: str
    consent: AConsent | None


@dataclass
class Model:
    """What has happened to the plan; `sees` answers for one person, `may` bounds what anybody can get done."""

    today: date
    status: str = "need_identified"
    consents: list[AConsent] = field(default_factory=list)
    inside: set[str] = field(default_factory=set)  # let in and not removed
    been: set[str] = field(default_factory=lambda: {STARTER})
    parts: dict[str, str] = field(default_factory=dict)
    pieces: Counter = field(default_factory=lambda: Counter({HOME: 1}))  # the need, written when it was started
    given: list[Given] = field(default_factory=list)
    copies: Counter = field(default_factory=Counter)  # (unit, who filed)
    filed_pieces: Counter = field(default_factory=Counter)
    counts: Counter = field(default_factory=Counter)  # offers, versions, costs, other plans, hand-overs
    has_headings: bool = False
    frozen: bool = False  # the name has been given to the case
    ended: set[str] = field(default_factory=set)
    barred: set[str] = field(default_factory=set)  # items kept from one guardian

    # What happens

    def consented(self, consent: AConsent) -> None:
        """It takes the place of what was asked before, and given, of what was given; what is not, leaves that be."""
        replaced = ("given", "requested") if consent.status == "given" else ("requested",)
        for one in self.consents:
            if one.status in replaced:
                one.status = "expired"
        self.consents.append(consent)
        self.keep_name()
        if consent.status != "given":
            return
        self.frozen = True
        newest = (HOME, self.pieces[HOME])
        if KIND[HOME] in consent.kinds:
            self.given += [Given(newest, unit, consent) for unit in sorted(consent.units - {HOME})]
        if self.status in ("need_identified", "offered", "declined"):
            self.counts["offers"] += self.status != "offered"
            self.status = "consented"

    def withdrawn(self, consent: AConsent, unit: str | None) -> None:
        if unit and consent.units - {unit}:
            consent.units.discard(unit)
            return
        consent.units, consent.status = set(), "withdrawn"
        self.keep_name()
        if self.status in OPEN and not any(one.status == "given" for one in self.consents):
            self.status = "stopped"

    def keep_name(self) -> None:
        self.frozen &= any(one.status in ("given", "used") for one in self.consents)

    def let_in(self, *people: str) -> None:
        self.inside |= set(people) - {STARTER}
        self.been |= set(people)

    def removed(self, who: str) -> None:
        self.inside.discard(who)
        self.parts = {part: holder for part, holder in self.parts.items() if holder != who}

    # What is open

    def sees(self, who: str) -> Counter:
        """How many rows of each sort somebody meets; of what is always there or not, one."""
        found: Counter = Counter()
        if who in self.ended:
            return found
        stands, home = self.stands(who), self.is_home(who)
        reads = stands and self.covers(UNIT_OF[who])
        found["plan"] = int(stands)
        found["name"] = int(self.frozen and (self.leads_unit(who) == HOME or (reads and self.names(UNIT_OF[who]))))
        found["consents"] = len(self.consents) if home or reads else 0
        found["child"] = int(home)
        found["givers"] = 2 * found["consents"] if found["name"] or home else 0
        found["headings"] = 2 * int(reads and self.has_headings)
        for name in ("versions", "costs"):
            found[name] = self.counts[name] if reads else 0
        found["other plans"] = self.counts["other plans"] if reads or home else 0
        found["offers"] = self.counts["offers"] if home else 0
        found["hand-overs"] = self.counts["hand-overs"] if stands else 0
        found["pieces"] = self._own_pieces(who) + len(self.received(who))
        for name, kept in (("copies", self.copies), ("filed pieces", self.filed_pieces)):
            found[name] = self._own_copies(who, kept)
        return +found

    def opens(self, who: str) -> set[str]:
        """What of the rows that hang on the plan is open: all of a sort, or nothing. ADR 11"""
        if who in self.ended:
            return set()
        stands = self.stands(who)
        reads = stands and self.covers(UNIT_OF[who])
        given = {"there": stands, "content": reads, "beside": reads or self.is_home(who)}
        return {sort for sort, is_open in given.items() if is_open}

    def stands(self, who: str) -> bool:
        """In the plan by name, or a leader of a unit that has somebody there. [rows 3-5]"""
        return self.takes_part(who) or self.leads_unit(who) is not None

    def takes_part(self, who: str) -> bool:
        return who == STARTER or who in self.inside

    def leads_unit(self, who: str) -> str | None:
        units = {UNIT_OF[one] for one in self.inside | {STARTER}}
        return LEADER_OF[who] if LEADER_OF.get(who) in units else None

    def is_home(self, who: str) -> bool:
        return who == STARTER or LEADER_OF.get(who) == HOME

    def live(self) -> list[AConsent]:
        return [one for one in self.consents if one.lives(self.today)]

    def covers(self, unit: str) -> bool:
        return any(unit in one.units for one in self.live())

    def names(self, unit: str) -> bool:
        return any(unit in one.units and "identity" in one.kinds for one in self.live())

    def received(self, who: str) -> set[tuple[str, int]]:
        """Others' pieces: to one who takes part, on a ground in law or a consent that still covers the unit."""
        if who in self.ended or not self.takes_part(who):
            return set()
        unit = UNIT_OF[who]
        return {
            one.piece
            for one in self.given
            if one.to == unit and (one.consent is None or (one.consent.lives(self.today) and unit in one.consent.units))
        }

    def _own_pieces(self, who: str) -> int:
        return self.pieces[UNIT_OF[who]] if who in LEADER_OF or who in self.been else 0

    def _own_copies(self, who: str, kept: Counter) -> int:
        """What the unit has filed: to its leaders, who filed it, and those of it who took part. [rows 3, 5, 8]"""
        ours = {key: number for key, number in kept.items() if key[0] == UNIT_OF[who]}
        if who in LEADER_OF or who in self.been:
            return sum(ours.values())
        return sum(number for (_unit, filer), number in ours.items() if filer == who)

    # What may be done

    def leads(self, who: str) -> bool:
        """Who started the plan, or by name leads its meeting or answers for it while a consent covers the unit."""
        held = {part for part, holder in self.parts.items() if holder == who}
        return who == STARTER or (self.reads(who) and bool(held & LEADING))

    def reads(self, who: str) -> bool:
        return self.takes_part(who) and self.covers(UNIT_OF[who])

    def may(self, who: str, verb: str, *, unit: str = "", to: str = "") -> bool:
        """Whether somebody can get it done at all; that the portal says no for other reasons is its own business."""
        if who in self.ended:
            return False
        is_open = self.status in OPEN
        return {
            "start": lambda: who == STARTER and is_open,
            "consent": lambda: who == STARTER and is_open,
            "withdraw": lambda: self.takes_part(who),
            "let in": lambda: is_open and self.leads(who) and self.covers(unit),
            "remove": lambda: self.leads(who) or to == who,
            "call": lambda: is_open and self.leads(who) and bool(self.live()),
            "hold": lambda: is_open and self.leads(who),
            "settle": lambda: is_open and self.leads(who) and bool(self.live()),
            "write": lambda: self.status in WRITTEN and self.reads(who),
            "cost": lambda: self.reads(who),
            "other plan": lambda: is_open and self.takes_part(who),
            "file": lambda: self.stands(who) and self.covers(UNIT_OF[who]),
            "answer for": lambda: is_open and self.parts.get("main_responsible") == who,
            "accept": lambda: is_open and self.takes_part(who),
            "bar": lambda: self.is_home(who),
            "piece": lambda: is_open and (self.stands(who) and (unit == HOME or self.covers(unit))),
            "give": lambda: is_open and self.stands(who) and UNIT_OF[who] == unit,
            "share": lambda: any(to in one.units and KIND[unit] in one.kinds for one in self.live()),
        }[verb]()
