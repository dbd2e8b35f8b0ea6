"""A document to an agenda: read by who reads its item, kept from the others, and never lost once it is taken in."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.errors import Refused, WrongState
from groups.documents import services
from groups.models import AgendaDocument, AgendaItem
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups.meetings import table as t
from tests.sip.papers import paper
from tests.sip.walk import key


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_DIR, settings.SCANNER = str(tmp_path / "files"), ""


def added(town, meeting, by: str = "chair", **facts) -> AgendaDocument:
    with t.as_(town, by) as me:
        return services.add_document(meeting, by=me, **{"title": "Förslag till rutin", "file": paper(), **facts})


def client_of(town, name: str) -> Client:
    client = Client()
    sign_in(client, town.people[name])
    return client


def fetched(town, name: str, document: AgendaDocument) -> int:
    return client_of(town, name).get(reverse("groups:document_fetch", args=[document.pk])).status_code


def test_a_document_is_read_by_who_reads_its_item(town):
    meeting = t.called(town)
    t.with_item(town, meeting, "Hemlig", is_confidential=True, readers=(town.people["bup_head"],))
    with as_loader():
        secret = AgendaItem.objects.get(title="Hemlig")
    open_, closed = added(town, meeting), added(town, meeting, item=secret)
    readers = {name: [fetched(town, name, one) for one in (open_, closed)] for name in town.people}
    assert {name for name, said in readers.items() if said == [200, 200]} == {"chair", "bup_head"}
    assert {name for name, said in readers.items() if said == [200, 404]} == {
        "school_head", "deputy", "unit_head", "secretariat",
    }  # fmt: skip
    assert {tuple(said) for said in readers.values()} == {(200, 200), (200, 404), (404, 404)}


def test_only_who_sets_the_agenda_adds_a_document_and_takes_it_off(town):
    meeting = t.called(town)
    document = added(town, meeting)
    for name in ("bup_head", "secretariat", "unit_head"):
        with pytest.raises(PermissionDenied):
            added(town, meeting, by=name)
        with t.as_(town, name) as me, pytest.raises(PermissionDenied):
            services.remove_document(document, by=me)
    with t.as_(town, "chair") as me:
        services.remove_document(document, by=me)
    assert fetched(town, "chair", document) == 404


def test_a_document_says_what_it_is_stands_at_an_item_of_the_meeting_and_comes_before_the_minutes_are_locked(town):
    meeting, other = t.called(town), t.called(town)
    with pytest.raises(Refused) as refused:
        added(town, meeting, title=" ")
    assert refused.value.field == "title"
    with pytest.raises(Refused, match="personnummer"):
        added(town, meeting, title="Underlag 121212-1212")
    with pytest.raises(Refused) as refused:
        added(town, meeting, item=t.items_of(other)[0])
    assert refused.value.field == "item"
    meeting = t.approved(town, t.handed_in(town, t.held(town, meeting)))
    with pytest.raises(WrongState):
        added(town, meeting)


def test_the_page_takes_a_file_and_keeps_what_was_typed_when_it_cannot(town):
    meeting, client = t.called(town), client_of(town, "chair")
    url = reverse("groups:document_add", args=[meeting.pk])
    typed = {"title": "Utkast", "item": "", **key()}
    refused = client.post(url, {**typed, "file": SimpleUploadedFile("x.exe", b"MZ")})
    assert refused.status_code == 422
    assert 'value="Utkast"' in refused.content.decode()
    sent = client.post(url, {**typed, **key(), "file": SimpleUploadedFile("blankett.pdf", paper().content)})
    assert sent.status_code == 302
    assert "Utkast" in client.get(sent.url).content.decode()
