"""Who reads which area's year, and what its page says, in which order."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.access import acting_as
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.followup import town as t
from tests.followup.people import YEAR, advanced, page, post, signed

OWN = dict.fromkeys(["chair", "steering_bup", "steering_social", "member", "convenor"], 200)
COMPILING = dict.fromkeys(["secretary", "support"], 200)
LATER = dict.fromkeys(["regional", "political"], 404)
NEVER = dict.fromkeys(["teacher", "head", "social_manager", "admin", "reviewer", "other_chair", "other_convenor"], 404)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("drafted", {**OWN, **COMPILING, **LATER, **NEVER, "other_convenor": 200}),
        ("reported", {**OWN, **COMPILING, **dict.fromkeys(LATER, 200), **NEVER, "other_convenor": 200}),
    ],
)
def test_who_reads_an_areas_year(client, town, status, expected):
    t.held(town)
    advanced(town, status)

    found = {who: page(client, town, who).status_code for who in expected}
    texts = {who: page(client, town, who, "followup:texts").status_code for who in expected}

    assert found == texts == expected  # the other convenor's district lies in the same area


def test_a_follow_up_of_another_region_does_not_exist(client, town, other_town):
    t.held(town)
    advanced(town, "reported")

    for who in ("chair", "secretary", "regional"):
        assert page(client, other_town, who, area=town.area).status_code == 404


def test_leave_to_read_opens_one_draft_for_its_time(client, town, other_town):
    follow_up = advanced(town, "drafted")
    email = town.assignments["head"].person.email = "rektor@prov.example"
    with as_loader():
        town.assignments["head"].person.save(update_fields=["email"])
    with clock.moved_to(t.noon(date(2026, 2, 3))):
        answer = post(client, town, "chair", "followup:leave", to=email, reason="Ska läsa igenom", until="2026-02-05")
        assert answer.status_code == 302

    def seen(day):
        from followup.policies import visible_follow_ups

        with clock.moved_to(t.noon(day)), acting_as(town.head):
            return visible_follow_ups(town.head).filter(pk=follow_up.pk).exists()

    assert seen(date(2026, 2, 3))
    assert seen(date(2026, 2, 5))
    assert not seen(date(2026, 2, 6))
    with clock.moved_to(t.noon(date(2026, 2, 3))), acting_as(town.colleague):
        from followup.policies import visible_follow_ups

        assert not visible_follow_ups(town.colleague).exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"to": "ingen@prov.example"}, "Ingen i regionen har ett konto med den adressen."),
        ({"until": "2026-08-01"}, "Läsrätten får gälla i högst 90 dagar."),
        ({"until": "2026-01-01"}, "2 februari 2026"),
        ({"reason": ""}, "Varför behöver personen läsa utkastet?"),
    ],
)
def test_leave_to_read_is_refused_in_a_sentence(client, town, data, sentence):
    advanced(town, "drafted")
    with as_loader():
        person = town.assignments["head"].person
        person.email = "rektor@prov.example"
        person.save(update_fields=["email"])
    given = {"to": "rektor@prov.example", "reason": "Ska läsa", "until": "2026-02-05", **data}

    with clock.moved_to(t.noon(t.COUNTED_ON)):
        answer = post(client, town, "chair", "followup:leave", **given)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_page_says_the_sentence_before_the_chart_the_table_and_the_definition(client, town):
    for number in range(12):
        t.held(town, sex=("girl", "boy")[number % 2])
    t.collected(town)

    text = page(client, town, "chair").content.decode()
    of_i01 = text[text.index('aria-labelledby="i-01"') :]
    rows = reverse("followup:rows", args=[town.area.pk, t.YEAR, "I-01"])

    places = [
        of_i01.index(part)
        for part in (
            f'<b><a href="{rows}?tal=held">12</a></b> ärenden togs upp i individforum',
            "<svg",
            "<table",
            "Så räknar vi",
            "Period",
            "Räknat",
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["followup:overview", YEAR, "followup:texts"])
def test_pages_ask_the_same_however_much_there_is(client, town, name):
    def statements():
        url = reverse(name) if name == "followup:overview" else reverse(name, args=[town.area.pk, t.YEAR])
        sign_in(client, town.assignments["secretary"])
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    t.held(town)
    t.collected(town)
    few = statements()
    for year in (2022, 2023, 2024):
        t.collected(town, year)
        t.collected(town, year, area=town.other_area)
    for _number in range(8):
        t.held(town)

    assert few == statements() <= 12  # eight of them are every request's own


def test_the_overview_shows_areas_by_years_that_one_may_see(client, town):
    t.collected(town)
    t.collected(town, area=town.other_area)
    with clock.moved_to(t.noon(t.COUNTED_ON)):
        mine = signed(client, town, "chair").get(reverse("followup:overview")).content.decode()
        all_of_them = signed(client, town, "secretary").get(reverse("followup:overview")).content.decode()
        none = signed(client, town, "teacher").get(reverse("followup:overview")).content.decode()

    assert ("Öster och Väster" in mine, "Söder" in mine) == (True, False)
    assert ("Öster och Väster" in all_of_them, "Söder" in all_of_them) == (True, True)
    assert "Det finns ingen uppföljning som du får läsa" in none


def test_the_menu_has_the_entry_for_those_who_may_ever_use_it(client, town):
    def shown(who):
        return reverse("followup:overview") in signed(client, town, who).get("/").content.decode()

    assert {who: shown(who) for who in ("chair", "steering_bup", "secretary", "political", "teacher", "admin")} == {
        **dict.fromkeys(("chair", "steering_bup", "secretary", "political"), True),
        **dict.fromkeys(("teacher", "admin"), False),
    }


def test_the_chair_owes_the_year_and_what_comes_after_on_the_start_page(client, town):
    with clock.moved_to(t.noon(t.COUNTED_ON)):
        t.opened(town)
        start = signed(client, town, "chair").get("/").content.decode()
        member = signed(client, town, "steering_bup").get("/").content.decode()

    assert "Årlig uppföljning av den lokala överenskommelsen" in start
    assert "Öppna uppföljningen" in start
    assert '<p>Uppföljning <span class="code">2025</span>, Öster och Väster</p>' in start
    assert "Ärende <span" not in start
    assert "Öppna uppföljningen" not in member


def test_a_region_without_individual_forum_lists_its_own_measures(client, town):
    from core.regions.models import RegionProfile
    from tests.sip.town import make_profile

    with as_loader():
        RegionProfile.objects.filter(region=town.region).delete()
        make_profile(town.region, "vastmanland")
    t.held(town)
    t.collected(town)

    text = page(client, town, "chair").content.decode()

    assert "individforum" not in text.lower()
    assert "sekretariatet" not in text
    for code in ("I-11", "I-12", "I-13", "I-14", "I-15", "I-16", "I-17"):
        assert code in text
    assert "Svaren efter SIP-möten räknas inte i uppföljningen än." in text
