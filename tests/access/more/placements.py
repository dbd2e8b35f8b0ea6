"""A child that social services placed, its secret residence and its transition: the placing unit's own. [security 2]

In the matrix's world the caseworker of social services has registered the child; its unit's manager leads the unit.
The school's own child has a transition of its own, which those see who see that child. What the transition says can't
be read by the case, which it does not hang on.
"""

from datetime import timedelta

from core import clock
from core.access import acting_as
from sip.lss.services import note_lss
from sip.placements import protecting, services
from sip.placements.models import HealthExam
from sip.transitions import services as transitions
from sip.transitions.models import TransitionUnit
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.sip import placing
from tests.sip import town as t

NAME = "Placeradsson"  # the child's own name
PLACE = "MÄRKE-VISTELSEORT"  # in the secret residence alone
REASON = "MÄRKE-SKÄL"  # why the school's transition is not needed
UNIT = ("social_worker", "social_manager")  # who registered the child, and the leader of that unit
SCHOOL = ("teacher", "head")


def make(world) -> dict[str, object]:
    town = world.town
    with as_loader():
        for code in (*placing.CODES, "DL-34"):
            make_rule(town.region, code)
    child = t.child_of(town, by=town.social_worker, family_name=NAME)
    placement = placing.placed(town, child=child, act="lvu", is_acute=True)
    with acting_as(town.social_worker) as by:
        today = clock.today()
        secret = protecting.protect_residence(placement, by=by, starts_on=today, place=f"{PLACE} Storgatan 1")
        services.note_exam_decision(placement, by=by, on=today)
        services.note_steps(placement, by=by, phase="before", done={"school_place"}, on=today)
        exam = HealthExam.objects.filter(placement=placement).first()
        offer = note_lss(child, by=by, why="granted", on=today)
    dropped, open_, row = _of_the_school(world)
    return {
        "placement": placement.pk,
        "health exam": exam.pk,
        "residence": secret.pk,
        "lss offer": offer.pk,
        "transition": dropped.pk,
        "transition unit": row.pk,
        "open transition": open_.pk,
    }


def _of_the_school(world):
    """One that was not needed, with its marked reason, and one that goes on."""
    with acting_as(world.town.teacher) as by:
        on = clock.today() + timedelta(days=30)
        dropped = transitions.add_transition(world.child, by=by, kind="services", on=on)
        transitions.drop_transition(dropped, by=by, reason="other", words=f"{REASON} Stödet är klart.")
        open_ = transitions.add_transition(world.child, by=by, kind="school_stage", on=on)
        row = TransitionUnit.objects.get(transition=open_)
    return dropped, open_, row


REACHES = {
    "placement": lambda who, phase: who in UNIT,
    "health exam": lambda who, phase: who in UNIT,
    "residence": lambda who, phase: who in UNIT,
    "lss offer": lambda who, phase: who in UNIT,
    "transition": lambda who, phase: who in SCHOOL,
    "transition unit": lambda who, phase: who in SCHOOL,
}
MARKS = {
    NAME: lambda who, phase: who in UNIT,
    PLACE: lambda who, phase: who in UNIT,
    REASON: lambda who, phase: who in SCHOOL,
}
