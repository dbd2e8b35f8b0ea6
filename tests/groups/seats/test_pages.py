"""The list of what stands empty, a seat's page, the group's page and the questions, as people meet them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.roles import Role
from core.ui import dates
from groups.models import Membership, SchoolContact
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.test_pages import text_of

LIST = reverse("groups:vacancy_list")


def client_of(town, who: str) -> Client:
    client = Client()
    sign_in(client, town.people[who])
    return client


def statements(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def page_of(town) -> str:
    return reverse("groups:forum_detail", args=[town.steering.pk])


@pytest.mark.parametrize(
    ("who", "many"),
    [("chair", "En plats är tom."), ("secretariat", "4 platser är tomma."), ("admin", "4 platser är tomma.")],
)
def test_the_list_says_which_seat_is_empty_since_when_and_who_names_somebody(town, who, many):
    text = text_of(client_of(town, who).get(LIST))
    assert many in text
    assert "BUMM 1 person saknas Styrgrupp Öster och Väster Ska utses av Regionen Norr 1 januari 2020" in text
    assert "Har inte varit tillsatt" in text
    assert "Tomma platser i grupperna" in text_of(client_of(town, who).get(reverse("groups:forum_tree")))


@pytest.mark.parametrize("who", ["bup_head", "worker", "politician"])
def test_nobody_else_has_the_list(town, who):
    client = client_of(town, who)
    assert client.get(LIST).status_code == 404
    assert "Tomma platser" not in client.get(reverse("groups:forum_tree")).content.decode()


def test_another_areas_leader_reads_of_the_own_area_alone(town):
    assert "Alla platser som krävs är tillsatta." not in text_of(client_of(town, "other_chair").get(page_of(town)))
    with as_loader():
        Membership.objects.filter(assignment=town.people["bup_head"]).update(valid_to=clock.today())
        for kind, who in (("social_services", town.social), ("bup", town.bup), ("bumm", town.bumm)):
            one = b.make_assignment(town.region, Role.STEERING_MEMBER, f"Vid {kind}", unit=who, area=town.other)
            b.make_member(town.elsewhere, one)
    text = text_of(client_of(town, "other_chair").get(LIST))
    assert "Alla platser som krävs är tillsatta." in text
    assert "Ingen plats blir tom" in text_of(client_of(town, "other_chair").get(f"{LIST}?show=ending"))


def test_the_list_says_who_a_seat_is_for_where_nobody_of_the_area_is_to_name_somebody(town):
    with as_loader():
        b.make_requirement(town.region, "steering_group", "Ledning", role="group_coordinator")
        b.make_requirement(town.region, "steering_group", "Rehab", ["habilitation"])
        b.make_requirement(town.region, "regional_group", "Hela länets", ["bup"])
    text = text_of(client_of(town, "admin").get(LIST))
    role = str(Role.GROUP_COORDINATOR.label)
    steering = "1 person saknas Styrgrupp Öster och Väster"
    assert f"Ledning {steering} Ska vara någon med rollen {role[:1].lower()}{role[1:]} " in text
    assert f"Rehab {steering} Ingen sådan verksamhet finns i området " in text
    assert "Hela länets 1 person saknas BUSSAM Det är inte bestämt vem som utser " in text


def test_terms_about_to_end_say_how_long_is_left_and_why(town):
    last = clock.today() + timedelta(days=30)
    with as_loader():
        Membership.objects.filter(assignment=town.people["bup_head"]).update(valid_to=last, seat_label="Barnpsykiatri")
    text = text_of(client_of(town, "chair").get(f"{LIST}?show=ending"))
    assert "En plats blir tom inom 60 dagar." in text
    assert "Bo Bup Barnpsykiatri, BUP Norr Styrgrupp Öster och Väster" in text
    assert "Tiden på platsen tar slut 30 dagar" in text


@pytest.mark.parametrize("show", ["", "?show=ending"])
def test_the_list_costs_the_same_for_many_and_its_part_is_that_of_the_page(town, show):
    client, url = client_of(town, "secretariat"), LIST + show
    before = statements(client, url)
    with as_loader():
        for number in range(3):
            place = b.make_district(town.region, town.city, f"Distrikt {number}")
            area = b.make_area(town.region, f"Område {number}", [place])
            forum = b.make_forum(town.region, "steering_group", area=area, label="Styrgrupp", led_by="group_chair")
            one = b.make_assignment(town.region, Role.STEERING_MEMBER, f"Mia {number}", unit=town.bup, area=area)
            b.make_member(forum, one, valid_to=clock.today(), seat_label="BUP")
    assert statements(client, url) == before
    part = client.get(url, HTTP_HX_REQUEST="true").content.decode()
    assert part.strip() in client.get(url).content.decode()


def test_the_groups_page_shows_who_is_short_of_mandate_what_is_empty_and_the_schools(town):
    chair = client_of(town, "chair")
    text = text_of(chair.get(page_of(town)))
    assert "Karin Ordförande Socialtjänsten Öster Mandat: Inte angivet Mandatet räcker inte" in text
    assert "Platsen kräver någon som beslutar för enheten" in text
    assert "Ska utses av Regionen Norr Tillsätt platsen : BUMM" in text
    assert "Alskolan Part i överenskommelsen Inte inbjuden till gruppen" in text
    read = text_of(client_of(town, "worker").get(page_of(town)))
    assert "Ska utses av Regionen Norr Tom plats" in read
    assert "Tillsätt platsen" not in read
    assert "Notera en inbjudan" not in read


def test_a_seat_is_filled_from_the_groups_page_by_those_who_can_fill_it(town):
    chair = client_of(town, "chair")
    body = chair.get(page_of(town)).content.decode()
    url = body.split("platser/ny/?plats=")[1].split('"')[0]
    url = f"{reverse('groups:seat_new', args=[town.steering.pk])}?plats={url}"
    form = chair.get(url)
    assert "Ulf Bumm, BUMM Norr" in form.content.decode()
    assert "Kaj Kollega" not in form.content.decode()  # of another kind of unit
    facts = {"person": town.people["bumm_head"].pk, "valid_from": "2026-01-01", "mandate_level": "unit"}
    refused = chair.post(url, {**facts, "valid_to": "2025-01-01", "mandate_text": "Hela kliniken"})
    assert refused.status_code == 422
    assert "Hela kliniken" in refused.content.decode()
    assert chair.post(url, facts).status_code == 302
    assert "Alla platser som krävs är tillsatta." in text_of(chair.get(page_of(town)))
    assert chair.get(f"{url}0").status_code == 404


def test_a_seats_page_is_read_by_all_and_changed_by_the_leader(town):
    with as_loader():
        member = Membership.objects.get(assignment=town.people["bup_head"])
    url = reverse("groups:seat_detail", args=[member.pk])
    read = text_of(client_of(town, "worker").get(url))
    assert "Bo Bup" in read
    assert "Ersättare Erik Ersätter" in read
    assert "Ange sista dagen" not in read
    end = reverse("groups:seat_note", args=[member.pk, "avsluta"])
    assert client_of(town, "worker").get(end).status_code == 403
    chair = client_of(town, "chair")
    assert chair.post(end, {"on": clock.today().isoformat()}).status_code == 302
    assert "Förläng tiden på platsen" in text_of(chair.get(url))


def test_a_term_that_has_not_begun_is_taken_away_on_its_page_and_one_comes_back_to_the_group(town):
    with as_loader():
        coming = b.make_member(
            town.steering, town.people["bumm_head"], valid_from=clock.today() + timedelta(days=9), seat_label="BUMM"
        )
        begun = Membership.objects.get(assignment=town.people["bup_head"])
    chair, offer = client_of(town, "chair"), "Ta bort tiden som inte har börjat"
    here, there = (reverse("groups:seat_detail", args=[one.pk]) for one in (coming, begun))
    away, never = (reverse("groups:seat_note", args=[one.pk, "ta-bort"]) for one in (coming, begun))
    assert offer in text_of(chair.get(here))
    assert offer not in text_of(chair.get(there))
    assert f"Ulf Bumm, {dates.period(coming.valid_from, None)}. Personen får besked." in text_of(chair.get(away))
    assert (chair.get(never).status_code, chair.post(never).status_code) == (403, 403)
    answer = chair.post(away)
    assert answer.url == page_of(town)
    assert "Tiden på platsen är borttagen." in text_of(chair.get(answer.url))
    assert chair.get(here).status_code == 404


def test_a_school_whose_speaker_has_left_the_group_is_said_to_have_nobody(town):
    with as_loader():
        for kind, who in (("invited", None), ("represented", town.people["speaker"])):
            SchoolContact.objects.create(
                region=town.region, forum=town.steering, principal=town.schools[1], kind=kind, on=clock.today(),
                represented_by=who, noted_by=town.chair,
            )  # fmt: skip
    chair, left = client_of(town, "chair"), "Den som företrädde skolan har lämnat gruppen"
    assert left not in text_of(chair.get(page_of(town)))
    with as_loader():
        mine = Membership.objects.filter(assignment=town.people["speaker"])
        mine.update(valid_to=clock.today() - timedelta(days=1))
    text = text_of(chair.get(page_of(town)))
    assert "företräddes av Frida Friskola (Alskolan). " in text
    assert left in text
    assert "Varje skola bjuds in för sig." in text


def test_schools_are_noted_on_the_groups_page_and_the_model_is_said(town):
    chair, alskolan = client_of(town, "chair"), town.schools[1].pk
    today = clock.today().isoformat()
    answer = reverse("groups:school_answer", args=[town.steering.pk])
    invite = reverse("groups:school_invite", args=[town.steering.pk])
    assert "Varje skola bjuds in för sig." in text_of(chair.get(page_of(town)))
    assert chair.post(invite, {"school": alskolan, "on": today}).status_code == 302
    facts = {"school": alskolan, "on": today, "answer": "represented"}
    assert chair.post(answer, facts).status_code == 422
    assert chair.post(answer, {**facts, "represented_by": town.people["speaker"].pk}).status_code == 302
    text = text_of(chair.get(page_of(town)))
    assert "Frida Friskola (Alskolan) företräder andra skolor i gruppen" in text
    assert "företräds av Frida Friskola (Alskolan). " in text
    assert "Företräds av en annan skola" in text
    with as_loader():
        assert SchoolContact.objects.count() == 2


def test_more_seats_and_schools_cost_the_groups_page_no_more(town):
    client = client_of(town, "chair")
    before = statements(client, page_of(town))
    with as_loader():
        for number in range(3):
            one = b.make_assignment(town.region, Role.STEERING_MEMBER, f"Mia {number}", unit=town.bup, area=town.area)
            member = b.make_member(town.steering, one)
            school = b.make_principal(town.region, f"Skola {number}", kind="independent_school")
            b.make_unit(town.region, school, school.name, "school", district=town.east)
            SchoolContact.objects.create(
                region=town.region, forum=town.steering, principal=school, kind="invited", on=clock.today(),
                noted_by=town.chair,
            )  # fmt: skip
            deputy = b.make_assignment(town.region, Role.CASEWORKER, f"Dan {number}", unit=town.bup)
            b.make_member(town.steering, deputy, is_substitute_for=member)
    assert statements(client, page_of(town)) == before
