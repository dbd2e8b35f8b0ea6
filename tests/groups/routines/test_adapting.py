"""A local form of a regional routine: of an exact version, told when that changes, until confirmed. [AG-13]"""

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import Refused
from groups.routines import states
from groups.routines.services import deciding, drafting
from tests.groups.meetings import table as t
from tests.groups.routines import walk as w

S = states.S


def test_an_areas_leader_adapts_a_regional_routine_from_its_very_version_once(town):
    original = w.regional(town, "Länets text.")
    form = w.adapted(town, original)
    assert (form.adapts_id, form.routine.adapts_id, form.forum_id) == (
        original.pk,
        original.routine_id,
        town.steering.pk,
    )
    assert w.section(form).text == "Länets text."
    with t.as_(town, "chair") as me, pytest.raises(PermissionDenied):
        drafting.adapt(original, by=me, forum=town.steering)
    with t.as_(town, "other_chair") as me, pytest.raises(Refused) as refused:
        drafting.adapt(original, by=me, forum=town.steering)
    assert refused.value.field == "forum"
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
        drafting.adapt(original, by=me, forum=town.steering)
    local = w.decided(town, w.drafted(town, subject="absence"))
    with t.as_(town, "other_chair") as me, pytest.raises(PermissionDenied):
        drafting.adapt(local, by=me, forum=town.elsewhere)


def test_whoever_answers_for_it_is_told_when_the_original_has_a_new_version(town):
    original = w.regional(town)
    form = w.adapted(town, original)
    with t.as_(town, "chair") as me:
        drafting.appoint(form, by=me, responsible=town.people["bup_head"])
    form = w.decided(town, form)
    assert not form.is_changed
    w.renewed(town, original, "officer", "Länets nya text.")
    assert w.now(form).is_changed
    assert [w.told_to(town, "routine_original_changed", who) for who in ("bup_head", "chair", "school_head")] == [
        1,
        0,
        0,
    ]


def test_it_stands_as_changed_until_it_is_confirmed_against_the_version_that_was_read(town):
    original = w.regional(town)
    form = w.decided(town, w.adapted(town, original))
    second = w.renewed(town, original, "officer", "Andra texten.")
    third = w.renewed(town, w.now(second), "officer", "Tredje texten.")
    with t.as_(town, "chair") as me, pytest.raises(Refused):
        deciding.confirm(form, by=me, seen=second)
    with t.as_(town, "school_head") as me, pytest.raises(PermissionDenied):
        deciding.confirm(form, by=me, seen=third)
    with t.as_(town, "chair") as me:
        deciding.confirm(form, by=me, seen=third)
        with pytest.raises(PermissionDenied):
            deciding.confirm(form, by=me, seen=third)
    form = w.now(form)
    assert (form.adapts_id, form.confirmed_id, form.is_changed) == (original.pk, third.pk, False)
    w.renewed(town, third, "officer", "Fjärde texten.")
    assert w.now(form).is_changed


def test_who_is_named_confirms_without_leading_and_changes_nothing_else(town):
    original = w.regional(town)
    form = w.adapted(town, original)
    with t.as_(town, "chair") as me:
        drafting.appoint(form, by=me, role="steering_member")
    form = w.decided(town, form)
    second = w.renewed(town, original, "officer", "Andra texten.")
    assert w.told_to(town, "routine_original_changed", "school_head") == 1
    with t.as_(town, "school_head") as me:
        with pytest.raises(PermissionDenied):
            deciding.review(form, by=me, review_on=w.later(500))
        deciding.confirm(form, by=me, seen=second)
    assert w.now(form).confirmed_by_id == town.people["school_head"].pk


def test_a_new_version_of_it_is_of_the_original_as_it_now_stands_with_its_own_words(town):
    original = w.regional(town)
    form = w.decided(town, w.adapted(town, original), text="Vår egen text.")
    second = w.renewed(town, original, "officer", "Andra texten.")
    with t.as_(town, "chair") as me:
        new = drafting.renew(form, by=me)
    assert (new.adapts_id, w.section(new).text, w.now(new).is_changed) == (
        second.pk,
        "Vår egen text.",
        False,
    )
    w.decided(town, new, text="Vår nya text.")
    assert w.now(form).status == S.REPLACED
