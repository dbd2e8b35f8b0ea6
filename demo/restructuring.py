"""A family centre that the county's second administrator has proposed, for the first to look at and decide. [F5, F8]"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from core.organisations.models import ChangeKind, Principal, PrincipalKind
from core.organisations.queries import districts_of, municipalities_of
from core.organisations.restructuring.services import propose_change
from core.roles import Role
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on
from demo.story import at


def propose_centre(found: Found, today: date) -> None:
    """Run jointly by the municipality and the region, from two months ahead."""
    administrators = list(found.all(Role.REGION_ADMIN))
    if len(administrators) < 2:
        return
    day = today - timedelta(days=2)
    asks = replace(acting_for(administrators[1]), logged_in_at=at(day, 9))
    with on(day, asks) as by:
        propose_change(
            ChangeKind.ADD_UNIT, _centre(found, today), on=today + timedelta(days=60), by=by,
            reason="Kommunen och regionen öppnar en gemensam familjecentral.",
        )  # fmt: skip


def _centre(found: Found, today: date) -> dict[str, Any]:
    town = municipalities_of(found.home.pk, today)[0]
    care = Principal.objects.get(region=found.region, kind=PrincipalKind.REGION)
    return {
        "name": f"Familjecentralen {found.home.name}",
        "unit_type": "family_centre",
        "principal": str(town.pk),
        "second_principal": str(care.pk),
        "district": str(districts_of(found.home.pk, today)[0].pk),
        "serves": [str(found.home.pk)],
        "age_from": 0,
        "age_to": 6,
    }
