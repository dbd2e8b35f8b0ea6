"""The structure as a tree and a page per group: what they say, to whom, at what price."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.access import acting_as, side_by_side
from core.roles import Role
from groups import start
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups import build as b

TODAY = date(2026, 3, 10)
TREE = reverse("groups:forum_tree")


def page_of(forum):
    return reverse("groups:forum_detail", args=[forum.pk])


def text_of(response) -> str:
    body = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


@pytest.fixture
def caseworker(north):
    with as_loader():
        return b.make_assignment(north.region, Role.CASEWORKER, "Hanna Handläggare", unit=north.school)


@pytest.fixture
def admin(north):
    with as_loader():
        return b.make_assignment(north.region, Role.REGION_ADMIN, "Ada Admin")


def test_the_tree_puts_own_groups_first_and_each_body_under_the_one_it_reports_to(client, north):
    sign_in(client, north.chair)
    page = client.get(TREE)
    assert page.status_code == 200
    text = text_of(page)
    places = ["Dina grupper", "Styrgrupp Öster och Väster", "Hela regionen", "BUSSAM", "Per BUS-område"]
    assert [text.find(place) for place in places] == sorted(text.find(place) for place in places)
    assert -1 not in [text.find(place) for place in places]
    assert "Individforum, Väster" in text
    assert "Sammankallande: Kim Kallar" in text


def test_the_own_area_stands_open_and_first(client, north, caseworker):
    sign_in(client, caseworker)
    body = client.get(TREE).content.decode()
    opened = re.findall(r'<details[^>]*id="omrade-([a-z-]+)"( open)?', body)
    assert opened == [("oster-och-vaster", " open"), ("soder", "")]


@pytest.mark.parametrize(("who", "told"), [("chair", True), ("admin", True), ("caseworker", False)])
def test_a_district_without_a_convenor_is_told_to_the_chair_and_the_administrator(client, north, who, told, request):
    assignment = north.chair if who == "chair" else request.getfixturevalue(who)
    sign_in(client, assignment)
    for url in (TREE, page_of(north.steering)):
        assert ("Ett distrikt saknar sammankallande" in text_of(client.get(url))) is told
    assert "Väster Ingen är utsedd" in text_of(client.get(page_of(north.steering)))


def test_a_chair_of_another_area_is_not_told(client, north):
    with as_loader():
        other = b.make_assignment(north.region, Role.GROUP_CHAIR, "Olle Annan", area=north.other)
    sign_in(client, other)
    assert "saknar sammankallande" not in text_of(client.get(TREE))
    assert "saknar sammankallande" not in text_of(client.get(page_of(north.steering)))


def test_the_group_page_shows_seats_gaps_members_mandate_and_where_it_reports(client, north):
    with as_loader():
        for order, (label, kinds) in enumerate([("Socialtjänst", ["social_services"]), ("BUMM", ["bumm"])]):
            b.make_requirement(north.region, "steering_group", label, kinds, order=order)
        deputy = b.make_assignment(north.region, Role.STEERING_MEMBER, "Eva Ersätter", unit=north.social)
        seat = north.chair.memberships.get()
        b.make_member(north.steering, deputy, is_substitute_for=seat)
        invited = b.make_assignment(north.region, Role.STEERING_MEMBER, "Per Polis", unit=north.school)
        b.make_member(north.steering, invited, mandate_level="none", seat_label="Bjuds in vid behov")
    sign_in(client, north.chair)
    text = text_of(client.get(page_of(north.steering)))
    assert "1 av 2 platser som krävs är tillsatta." in text
    assert "Karin Ordförande Socialtjänsten Öster Mandat: Inte angivet Mandatet räcker inte" in text
    assert "Platsen kräver någon som beslutar i en del frågor Ersättare: Eva Ersätter" in text
    assert "BUMM minst 1 Ingen ledamot Har stått tom sedan den började krävas 1 januari 2020" in text
    assert "Tillsätt platsen : BUMM Tom plats" in text
    assert "Inbjudna och övriga Per Polis Bjuds in vid behov. Österskolan Inget beslutsmandat" in text
    assert "Leds av Karin Ordförande (ordförande i styrgruppen)" in text
    assert "Rapporterar till BUSSAM" in text
    assert "Tar emot från Arbetsgrupp Öster och Väster Individforum Väster Individforum Öster" in text


def test_a_group_of_another_region_does_not_exist(client, north, south):
    sign_in(client, north.chair)
    missing = client.get(page_of(south.group))
    unknown = client.get(reverse("groups:forum_detail", args=["00000000-0000-4000-8000-000000000000"]))
    assert (missing.status_code, unknown.status_code) == (404, 404)
    assert "Länsdel ett" not in client.get(TREE).content.decode()


def test_the_other_county_shows_its_own_tree(client, south):
    with as_loader():
        led = b.make_assignment(south.region, Role.GROUP_COORDINATOR, "Siv Ordnare", area=south.area)
    sign_in(client, led)
    tree, group = text_of(client.get(TREE)), text_of(client.get(page_of(south.group)))
    assert "BUS-grupp Länsdel ett" in tree
    assert ("ndividforum" in tree, "ndividforum" in group) == (False, False)
    assert "Leds av Siv Ordnare (samordnare för BUS-gruppen)" in group


def statements(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_pages_cost_the_same_for_more_groups_and_members(client, north):
    sign_in(client, north.chair)
    with as_loader():
        b.make_requirement(north.region, "steering_group", "BUP", ["bup"])
    before = [statements(client, url) for url in (TREE, page_of(north.steering))]
    with as_loader():
        for number in range(3):
            place = b.make_district(north.region, north.city, f"Distrikt {number}")
            area = b.make_area(north.region, f"Område {number}", [place])
            b.make_forum(north.region, "steering_group", area=area, label="Styrgrupp", led_by="group_chair")
            b.make_forum(north.region, "individual_forum", area=area, district=place, label="Individforum")
            member = b.make_assignment(north.region, Role.STEERING_MEMBER, f"Mia {number}", unit=north.bup)
            b.make_member(north.steering, member)
    assert [statements(client, url) for url in (TREE, page_of(north.steering))] == before


def test_nobody_signed_out_sees_the_structure(client, north):
    assert client.get(TREE).status_code == 302
    assert client.get(page_of(north.steering)).status_code == 302


def test_a_vacancy_is_a_line_of_what_the_chair_and_the_administrator_owe(north, admin, caseworker):
    lines = {}
    for who in (north.chair, admin, caseworker):
        acting = b.acting_for(who)
        with acting_as(acting):
            lines[who.role] = [(duty.title, duty.url) for duty in side_by_side(start.vacancies(acting, TODAY))[0]]
    expected = [("Väster saknar sammankallande för individforum", page_of(north.forums[1]))]
    assert lines == {Role.GROUP_CHAIR: expected, Role.REGION_ADMIN: expected, Role.CASEWORKER: []}


def test_the_start_page_names_the_groups_one_sits_in(north, caseworker):
    with acting_as(b.acting_for(north.chair)) as acting:
        [[section]] = side_by_side(start.own_groups(acting, TODAY))
    with acting_as(b.acting_for(caseworker)) as acting:
        assert side_by_side(start.own_groups(acting, TODAY)) == [[]]
    assert [row["title"] for row in section.context["rows"]] == ["Styrgrupp Öster och Väster"]
