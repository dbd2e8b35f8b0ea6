"""Who works with a child: a colleague is let in, whoever no longer does leaves, and somebody is always there."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied, Refused
from core.notices.models import Notice
from core.roles import Role
from sip.children.policies import visible_children
from sip.contacts import services
from sip.models import Contact
from tests.audit_rows import acts_of_child
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import town as t
from tests.sip import walk as w


@pytest.fixture
def child(town):
    return t.child_of(town)


def sees(acting, child) -> bool:
    with acting_as(acting):
        return visible_children(acting).filter(pk=child.pk).exists()


def let_in(town, child, who="colleague", *, by="teacher") -> Contact:
    with acting_as(getattr(town, by)) as me:
        return services.let_in(child, by=me, colleague=town.assignments[who])


def test_a_colleague_sees_the_child_from_when_it_is_let_in_and_is_told(town, child):
    assert not sees(town.colleague, child)

    let_in(town, child)

    assert sees(town.colleague, child)
    assert "contact.added" in acts_of_child(child)
    with as_loader():
        told = set(Notice.objects.filter(kind="let_in").values_list("recipient_id", flat=True))
    assert told == {town.assignments["colleague"].pk}


@pytest.mark.parametrize("who", ["social_worker", "head", "teacher"])
def test_only_a_colleague_of_the_unit_who_does_not_see_it_is_let_in(town, child, who):
    with pytest.raises(Refused) as refused:
        let_in(town, child, who)
    assert refused.value.field == "colleague"


def test_nobody_is_let_in_twice_nor_by_whoever_does_not_see_the_child(town, child):
    with pytest.raises(PermissionDenied):
        let_in(town, child, by="colleague")
    let_in(town, child)
    with pytest.raises(Refused):
        let_in(town, child)
    with as_loader():
        assert Contact.objects.filter(child=child).count() == 2


def test_the_leader_of_the_unit_lets_in_too(town, child):
    let_in(town, child, by="head")
    assert sees(town.colleague, child)


def test_the_last_of_the_unit_does_not_leave_and_whoever_leaves_sees_the_child_no_more(town, child):
    with acting_as(town.teacher) as me, pytest.raises(Refused):
        services.leave(child, by=me)
    let_in(town, child)

    with acting_as(town.teacher) as me:
        services.leave(child, by=me)

    assert (sees(town.teacher, child), sees(town.colleague, child)) == (False, True)
    assert "contact.ended" in acts_of_child(child)
    with acting_as(town.teacher) as me, pytest.raises(PermissionDenied):
        services.leave(child, by=me)
    let_in(town, child, "teacher", by="colleague")  # and may come back
    assert sees(town.teacher, child)


@pytest.fixture
def elsewhere(town, child):
    """One of another unit of the same principal works with the child too."""
    with as_loader():
        other = b.make_unit(town.region, town.city, "Västerskolan", "school", district=town.west)
        there = b.make_assignment(town.region, Role.CASEWORKER, "Vera Väster", unit=other)
        Contact.objects.create(region=town.region, child=child, assignment=there, unit=other)
    return there


@pytest.mark.usefixtures("elsewhere")
def test_a_colleague_of_another_unit_of_the_principal_keeps_nobody_from_being_the_last(town, child):
    with acting_as(town.teacher) as me, pytest.raises(Refused):
        services.leave(child, by=me)


def test_that_another_unit_of_the_principal_knows_the_child_stands_on_no_page_of_this_one(town, child, elsewhere):
    def said(client) -> list[bool]:
        page = w.words(w.page(client, reverse("sip:child_detail", args=[child.pk])))
        return [words in page for words in ("Vera Väster", "Västerskolan", "Jag arbetar inte längre med barnet")]

    there = Client()
    sign_in(there, elsewhere)

    assert said(w.as_person(town, "teacher")) == [False, False, True]
    assert said(w.as_person(town, "head")) == [False, False, False]
    assert said(there)[2] is True


def test_a_stand_in_may_leave_before_its_day(town, child):
    contact = let_in(town, child)
    with as_loader():
        Contact.objects.filter(pk=contact.pk).update(valid_to=t.in_days(7))

    with acting_as(town.colleague) as me:
        services.leave(child, by=me)

    assert not sees(town.colleague, child)


@pytest.mark.parametrize("why", ["stand_in", "gone"])
def test_nor_do_a_stand_in_and_who_has_left_the_unit(town, child, why):
    let_in(town, child)
    with as_loader():
        colleague = town.assignments["colleague"]
        if why == "stand_in":
            Contact.objects.filter(child=child, assignment=colleague).update(valid_to=t.in_days(7))
        else:
            colleague.valid_to = clock.today() - timedelta(days=1)
            colleague.save(update_fields=["valid_to"])

    with acting_as(town.teacher) as me, pytest.raises(Refused):
        services.leave(child, by=me)

    names = w.words(w.page(w.as_person(town, "teacher"), reverse("sip:child_detail", args=[child.pk])))
    assert ("Kaj Kollega" in names) == (why == "stand_in")


def test_the_child_page_says_who_works_with_it_and_leads_both_ways(town, child):
    teacher, page = w.as_person(town, "teacher"), reverse("sip:child_detail", args=[child.pk])
    html = w.page(teacher, page)
    add, leave = (reverse(f"sip:contact_{name}", args=[child.pk]) for name in ("add", "leave"))
    assert (f'href="{add}"' in html, f'href="{leave}"' in html) == (True, True)

    refused = teacher.post(add, {**w.key(), "colleague": ""})
    assert refused.status_code == 422
    assert w.send(teacher, add, {"colleague": str(town.assignments["colleague"].pk)}) == page
    assert "Kaj Kollega" in w.words(w.page(teacher, page))
    assert "När du avslutar ser du barnet bara om du leder enheten" in w.words(w.page(teacher, leave))
    assert w.send(teacher, leave, {"bekraftat": "1"}) == reverse("sip:child_list")
    assert teacher.get(page).status_code == 404
    notices = w.words(w.page(w.as_person(town, "colleague"), reverse("notices:list")))
    assert "En kollega har gett dig tillgång till ett barn." in notices
