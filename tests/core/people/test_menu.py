"""What the house's pages show of people."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.access import acting_as, side_by_side
from core.people import menu
from core.ui import registry
from tests.core.people import build
from tests.core.people.test_directory import waiting_proposal

pytestmark = pytest.mark.django_db


def test_an_administrator_owes_an_answer_to_anothers_proposal(town):
    proposal = waiting_proposal(town)
    owed = {}
    for name, under in (("ada", town.ada), ("bo", town.bo), ("maj", town.maj)):
        with acting_as(build.acting(under)) as acting:
            owed[name] = [duty.url for duty in side_by_side(menu.duties(acting, timezone.localdate()))[0]]
    assert owed == {"ada": [], "bo": [reverse("people:grant_approve", args=[proposal.pk])], "maj": []}


def test_the_duty_is_on_the_start_page_without_a_name(client, town):
    waiting_proposal(town)
    build.sign_in(client, town.bo)
    page = client.get(reverse("core:start")).content.decode()
    assert "Svara på ett förslag om en roll" in page
    assert str(town.maj.person) not in page


def test_the_header_offers_every_assignment_in_every_region(client, town):
    other = build.assignment(build.region("annan"), who=town.maj.user)
    build.sign_in(client, town.maj)
    page = client.get(reverse("ui:acting")).content.decode()
    assert [str(one.pk) in page for one in (town.maj, other, town.ada)] == [True, True, False]


def test_the_menu_shows_the_directory_to_administrators_only(town):
    shown = [
        "people:person_list" in {entry.url_name for entry in registry.menu_for(build.acting(under))}
        for under in (town.ada, town.maj)
    ]
    assert shown == [True, False]
