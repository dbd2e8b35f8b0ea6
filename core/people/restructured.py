"""What a change of areas and units means for roles. [S-04, security 2]

Who works in a unit that ends is moved or leaves first. The roles of an area that becomes another are proposed there:
they open nothing before another administrator has approved each. The old ones end on their own day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import ngettext_lazy

from core import audit
from core.access import Acting
from core.organisations.models import Area, AreaDistrict, AreaLink
from core.organisations.querysets import ONE_DAY
from core.organisations.restructuring.outcome import Line, Outcome, follows, left_behind, name_lines
from core.people.models import RoleAssignment, RoleProposal
from core.roles import Role

ONE_YEAR = timedelta(days=365)
WORDS = {
    "roles_left": lambda n: ngettext_lazy(
        "%(n)d roll gäller efter den sista dagen (%(names)s). Avsluta eller flytta den först.",
        "%(n)d roller gäller efter den sista dagen (%(names)s). Avsluta eller flytta dem först.",
        n,
    ),
    "roles_proposed": lambda n: ngettext_lazy(
        "%(n)d roll föreslås i %(names)s och väntar på en annan administratör.",
        "%(n)d roller föreslås i %(names)s och väntar på en annan administratör.",
        n,
    ),
}


def left(outcome: Outcome, by: Acting) -> Iterator[Line]:
    """Roles that run past the last day: of a unit that ends, and of an area that nothing comes after."""
    if outcome.last is None:
        return
    areas = outcome.ended_areas if outcome.homeless else []
    gone = Q(unit__in=outcome.ended_units) | Q(area__in=areas)
    running = RoleAssignment.objects.not_ended(outcome.last + ONE_DAY).filter(gone, region_id=by.region_id)
    roles = sorted({str(Role(one).label) for one in running.values_list("role", flat=True)})
    yield Line("roles_left", running.count(), ", ".join(roles))


def propose_anew(outcome: Outcome, by: Acting) -> Iterator[Line]:
    """The roles of the old areas, in what these became; where a unit lies says which part its people go on in."""
    if outcome.last is None:
        return
    first = outcome.last + ONE_DAY
    for area in outcome.new_areas:
        made = [_proposal(role, area, first, by) for role in _roles_going_on(area, first, by)]
        for proposal in made:
            proposal.save()
            audit.record("role.proposed", proposal, by=by, reason=proposal.role)
        yield Line("roles_proposed", len(made), area.name)


def _roles_going_on(area: Area, first: date, by: Acting) -> list[RoleAssignment]:
    links = AreaLink.objects.filter(successor=area).values("predecessor")
    siblings = AreaLink.objects.filter(predecessor__in=links).exclude(successor=area).values("successor")
    elsewhere = AreaDistrict.objects.filter(area__in=siblings, valid_from=first).values("district")
    running = RoleAssignment.objects.live(first).filter(area__in=links).exclude(person=by.person_id)
    lying = Q(unit__district__isnull=True) | ~Q(unit__district__in=elsewhere)
    found: dict[Any, RoleAssignment] = {}
    for one in running.filter(lying).order_by("valid_from", "id"):
        found.setdefault((one.person_id, one.role, one.unit_id, one.district_id), one)
    return list(found.values())


def _proposal(role: RoleAssignment, area: Area, first: date, by: Acting) -> RoleProposal:
    return RoleProposal(
        region_id=area.region_id,
        person_id=role.person_id,
        role=role.role,
        unit_id=role.unit_id,
        district_id=role.district_id,
        area=area,
        valid_from=first,
        valid_to=role.valid_to or first + ONE_YEAR,
        has_mandate=role.has_mandate,
        mandate_text=role.mandate_text,
        proposed_by_id=by.assignment_id,
    )


def register() -> None:
    name_lines(WORDS)
    if left not in left_behind:
        left_behind.append(left)
        follows.append(propose_anew)
