"""Any world: each figure is the plain count, and opens exactly its rows that the reader may see. [security 7]"""

import csv
import html
import json
import re
from random import Random

import pytest
from django.urls import reverse

from core.access import acting_as
from core.ui.numbers import number as as_text
from deviations.policies import visible_reports
from followup.indicators.rows import SEX, parts_of, rows_of
from followup.indicators.year import area_year
from followup.report import build
from followup.suppress import FEW
from followup.views.kinds import kind_of
from followup.work.rows import MODEL_OF
from sip.cases.models import CaseChild, ChildCase
from sip.cases.policies import visible_forum_cases
from sip.individual_forum.models import Occasion
from sip.plans.models import SipPlan
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.followup import town as t
from tests.followup.plain import BY_SEX, plain_children, plain_counts, plain_plan_children
from tests.followup.working_plain import plain_people
from tests.followup.worlds import AS_OF, World, make_world

READERS = ("chair", "convenor", "other_convenor", "steering_bup", "secretary", "member")
SEEDS = [1, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(2, 24))]


@pytest.fixture(params=SEEDS)
def world(request, town) -> World:
    return make_world(town, request.param)


def opened(client, world, code, cell) -> str:
    url = reverse("followup:rows", args=[world.town.area.pk, t.YEAR, code])
    return client.get(url, {"tal": cell, "antal": 50}).content.decode()


def rows_in(text: str) -> int:
    """How many rows the page shows, none of them twice; a case may stand there by several sittings."""
    body = text[text.index("<tbody>") : text.index("</tbody>")] if "<tbody>" in text else ""
    rows = re.findall(r"<tr>.*?</tr>", body, re.DOTALL)
    assert len(rows) == len(set(rows))
    return len(rows)


def seen_by(world, who) -> set[str]:
    acting = getattr(world.town, who)
    with acting_as(acting):
        cases = set(visible_forum_cases(acting).values_list("pk", flat=True))
        plans = set(SipPlan.objects.values_list("pk", flat=True))
        work = {pk for model in set(MODEL_OF.values()) for pk in model.objects.values_list("pk", flat=True)}
        reports = visible_reports(acting).values_list("pk", flat=True)
        sittings = Occasion.objects.values_list("pk", "case_id")
        return {str(pk) for pk in (*cases, *plans, *work, *reports, *(pk for pk, case in sittings if case in cases))}


def identified_by(world, who) -> set[str]:
    """The cases whose child the reader may know; by the names themselves, as the database shows them."""
    with acting_as(getattr(world.town, who)):
        named = {*CaseChild.objects.values_list("case_id", flat=True)}
        return {str(pk) for pk in named | {*ChildCase.objects.values_list("case_id", flat=True)}}


# Nobody's rows, or answers that lead to nobody.
NO_ROWS = ("children", "sip_children", "people", "seats_", "spider_", "groups_")


@pytest.fixture
def counted_as(world) -> tuple[dict, dict, dict]:
    """What was told of each cell, the keys it counts, and the indicators it stands under."""
    expected = plain_counts(world)
    with as_loader():
        figures = {figure.code: figure.shown for figure in world.counting.figures.all()}
    told = {cell: mark for shown in figures.values() for cell, mark in shown.items()}
    codes = {cell: [code for code, shown in figures.items() if cell in shown] for cell in told}
    return told, {cell: expected.get(cell, set()) for cell in told if not cell.startswith(NO_ROWS)}, codes


def test_each_figure_is_the_plain_count(world, counted_as):
    told, expected, _codes = counted_as
    numbers = {cell: len(keys) for cell, keys in expected.items()}
    numbers |= {"children": plain_children(world, expected["held"])}
    numbers |= {
        "sip_children": plain_plan_children(world, expected["plans"]),
        **plain_people(world.town, world.town.area),
    }
    counted = {cell for cell, keys in plain_counts(world).items() if keys and cell.partition(".")[0] not in ELSEWHERE}
    assert counted < set(numbers) == {cell for cell in told if not cell.startswith(("seats_", "spider_", "groups_"))}
    for cell, mark in told.items():
        if cell not in numbers:
            assert mark == 0, cell  # nobody is asked for and nobody was asked
        elif isinstance(mark, int):
            assert mark == numbers[cell], cell
        elif mark == FEW:
            assert 1 <= numbers[cell] < world.counting.threshold, cell
    assert any(isinstance(mark, int) and mark for mark in told.values())


# What stands in the year's work, but under no indicator of this region.
ELSEWHERE = {
    *("tasks_given", "tasks_reported", "tasks_waiting", "voices", "voices_answered", "lifted_answered", "lift_answers"),
    *("sip_needs", "sip_offered", "sip_unoffered"),
    *("activities", "activities_done", "activities_dropped", "activities_left", "years", "parts", "parts_meet"),
}


