"""A routine from draft to its end: who may, what stands still, what takes whose place, who is told. [SM-6, F63]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction

from core import clock
from core.audit.models import AuditEvent
from core.errors import EditedByAnother, Refused, WrongState
from core.notices.models import Notice
from core.people.models import RoleAssignment
from groups.models import Routine, RoutineCover, RoutineVersion
from groups.routines import answering, policies, states
from groups.routines.services import deciding, drafting
from tests.database import as_loader, as_role
from tests.days import days_on
from tests.groups import build as b
from tests.groups.meetings import table as t
from tests.groups.routines import walk as w
from tests.sip.papers import paper

S = states.S


def acts() -> list[str]:
    with as_loader():
        return list(AuditEvent.objects.filter(act__startswith="routine.").values_list("act", flat=True))


def test_the_leader_begins_one_about_what_the_region_has_routines_about(town):
    version = w.drafted(town)
    assert (version.status, version.number, version.routine.subject) == (S.DRAFT, 1, "sip")
    with t.as_(town, "chair") as me:
        with pytest.raises(Refused) as refused:
            drafting.draft(town.steering, by=me, title="Annat", subject="cooking")
        assert refused.value.field == "subject"
        with pytest.raises(Refused):
            drafting.draft(town.steering, by=me, title="Gäller 121212-1212", subject="sip")
        with pytest.raises(PermissionDenied):
            drafting.draft(town.working, by=me, title="SIP", subject="sip")
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
        drafting.draft(town.steering, by=me, title="SIP", subject="sip")
    assert acts() == ["routine.drafted"]


def test_the_forum_writes_it_together_until_it_is_decided(town):
    version = w.drafted(town)
    w.wrote(town, version, "bup_head", "Vår text.")
    one = w.section(version)
    with t.as_(town, "school_head") as me:
        with pytest.raises(EditedByAnother):
            drafting.save_section(one, by=me, text="En annan.", version=0)
        with pytest.raises(Refused):
            drafting.save_section(one, by=me, text="Gäller 121212-1212", version=1)
    with t.as_(town, "secretariat") as me, pytest.raises(PermissionDenied):
        drafting.save_section(one, by=me, text="Sekretariatets.", version=1)
    w.decided(town, version)
    with t.as_(town, "bup_head") as me, pytest.raises(WrongState) as refused:
        drafting.save_section(w.section(version), by=me, text="För sent.", version=2)
    assert str(refused.value) == "Rutinen är beslutad. Texten går inte att ändra längre."


def test_a_decision_needs_words_a_way_and_days_that_fit(town):
    version = w.drafted(town)
    with t.as_(town, "chair") as me, pytest.raises(Refused):
        deciding.decide(version, by=me, decided=w.said())
    w.wrote(town, version, "chair")
    today = clock.today()
    for field, wrong in {
        "said": {"said": " "},
        "on": {"on": w.later(1), "valid_from": w.later(1)},
        "valid_from": {"valid_from": today - timedelta(days=1)},
        "valid_to": {"valid_from": w.later(9), "valid_to": w.later(8)},
        "review_on": {"review_on": today},
    }.items():
        with t.as_(town, "chair") as me, pytest.raises(Refused) as refused:
            deciding.decide(version, by=me, decided=w.said(**wrong))
        assert refused.value.field == field
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
        deciding.decide(version, by=me, decided=w.said())
    assert w.now(version).status == S.DRAFT


def test_one_without_text_is_decided_with_a_file(town):
    version = w.drafted(town)
    with t.as_(town, "chair") as me:
        added = drafting.add_file(version, by=me, title="Rutinen", file=paper())
        drafting.remove_file(added, by=me)
        with pytest.raises(Refused):
            deciding.decide(version, by=me, decided=w.said())
        drafting.add_file(version, by=me, title="Rutinen", file=paper())
        assert deciding.decide(version, by=me, decided=w.said()).status == S.IN_FORCE


def test_it_is_decided_in_a_meeting_of_its_own_forum_or_in_words(town):
    ours = w.decision_of(town)
    version = w.wrote(town, w.drafted(town), "chair")
    with t.as_(town, "chair") as me:
        deciding.decide(version, by=me, decided=w.said(decision=ours, said=""))
    assert w.now(version).decision_id == ours.pk
    other = w.wrote(town, w.drafted(town, "elsewhere"), "other_chair")
    with t.as_(town, "other_chair") as me, pytest.raises(Refused) as refused:
        deciding.decide(other, by=me, decided=w.said(decision=ours))
    assert refused.value.field == "decision"


def turned(days: int) -> int:
    """What the hour's job does, so many days from now."""
    with days_on(days), as_role("bus_worker"):
        return deciding.turn_over(clock.today())


