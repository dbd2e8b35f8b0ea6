"""A child whose stay is secret is kept so by all who must, also where another unit alone may read why. [P-62, 9.33]"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.roles import Role
from sip.children.policies import visible_children, with_protection
from sip.family.readers import readers_of_child
from sip.models import Child, ChildCase, ProtectedData, ProtectedResidence
from sip.placements import protecting
from sip.plans import family
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import placing
from tests.sip import town as t
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    """Social services placed the child in secret; the school of the same principal works with it too."""
    town = placing.with_rules(p.make_town())
    child = t.child_of(town, by=town.teacher, school_unit=town.school)
    with as_loader():
        placing.Contact.objects.create(
            region=town.region, child=child, assignment=town.assignments["social_worker"], unit=town.social
        )
    placement = placing.placed(town, child=child, act="lvu")
    with acting_as(town.social_worker):
        residence = protecting.protect_residence(
            placement, by=town.social_worker, starts_on=clock.today(), place="MÄRKE-ORT Storgatan 1"
        )
    return town, child, residence


def protected(acting, child) -> list[bool]:
    with acting_as(acting):
        found = with_protection(visible_children(acting), clock.today())
        return [one.is_protected for one in found if one.pk == child.pk]


def hidden(acting, child) -> set[bool]:
    with acting_as(acting):
        return {reader.hides_places for reader in readers_of_child(Child.objects.get(pk=child.pk))}


def test_the_other_unit_keeps_what_it_may_not_read(kept):
    town, child, residence = kept
    with acting_as(town.teacher):
        assert not ProtectedResidence.objects.exists()
    assert protected(town.teacher, child) == protected(town.social_worker, child) == [True]
    assert hidden(town.teacher, child) == hidden(town.social_worker, child) == {True}
    assert protected(town.bup_worker, child) == []

    with as_loader():
        ProtectedResidence.objects.filter(pk=residence.pk).update(ended_on=clock.today())
    assert (protected(town.teacher, child), hidden(town.teacher, child)) == ([False], {False})


def test_a_page_and_a_list_of_the_other_unit_say_that_and_neither_where_nor_school(kept):
    town, child, _residence = kept
    client = Client()
    sign_in(client, town.assignments["teacher"])
    page = client.get(reverse("sip:child_detail", args=[child.pk])).content.decode()
    listed = client.get(reverse("sip:child_list")).content.decode()

    assert ("Var barnet vistas är skyddat" in page, "Skyddad vistelseort" in listed) == (True, True)
    assert [text for text in ("MÄRKE-ORT", "Österskolan") if text in page.split("<main", 1)[1]] == []
    assert "12 mars 2014" not in listed


def test_who_has_an_own_record_of_the_child_in_the_case_keeps_it_too_and_is_told_no_more(kept):
    town, child, _residence = kept
    with as_loader():
        worker = b.acting_for(b.make_assignment(town.region, Role.CASEWORKER, "Bia Barn", unit=town.bup))
    own = t.child_of(town, by=worker)
    plan = p.consented(town, p.started(town, child=child)).case_id
    assert hidden(worker, own) == {False}
    with as_loader():
        ChildCase.objects.create(region=town.region, case_id=plan, child=own)

    assert (hidden(worker, own), protected(worker, own)) == ({True}, [True])
    assert hidden(worker, t.child_of(town, by=worker)) == {False}
    with acting_as(worker):
        assert not ProtectedResidence.objects.exists()


@pytest.mark.parametrize(
    ("starts", "ends", "holds"), [(0, None, True), (-9, 0, True), (-9, -1, False), (1, None, False)]
)
def test_a_protection_counts_on_its_days(starts, ends, holds):
    town = p.make_town()
    child = t.child_of(town)
    day = clock.today()
    with as_loader():
        ProtectedData.objects.create(
            region=town.region, child=child, kind="secrecy", source="told", set_by=town.assignments["teacher"],
            valid_from=day + timedelta(days=starts), valid_to=None if ends is None else day + timedelta(days=ends),
        )  # fmt: skip
    assert (protected(town.teacher, child), hidden(town.teacher, child)) == ([holds], {holds})


def test_the_papers_of_the_other_unit_name_no_place(kept):
    town, child, _residence = kept
    _town, plan = p.until("active", town, child=child)
    with acting_as(town.teacher):
        version = plan.case.plan_versions.get()
        readers = family.readers_of(town.teacher, plan.pk)
        papers = [family.plan_paper(version, reader) for reader in readers]
    assert [(paper["people"], paper["principal"]) for paper in papers] == [([], "")] * 3


def test_a_list_of_children_is_logged_with_each_that_it_showed_in_one_statement_and_an_empty_one_once():
    town = p.make_town()
    children = {t.child_of(town).pk for _number in range(3)}
    for who, expected in (("teacher", children), ("colleague", {None})):
        client = Client()
        sign_in(client, town.assignments[who])
        client.get(reverse("sip:child_list"))
        with as_loader():
            rows = AuditEvent.objects.filter(act="child.listed", assignment_id=town.assignments[who].pk)
            assert {row.object_id for row in rows} == {row.child_id for row in rows} == expected
