"""What is kept of a count, what is shown of it, and what nobody but the job may read."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from core.access import acting_as
from followup import counting
from followup.models import Counting, Figure, Tally
from followup.suppress import FEW, HIDDEN
from tests.database import as_loader
from tests.followup import town as t


def fill(town, girls, boys):
    for _number in range(girls):
        t.held(town, sex="girl")
    for _number in range(boys):
        t.held(town, sex="boy")


def run_as_loader(statement):
    with as_loader(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_small_numbers_are_hidden_with_what_would_give_them_away(town):
    fill(town, 6, 2)

    figures = t.shown(t.collected_counting(town), "I-01")

    assert figures["held"] == 8
    assert (figures["held.girl"], figures["held.boy"]) == (HIDDEN, FEW)
    assert (figures["held.other"], figures["held.unknown"]) == (0, 0)


def test_a_hidden_number_is_nowhere_that_a_page_can_read(town):
    fill(town, 2, 1)
    kept = t.collected_counting(town)

    with acting_as(town.chair):
        figure = Figure.objects.get(counting=kept, code="I-01")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Tally.objects.first()

    assert (figure.numerator, figure.denominator, figure.is_suppressed) == (None, None, True)
    assert {mark for mark in figure.shown.values() if isinstance(mark, int)} <= {0}


def test_before_the_year_is_fixed_only_totals_are_shown(town):
    fill(town, 6, 7)

    kept = t.counted(town)

    assert t.shown(kept, "I-01") == {"held": 13}
    assert t.shown(kept, "I-02") == {"escalated": 0, "outcome": 0}
    assert t.shown(kept, "I-04") == {"called_counted": 13, "called_in_time": 13, "called_late": 0}


def test_the_same_result_is_confirmed_and_not_kept_twice(town):
    fill(town, 6, 0)
    first = t.counted(town, as_of=date(2026, 1, 5))

    again = t.counted(town, as_of=date(2026, 1, 6))
    fill(town, 1, 0)
    other = t.counted(town, as_of=date(2026, 1, 7))

    assert again.pk == first.pk
    assert again.confirmed_at > first.confirmed_at
    assert other.pk != first.pk


def test_a_figure_keeps_formula_period_filter_and_moment(town):
    fill(town, 6, 0)

    kept = t.collected_counting(town)
    with as_loader():
        figure = kept.figures.get(code="I-04")

    assert (figure.formula_version, figure.numerator, figure.denominator) == (1, 6, 6)
    assert (figure.period_from, figure.period_to) == (date(2025, 1, 1), date(2025, 12, 31))
    assert figure.filters["days"] == 14
    assert figure.filters["measures"] == "convened"
    assert figure.computed_at == kept.computed_at
    assert len(figure.row_set_hash) == 64


def test_no_key_of_a_case_or_report_is_kept(town):
    fill(town, 6, 2)
    t.deviation(town)
    t.collected_counting(town)

    with as_loader(), connection.cursor() as cursor:
        cursor.execute("SELECT id::text FROM sip_case UNION SELECT id::text FROM deviations_deviationreport")
        keys = [key for (key,) in cursor.fetchall()]
        kept = ""
        for table in ("counting", "figure", "tally"):
            cursor.execute(f"SELECT string_agg(row_to_json(r)::text, ' ') FROM followup_{table} r")
            kept += cursor.fetchone()[0]

    assert len(keys) == 9
    assert [key for key in keys if key in kept] == []


def test_an_earlier_count_does_not_give_a_hidden_number_away(town):
    """Totals shown so far, and later the split: no step of it tells the two boys."""
    fill(town, 6, 2)
    so_far = t.counted(town, as_of=date(2026, 1, 5))

    final = t.shown(t.collected_counting(town), "I-01")

    assert t.shown(so_far, "I-01") == {"held": 8}
    assert final["held"] == 8
    assert not {final["held.girl"], final["held.boy"]} & {2, 6}


@pytest.mark.parametrize("table", ["followup_figure", "followup_tally"])
def test_what_was_counted_is_never_changed(town, table):
    fill(town, 6, 0)
    t.counted(town)

    for statement in (f"UPDATE {table} SET region_id = region_id", f"DELETE FROM {table}"):
        with pytest.raises(ProgrammingError, match="append-only"):
            run_as_loader(statement)


def test_only_the_moment_of_confirmation_of_a_counting_may_change(town):
    fill(town, 6, 0)
    t.counted(town)

    with pytest.raises(ProgrammingError, match="append-only"):
        run_as_loader("UPDATE followup_counting SET computed_at = now()")


def test_figures_of_an_adopted_year_are_not_counted_again(town):
    fill(town, 6, 0)
    follow_up = t.collected(town)
    with as_loader():
        type(follow_up).objects.filter(pk=follow_up.pk).update(
            status="adopted_local",
            adopted_on=date(2026, 2, 10),
            adopted_at_meeting="Mötet",
            adopted_by=town.assignments["chair"],
        )
    fill(town, 1, 0)

    with pytest.raises(IntegrityError, match="stands still"):
        t.counted(town, follow_up=follow_up)


def test_nobody_but_a_job_counts(town):
    with acting_as(town.chair), pytest.raises(PermissionDenied):
        counting.count_year(town.area, t.YEAR, by=town.chair, at=t.noon(t.COUNTED_ON), using="default")


def test_a_region_without_individual_forum_has_no_forum_figures(other_town):
    town = other_town
    from tests.sip.town import make_profile

    with as_loader():
        from core.regions.models import RegionProfile

        RegionProfile.objects.filter(region=town.region).delete()
        make_profile(town.region, "vastmanland")
    fill(town, 6, 0)
    t.deviation(town, level="responsible_managers", status="with_managers")

    kept = t.collected_counting(town)

    with as_loader():
        counted = {figure.code for figure in kept.figures.all()}
    assert counted == {"I-03", "I-11", "I-15", "I-16", "I-17", "I-50", "I-52"}
    assert set(t.shown(kept, "I-03")) >= {"sent", "sent.level.responsible_managers"}


def test_another_regions_figures_cannot_be_seen(town, other_town):
    fill(town, 6, 0)
    t.counted(town)

    with acting_as(other_town.chair):
        assert (Counting.objects.count(), Figure.objects.count()) == (0, 0)
