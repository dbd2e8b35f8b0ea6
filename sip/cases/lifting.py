"""Which group's managers decide in a case that the individual forum could not solve. [cfg.unresolved_goes_to, X-05]"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from core.people.models import RoleAssignment
from core.regions.profile import profile_of
from groups.queries import chairs_of, steering_members
from sip.cases.models import ForumCase
from sip.cases.places import area_led_from


@dataclass(frozen=True)
class DecidingGroup:
    """The managers' group of the case's area, of the kind that the region has decided; who leads it, who sits in it."""

    label: str
    led_by: str  # the role that leads it
    leaders: list[RoleAssignment]
    members: QuerySet[RoleAssignment]


def deciding_group(case: ForumCase, today: date) -> DecidingGroup:
    """Of the area that the case's district lies in today. The database asks the same. [001:L242-244, 004:L768-772]"""
    profile = profile_of(case.region_id, today)
    kind, area_id = profile.unresolved_goes_to, area_led_from(case, today)
    leaders = list(chairs_of(area_id, today, {kind}))
    return DecidingGroup(
        label=profile.label(kind),
        led_by=leaders[0].role if leaders else "",
        leaders=leaders,
        members=steering_members(area_id, today, {kind}),
    )
