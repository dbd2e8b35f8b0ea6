"""A district with everything the individual forum needs; written past row security, and the story's steps."""

from copy import deepcopy
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from django.utils import timezone

from core import clock
from core.access import acting_as
from core.obligations.models import DeadlineRule
from core.regions import files
from core.regions.models import RegionProfile
from core.roles import Role
from groups.models import MinutesTemplate
from sip.cases.models import ForumCase
from sip.cases.services import Raised, raise_case
from sip.children.services import GuardianFacts, register_child
from sip.consent.asked import Asked, Given, next_sitting
from sip.consent.services import record_consent
from sip.individual_forum.approving import approve_minutes
from sip.individual_forum.calling import Sitting, call_occasion
from sip.individual_forum.models import Minutes
from tests.core.obligations.build import make_rule
from tests.groups import build as b

PROFILES = Path(files.__file__).parent / "profiles"
SECTIONS = [
    {"key": "lage", "heading": "Läget", "help": "", "required": True},
    {"key": "beslut", "heading": "Det vi kom fram till", "help": "", "required": True},
]


def make_town() -> SimpleNamespace:
    """Region, two districts of one area, a school that raises, two units concerned, convenors, chair, steering."""
    region = b.make_region("norr")
    city = b.make_principal(region, "Norrstad")
    care = b.make_principal(region, "Regionen Norr", kind="region")
    east, west = (b.make_district(region, city, name) for name in ("Öster", "Väster"))
    area = b.make_area(region, "Öster och Väster", [east, west])
    steering = b.make_forum(region, "steering_group", area=area, label="Styrgrupp", led_by="group_chair")
    school = b.make_unit(region, city, "Österskolan", "school", district=east)
    social = b.make_unit(region, city, "Barnenheten Öster", "social_services", district=east)
    bup = b.make_unit(region, care, "BUP Norr", "bup", serves=[area])
    people = _people(region, area, east, west, school=school, social=social, bup=bup)
    for member in (people["chair"], people["steering_social"], people["steering_bup"]):
        b.make_member(steering, member)
    MinutesTemplate.objects.create(
        region=region, forum_kind="individual_forum", version=1, sections=SECTIONS, valid_from=b.START
    )
    _rules(region)
    make_profile(region)
    return SimpleNamespace(
        region=region, city=city, care=care, east=east, west=west, area=area, steering=steering,
        school=school, social=social, bup=bup, assignments=people,
        **{name: b.acting_for(assignment) for name, assignment in people.items()},
    )  # fmt: skip


def make_profile(region, name="stockholm") -> RegionProfile:
    """The region keeps what a profile file says."""
    source = _file(name)
    return RegionProfile.objects.create(
        region=region, version=1, valid_from=b.START, data=deepcopy(source.data), source_sha256=source.sha256
    )


@cache
def _file(name: str) -> files.Source:
    """Read once a process: ten files of YAML for each town cost more than the town."""
    return files.read(PROFILES / f"{name}.yaml")


def _people(region, area, east, west, *, school, social, bup) -> dict:
    def assign(role, name, **scope):
        return b.make_assignment(region, role, name, **scope)

    return {
        "teacher": assign(Role.CASEWORKER, "Tora Lärare", unit=school),
        "colleague": assign(Role.CASEWORKER, "Kaj Kollega", unit=school),
        "head": assign(Role.SCHOOL_PRINCIPAL_HEAD, "Rut Rektor", unit=school, has_mandate=True),
        "social_manager": assign(Role.UNIT_MANAGER, "Sam Chef", unit=social, has_mandate=True),
        "social_worker": assign(Role.CASEWORKER, "Siv Sekreterare", unit=social),
        "bup_manager": assign(Role.UNIT_MANAGER, "Bo Chef", unit=bup, has_mandate=True),
        "bup_deputy": assign(Role.CASEWORKER, "Bea Biträdande", unit=bup, has_mandate=True),
        "convenor": assign(Role.FORUM_CONVENOR, "Kim Kallar", unit=social, district=east),
        "other_convenor": assign(Role.FORUM_CONVENOR, "Ola Annan", unit=social, district=west),
        "chair": assign(Role.GROUP_CHAIR, "Karin Ordförande", unit=social, area=area),
        "steering_social": assign(Role.STEERING_MEMBER, "Stina Styr", unit=social, area=area),
        "steering_bup": assign(Role.STEERING_MEMBER, "Bengt Styr", unit=bup, area=area),
        "secretary": assign(Role.SECRETARIAT_OFFICER, "Sekreterare Ett"),
        "admin": assign(Role.REGION_ADMIN, "Ada Admin"),
        "reviewer": assign(Role.LOG_REVIEWER, "Greta Granskare", unit=school),
        "records": assign(Role.RECORDS_OFFICER, "Arne Arkiv", principal=school.principal),
    }


