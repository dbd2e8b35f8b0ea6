"""The year's meetings side by side, with those at the same time where somebody sits in both groups. [F38]"""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from groups.county.clashes import Seat, Time, clashes
from groups.meetings.services import planning
from groups.models import Meeting
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.lifting.test_pages import client_of
from tests.groups.meetings import table as t
from tests.groups.test_lists_as_files import READERS

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ONE, OTHER, BO = uuid4(), uuid4(), uuid4()
LONG_AGO, YESTERDAY = date(2020, 1, 1), date(2026, 3, 11)


def seat(forum, person=BO, last=None, first=LONG_AGO) -> Seat:
    return Seat(forum, person, first, last)


BOTH = [seat(ONE), seat(OTHER)]


@pytest.mark.parametrize(
    ("forum", "starts", "seats", "expected"),
    [
        (OTHER, NOON + HOUR, BOTH, 1),
        (OTHER, NOON, [*BOTH, seat(ONE, ONE), seat(OTHER, ONE)], 2),
        (OTHER, NOON + 2 * HOUR, BOTH, 0),  # as the first ends
        (OTHER, NOON + 24 * HOUR, BOTH, 0),
        (ONE, NOON, BOTH, 0),
        (OTHER, NOON, [seat(ONE), seat(OTHER, ONE)], 0),
        (OTHER, NOON, [seat(ONE), seat(OTHER, last=YESTERDAY)], 0),
        (OTHER, NOON, [seat(ONE), seat(OTHER, first=date(2026, 3, 13))], 0),
    ],
)
def test_meetings_clash_where_hours_overlap_and_somebody_sits_in_both_that_day(forum, starts, seats, expected):
    first, second = Time(uuid4(), ONE, NOON, NOON + 2 * HOUR), Time(uuid4(), forum, starts, starts + 2 * HOUR)
    found = clashes([second, first], seats)
    people = {key: [one.people for one in rows] for key, rows in found.items()}
    assert people == ({first.id: [expected], second.id: [expected]} if expected else {})


def planned(town, forum, who: str, starts) -> Meeting:
    with t.as_(town, who) as me:
        return planning.plan_meeting(forum, by=me, when=planning.When(starts, starts + 2 * HOUR))


@pytest.fixture
def clashing(town):
    """Two groups' meetings at the same hour next year, with Bo in both; and one of the first alone."""
    with as_loader():
        b.make_member(town.elsewhere, town.people["bup_head"])
        b.make_member(town.elsewhere, town.people["other_chair"])
    town.year = clock.today().year + 1
    starts = clock.now().replace(year=town.year, month=5, day=12, hour=10)
    town.first = planned(town, town.steering, "chair", starts)
    town.second = planned(town, town.elsewhere, "other_chair", starts + HOUR)
    town.alone = planned(town, town.steering, "chair", starts + timedelta(days=30))
    return town


URL = reverse("groups:county_year")


def rows(town, who: str, query: str = "?year=next") -> dict:
    page = client_of(town, who).get(URL + query).context["page"]
    return {row["meeting"].pk: row for row in page.rows}


def test_who_reads_both_groups_sees_the_clash_and_others_see_their_own_meetings(clashing):
    for who in ("secretariat", "bup_head"):
        found = rows(clashing, who)
        assert set(found) == {clashing.first.pk, clashing.second.pk, clashing.alone.pk}
        assert found[clashing.alone.pk]["clashes"] == []
        (words,) = found[clashing.first.pk]["clashes"]
        assert words.endswith(": 1 person sitter i båda.")
        assert set(rows(clashing, who, "?year=next&show=clashes")) == {clashing.first.pk, clashing.second.pk}
        area = f"?year=next&area={clashing.other.pk}"
        (second,) = rows(clashing, who, area).values()
        assert len(second["clashes"]) == 1
    assert set(rows(clashing, "chair")) == {clashing.first.pk, clashing.alone.pk}
    assert not any(row["clashes"] for row in rows(clashing, "chair").values())
    assert rows(clashing, "worker") == {}
    assert rows(clashing, "bup_head", "") == {}


def test_what_is_cancelled_takes_nobodys_time_and_months_head_the_list(clashing):
    text = client_of(clashing, "secretariat").get(URL + "?year=next").content.decode()
    assert "<caption>Maj</caption>" in text
    assert "<caption>Juni</caption>" in text
    assert f"3 möten {clashing.year}, 2 möten krockar" in text
    assert URL in client_of(clashing, "secretariat").get(reverse("groups:meeting_list")).content.decode()
    with t.as_(clashing, "other_chair") as me:
        planning.cancel_meeting(clashing.second, by=me, reason="Sjukdom.")
    found = rows(clashing, "secretariat")
    assert set(found) == {clashing.first.pk, clashing.alone.pk}
    assert found[clashing.first.pk]["clashes"] == []


def test_the_list_is_fetched_as_a_file_with_the_same_rows_and_costs_no_more_by_the_meeting(clashing):
    client = client_of(clashing, "secretariat")
    for kind, read in READERS.items():
        lines = read(client.get(f"{URL}?year=next&show=clashes&fil={kind}").content)
        assert lines[4] == ["Antal rader", "2"]
        assert lines[6][-1] == "Krockar"
        assert "1 person sitter i båda." in lines[7][-1]
    counts = []
    for more in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{URL}?year=next")
        counts.append(len(queries))
        planned(clashing, clashing.steering, "chair", clashing.first.starts_at + timedelta(days=more + 1))
    assert counts[0] == counts[1]
