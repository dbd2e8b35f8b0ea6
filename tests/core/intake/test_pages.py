"""The pages of a file: chosen, looked through, taken in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.finding import spreadsheets
from core.intake.models import IntakeDraft
from core.intake.taking import rows_of
from core.organisations.models import StructureChange
from core.people.models import Person, RoleBatch, RoleProposal
from tests.core.intake import files
from tests.core.intake.test_people import HEAD, row
from tests.core.people import build
from tests.database import as_loader

pytestmark = pytest.mark.django_db
START = reverse("intake:start")


def sent(*rows, name="personer.csv"):
    content = files.csv(*(";".join(one) for one in rows)) if name.endswith("csv") else spreadsheets.xlsx(rows)
    return {"kind": "people", "file": SimpleUploadedFile(name, content)}


@pytest.fixture
def ada(town, client):
    build.sign_in(client, town.ada)
    return client


def only(model):
    with as_loader():
        return model.objects.get()


def test_a_file_is_looked_through_taken_in_and_leads_to_what_waits(town, ada):
    chosen = ada.post(START, sent(HEAD, row(), name="personer.xlsx"))
    address = reverse("intake:review", args=[only(IntakeDraft).pk])
    assert (chosen.status_code, chosen["Location"]) == (302, address)
    page = ada.get(address)
    assert "Läggs till (1)" in page.content.decode()
    assert "Ny Person" in page.content.decode()
    assert not Person.objects.exists()

    done = ada.post(address, {"seen": page.context["seen"]})
    assert done["Location"] == reverse("people:batch_answer", args=[only(RoleBatch).pk])
    assert ada.get(address).status_code == 404


def test_rows_in_error_stand_first_and_there_is_nothing_to_confirm(town, ada):
    ada.post(START, sent([*HEAD, "Skostorlek"], [*row(), "39"], [*row(role="Chefen"), "40"]))
    address = reverse("intake:review", args=[only(IntakeDraft).pk])
    page = ada.get(address).content.decode()

    assert page.index("Behöver rättas (1)") < page.index("Läggs till (1)")
    assert "Ingen roll heter ”Chefen”" in page
    assert "Skostorlek" in page
    assert "Läs in allt" not in page
    assert ada.post(address, {"seen": "x"}).status_code == 422
    assert not RoleProposal.objects.exists()


def test_what_is_wrong_with_the_file_is_said_beside_it_and_nothing_is_kept(town, ada):
    for given in (sent(HEAD), sent(["Namn"], ["x"]), sent(HEAD, row(family="19890201-3286"))):
        refused = ada.post(START, given)
        assert refused.status_code == 422
        assert refused.context["form"].errors["file"]
        assert "198902" not in refused.content.decode()
    missing = ada.post(START, {"kind": "people"})
    other = ada.post(START, {"kind": "people", "file": SimpleUploadedFile("x.pdf", b"%PDF-1.7")})
    assert (missing.status_code, other.status_code) == (422, 422)
    assert not IntakeDraft.objects.exists()


def test_a_change_meanwhile_is_shown_and_can_then_be_confirmed(town, ada):
    ada.post(START, sent(HEAD, row()))
    address = reverse("intake:review", args=[only(IntakeDraft).pk])
    seen = ada.get(address).context["seen"]
    build.person(town.region, "Ny", "Person", "ny@prov.example")

    refused = ada.post(address, {"seen": seen})
    assert refused.status_code == 422
    assert "ändrats sedan du såg listan" in refused.content.decode()
    assert refused.context["form"]["seen"].value() == refused.context["seen"] != seen
    assert ada.post(address, {"seen": refused.context["seen"]}).status_code == 302


def test_a_file_sent_twice_is_taken_in_once(town, ada):
    ada.post(START, sent(HEAD, row()))
    address = reverse("intake:review", args=[only(IntakeDraft).pk])
    page = ada.get(address)
    twice = {"seen": page.context["seen"], "form_key": "4b1f3c1e-9a53-4a43-8f0e-3a2f6a0f1c11"}
    first, second = ada.post(address, twice), ada.post(address, twice)

    assert first["Location"] == second["Location"] == reverse("people:batch_answer", args=[only(RoleBatch).pk])
    assert only(RoleProposal).role == "caseworker"


def test_a_file_is_thrown_away(town, ada):
    ada.post(START, sent(HEAD, row()))
    away = ada.post(reverse("intake:discard", args=[only(IntakeDraft).pk]), follow=True)

    assert "Filen är slängd" in away.content.decode()
    with as_loader():
        assert not IntakeDraft.objects.exists()


def test_a_file_of_units_leads_to_the_change_that_waits(county, client):
    build.sign_in(client, county.ada)
    rows = (["Verksamhet", "Huvudman", "Typ"], ["Nya skolan", "Staden", "Skola"])
    client.post(START, sent(*rows) | {"kind": "units"})
    address = reverse("intake:review", args=[only(IntakeDraft).pk])
    done = client.post(address, {"seen": client.get(address).context["seen"]})

    assert done["Location"] == reverse("organisations:change_decide", args=[only(StructureChange).pk])
    assert "Nya skolan" in client.get(done["Location"]).content.decode()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_template_is_a_file_that_the_page_reads(town, ada, ending):
    given = ada.get(reverse("intake:template", args=["people", ending]))

    ((number, headings),) = rows_of(f"mall.{ending}", given.content)
    assert (number, headings[0], len(headings)) == (1, "E-post", 12)
    assert "attachment" in given["Content-Disposition"]


def test_there_is_no_template_of_another_kind(town, ada):
    for kind, ending in (("children", "csv"), ("people", "exe")):
        assert ada.get(reverse("intake:template", args=[kind, ending])).status_code == 404
