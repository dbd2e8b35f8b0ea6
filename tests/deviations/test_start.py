"""What the app says to the pages below it: menu, duties, search, words for notices."""

import pytest

from core import clock
from core.access import acting_as, side_by_side
from core.notices import about
from core.notices.kinds import kind_of
from core.ui import registry
from core.ui.searching import Sought
from deviations import start
from tests.deviations.build import at_secretariat, do, sent
from tests.groups import build as b

TODAY = clock.today()


@pytest.mark.parametrize(
    ("who", "entry"),
    [
        ("reporter", "deviations:my_list"),
        ("head", "deviations:my_list"),
        ("officer", "deviations:inbox"),
        ("political", None),  # no rung of this ladder
        ("admin", None),
        ("reviewer", None),
    ],
)
def test_the_menu_leads_each_role_to_its_own_page(north, who, entry):
    assert entries_of(getattr(north, who)) == ([entry] if entry else [])


@pytest.mark.parametrize("who", ["prep", "managers", "political"])
def test_the_upper_rungs_of_the_other_ladder_have_their_queue(south, who):
    assert entries_of(getattr(south, who)) == ["deviations:inbox"]


def entries_of(assignment) -> list[str]:
    acting = b.acting_for(assignment)
    with acting_as(acting):
        return [one.url_name for one in registry.menu_for(acting) if str(one.label) == "Avvikelser"]


def duties_of(assignment):
    acting = b.acting_for(assignment)
    with acting_as(acting):
        return [duty.title for duty in side_by_side(start.duties(acting, TODAY))[0]]


def test_what_waits_is_a_line_on_the_start_page(north):
    report = sent(north)
    line = [f"Avvikelse {report.code} väntar på dig"]
    assert (duties_of(north.head), duties_of(north.counterpart)) == (line, line)
    assert (duties_of(north.reporter), duties_of(north.stranger)) == ([], [])


def test_the_secretariats_lines_come_with_their_clocks(north):
    report = at_secretariat(north)
    assert duties_of(north.officer) == []
    acting = b.acting_for(north.officer)
    with acting_as(acting):
        owed = [(duty.code, duty.url) for duty in registry.start_for(acting, TODAY)[0]]
    assert {code for code, _url in owed} == {report.code}
    assert all(str(report.pk) in url for _code, url in owed)
    do("receive", report, north.officer)
    with acting_as(acting):
        assert len(registry.start_for(acting, TODAY)[0]) == len(owed) - 1


def test_a_report_is_found_by_its_code_by_those_who_may_see_it(north):
    report = sent(north)
    found = {}
    for name in ("reporter", "colleague"):
        acting = b.acting_for(getattr(north, name))
        with acting_as(acting):
            rows = start.SEARCH.rows(acting, Sought(report.code.lower()))
            found[name] = [start.SEARCH.hit(row).title for row in rows]
    assert found == {"reporter": [report.code], "colleague": []}


def test_a_notice_names_the_report_to_those_who_may_still_see_it(north):
    report = sent(north)
    described = {}
    for name in ("reporter", "colleague"):
        acting = b.acting_for(getattr(north, name))
        with acting_as(acting):
            described[name] = dict(side_by_side(start.describe(acting, {report.pk}))[0])
    assert described["reporter"][report.pk].text == report.code
    assert described["colleague"] == {}
    assert about._describers["deviations.deviationreport"] is start.describe


def test_the_words_of_a_notice_reveal_nothing():
    for kind in start.NOTICES:
        assert kind_of(kind.code) is kind
        assert "%" not in str(kind.text)
