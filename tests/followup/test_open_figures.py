"""Open figures: what was released and nothing else, hidden numbers as hidden, names that stay. [issue 5:9]"""

import csv
import io
import json

import jsonschema
import pytest
from django.core.management import call_command

from core.audit.models import AuditEvent
from followup.open_figures import files
from tests.database import as_loader, as_role
from tests.followup import town as t
from tests.followup.people import brought, signed

CSV, JSON = "/uppfoljning/oppna-tal.csv", "/uppfoljning/oppna-tal.json"


@pytest.fixture
def years(town):
    """Two areas' years counted: one sent on, the other written still; a hidden number in each."""
    for sex in ("girl",) * 6 + ("boy",) * 2:
        t.held(town, sex=sex)
    for _number in range(9):
        t.deviation(town, area=town.other_area, district=None)
    sent = brought(town, t.collected(town), "reported")
    kept = t.collected(town, area=town.other_area)
    return town, sent, kept


def read(client, town, who, url=JSON):
    answer = signed(client, town, who).get(url)
    assert answer.status_code == 200
    return answer


def rows(client, town, who) -> dict:
    return {row["id"]: row for row in json.loads(read(client, town, who).content)["rows"]}


def test_only_what_another_has_sent_on_is_there_and_the_hidden_is_said_to_be_hidden(client, years):
    town, _sent, kept = years
    found = rows(client, town, "secretary")
    assert {row["area"] for row in found.values()} == {town.area.code}

    name = f"{town.region.code}/{town.area.code}/{t.YEAR}/I-01/v1/held"
    told = [
        (found[f"{name}{part}"]["state"], found[f"{name}{part}"]["value"]) for part in ("", ".girl", ".boy", ".other")
    ]
    assert told == [("shown", 8), ("hidden", None), ("few", None), ("shown", 0)]
    assert (found[f"{name}.boy"]["least"], found[f"{name}.boy"]["most"]) == (1, 4)

    brought(town, kept, "reported")
    assert {row["area"] for row in rows(client, town, "secretary").values()} == {town.area.code, town.other_area.code}


def test_a_reader_gets_the_years_one_may_read_and_no_other(client, years):
    town, _sent, kept = years
    brought(town, kept, "reported")
    areas = {who: {row["area"] for row in rows(client, town, who).values()} for who in ("chair", "regional", "teacher")}
    assert areas == {"chair": {town.area.code}, "regional": {town.area.code, town.other_area.code}, "teacher": set()}


def test_the_file_follows_its_schema_and_the_same_numbers_have_the_same_fingerprint(client, years):
    town, *_rest = years
    schema = json.loads(files.SCHEMA.read_text())
    document = json.loads(read(client, town, "secretary").content)
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)
    states = {row["state"] for row in document["rows"]}
    assert states == {"shown", "few", "hidden"}
    for state, value in (("hidden", 0), ("shown", None)):
        wrong = next(row for row in document["rows"] if row["state"] == state) | {"value": value}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**document, "rows": [wrong]}, schema)

    answer = read(client, town, "secretary", CSV)
    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(row["id"], row["state"], row["value"]) for row in table] == [
        (row["id"], row["state"], "" if row["value"] is None else str(row["value"])) for row in document["rows"]
    ]
    assert answer["X-Figures-Fingerprint"] == document["fingerprint"] == files.fingerprint(document["rows"])
    with as_loader():
        assert AuditEvent.objects.filter(act="figures.exported").count() == 2


def test_the_command_writes_the_same_rows_for_a_public_site(client, years, tmp_path):
    town, *_rest = years
    with as_role("bus_worker"):
        call_command("open_figures", tmp_path, verbosity=0)
    place = tmp_path / town.region.code
    assert {one.name for one in place.iterdir()} == {
        "open-figures.csv",
        "open-figures.json",
        "open-figures.schema.json",
    }
    written = json.loads((place / "open-figures.json").read_text())
    assert written["rows"] == json.loads(read(client, town, "secretary").content)["rows"]
    assert len(written["rows"]) > 20
