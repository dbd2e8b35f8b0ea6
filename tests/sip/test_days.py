"""The day something happened is the day it counts, whenever it is written down. [I-01, I-02, CS-05]"""

from datetime import UTC, date, datetime, timedelta

import pytest

from core import clock
from core.access import acting_as
from core.errors import Refused
from followup.indicators.rows import FORUM
from followup.indicators.year import area_year
from sip.cases import escalation
from sip.cases.models import ForumCase
from sip.individual_forum import holding
from sip.individual_forum.models import Call, Decision
from tests.database import as_loader
from tests.kept import kept
from tests.sip import town as t

CALLED = datetime(2025, 12, 1, 9, tzinfo=UTC)


def noted(town, starts_at: datetime, at: datetime):
    """A sitting called on the first of December, its attendance noted at `at`; the minutes."""
    with clock.moved_to(CALLED):
        case = t.raised(town)
        t.consented(town, case)
        t.called(town, case, starts_at=starts_at)
    with clock.moved_to(at), acting_as(town.convenor):
        calls = Call.objects.filter(case_id=case.pk)
        return holding.hold_occasion(case, by=town.convenor, attendance={call.pk: "present" for call in calls})


def stored(minutes) -> ForumCase:
    with as_loader():
        return ForumCase.objects.get(pk=minutes.case_id)


def counted(town, year: int) -> int:
    with as_loader():
        rows = FORUM["held"](area_year(town.area, year, date(2026, 6, 30)))
        return ForumCase.objects.filter(rows).count()


def test_a_sitting_in_december_noted_in_january_counts_in_december(town):
    minutes = noted(town, datetime(2025, 12, 18, 12, tzinfo=UTC), datetime(2026, 1, 8, 8, tzinfo=UTC))

    assert stored(minutes).held_on == date(2025, 12, 18)
    assert (counted(town, 2025), counted(town, 2026)) == (1, 0)


def test_a_sitting_late_on_new_years_eve_in_utc_is_the_first_of_january_here(town):
    minutes = noted(town, datetime(2025, 12, 31, 23, 30, tzinfo=UTC), datetime(2026, 1, 8, 8, tzinfo=UTC))

    assert stored(minutes).held_on == date(2026, 1, 1)
    assert (counted(town, 2025), counted(town, 2026)) == (0, 1)


def test_a_second_sitting_moves_nothing(town):
    first = datetime(2025, 12, 18, 12, tzinfo=UTC)
    minutes = noted(town, first, first + timedelta(hours=2))
    case = stored(minutes)
    with clock.moved_to(first + timedelta(days=1)):
        t.consented(town, case)
        t.called(town, case, starts_at=first + timedelta(days=20))
    with clock.moved_to(first + timedelta(days=30)), acting_as(town.convenor):
        calls = Call.objects.filter(case_id=case.pk, occasion__number=2)
        holding.hold_occasion(case, by=town.convenor, attendance={call.pk: "present" for call in calls})

    assert stored(minutes).held_on == date(2025, 12, 18)


def test_a_decision_of_the_sitting_may_have_been_due_before_it_was_written_never_before_the_sitting(town):
    minutes = noted(town, datetime(2025, 12, 18, 12, tzinfo=UTC), datetime(2026, 1, 8, 8, tzinfo=UTC))
    facts = {"by": town.convenor, "text": "BUP samordnar", "unit": town.bup}

    with clock.moved_to(datetime(2026, 1, 8, 9, tzinfo=UTC)), acting_as(town.convenor):
        with pytest.raises(Refused) as refused:
            holding.add_decision(minutes, **facts, due_on=date(2025, 12, 17))
        decision = holding.add_decision(minutes, **facts, due_on=date(2025, 12, 22))
        with pytest.raises(Refused) as too_early:
            escalation.follow_up(decision, by=town.convenor, done_on=date(2025, 12, 17), result="Klart")
        escalation.follow_up(decision, by=town.convenor, done_on=date(2025, 12, 20), result="Klart")

    assert (refused.value.field, too_early.value.field) == ("due_on", "done_on")
    assert "18 december 2025" in str(too_early.value)


@kept
def escalated(town) -> ForumCase:
    """With the managers since the tenth of January 2026."""
    minutes = noted(town, datetime(2025, 12, 18, 12, tzinfo=UTC), datetime(2026, 1, 8, 8, tzinfo=UTC))
    when = datetime(2026, 1, 10, 9, tzinfo=UTC)
    with clock.moved_to(when), acting_as(town.convenor):
        for section in minutes.sections.all():
            holding.save_section(section, by=town.convenor, text="Det sades.", version=0)
    with clock.moved_to(when):
        t.approved(town, stored(minutes))
    with clock.moved_to(when), acting_as(town.convenor):
        case = ForumCase.objects.get(pk=minutes.case_id)
        holding.conclude(case, by=town.convenor, outcome="unresolved")
        people, facts = [town.assignments["steering_bup"]], {"is_deidentified": True, "summary": "Vem samordnar?"}
        return escalation.escalate(case, by=town.convenor, managers=people, **facts)


def decided(town, case, on: date | None) -> ForumCase:
    one = escalation.Decided("BUP samordnar", town.bup, date(2026, 2, 20))
    with clock.moved_to(datetime(2026, 1, 20, 9, tzinfo=UTC)), acting_as(town.steering_bup):
        return escalation.decide(case, by=town.steering_bup, decisions=[one], decided_on=on)


@pytest.mark.parametrize(
    ("said", "kept"), [(date(2026, 1, 12), date(2026, 1, 12)), (date(2026, 1, 10), date(2026, 1, 10)),
                       (None, date(2026, 1, 20))]
)  # fmt: skip
def test_the_managers_decision_counts_on_the_day_they_made_it(town, escalated, said, kept):
    assert decided(town, escalated, said).decided_on == kept


@pytest.mark.parametrize("said", [date(2026, 1, 9), date(2026, 1, 21)])
def test_the_managers_cannot_have_decided_before_they_had_the_case_or_tomorrow(town, escalated, said):
    with pytest.raises(Refused) as refused:
        decided(town, escalated, said)

    assert refused.value.field == "decided_on"
    with as_loader():
        assert not Decision.objects.filter(case_id=escalated.pk, level="steering").exists()


@pytest.mark.parametrize(("days", "is_taken"), [(0, True), (-1, False)])
def test_a_consent_is_given_on_the_day_the_need_was_noticed_or_later(town, days, is_taken):
    noticed = clock.today() - timedelta(days=6)
    case = t.raised(town, noticed=noticed)
    given_on = noticed + timedelta(days=days)

    if is_taken:
        assert t.consented(town, case, given_on=given_on).given_on == given_on
        return
    with pytest.raises(Refused) as refused:
        t.consented(town, case, given_on=given_on)
    assert refused.value.field == "given_on"
