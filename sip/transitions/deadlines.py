"""The clocks of transitions by birthday: the joint meeting is held at the latest the day before. [DL-42, 43, 45]"""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock
from core.roles import Role
from sip.transitions.states import TransitionKind

ABOUT = _("Övergång")


def _clock(code: str, owner: str) -> Clock:
    return Clock(
        code,
        starts=lambda transition: None,  # the day it is found: what is promised is the day before the birthday
        owner=owner,
        title=_("Planera övergången och håll ett gemensamt möte"),
        button=_("Till övergången"),
        about=ABOUT,
    )


CLOCKS = {
    TransitionKind.ADULT_18: _clock("DL-42", Role.UNIT_MANAGER),
    TransitionKind.PLACED_21: _clock("DL-43", Role.UNIT_MANAGER),
    TransitionKind.HABILITATION_16: _clock("DL-45", Role.HABILITATION_COORDINATOR),
}


def last_day_to_meet(on: date) -> date:
    """The day before the birthday. [P-70]"""
    return on - timedelta(days=1)