def _rules(region) -> None:
    DeadlineRule.objects.create(
        region=region, code="DL-01", title="Individforum kallat", trigger="need_noticed_on", amount=14, unit="day",
        owner_role="forum_convenor", fallback_role="group_chair",
        warn_offsets=[10], on_breach_roles=["forum_convenor", "group_chair"],
        wired=True, valid_from=b.START,
    )  # fmt: skip
    make_rule(region, "DL-01B")
    make_rule(region, "DL-49")
    make_rule(region, "DL-57")
    make_rule(region, "DL-54C")


def child_of(town, by=None, **facts):
    """A child of the school with two guardians."""
    by = by or town.teacher
    given = {"given_name": "Elsa", "family_name": "Provsson", "birth_date": date(2014, 3, 12), "sex": "girl", **facts}
    guardians = given.pop("guardians", [GuardianFacts(name="Anna Provsson"), GuardianFacts(name="Erik Provsson")])
    with acting_as(by):
        return register_child(by=by, district=town.east, guardians=guardians, **given)


def raised(town, *, by=None, child=None, noticed=None, **facts) -> ForumCase:
    by = by or town.teacher
    child = child or child_of(town, by=by)
    said = {
        "district": town.east,
        "reason": "cooperation_failed",
        "question": "Vem samordnar stödet när verksamheterna gör olika bedömningar?",
        "tried": "MÄRKE-PRÖVAT två möten med hemmet",
        "need_noticed_on": noticed or clock.today() - timedelta(days=3),
        "units": (town.social, town.bup),
        **facts,
    }
    with acting_as(by):
        return raise_case(child, by=by, facts=Raised(**said))


def consented(town, case, *, by=None, answers=True, **facts):
    """Both guardians' written consent for the next sitting, to all units concerned."""
    from sip.models import Guardian

    by = by or town.teacher
    with acting_as(by):
        guardians = list(Guardian.objects.filter(child__cases__case_id=case.pk).order_by("created_at"))
        asked = {
            "units": (town.school, town.social, town.bup),
            "information_kinds": ("identity", "situation"),
            "valid_to": clock.today() + timedelta(days=60),
            "sitting": next_sitting(case),
        }
        if facts.get("signatories") == "prevented":  # the head has said that it cannot wait
            asked["approved_by"] = town.assignments["head"]
        given = {
            "form": "written",
            "given_on": clock.today(),
            "answers": facts.pop("answered", {guardian.pk: answers for guardian in guardians}),
            "document_place": "Pärm 3",
            "child_view": "heard",
            "child_view_text": "Jag vill gå i skolan",
        }
        asked |= {key: facts.pop(key) for key in list(facts) if key in Asked.__dataclass_fields__}
        paper = facts.pop("paper", None)
        return record_consent(case, by=by, asked=Asked(**asked), given=Given(**{**given, **facts}), paper=paper)


def agreed(town, case, **facts):
    """Written consent to the managers' decision: neither the child's name nor what the school has written."""
    units, kinds = (town.social, town.bup), ("health",)
    return consented(
        town, case, purpose="steering_escalation", sitting=None, units=units, information_kinds=kinds, **facts
    )


def called(town, case, *, by=None, managers=("head", "social_manager", "bup_manager"), **sitting):
    by = by or town.convenor
    said = {"starts_at": in_days(5), "place": "Rum 3", **sitting}
    with acting_as(by):
        people = [town.assignments[name] for name in managers]
        return call_occasion(case, by=by, sitting=Sitting(**said), managers=people)


def approved(town, case, *, by=None):
    """The newest minutes of the case, approved by a manager who was there and has not written them."""
    by = by or town.bup_manager
    with acting_as(by):
        minutes = Minutes.objects.filter(case_id=case.pk).order_by("-occasion__number").first()
        return approve_minutes(minutes, by=by)


def in_days(days: int) -> datetime:
    return timezone.make_aware(datetime.combine(clock.today() + timedelta(days=days), datetime.min.time())) + timedelta(
        hours=13
    )
