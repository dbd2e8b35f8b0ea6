"""The clocks of transitions: the joint meeting is held at the latest the day before. [DL-42, 42B, 43, 45]"""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from core import clock, obligations
from core.access import Acting
from core.obligations import Clock
from core.obligations.models import Obligation
from core.organisations.choices import SCHOOLS
from core.organisations.models import Unit
from core.roles import Role
from sip.transitions.models import Transition, TransitionUnit
from sip.transitions.states import TransitionKind

ABOUT = _("Övergång")


def _clock(code: str, owner: str) -> Clock:
    return Clock(
        code,
        starts=lambda transition: None,  # the day it is found: what is promised is the day before
        owner=owner,
        title=_("Planera övergången och håll ett gemensamt möte"),
        button=_("Till övergången"),
        about=ABOUT,
    )


CHANGE = _clock("DL-42B", Role.UNIT_MANAGER)
CLOCKS = {
    TransitionKind.ADULT_18: _clock("DL-42", Role.UNIT_MANAGER),
    TransitionKind.PLACED_21: _clock("DL-43", Role.UNIT_MANAGER),
    TransitionKind.HABILITATION_16: _clock("DL-45", Role.HABILITATION_COORDINATOR),
    TransitionKind.SERVICES: CHANGE,
    TransitionKind.SCHOOL_STAGE: CHANGE,
}
CODES = tuple(sorted({rule.code for rule in CLOCKS.values()}))


def last_day_to_meet(on: date) -> date:
    """The day before the birthday, or before the change. [P-70]"""
    return on - timedelta(days=1)


def code_of(transition: Transition) -> str:
    return CLOCKS[TransitionKind(transition.kind)].code


def manager_of(unit: Unit) -> Role:
    """Who owes what the unit owes."""
    return Role.SCHOOL_PRINCIPAL_HEAD if unit.unit_type in SCHOOLS else Role.UNIT_MANAGER


def start_clock(transition: Transition, *, by: Acting) -> None:
    """For the unit that holds the transition together; late at once where the day before has passed."""
    last, rule = last_day_to_meet(transition.on), CLOCKS[TransitionKind(transition.kind)]
    obligations.start(
        rule,
        subject=transition,
        subject_code=transition.code,
        by=by,
        started_on=min(clock.today(), last),
        due_on=last,
        unit_id=transition.unit_id,
        owner_role=manager_of(transition.unit) if rule.owner == Role.UNIT_MANAGER else rule.owner,
        url_name="sip:transition_detail",
    )


def end_clock(owed: Transition | TransitionUnit, code: str, *, on: date, by: Acting) -> None:
    """The joint meeting was held on the day `on`. One held before the transition was entered or planned, and the clock
    began, stops it on its first day.
    """
    running = Obligation.objects.live().filter(region_id=by.region_id, code=code, subject_id=owed.pk)
    started_on = running.values_list("started_on", flat=True).first()
    if started_on is not None:
        obligations.end(owed, code, on=max(on, started_on), by=by)
