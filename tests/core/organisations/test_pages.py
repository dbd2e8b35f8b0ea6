"""The directory for all, the profile for administrators."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.organisations.models import Area, AreaLink, AreaService, ProfileOverride, Unit
from core.regions import cache
from core.regions.keys import KEYS, LENGTHS
from core.ui.once import new_key
from tests.core.organisations.pages import PROFILE, answers, browser, keys_of, text
from tests.database import as_loader

pytestmark = pytest.mark.django_db
UNITS, AREAS = "/organisation/enheter/", "/organisation/omraden/"


def statements(client, url) -> int:
    """When the profile has been read."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


class TestDirectory:
    def test_everyone_signed_in_finds_units_with_type_principal_and_ages(self, maj):
        words = text(maj.get(UNITS))

        assert "BUP Barn- och ungdomspsykiatri Regionen 0–17 år" in words
        assert "Skolan Skola Staden Alla åldrar" in words

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("", ["BUP", "Skolan"]),
            ("sok=sko", ["Skolan"]),
            ("typ=bup", ["BUP"]),
            ("alder=18", ["Skolan"]),
            ("alder=17", ["BUP", "Skolan"]),
            ("lage=avslutade", []),
            ("typ=nonsense", ["BUP", "Skolan"]),
            ("omrade={west}", ["BUP"]),
            ("huvudman={town}", ["Skolan"]),
        ],
    )
    def test_the_filters(self, county, maj, query, names):
        query = query.format(west=county.west.pk, town=county.town.pk)

        answer = maj.get(f"{UNITS}?{query}")

        assert [row.name for row in answer.context["page"]] == names

    def test_htmx_gets_the_results_only_and_they_equal_those_of_the_page(self, maj):
        whole = maj.get(UNITS).content.decode()
        part = maj.get(UNITS, headers={"HX-Request": "true"}).content.decode()

        assert part.strip().startswith("<section")
        assert part.strip() in whole

    def test_as_many_statements_for_three_units_as_for_one(self, county, maj):
        urls = (UNITS, AREAS, f"{AREAS}{county.east.pk}/")
        few = [statements(maj, url) for url in urls]
        with as_loader():
            for number in range(3):
                unit = Unit.objects.create(
                    region=county.region, code=f"u{number}", name=f"Enhet {number}", unit_type="school",
                    principal=county.town, second_principal=county.care, district=county.one, valid_from="2020-01-01",
                )  # fmt: skip
                AreaService.objects.create(region=county.region, area=county.east, unit=unit, valid_from="2020-01-01")
                Area.objects.create(region=county.region, code=f"a{number}", name=f"A{number}", valid_from="2020-01-01")

        assert [statements(maj, url) for url in urls] == few

    def test_a_unit_tells_mission_mandate_and_how_to_reach_it(self, county, maj):
        with as_loader():
            Unit.objects.filter(pk=county.clinic.pk).update(
                mission="Vi bedömer och behandlar.", mandate_text="Chefen beslutar.", mailbox="bup@prov.example"
            )

        words = text(maj.get(f"{UNITS}{county.clinic.pk}/"))

        for piece in (
            "Vi bedömer och behandlar.",
            "Chefen beslutar.",
            "bup@prov.example",
            "Stark sekretess",
            "Oster Vaster",
        ):
            assert piece in words

    def test_an_ended_unit_says_so_and_shows_where_it_served(self, county, maj):
        with as_loader():
            Unit.objects.filter(pk=county.school.pk).update(valid_to=date(2020, 6, 30), successor=county.clinic)
            AreaService.objects.filter(unit=county.school).update(valid_to=date(2020, 6, 30))

        words = text(maj.get(f"{UNITS}{county.school.pk}/"))

        assert "Avslutad" in words
        assert "Fortsätter i BUP" in words
        assert "Oster" in words

    def test_areas_with_districts_and_school_areas(self, maj):
        words = text(maj.get(AREAS))

        assert "Oster Ett, Tva Ett och tre 2" in words
        assert "1. Ett och tre Ett, Tre Oster, Vaster" in words

    def test_an_area_tells_where_it_came_from_and_what_it_became(self, county, maj):
        with as_loader():
            old = Area.objects.create(
                region=county.region,
                code="gammal",
                name="Gamla området",
                valid_from="2010-01-01",
                valid_to="2014-12-31",
            )
            AreaLink.objects.create(
                region=county.region, predecessor=old, successor=county.east, kind="split", on="2015-01-01"
            )

        assert "Kommer från Gamla området Delning 1 januari 2015" in text(maj.get(f"{AREAS}{county.east.pk}/"))
        assert "Fortsätter i Oster Delning 1 januari 2015" in text(maj.get(f"{AREAS}{old.pk}/"))
        assert "Gamla området" in text(maj.get(AREAS))

    def test_another_regions_units_and_areas_are_not_there(self, county, other, maj):
        for url in (f"{UNITS}{other.school.pk}/", f"{AREAS}{other.east.pk}/"):
            assert maj.get(url).status_code == 404
        for query in (f"?omrade={other.east.pk}", f"?huvudman={other.town.pk}"):
            assert [row.name for row in maj.get(f"{UNITS}{query}").context["page"]] == ["BUP", "Skolan"]

    def test_nobody_comes_in_without_signing_in(self, county):
        for url in (UNITS, AREAS, f"{UNITS}{county.school.pk}/", PROFILE):
            assert Client().get(url).status_code in (302, 401)