def test_each_number_opens_exactly_its_rows(client, world, counted_as):
    """Every cell for every reader by what the page reads; and as a page, all totals and some of the parts."""
    told, expected, codes = counted_as
    random, met = Random(len(told)), 0
    for who in READERS:
        sign_in(client, world.town.assignments[who])
        seen, identified = seen_by(world, who), identified_by(world, who)
        parts = [cell for cell in expected if "." in cell]
        work = random.sample([cell for cell in expected if cell in MODEL_OF], 2)
        totals = [cell for cell in expected if "." not in cell and cell not in MODEL_OF]
        asked = {*totals, *work, *random.sample(parts, 6)}
        for cell, keys in expected.items():
            mine = {str(pk) for pk in keys} & seen
            if cell.startswith(BY_SEX) and "." in cell:
                mine &= identified
                met += len(mine)
            assert _read(world, who, cell) == mine, (who, cell)
            if cell in asked:
                _assert_page(opened(client, world, codes[cell][0], cell), told[cell], mine, world.counting.threshold)
    assert met, "no reader met a row by its sex: the world proves nothing of it"


def _read(world, who, cell) -> set[str]:
    """The rows of the cell as the page reads them; the page itself asks first whether the number is shown."""
    acting = getattr(world.town, who)
    with acting_as(acting):
        year = area_year(world.town.area, t.YEAR, AS_OF)
        found = kind_of(cell).visible(acting, by_sex=parts_of(cell)[1] == SEX).filter(rows_of(year, cell))
        return {str(pk) for pk in found.values_list("pk", flat=True)}


def _assert_page(text: str, mark, mine: set[str], threshold: int) -> None:
    if not isinstance(mark, int):
        assert (rows_in(text), "öppnas inga rader" in text, _more(text)) == (0, True, "")
        return
    assert rows_in(text) == len(mine)
    assert _more(text) == _left(mark, len(mine), threshold)


def test_every_number_on_the_page_is_open_hidden_nought_or_has_no_rows(client, world, counted_as):
    """The page's links are the cells told by a number; each opens; nothing else of the page's numbers is left bare."""
    told, expected, codes = counted_as
    sign_in(client, world.town.assignments["chair"])
    where = [world.town.area.pk, t.YEAR]
    page = html.unescape(client.get(reverse("followup:year", args=where)).content.decode())
    linked = {
        (one, cell): text
        for one, cell, text in re.findall(r'<a href="[^"]*/(I-\d\d)/rader/\?tal=([^"]+)">([^<]+)</a>', page)
    }
    open_cells = [cell for cell in expected if isinstance(told[cell], int) and told[cell]]
    assert set(linked) == {(code, cell) for cell in open_cells for code in codes[cell]}
    work = set(re.findall(r'<a href="[^"]*/arbete/rader/\?tal=([^"]+)">', page))
    people = ("called", "came", "stood_in", "absent")  # guarded: told by their indicator
    of_work = {cell: keys for cell, keys in plain_counts(world).items() if cell in MODEL_OF and cell not in people}
    beside = ("sip_routines", "years", "years_analysed", "parts", "parts_meet")  # told by their indicator too
    assert work == {cell for cell, keys in of_work.items() if keys and cell not in beside}
    bare = re.findall(r'<td class="num">([^<]*)</td>', page.replace("<5", "few"))
    assert {text for text in bare if not text.endswith("%")} <= {"0", "–", "few"}


def _more(text: str) -> str:
    found = re.search(r"<p>(?:Talet räknar ([^<]*) rader\. Du får inte se någon|([^<]*) till får du inte se\.)", text)
    return (found.group(1) or found.group(2)) if found else ""


def _left(number: int, seen: int, threshold: int) -> str:
    left = number - seen
    if not left:
        return ""
    return f"Färre än {threshold}" if seen and left < threshold else as_text(left)


def test_page_file_and_report_tell_the_same_and_no_more(client, world):
    """What a table hides on the page is hidden in the file to fetch and in the report's own data."""
    sign_in(client, world.town.assignments["chair"])
    where = [world.town.area.pk, t.YEAR]
    page = client.get(reverse("followup:year", args=where)).content.decode()
    fetched = client.get(reverse("followup:figures_csv", args=where)).content
    with t.job(world.town):
        made = build(world.town.area, t.YEAR, world.counting)

    assert made.attachments[0].content == fetched
    shown = [re.sub("<[^>]*>", "", cell) for cell in re.findall(r'<td class="num">(.*?)</td>', page)]
    data = json.loads(made.attachments[1].content)
    rows = [row for figure in data for row in (*figure["table"]["rows"], *filter(None, [figure["table"]["foot"]]))]
    assert [cell.replace("&lt;", "<") for cell in shown] == [cell for row in rows for cell in row["cells"]]
    lines = list(csv.reader(fetched.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [line[5] for line in lines[1:]] == [cell for row in rows for cell in row["cells"]]
