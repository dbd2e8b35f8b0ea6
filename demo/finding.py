"""Who of the cast takes which part in the demo's stories."""

from collections.abc import Iterator

from core.organisations.models import Area
from core.people.models import RoleAssignment
from core.regions.models import Region
from core.roles import AREA_LEADERS, UNIT_LEADERS, Role
from demo.cast import HOME
from demo.people import Places
from demo.reports import Sides
from demo.story import Stage
from demo.years import Group

REPORTERS = (Role.CASEWORKER, Role.SCHOOL_PRINCIPAL_HEAD, Role.UNIT_MANAGER, Role.FORUM_CONVENOR, Role.GROUP_CHAIR)


class Found:
    """A region's people, as they were made."""

    def __init__(self, region: Region, places: Places) -> None:
        self.region, self.places = region, places
        rows = RoleAssignment.objects.select_related("region", "unit__district", "district", "area", "person")
        self.people = list(rows.order_by("created_at", "id"))

    def all(self, *roles: str, unit_type: str = "", **same) -> Iterator[RoleAssignment]:
        for one in self.people:
            is_kind = not unit_type or (one.unit is not None and one.unit.unit_type == unit_type)
            if one.role in roles and is_kind and all(getattr(one, name) == value for name, value in same.items()):
                yield one

    def one(self, *roles: str, unit_type: str = "", **same) -> RoleAssignment | None:
        return next(self.all(*roles, unit_type=unit_type, **same), None)

    def area(self, code: str) -> Area:
        found = self.places.area(code)
        if found is None:
            raise LookupError(f"The region has no area {code}.")
        return found

    @property
    def home(self) -> Area:
        """The area whose story is told in full: the one the demo knows by name, else the region's first."""
        return self.area(HOME if HOME in self.places.areas else "first")

    def stages(self) -> list[Stage]:
        """The districts with someone to raise, convene and decide; none without a forum."""
        steering = tuple(self.all(Role.STEERING_MEMBER, unit_type="bup"))
        if not steering or steering[0].unit is None:
            return []
        bup = steering[0].unit
        return [
            Stage(raiser, convenor, (convenor.unit, bup), steering)
            for raiser in self.all(Role.CASEWORKER, unit_type="school")
            for convenor in self.all(Role.FORUM_CONVENOR)
            if raiser.unit is not None and raiser.unit.district_id == convenor.district_id
        ]

    def sides(self, area: Area) -> list[Sides]:
        """A school or a family service about BUP, and the other way round; each with the people above it."""
        other = self.one(*UNIT_LEADERS, unit_type="bup")
        leader = self.one(*AREA_LEADERS, area=area)
        if other is None or other.unit is None or leader is None:
            return []
        above = {
            "leader": leader,
            "regional": self.one(Role.SECRETARIAT_OFFICER),
            "prep": self.one(Role.PREP_MEMBER),
            "managers": self.one(Role.MANAGERS_FORUM_MEMBER),
            "political": self.one(Role.POLITICAL_MEMBER),
        }
        found = []
        for reporter in self.all(*REPORTERS):
            own = self.one(*UNIT_LEADERS, unit=reporter.unit)
            if own is None or reporter.unit is None or reporter.unit_id == other.unit_id:
                continue
            convenor = self.one(Role.FORUM_CONVENOR, district=reporter.unit.district)
            if area not in self.places.areas_of(reporter.unit):
                continue
            people = {**above, "reporter": reporter, "own": own, "other": other, "convenor": convenor or leader}
            found.append(Sides(area, other.unit, {name: who for name, who in people.items() if who is not None}))
        return found

    def group(self, area: Area) -> Group | None:
        """Who writes and who sends on are never the same person."""
        leader = self.one(*AREA_LEADERS, area=area)
        compiler = self.one(Role.SECRETARIAT_OFFICER, Role.SUPPORT_UNIT_OFFICER)
        if leader is None or compiler is None:
            return None
        writer = self.one(Role.WORKING_CONVENOR, area=area) or leader
        analyst = self.one(Role.REGIONAL_MEMBER, Role.MANAGERS_FORUM_MEMBER) or compiler
        return Group(writer, leader, compiler if writer == leader else leader, analyst, compiler)