class TestProfile:
    def test_every_key_stands_with_value_and_file(self, ada):
        answer = ada.get(PROFILE)
        rows = keys_of(answer)

        assert rows["has_individual_forum"].lines == ["Ja"]
        assert rows["forum_deadline_days"].lines == ["14"]
        assert rows["school_may_call_sip"].lines == ["Får"]
        assert rows["unresolved_goes_to"].lines == ["BUS lokal styrgrupp"]
        assert rows["deviation_submitters"].lines == ["Ordförande i styrgruppen"]
        assert {row.file for row in rows.values()} == {"provlan.yaml"}
        assert set(rows) == {key.name for key in (*KEYS, *LENGTHS)}

    def test_it_is_for_administrators_only(self, county, maj):
        for url in (PROFILE, f"{PROFILE}eget-varde/"):
            assert maj.get(url).status_code in (403, 404)

    def test_as_many_statements_with_many_own_values_as_with_few(self, county, ada):
        def own(key, value):
            with as_loader():
                ProfileOverride.objects.create(
                    region=county.region, area=county.east, key=key, value=value, valid_from="2020-01-01",
                    status="approved", from_file=True,
                )  # fmt: skip
            cache.forget()

        own("spider_enabled", False)
        few = statements(ada, PROFILE)
        own("working_group_label", "Operativ ledningsgrupp")
        own("has_working_group", False)

        assert statements(ada, PROFILE) == few

    def test_an_area_shows_its_own_values(self, county, ada):
        with as_loader():
            ProfileOverride.objects.create(
                region=county.region, area=county.east, key="school_may_call_sip", value="must",
                valid_from="2020-01-01", status="approved", from_file=True,
            )  # fmt: skip

        rows = keys_of(ada.get(f"{PROFILE}?omrade={county.east.pk}"))

        assert (rows["school_may_call_sip"].lines, rows["school_may_call_sip"].own) == (["Ska"], True)
        assert rows["age_limit"].own is False

    def test_another_regions_area_is_not_there(self, other, ada):
        with as_loader():
            ProfileOverride.objects.create(
                region=other.region, area=other.east, key="school_may_call_sip", value="must",
                valid_from="2020-01-01", status="approved", from_file=True,
            )  # fmt: skip

        answer = ada.get(f"{PROFILE}?omrade={other.east.pk}")

        assert keys_of(answer)["school_may_call_sip"].lines == ["Får"]
        assert answer.context["own"] == []

    def test_htmx_gets_the_keys_only(self, county, ada):
        url = f"{PROFILE}?omrade={county.east.pk}"
        whole, part = ada.get(url).content.decode(), ada.get(url, headers={"HX-Request": "true"}).content.decode()

        assert part.strip().startswith('<div id="results"')
        assert part.strip() in whole


TERMLY = {"count": 1, "per": "term"}


def propose_url(county, key):
    return f"{PROFILE}eget-varde/?omrade={county.east.pk}&nyckel={key}"


