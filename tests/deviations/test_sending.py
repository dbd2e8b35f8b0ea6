"""Writing a report and sending it: who is told, what is refused, the draft."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.notices.models import Notice
from deviations import services
from deviations.models import DeviationCounterpart, DeviationDraft, DeviationReport
from deviations.services.texts import NamesLikely
from tests.database import as_loader
from tests.deviations import build
from tests.deviations.build import sent, stored, written
from tests.deviations.traces import clocks, logged, steps, told
from tests.groups import build as b

TODAY = clock.today()


def test_a_report_goes_to_the_leaders_of_both_sides(north):
    report = sent(north)
    kept = stored(report)
    assert (kept.status, kept.levels, kept.first_sent_on) == ("with_line_manager", ["line_manager"], TODAY)
    assert (kept.unit_id, kept.principal_id, kept.reporter_id) == (
        north.school.pk, north.school.principal_id, north.reporter.pk,
    )  # fmt: skip
    assert (kept.area_id, kept.district_id) == (north.area.pk, north.east.pk)
    assert (kept.description, kept.tried, kept.effect) == (build.TEXT, "Vi ringde samma dag.", "delayed")
    with as_loader():
        sides = list(DeviationCounterpart.objects.filter(report=report).values_list("unit_id", "principal_id"))
    assert sides == [(north.bup.pk, north.care.pk)]
    assert steps(report) == [("draft", "with_line_manager")]
    assert told(report) == {("deviation_received", "Head"), ("deviation_received", "Counterpart")}
    assert logged(report) == ["deviation.sent"]
    assert clocks(report) == {"DL-54C": "pending"}


def test_in_the_other_county_it_begins_with_the_responsible_managers(south):
    kept = stored(sent(south))
    assert (kept.status, kept.levels) == ("with_managers", ["responsible_managers"])


def test_without_any_leader_the_groups_leader_is_told(north):
    with as_loader():
        for one in (north.head, north.counterpart):
            one.valid_to = TODAY - timedelta(days=1)
            one.save()
    assert told(sent(north)) == {("deviation_received", "Karin")}


def test_codes_are_random_and_tell_nothing(north):
    codes = [sent(north).code for _number in range(5)]
    assert len(set(codes)) == 5
    assert all(len(code) == 7 and code[0] == "A" and code[2] == "-" for code in codes)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"event_on": date(2999, 1, 1)}, "event_on"),
        ({"counterparts": ()}, "counterpart"),
        ({"counterparts": "own"}, "counterpart"),
        ({"category": "okänd"}, "category"),
        ({"effect": "okänd"}, "effect"),
        ({"description": "  "}, "description"),
        ({"description": "Pojken 20120304-1234 kom inte."}, "description"),
        ({"tried": "Vi ringde 811228 9874 igen."}, "tried"),
    ],
)
def test_what_cannot_be_sent_is_refused_beside_its_field_and_leaves_nothing(north, changes, field):
    if changes.get("counterparts") == "own":
        changes = {"counterparts": (north.school,)}
    acting = b.acting_for(north.reporter)
    with acting_as(acting), pytest.raises(Refused) as refused:
        services.send(written(north, **changes), by=acting, names_confirmed=True)
    assert refused.value.field == field
    with as_loader():
        assert not DeviationReport.objects.exists()
        assert not Notice.objects.exists()


def test_likely_names_are_asked_about_and_a_yes_lets_them_through(north):
    acting = b.acting_for(north.reporter)
    text = written(north, description="Mötet gällde Tindra och BUP Norr kom inte.")
    with acting_as(acting):
        with pytest.raises(NamesLikely) as asked:
            services.send(text, by=acting)
        assert "Tindra" in str(asked.value)
        assert "Norr" not in str(asked.value)  # the unit's own name
        report = services.send(text, by=acting, names_confirmed=True)
    assert stored(report).description == text.description


@pytest.mark.parametrize("who", ["officer", "admin", "political", "prep", "reviewer", "support"])
def test_only_those_who_work_in_a_unit_report(north, who):
    acting = b.acting_for(getattr(north, who))
    with acting_as(acting), pytest.raises(PermissionDenied):
        services.send(written(north), by=acting)


def test_a_draft_is_kept_for_its_owner_and_goes_when_it_is_sent(north):
    acting = b.acting_for(north.reporter)
    with acting_as(acting):
        services.save_draft(by=acting, answers={"description": "Vi hade"}, origin="")
        services.save_draft(by=acting, answers={"description": "Vi hade kallat"}, origin="")
        services.save_draft(by=acting, answers={"description": "Annat"}, origin="förseglat")
        services.send(written(north), by=acting, origin="")
    with as_loader():
        assert list(DeviationDraft.objects.values_list("origin", "answers")) == [
            ("förseglat", {"description": "Annat"})
        ]