def test_what_holds_from_a_later_day_begins_by_itself_and_takes_the_place_of_the_one_before(town):
    first = w.decided(town)
    with t.as_(town, "chair") as me:
        second = drafting.renew(first, by=me)
        with pytest.raises(PermissionDenied):  # one is under way
            drafting.renew(first, by=me)
    second = w.decided(town, second, valid_from=w.later(3), text="Nytt.")
    assert (second.status, w.now(first).status) == (S.DECIDED, S.IN_FORCE)
    assert [turned(days) for days in (2, 3, 3)] == [0, 1, 0]
    first, second = w.now(first), w.now(second)
    assert (first.status, second.status, second.number) == (S.REPLACED, S.IN_FORCE, 2)
    assert first.valid_to == w.later(2)
    assert w.told_to(town, "routine_in_force", "chair") == 1


def test_one_with_a_last_day_ends_after_it(town):
    version = w.decided(town, valid_to=w.later(5))
    assert [turned(days) for days in (5, 6)] == [0, 1]
    assert w.now(version).status == S.WITHDRAWN
    assert "routine.lapsed" in acts()


def test_the_leader_lets_it_end_with_a_reason_and_those_who_adapted_it_are_told(town):
    original = w.regional(town)
    form = w.decided(town, w.adapted(town, original))
    with t.as_(town, "chair") as me, pytest.raises(PermissionDenied):
        deciding.withdraw(original, by=me, reason="Fel väg.")
    with t.as_(town, "officer") as me:
        with pytest.raises(Refused):
            deciding.withdraw(original, by=me, reason="")
        deciding.withdraw(original, by=me, reason="Länet har en ny ordning.")
    assert (w.now(original).status, w.now(original).valid_to) == (S.WITHDRAWN, clock.today())
    assert w.told_to(town, "routine_withdrawn", "chair") == 1
    assert policies.is_orphan(w.now(form))


def test_a_draft_is_laid_down_with_a_reason_and_its_number_is_free(town):
    first = w.decided(town)
    for _time in range(2):
        with t.as_(town, "chair") as me:
            draft = drafting.renew(first, by=me)
            assert draft.number == 2
            deciding.abandon(draft, by=me, reason="Behövs inte.")
            with pytest.raises(WrongState):
                deciding.abandon(draft, by=me, reason="Igen.")
    assert w.now(first).status == S.IN_FORCE


def test_gone_through_it_has_a_new_day_of_review(town):
    version = w.decided(town)
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
        deciding.review(version, by=me, review_on=w.later(400))
    with t.as_(town, "chair") as me:
        with pytest.raises(Refused):
            deciding.review(version, by=me, review_on=clock.today())
        deciding.review(version, by=me, review_on=w.later(400))
    assert w.now(version).review_on == w.later(400)


def test_whom_it_covers_is_said_until_it_is_decided_and_follows_into_the_next_version(town):
    version = w.drafted(town)
    with t.as_(town, "chair") as me:
        drafting.set_covers(version, by=me, principals=[town.care], units=[town.school])
        drafting.set_covers(version, by=me, units=[town.school, town.bup])
    with as_loader():
        standing = RoutineCover.objects.filter(routine_version=version, removed_at=None)
        assert {str(one) for one in standing} == {"Österskolan", "BUP Norr"}
    version = w.decided(town, version)
    with t.as_(town, "chair") as me:
        with pytest.raises(PermissionDenied):
            drafting.set_covers(version, by=me)
        new = drafting.renew(version, by=me)
    with as_loader():
        assert new.covers.count() == 2


def test_a_person_or_a_role_answers_for_it_and_else_who_leads(town):
    version = w.drafted(town)
    with t.as_(town, "chair") as me:
        with pytest.raises(Refused):
            drafting.appoint(version, by=me, responsible=town.people["bup_head"], role="steering_member")
        with pytest.raises(Refused) as refused:
            drafting.appoint(version, by=me, responsible=town.people["worker"])
        assert refused.value.field == "responsible"
        drafting.appoint(version, by=me, responsible=town.people["bup_head"])
    w.decided(town, version)
    assert [w.told_to(town, "routine_in_force", who) for who in ("bup_head", "school_head")] == [1, 0]