@pytest.mark.parametrize(
    ("key", "values", "stored"),
    [
        ("has_working_group", {"value": "false"}, False),
        ("has_individual_forum", {"value": "false"}, False),
        ("working_group_label", {"value": "Operativ ledningsgrupp"}, "Operativ ledningsgrupp"),
        ("school_may_call_sip", {"value": "must"}, "must"),
        ("meetings_min.steering", {"per_term": "2", "per_year": ""}, [{"count": 2, "per": "term"}]),
        ("meetings_min.working", {"per_term": "1", "per_year": "3"}, [TERMLY, {"count": 3, "per": "year"}]),
        ("deadlines", {"code": "DL-01", "amount": "10"}, {"DL-01": {"amount": 10}}),
        ("deadlines", {"code": "DL-01", "pausable": "true"}, {"DL-01": {"pausable": True}}),
        ("deadlines", {"code": "DL-01", "warn_days": "3, 10"}, {"DL-01": {"warn_offsets": [-10, -3]}}),
        (
            "seat_requirements",
            {"value": "- {forum_kind: steering_group, label: BUP, unit_types: [bup]}"},
            [{"forum_kind": "steering_group", "label": "BUP", "unit_types": ["bup"]}],
        ),
        ("spider_enabled", {"value": "false"}, False),
        ("working_requires_all", {"value": "true"}, True),
        ("action_plan_required", {"value": "true"}, True),
    ],
)  # fmt: skip
def test_every_starred_key_is_asked_for_and_decided_on_a_page(county, ada, bo, key, values, stored):
    assert ada.get(propose_url(county, key)).status_code == 200
    proposed = ada.post(propose_url(county, key), answers(**values))
    with as_loader():
        override = ProfileOverride.objects.get(key=key)
    decided = bo.post(f"{PROFILE}eget-varde/{override.pk}/", {"answer": "approve", "form_key": new_key()})
    with as_loader():
        override.refresh_from_db()

    assert (proposed.status_code, decided.status_code) == (302, 302)
    assert (override.value, override.status) == (stored, "approved")


def test_the_choice_comes_first_and_stands_in_the_address(county, ada):
    assert "Hela regionen" in text(ada.get(f"{PROFILE}eget-varde/"))
    refused = ada.get(f"{PROFILE}eget-varde/?omrade={county.east.pk}&nyckel=age_limit")

    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("key", "values", "sentence"),
    [
        ("has_working_group", {"value": ""}, "Välj ett svar på ”Värde”."),
        ("seat_requirements", {"value": "- {forum_kind: a, label: ["}, "Raderna går inte att läsa."),
        ("seat_requirements", {"value": "a: &x [1]\nb: *x"}, "Raderna går inte att läsa."),
        ("seat_requirements", {"value": "- {forum_kind: board, label: X}"}, "[1].forum_kind ska vara något av"),
        ("has_working_group", {"value": "false", "valid_from": "2026-01-01"}, "för tidigt"),
    ],
)  # fmt: skip
def test_a_refused_proposal_keeps_what_was_typed(county, ada, key, values, sentence):
    answer = ada.post(propose_url(county, key), answers(**{**values, "reason": "Mitt skäl"}))

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Mitt skäl" in answer.content.decode()


def test_the_same_proposal_sent_twice_is_one(county, ada):
    sent = answers(value="false")
    ada.post(propose_url(county, "has_working_group"), sent)
    ada.post(propose_url(county, "has_working_group"), sent)

    with as_loader():
        assert ProfileOverride.objects.count() == 1


def test_the_one_who_proposed_may_take_it_back_but_not_decide(county, ada, bo):
    ada.post(propose_url(county, "has_working_group"), answers(value="false"))
    with as_loader():
        override = ProfileOverride.objects.get()
    url = f"{PROFILE}eget-varde/{override.pk}/"

    assert "Besluta värdet" not in text(ada.get(url))
    assert "Väntar på dig" in text(bo.get(PROFILE))
    assert ada.post(url, {"answer": "approve", "form_key": new_key()}).status_code == 403
    assert ada.post(url, {"answer": "refuse", "form_key": new_key()}).status_code == 302
    with as_loader():
        override.refresh_from_db()
    assert override.status == "declined"


def test_a_stale_login_is_asked_for_again(county, ada):
    with clock.moved_to(clock.now() + timedelta(minutes=11)):
        page = ada.get(propose_url(county, "has_working_group"))

        refused = ada.post(propose_url(county, "has_working_group"), answers(value="false"))

    assert "Bekräfta med din lösenfras" in text(page)
    assert refused.status_code == 422
    with as_loader():
        assert ProfileOverride.objects.count() == 0


def test_a_proposal_of_another_region_is_not_there(county, other, ada):
    ada.post(propose_url(county, "has_working_group"), answers(value="false"))
    with as_loader():
        override = ProfileOverride.objects.get()

    stranger = browser(other.ada)

    assert stranger.get(f"{PROFILE}eget-varde/{override.pk}/").status_code == 404
    assert stranger.post(f"{PROFILE}eget-varde/{override.pk}/", {"answer": "refuse"}).status_code == 404


def test_the_regions_colours_are_its_own(county, other, maj):
    assert county.region.accent in maj.get(reverse("ui:theme", args=[county.region.code])).content.decode()
    assert maj.get(reverse("ui:theme", args=[other.region.code])).status_code == 404
