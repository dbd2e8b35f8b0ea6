"""Which district a child's case or plan belongs to, by the rule of the area's profile. [X-19, cfg.case_area_rule]"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations.choices import SecrecyLevel, UnitType, secrecy_of
from core.organisations.models import Area, District, Unit
from core.organisations.queries import area_of_district, units_serving
from core.regions.profile import profile_of
from core.regions.typed import Profile
from sip.children.models import Child
from sip.placements.states import OPEN as PLACED

# Units that may meet a child at all; the others never get access to one. [domain 6.3]
MEETING_CHILDREN = [kind for kind in UnitType.values if secrecy_of(kind) != SecrecyLevel.NONE]


def area_for(child: Child) -> Area | None:
    """The area that the child's district lies in today; asked once for a row of the child read. [S-06]"""
    today, district = clock.today(), child.registered_district_id
    known = child.__dict__.setdefault("_areas", {})
    if (district, today) not in known:
        known[district, today] = area_of_district(district, today) if district else None
    return known[district, today]


def area_led_from(case: Any, today: date) -> UUID:
    """The area whose managers answer for the case today: that of its district, which may have changed since. [S-04]"""
    area = area_of_district(case.district_id, today)
    return area.pk if area else case.area_id


def profile_for(child: Child) -> Profile:
    """The profile that holds where the child is registered. [cfg]"""
    area = area_for(child)
    return profile_of(child.region_id, clock.today(), area_id=area.pk if area else None)


def _placing_district(child: Child) -> tuple[bool, UUID | None]:
    """Whether the reader knows of a placement; the placing unit's district, else its municipality's only one."""
    placement = child.placements.filter(status__in=PLACED).select_related("unit").order_by("-starts_on").first()
    if placement is None:
        return False, None
    if placement.unit.district_id:
        return True, placement.unit.district_id
    own = District.objects.filter(principal_id=placement.principal_id).on(clock.today()).values_list("pk", flat=True)
    return True, own[0] if len(own) == 1 else None


def usual_district(child: Child, profile: Profile) -> tuple[UUID | None, Any]:
    """The district that the profile's rule names for this child, and the rule in words.

    A placed child's is the placing municipality's where the profile says so; only the unit that placed the child knows
    of it, so that others meet the usual rule. [004:L1073-1077, cfg.case_area_rule_placed]
    """
    if profile.case_area_rule_placed == "placing_municipality":
        is_placed, district = _placing_district(child)
        if is_placed:
            return district, _("Barnet är placerat. Oftast den kommun som har placerat barnet.")
    if profile.case_area_rule == "school_area":
        school = child.school_unit
        return (school.district_id if school else None), _("Oftast den där barnets förskola eller skola ligger.")
    if profile.case_area_rule == "registered_area":
        return child.registered_district_id, _("Oftast den där barnet är folkbokfört.")
    return None, _("Välj den som passar barnet bäst.")


def units_near(child: Child, today: date) -> QuerySet:
    """The keys of the units that serve the area of the child's district."""
    if child.registered_district_id is None:
        return Unit.objects.none()
    area = area_for(child)
    return units_round(child.registered_district_id, area.pk if area else None, today)


def units_round(district_id: UUID, area_id: UUID | None, today: date) -> QuerySet:
    """The keys of the units that lie in the district or serve the area."""
    serving = Q(pk__in=units_serving(area_id, today).values("pk")) if area_id else Q()
    return Unit.objects.on(today).filter(Q(district_id=district_id) | serving).values_list("pk", flat=True)
