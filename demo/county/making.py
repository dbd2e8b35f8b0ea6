"""Make a county: load its regions as the owner, then write its people and cases as bus_loader, table by table."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from django.db import connection, transaction

from core.people.models import RoleAssignment
from core.regions.loading import load_region
from core.regions.models import Region
from demo import names, plan_texts, texts
from demo.county import clocks, identifiers, proving, versions
from demo.county.people import hire_all
from demo.county.places import DISTRICTS_AN_AREA, Size, code_of, declared, size_for
from demo.county.statements import statements
from groups.models import MinutesTemplate

Say = Callable[[str], Any]
LISTS = {
    "given": names.CHILD_GIVEN,
    "adults": names.GIVEN,
    "family": names.FAMILY,
    "needs": texts.NEEDS,
    "tried": texts.TRIED,
    "questions": texts.QUESTIONS,
    "views": texts.CHILD_WORDS,
    "sections": texts.SECTIONS,
    "decisions": texts.DECISIONS,
    "results": texts.RESULTS,
    "shortcomings": texts.SHORTCOMINGS,
}
# Joins in memory, nothing compiled that is asked once; keys and gates proved set by set at the end instead of row by
# row (`proving`), which is four fifths of the time.
SETTINGS = "SET LOCAL work_mem = '128MB'; SET LOCAL jit = off; SET LOCAL session_replication_role = replica"


@dataclass(frozen=True)
class County:
    """What was asked for; the same values give the same county, but for the keys of its places."""

    cases: int
    seed: int
    on: date
    regions: int = 1
    size: Size = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", size_for(self.cases, self.regions))


@contextmanager
def loader_of_this_session():
    """Be bus_loader, in a transaction of its own; for sessions that may."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE bus_loader")
        yield


def make_county(
    county: County,
    *,
    say: Say = lambda text: None,
    as_owner: Callable[[], AbstractContextManager] = nullcontext,
    as_loader: Callable[[], AbstractContextManager] = loader_of_this_session,
) -> None:
    """Make it whole or not at all. `as_owner` and `as_loader` open the roles that load profiles and write rows."""
    with transaction.atomic():
        with as_owner():
            regions = [_load(county, number) for number in range(1, county.regions + 1)]
        say(f"{len(regions)} regions with {county.size.areas} areas and {county.size.districts} districts each")
        with as_loader():
            with connection.cursor() as cursor:
                cursor.execute(SETTINGS)
            places = [place for region in regions for place in _places(region, county)]
            say(f"{len(places)} schools with their people")
            _fill(county, places, say)
            say(f"{identifiers.write(county.seed, [one.pk for one in regions])} numbers")
            say(f"{versions.write([one.pk for one in regions])} versions of plans")
            say(f"{clocks.write([one.pk for one in regions], county.on)} clocks")
            say(f"{proving.prove([one.pk for one in regions])} keys and gates hold")


def _load(county: County, number: int) -> Region:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "county.yaml"
        path.write_text(yaml.safe_dump(declared(county.seed, number, county.size), allow_unicode=True), "utf-8")
        return load_region(path).region


def _places(region: Region, county: County) -> list[dict[str, Any]]:
    """What a case needs to know of each school: whose it is, who works there and near by."""
    staff = hire_all(region, county.size, county.seed)
    templates = dict(MinutesTemplate.objects.filter(region=region).values_list("forum_kind", "pk"))
    return [_place(region, n, staff, templates, county.size) for n in range(county.size.schools)]


def _place(
    region: Region, n: int, staff: dict[str, RoleAssignment], templates: dict[str, Any], size: Size
) -> dict[str, Any]:
    district = n % size.districts
    area = district // DISTRICTS_AN_AREA
    near = {"teacher": n, "head": n, "convenor": district, "manager": district}
    near |= {"worker": district}
    near |= {"clinic": area, "chair": area, "steering": area}
    people = {role: staff[f"{role}-{number}"] for role, number in near.items()}
    units = {"school": people["teacher"], "social": people["convenor"], "bup": people["clinic"]}
    return {
        "region": region.pk,
        "principal": people["teacher"].unit.principal_id,
        "area": people["chair"].area_id,
        "district": people["convenor"].district_id,
        "template": templates["individual_forum"],
        "plan_template": templates["sip_meeting"],
        **{name: holder.unit_id for name, holder in units.items()},
        **{name: holder.pk for name, holder in people.items()},
    }


def _fill(county: County, places: list[dict[str, Any]], say: Say) -> None:
    numbered = [{"n": n, **{key: str(value) for key, value in place.items()}} for n, place in enumerate(places)]
    values = {
        "cases": county.cases,
        "seed": county.seed,
        "on": county.on,
        "schools": len(places),
        "places": json.dumps(numbered),
        "category": "delayed_measure",
        "words": json.dumps([{**asdict(words), "sections": words.sections()} for words in plan_texts.PLANS]),
        "many_words": len(plan_texts.PLANS),
        "declined": plan_texts.DECLINED[0],
        "motivated": plan_texts.DECLINED[1],
        "contribution": plan_texts.CONTRIBUTION,
        "cost": plan_texts.COST,
        **{name: list(words) for name, words in LISTS.items()},
        **{f"many_{name}": len(words) for name, words in LISTS.items()},
    }
    with connection.cursor() as cursor:
        for target, statement in statements():
            cursor.execute(statement, values)
            say(f"{cursor.rowcount} {target}")


def codes(county: County) -> list[str]:
    return [code_of(county.seed, number) for number in range(1, county.regions + 1)]
