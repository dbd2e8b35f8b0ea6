"""Two counties with their own ladders, and everybody who may come near a report."""

from types import SimpleNamespace

from core import clock
from core.access import acting_as
from core.roles import Role
from deviations import services
from deviations.models import DeviationReport
from deviations.services.sending import Written
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.conftest import make_north, make_south

TEXT = "Vi hade kallat alla. Mottagningen kom inte och skickade ingen i sitt ställe."


def people_of(region, own, other, area, district=None) -> dict:
    """Reporter and leaders of both sides, those above, and strangers, each by a name of its own."""
    third = b.make_unit(region, own.principal, "Tredje enheten", "habilitation", serves=[area])
    make = {
        "reporter": (Role.CASEWORKER, {"unit": own}),
        "colleague": (Role.CASEWORKER, {"unit": own}),
        "head": (Role.SCHOOL_PRINCIPAL_HEAD, {"unit": own}),
        "counterpart": (Role.UNIT_MANAGER, {"unit": other}),
        "counterpart_worker": (Role.CASEWORKER, {"unit": other}),
        "stranger": (Role.UNIT_MANAGER, {"unit": third}),
        "coordinator": (Role.GROUP_COORDINATOR, {"unit": third, "area": area}),
        "steerer": (Role.STEERING_MEMBER, {"unit": third, "area": area}),
        "worker": (Role.WORKING_MEMBER, {"unit": third, "area": area}),
        "officer": (Role.SECRETARIAT_OFFICER, {}),
        "regional": (Role.REGIONAL_MEMBER, {}),
        "prep": (Role.PREP_MEMBER, {}),
        "managers": (Role.MANAGERS_FORUM_MEMBER, {}),
        "political": (Role.POLITICAL_MEMBER, {}),
        "support": (Role.SUPPORT_UNIT_OFFICER, {}),
        "admin": (Role.REGION_ADMIN, {}),
        "reviewer": (Role.LOG_REVIEWER, {"principal": own.principal}),
    }
    made = {
        name: b.make_assignment(region, role, f"{name.capitalize()} Prov", **scope)
        for name, (role, scope) in make.items()
    }
    return {"third": third, **made}


def make_north_town(**profile) -> SimpleNamespace:
    """The ladder of 001: line managers, individual forum, secretariat."""
    town = make_north()
    if profile:
        town.profile.data |= profile
        town.profile.save()
    people = people_of(town.region, town.school, town.bup, town.area)
    elsewhere = b.make_assignment(town.region, Role.GROUP_CHAIR, "Olle Annan", unit=people["third"], area=town.other)
    west = b.make_assignment(town.region, Role.FORUM_CONVENOR, "Vera Väst", unit=town.social, district=town.west)
    for code in ("DL-54", "DL-54B", "DL-54C"):
        make_rule(town.region, code)
    return SimpleNamespace(
        **{**vars(town), **people}, own=town.school, other_unit=town.bup, other_chair=elsewhere, west_convenor=west
    )


def make_south_town(profile: str = "vastmanland") -> SimpleNamespace:
    """The ladder of 004: managers, local group, preparatory group, managers' forum, political forum; or another's."""
    town = make_south(profile)
    own = b.make_unit(town.region, town.towns[0], "Albyskolan", "school", district=town.districts[0])
    other = b.make_unit(town.region, town.care, "BUP Söder", "bup", serves=[town.area])
    make_rule(town.region, "DL-54C")
    make_rule(town.region, "DL-54B", owner_role=Role.GROUP_COORDINATOR)
    return SimpleNamespace(**vars(town), **people_of(town.region, own, other, town.area), own=own, other_unit=other)


def written(town, **changes) -> Written:
    answers = {
        "event_on": clock.today(),
        "area": town.area,
        "counterparts": (town.other_unit,),
        "category": "absence",
        "description": TEXT,
        "effect": "delayed",
        "tried": "Vi ringde samma dag.",
    }
    return Written(**{**answers, **changes})


def sent(town, *, by=None, **changes) -> DeviationReport:
    """A report as the service sends it."""
    acting = b.acting_for(by or town.reporter)
    with acting_as(acting):
        return services.send(written(town, **changes), by=acting)


def do(verb: str, report: DeviationReport, who, **words) -> DeviationReport:
    """One verb by one person, through its service."""
    acting = b.acting_for(who)
    with acting_as(acting):
        return getattr(services, verb)(report, by=acting, **words)


def stored(report: DeviationReport) -> DeviationReport:
    with as_loader():
        return DeviationReport.objects.get(pk=report.pk)


def at_secretariat(town) -> DeviationReport:
    """Sent, marked as principled, submitted."""
    report = do("mark_principled", sent(town), town.head, reason="Gäller alla skolor i området")
    return do("submit", report, town.chair)


def in_forum(town) -> DeviationReport:
    return do("refer_to_forum", sent(town), town.head, text="Vi kom inte överens")


def in_local_group(town) -> DeviationReport:
    return do("mark_principled", sent(town), town.head, reason="Gäller hela länsdelen")