def test_what_is_decided_the_database_holds_fast(town):
    version = w.decided(town)
    one = w.section(version)
    with t.as_(town, "chair"):
        mine = RoutineVersion.objects.filter(pk=version.pk)
        for values in ({"title": "Annat"}, {"decided_as": "Annat"}, {"valid_from": w.later(9)}, {"status": "draft"},
                       {"status": "replaced", "valid_to": clock.today()}):  # fmt: skip
            refused(mine, **values)
        refused(version.sections.filter(pk=one.pk), text="Annat.")
    draft = w.wrote(town, w.drafted(town, subject="absence"), "bup_head")
    with t.as_(town, "bup_head"):
        mine = RoutineVersion.objects.filter(pk=draft.pk)
        assert mine.update(title="Annat") == 0
    empty = w.drafted(town, subject="placed")
    with t.as_(town, "chair"):
        refused(RoutineVersion.objects.filter(pk=empty.pk), status="decided", decided_on=clock.today(),
                valid_from=clock.today(), review_on=w.later(), decided_as="Så")  # fmt: skip


def refused(rows, **values) -> None:
    with pytest.raises(Error), transaction.atomic():
        rows.update(**values)


def test_a_draft_is_the_forums_and_what_is_decided_everybodys(town):
    draft, held = w.drafted(town), w.decided(town, w.drafted(town, subject="absence"))
    seen = {}
    for who in ("chair", "bup_head", "secretariat", "unit_head", "worker", "other_chair"):
        with t.as_(town, who) as me:
            seen[who] = {one.pk for one in policies.visible_versions(me)}
    inside = {draft.pk, held.pk}
    assert seen == {
        **dict.fromkeys(("chair", "bup_head", "secretariat", "unit_head"), inside),
        "worker": {held.pk},
        "other_chair": {held.pk},
    }


def test_another_region_sees_nothing(town, south):
    w.decided(town)
    with as_loader():
        stranger = b.make_assignment(south.region, "group_coordinator", "Sara Söder", area=south.area)
    town.acting["stranger"] = b.acting_for(stranger)
    with t.as_(town, "stranger"):
        assert RoutineVersion.objects.count() == 0


def test_one_that_has_not_begun_is_called_off_and_the_version_before_still_holds(town):
    held = w.decided(town)
    with t.as_(town, "chair") as me:
        drafting.appoint(held, by=me, responsible=town.people["bup_head"], role="")
        new = drafting.renew(held, by=me)
    w.wrote(town, new, "chair")
    with t.as_(town, "chair") as me:
        coming = w.said(valid_from=w.later(10), valid_to=w.later(90), review_on=w.later(60))
        new = deciding.decide(new, by=me, decided=coming)
        new = deciding.withdraw(new, by=me, reason="Den behövs inte.")
    assert (new.status, new.valid_to) == (S.WITHDRAWN, None)
    with t.as_(town, "chair") as me:
        still = RoutineVersion.objects.get(pk=held.pk)
        assert (still.status, policies.can_renew(me, still)) == (S.IN_FORCE, True)
    with as_loader():
        assert set(Notice.objects.filter(about_id=new.pk).values_list("kind", flat=True)) == {"routine_called_off"}


def test_an_old_version_that_has_lapsed_offers_no_next_while_a_newer_one_holds(town):
    first = w.decided(town)
    w.renewed(town, first, "chair", "Ny text.")
    with t.as_(town, "chair") as me:
        first.refresh_from_db()
        first.status = S.WITHDRAWN  # as one whose last day had passed before
        assert not policies.can_renew(me, first)


def test_the_page_names_whoever_answers_for_it_now(town):
    version = w.decided(town)
    with t.as_(town, "chair") as me:
        drafting.appoint(version, by=me, responsible=town.people["bup_head"], role="")
        assert answering.said_of(Routine.objects.get(pk=version.routine_id)) == str(town.people["bup_head"].person)
    with as_loader():
        RoleAssignment.objects.filter(pk=town.people["bup_head"].pk).update(valid_to=w.later(-1))
    with t.as_(town, "chair"):
        assert answering.said_of(Routine.objects.get(pk=version.routine_id)) == "Den som leder gruppen"
