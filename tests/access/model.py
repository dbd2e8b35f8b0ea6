"""Who may see what of one case, in plain Python from security.md's table; knows nothing of SQL or of our policies."""

from dataclasses import dataclass, field
from datetime import date

OPEN = {"raised", "convened", "held", "resolved", "unresolved", "escalated", "principled_forwarded", "decided"}
WITH_MANAGERS = {"escalated", "principled_forwarded", "decided"}
UNIT_OF = {
    "teacher": "school", "head": "school", "colleague": "school", "convenor": "social", "other_convenor": "social",
    "social_manager": "social", "social_worker": "social", "bup_manager": "bup", "bup_deputy": "bup",
    "chair": "social", "steering_bup": "bup", "steering_social": "social", "secretary": "", "reviewer": "school",
}  # fmt: skip
LEADERS = {"head", "social_manager", "bup_manager"}


@dataclass
class AConsent:
    sitting: int
    status: str
    valid_to: date
    units: set[str]
    disclosed_to: set[str]

    def lives(self, on: date) -> bool:
        return self.status == "given" and on <= self.valid_to


@dataclass
class ASitting:
    number: int
    deidentified: bool
    consent: AConsent | None
    calls: dict[str, bool] = field(default_factory=dict)  # person called → the place is still theirs
    status: str = "called"


@dataclass
class Model:
    """What has happened to the case; `sees` answers for one person."""

    today: date
    status: str = "raised"
    consents: list[AConsent] = field(default_factory=list)
    sittings: list[ASitting] = field(default_factory=list)
    attended: set[str] = field(default_factory=set)  # units present at some sitting
    named: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    frozen: bool = False  # the identity has been given to the case

    def keep_identity(self) -> None:
        """The copy of the identity stays while a consent is given or was used; with the last one it goes."""
        self.frozen &= any(one.status in ("given", "used") for one in self.consents)

    def cancel(self) -> None:
        for sitting in self.sittings:
            if sitting.status == "called":
                sitting.status = "cancelled"

    def let_go(self, consent: AConsent, unit: str) -> None:
        """Whoever of the unit is called on that consent to what lies ahead is called no more."""
        for sitting in self.sittings:
            if sitting.status == "called" and sitting.consent is consent:
                sitting.calls = {who: live and UNIT_OF[who] != unit for who, live in sitting.calls.items()}

    def sees(self, who: str) -> set[str]:
        """Letters of what is open: Existence, Identity, the piece (T), Consent, Minutes."""
        if who in self.ended or who not in UNIT_OF:
            return set()
        found = {"E"} if self.relations(who) else set()
        if found and self.frozen and self._identity(who):
            found.add("I")
        if self._piece(who):
            found.add("T")
        if self.consents and self.relations(who) & {"participant", "leader", "convenor"}:
            found.add("C")
        if any(one.status == "held" for one in self.sittings) and self._minutes(who):
            found.add("M")
        return found

    def opens(self, who: str) -> set[str]:
        """Sittings are known with the case or their minutes; decisions with the minutes or the consents, and what the
        managers have decided by them.
        """
        if who in self.ended or who not in UNIT_OF:
            return set()
        relations, minutes = self.relations(who), self._minutes(who)
        reads = minutes or bool(relations & {"participant", "leader", "convenor"})
        given = {
            "occasion": bool(relations) or minutes,
            "sitting's decision": reads,
            "managers' decision": reads or "concerned_unnamed" in relations,
        }
        return {name for name, is_open in given.items() if is_open}

    def relations(self, who: str) -> set[str]:
        """The rows of security 2 this person stands in."""
        stands = {
            "participant": who == "teacher",
            "leader": who == "head",
            "convenor": who == "convenor" and self.status in OPEN,
            "called": self._called(who),
            "concerned_unnamed": who in self.named and self.status in WITH_MANAGERS,
        }
        return {name for name, so in stands.items() if so}

    def _called(self, who: str) -> bool:
        for sitting in self.sittings:
            if sitting.status != "called":
                continue
            mine = {person for person, live in sitting.calls.items() if live}
            unit = UNIT_OF[who]
            here = who in mine or (who in LEADERS and unit in {UNIT_OF[person] for person in mine})
            consent = sitting.consent
            if here and (sitting.deidentified or (consent.lives(self.today) and unit in consent.units)):
                return True
        return False

    def _identity(self, who: str) -> bool:
        relations, live = self.relations(who), [one for one in self.consents if one.lives(self.today)]
        if "leader" in relations or ("convenor" in relations and live):
            return True
        return bool(relations & {"participant", "called"}) and any(UNIT_OF[who] in one.units for one in live)

    def _piece(self, who: str) -> bool:
        """The school's own; others' by a disclosure on a consent that lives and still covers them."""
        unit = UNIT_OF[who]
        if who in ("teacher", "head"):
            return True
        return bool(self.relations(who) - {"leader", "concerned_unnamed"}) and any(
            one.lives(self.today) and unit in one.units & one.disclosed_to for one in self.consents
        )

    def _minutes(self, who: str) -> bool:
        attended = who in LEADERS and UNIT_OF[who] in self.attended
        return attended or bool(self.relations(who) & {"convenor", "called"})
