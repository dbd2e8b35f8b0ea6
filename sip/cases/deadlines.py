"""Which of a case's facts start its clocks, and what is asked of whom. [DL-01, 001:L317-325, 001:L242-244]"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock
from core.regions.profile import profile_of
from core.roles import Role
from sip.cases.models import ForumCase


def counts_from_raised(case: ForumCase) -> bool:
    """By the profile that held when the case was raised; else the two weeks are counted from the need. [X-02, cfg]"""
    return profile_of(case.region_id, case.raised_on, area_id=case.area_id).forum_clock_start == "raised"


def forum_clock_starts(case: ForumCase) -> date:
    """The first of the two weeks. [cfg.forum_clock_start]

    The figures of a year count all its cases by the profile of the year's last day: they differ from the clocks of
    those raised before a change of it. [I-04]
    """
    return case.raised_on if counts_from_raised(case) else case.need_noticed_on


FORUM_CONVENED = Clock(
    "DL-01",
    starts=forum_clock_starts,
    owner=Role.FORUM_CONVENOR,
    title=_("Kalla chefer till individforum"),
    button=_("Kalla till möte"),
    unled=(_("Se till att en sammankallande utses, ett ärende väntar"), _("Visa grupperna"), "groups:forum_tree"),
)

# The managers it was lifted to. A lifted case waits as a raised one does; the source gives no length. [default]
MANAGERS_DECIDED = Clock(
    "DL-01B",
    starts=lambda case: case.escalated_on,
    owner=Role.GROUP_CHAIR,
    title=_("Besluta i ett ärende som inte gick att lösa"),
    button=_("Besluta"),
)
