"""What somebody owes by name is owed by another: an event, no day moved, and the row follows from it. [facts 9.18]"""

from datetime import date, timedelta

from core import obligations
from core.audit.models import AuditEvent
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.owed import owed_by
from core.obligations.verifying import verify
from tests.core.obligations.build import acting, as_worker, day, kinds, make_case, raised, row, sweep, told
from tests.database import as_loader

D0 = date(2026, 11, 2)


def found() -> list[tuple]:
    with as_worker():
        return [(one.obligation_id, one.what) for one in verify()]


def test_the_other_owes_it_with_the_time_that_is_left_and_is_the_one_who_is_reminded(town, case):
    with day(D0):
        started = raised(town, case, D0, owners=[town.worker.pk])
    with day(D0 + timedelta(days=9)), acting(town.convenor) as by:
        (moved,) = obligations.reassign(giver=town.worker.pk, to=town.convenor.pk, by=by, case_ids=[case.pk])
        assert [one.pk for one in owed_by(by, D0)] == [started.pk]

    kept = row(started)
    assert (kept.pk, kept.owner_id, kept.due_on, kept.sequence) == (
        moved.pk, town.convenor.pk, D0 + timedelta(days=14), 2,
    )  # fmt: skip
    assert kinds(started) == ["started", "reassigned"]
    with as_loader():
        event = ObligationEvent.objects.get(obligation_id=started.pk, sequence=2)
        logged = AuditEvent.objects.get(act="obligation.reassigned")
    assert event.data == {"from": str(town.worker.pk), "to": str(town.convenor.pk)}
    assert (event.by_id, logged.reason) == (town.convenor.pk, "taken_over")
    sweep(D0 + timedelta(days=11))
    assert {notice.recipient_id for notice in told()} == {town.convenor.pk}


def test_it_ends_with_a_proof_that_anybody_can_recompute_and_a_changed_owner_is_found(town, case):
    with day(D0):
        started = raised(town, case, D0, owners=[town.worker.pk])
    with day(D0), acting(town.convenor) as by:
        obligations.reassign(giver=town.worker.pk, to=town.convenor.pk, by=by, case_ids=[case.pk])
        obligations.end(case, "DL-01", on=D0, by=by)
    assert row(started).status == "met"
    assert found() == []

    with as_loader():
        Obligation.objects.filter(pk=started.pk).update(owner=town.chair)
    assert found() == [(started.pk, ("owner",))]


def test_what_is_owed_by_role_in_another_case_or_out_of_sight_stays(town, case):
    with as_loader():
        other, hidden = make_case(town), make_case(town, town.convenor)
    with day(D0):
        by_role = raised(town, case, D0)
        elsewhere = raised(town, other, D0, owners=[town.worker.pk])
        unseen = raised(town, hidden, D0, owners=[town.worker.pk], by=town.convenor)
    with day(D0), acting(town.worker) as by:
        asked = [case.pk, hidden.pk]
        assert obligations.reassign(giver=town.worker.pk, to=town.convenor.pk, by=by, case_ids=asked) == []

    assert [row(one).owner_id for one in (by_role, elsewhere, unseen)] == [None, town.worker.pk, town.worker.pk]
