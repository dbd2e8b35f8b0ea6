"""Where a county's people work: a profile like Stockholm's with places of its own. Pure but for reading the profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.regions import files

PROFILE = Path(files.__file__).parent / "profiles" / "stockholm.yaml"
SINCE = "2015-01-01"
CASES_A_SCHOOL = 200  # so that a caseworker sees about as many, however large the county
SCHOOLS_A_DISTRICT, DISTRICTS_AN_AREA = 3, 2

FIRST = "Norr Söder Öster Väster Över Yttre Inre Gamla Nya Lilla".split()
LAST = "berga hult vik näs sjö torp backa mark lund ås".split()
SECTIONS = {"areas", "area_links", "districts", "other_forums", "principals", "school_areas", "units"}
HEADINGS = ("attendance", "question", "agreed", "outcome")  # of Stockholm's template: four of eleven, to keep it small


@dataclass(frozen=True)
class Size:
    """How many there are of each in one region."""

    schools: int
    districts: int
    areas: int


def size_for(cases: int, regions: int) -> Size:
    """Schools by cases, districts by schools, areas by districts; never fewer than two districts."""
    schools = max(2, round(cases / regions / CASES_A_SCHOOL))
    districts = max(2, -(-schools // SCHOOLS_A_DISTRICT))
    return Size(schools, districts, -(-districts // DISTRICTS_AN_AREA))


def code_of(seed: int, number: int) -> str:
    return f"provlan-{seed}-{number}"


def place_name(number: int) -> str:
    """«Norrberga», «Söderhult» …; a numeral when the names are used up."""
    turn, rest = divmod(number, len(FIRST) * len(LAST))
    name = FIRST[rest % len(FIRST)] + LAST[rest // len(FIRST)]
    return f"{name} {turn + 1}" if turn else name


def declared(seed: int, number: int, size: Size) -> dict[str, Any]:
    """What the region's profile file says: Stockholm's rules, invented places."""
    ours = {key: value for key, value in files.read(PROFILE).data.items() if key not in SECTIONS}
    template = [one for one in ours["minutes_templates"]["individual_forum"] if one["key"] in HEADINGS]
    return {
        **ours,
        "region_code": code_of(seed, number),
        "region_name": f"Provlän {number}",
        "other_forums": [],
        "minutes_templates": {"individual_forum": template, "sip_meeting": ours["minutes_templates"]["sip_meeting"]},
        "principals": [
            {"code": "regionen", "kind": "region", "name": "Regionen", "short_name": "Regionen"},
            {"code": "staden", "kind": "municipality", "name": "Staden", "short_name": "Staden"},
            {"code": "forbundet", "kind": "municipal_association", "name": "Förbundet", "short_name": "Förbundet"},
        ],
        "districts": [_district(n) for n in range(size.districts)],
        "areas": [_area(n, size) for n in range(size.areas)],
        "units": [*_units(size)],
    }


def _district(n: int) -> dict[str, Any]:
    return {"code": f"stadsdel-{n}", "name": place_name(n), "principal": "staden", "valid_from": SINCE}


def districts_of(area: int, size: Size) -> range:
    return range(area * DISTRICTS_AN_AREA, min((area + 1) * DISTRICTS_AN_AREA, size.districts))


def _area(n: int, size: Size) -> dict[str, Any]:
    inside = districts_of(n, size)
    name = " / ".join(place_name(district) for district in inside)
    districts = [f"stadsdel-{district}" for district in inside]
    return {"code": f"omrade-{n}", "name": name, "valid_from": SINCE, "districts": districts}


def _units(size: Size) -> list[dict[str, Any]]:
    rows = [{"code": "kansliet", "name": "Kansliet", "unit_type": "association", "principal": "forbundet"}]
    for n in range(size.schools):
        place = n % size.districts
        rows.append(_unit(f"skola-{n}", f"Skolan i {place_name(n)}", "school", "staden", place))
    for n in range(size.districts):
        rows.append(_unit(f"socialtjanst-{n}", f"Barnenheten {place_name(n)}", "social_services", "staden", n))
    for n in range(size.areas):
        clinic: dict[str, Any] = {"code": f"bup-{n}", "name": f"BUP {place_name(n)}", "unit_type": "bup"}
        rows.append({**clinic, "principal": "regionen", "serves": [f"omrade-{n}"]})
    return [{"valid_from": SINCE, **row} for row in rows]


def _unit(code: str, name: str, kind: str, principal: str, district: int) -> Mapping[str, Any]:
    served = [f"omrade-{district // DISTRICTS_AN_AREA}"]
    return {
        "code": code,
        "name": name,
        "unit_type": kind,
        "principal": principal,
        "district": f"stadsdel-{district}",
        "serves": served,
    }
