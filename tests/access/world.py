"""One case in each of its phases, every hidden text marked, and everyone who might look. [security 2, 13]"""

from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

from core import clock
from core.access import acting_as
from core.obligations.models import Obligation
from sip.cases import escalation
from sip.individual_forum import holding
from sip.individual_forum.models import Call
from sip.models import Consent, Decision, Minutes
from tests.access import more
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.signatures.build import signed_by_all

PHASES = ("raised", "called", "held", "escalated")
MARKERS = {
    "E": "MÄRKE-FRÅGA",  # existence: the question follows the code
    "I": "Märkesson",  # identity
    "T": "MÄRKE-PRÖVAT",  # another unit's piece
    "C": "MÄRKE-SAMTYCKE",  # the consent record
    "M": "MÄRKE-PROTOKOLL",  # minutes
    "B": "MÄRKE-BESLUT",  # decisions
}
OTHERS = ("Fjärransson", "FJÄRRAN-MÄRKE")  # name and texts of the other region's case
PEOPLE = (
    "teacher head colleague convenor other_convenor social_manager social_worker bup_manager bup_deputy chair "
    "steering_bup steering_social secretary admin reviewer"
).split()
OUTSIDERS = ("teacher", "convenor", "chair", "admin")  # the same roles in another region


@dataclass
class World:
    """The town, its case in a phase, and the object each kind of address names."""

    town: SimpleNamespace
    other: SimpleNamespace
    phase: str
    case: object
    child: object
    objects: dict = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.case.case.code


@dataclass
class Side:
    """A region's town and the object of each kind in it."""

    town: SimpleNamespace
    objects: dict = field(default_factory=dict)


@dataclass
class Sides:
    here: Side
    there: Side


def make_sides() -> Sides:
    """Two regions beside each other, nothing in them yet but people and places."""
    with as_loader():
        return Sides(Side(t.make_town()), Side(t.make_town()))


def make_world(phase: str) -> World:
    with as_loader():
        town, other = t.make_town(), t.make_town()
    theirs = t.child_of(other, family_name=OTHERS[0])
    t.raised(other, child=theirs, question=f"{OTHERS[1]} Vem?", tried=f"{OTHERS[1]} Två möten.")
    child = t.child_of(town, family_name="Märkesson")
    case = t.raised(town, child=child, question=f"{MARKERS['E']} Vem samordnar?", tried=f"{MARKERS['T']} Två möten.")
    world = World(town, other, phase, case, child)
    if phase != "raised":
        _call(world)
    if phase in ("held", "escalated"):
        _hold(world)
    if phase == "escalated":
        _escalate(world)
    _name_objects(world)
    return world


def _call(world: World) -> None:
    consent = t.consented(world.town, world.case, child_view_text=f"{MARKERS['C']} Jag vill gå i skolan.")
    with as_loader():
        signed_by_all(consent, world.town.assignments["teacher"], but=1)
    world.objects["occasion"] = t.called(world.town, world.case)


def _hold(world: World) -> None:
    town = world.town
    with clock.moved_to(world.objects["occasion"].starts_at + timedelta(hours=1)), acting_as(town.convenor):
        calls = Call.objects.filter(case_id=world.case.pk)
        minutes = holding.hold_occasion(world.case, by=town.convenor, attendance={call.pk: "present" for call in calls})
        for section in minutes.sections.all():
            holding.save_section(section, by=town.convenor, text=f"{MARKERS['M']} sades.", version=0)
        due = clock.today() + timedelta(days=20)
        holding.add_decision(minutes, by=town.convenor, text=f"{MARKERS['B']} gäller.", unit=town.bup, due_on=due)


def _escalate(world: World) -> None:
    town, before = world.town, clock.today()
    with clock.moved_to(world.objects["occasion"].starts_at + timedelta(hours=2)):
        t.approved(town, world.case)
        with acting_as(town.convenor):
            holding.conclude(world.case, by=town.convenor, outcome="unresolved")
        t.agreed(town, world.case, given_on=before)
        with acting_as(town.convenor):
            escalation.escalate(world.case, by=town.convenor, managers=[town.assignments["steering_bup"]])


def _name_objects(world: World) -> None:
    town, case = world.town, world.case
    with as_loader():
        minutes = Minutes.objects.filter(case_id=case.pk).first()
        found = {
            "case": case.pk,
            "identity": case.pk,
            "case log": case.pk,
            "child": world.child.pk,
            "consent": _pk(Consent.objects.filter(case_id=case.pk).order_by("created_at").first()),
            "call": _pk(Call.objects.filter(case_id=case.pk, unit=town.bup).first()),
            "minutes": _pk(minutes),
            "section": _pk(minutes.sections.first() if minutes else None),
            "decision": _pk(Decision.objects.filter(case_id=case.pk).first()),
            "obligation": Obligation.objects.get(case_id=case.pk, code="DL-01").pk,
        }
    world.objects.update(found)
    world.objects.update(more.make(world))


def _pk(found) -> object:
    return found.pk if found else uuid4()
