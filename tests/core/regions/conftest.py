"""A small region in files, changed by each test as it needs."""

from contextlib import ExitStack
from datetime import date, datetime, time
from pathlib import Path

import pytest
import yaml

from core import clock
from core.organisations.administration.log import profile_loaded
from core.regions import cache, files, loading
from core.workdays import STOCKHOLM
from tests.database import as_role

PROFILES = Path("core/regions/profiles")


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.forget()


@pytest.fixture(scope="session")
def declared() -> dict:
    """What Västmanland's files say, as one mapping; copy before changing."""
    return files.read(PROFILES / "vastmanland.yaml").data


@pytest.fixture
def small(declared) -> dict:
    """A county of two areas and three municipalities, with the rules of Västmanland's files."""
    data = {**declared, "region_code": "provlan", "region_name": "Provlän"}
    data["principals"] = [
        {"code": "regionen", "kind": "region", "name": "Regionen"},
        *({"code": code, "kind": "municipality", "name": code.capitalize()} for code in ("alby", "boby", "ceby")),
    ]
    data["districts"] = [
        {"code": code, "name": code.capitalize(), "principal": code, "valid_from": "2015-01-01"}
        for code in ("alby", "boby", "ceby")
    ]
    data["areas"] = [
        {"code": "norr", "name": "Norr", "valid_from": "2015-01-01", "districts": ["alby", "boby"]},
        {"code": "soder", "name": "Söder", "valid_from": "2015-01-01", "districts": ["ceby"]},
    ]
    data["units"] = [
        {"code": "bup", "name": "BUP", "unit_type": "bup", "principal": "regionen", "serves": ["norr", "soder"]},
        {"code": "ifo", "name": "IFO Alby", "unit_type": "family_services", "principal": "alby", "serves": ["norr"]},
    ]
    data["legal_references"] = data["legal_references"][:4]
    law = data["legal_references"][0]["code"]
    data["retention_classes"] = [{**row, "law": law} for row in data["retention_classes"]]
    return data


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Write what is given to a file and load it, as the role that deploys; what other apps make of it is left out."""
    monkeypatch.setattr(loading, "after_load", [profile_loaded])

    def write_and_load(data: dict):
        path = tmp_path / "provlan.yaml"
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        with as_role("bus_owner"):
            return loading.load_region(path)

    return write_and_load


@pytest.fixture
def freeze():
    """Let it be noon of a day."""
    contexts = ExitStack()

    def at(day: date) -> None:
        contexts.enter_context(clock.moved_to(datetime.combine(day, time(12), tzinfo=STOCKHOLM)))

    with contexts:
        yield at
