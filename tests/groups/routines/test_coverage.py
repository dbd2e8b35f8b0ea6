"""Which area has which routine, and two areas' side by side. [F65, F66]"""

from django.urls import reverse

from groups.routines import coverage as c
from groups.routines.coverage import Coverage, Covered
from groups.routines.services import deciding, drafting
from tests.groups.meetings import table as t
from tests.groups.routines import walk as w
from tests.groups.routines.test_pages import client_of, text_of


def states_of(town, who: str = "worker") -> dict[str, dict[str, Covered]]:
    with t.as_(town, who) as me:
        found = Coverage(me)
        return {
            row["subject"]: {cell.area.name: cell.state for cell in row["cells"]} for row in found.rows(found.areas)
        }


def of(town, subject: str = "sip") -> tuple[Covered, Covered]:
    row = states_of(town)[subject]
    return row[town.area.name], row[town.other.name]


def test_an_area_has_none_the_regional_its_own_form_or_its_own_routine(town):
    w.drafted(town)
    assert of(town) == (Covered.NONE, Covered.NONE)
    original = w.regional(town)
    assert of(town) == (Covered.REGIONAL, Covered.REGIONAL)
    w.decided(town, w.adapted(town, original))
    assert of(town) == (Covered.ADAPTED, Covered.REGIONAL)
    w.renewed(town, original, "officer", "Nytt.")
    assert of(town) == (Covered.OLD, Covered.REGIONAL)
    w.decided(town, w.drafted(town, "elsewhere"), "other_chair")
    assert of(town) == (Covered.OLD, Covered.OWN)
    assert of(town, "absence") == (Covered.NONE, Covered.NONE)


def test_a_regional_one_for_some_areas_covers_only_those_and_one_that_has_ended_none(town):
    version = w.drafted(town, "bussam")
    with t.as_(town, "officer") as me:
        drafting.set_covers(version, by=me, areas=[town.other])
    version = w.decided(town, version, "officer")
    assert of(town) == (Covered.NONE, Covered.REGIONAL)
    with t.as_(town, "officer") as me:
        deciding.withdraw(version, by=me, reason="Slut.")
    assert of(town) == (Covered.NONE, Covered.NONE)


def test_one_for_some_units_stands_behind_one_for_all(town):
    version = w.drafted(town)
    with t.as_(town, "chair") as me:
        drafting.set_covers(version, by=me, units=[town.school])
    w.decided(town, version)
    with t.as_(town, "worker") as me:
        cell = Coverage(me).cell(town.area, "sip")
    assert (cell.state, cell.is_part) == (Covered.OWN, True)
    w.regional(town)
    with t.as_(town, "worker") as me:
        cell = Coverage(me).cell(town.area, "sip")
    assert (cell.state, cell.is_part) == (Covered.REGIONAL, False)


def test_every_state_is_explained():
    assert set(c.MEANS) == set(Covered)


def test_the_page_counts_what_is_covered_and_shows_one_area_or_what_is_missing(town):
    w.decided(town)
    w.regional(town)
    url = reverse("groups:routine_coverage")
    page = text_of(town, "worker", url)
    assert "Det finns en rutin i 2 av 22 fall." in page
    assert page.count('scope="col"') == 3
    one = text_of(town, "worker", f"{url}?area={town.other.pk}")
    assert "1 av 11 fall." in one
    assert "Egen<" not in one.split("Så läser du översikten")[0].split('id="results"')[1]
    missing = text_of(town, "worker", f"{url}?gaps=1").split('id="results"')[1]
    assert "Lång frånvaro från skolan" in missing
    assert "Samordnad individuell plan" not in missing
    part = client_of(town, "worker").get(url, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<section id="results"')


def test_two_areas_routines_stand_side_by_side_with_who_may_call(town):
    w.decided(town, text="Skolan ska kalla.")
    w.decided(town, w.drafted(town, "elsewhere", title="SIP i söder"), "other_chair", text="Skolan får kalla.")
    url = reverse("groups:routine_beside")
    assert "Välj två områden." in text_of(town, "worker", url)
    page = text_of(town, "worker", f"{url}?first={town.area.pk}&second={town.other.pk}")
    for words in ("Skolan ska kalla.", "Skolan får kalla.", "Skolan kallar till SIP", "SIP i söder", "Olika"):
        assert words in page
    assert "Lika<" not in page
    other = text_of(town, "worker", f"{url}?subject=absence&first={town.area.pk}&second={town.other.pk}")
    assert "Skolan kallar till SIP" not in other
    assert "Ingen av rutinerna har någon text i portalen." in other
