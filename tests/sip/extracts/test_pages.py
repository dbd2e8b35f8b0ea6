"""The pages of extracts: found by POST, built, read item by item, handed out as PDF and JSON. [security 2, 6, 8]"""

import io
import json

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.audit.models import AuditEvent
from sip.extracts.models import Extract, ExtractItem
from tests.core.people import build
from tests.database import as_loader
from tests.sip.extracts import town as e
from tests.sip.retention import town as r
from tests.sip.walk import key, page, send, words


def browser(town, who: str) -> Client:
    client = Client()
    build.sign_in(client, town.assignments[who])
    return client


def url(name: str, obj=None) -> str:
    return reverse(f"sip:extract_{name}", args=[getattr(obj, "pk", obj)] if obj else [])


def facts(child, **other) -> dict:
    return {"kind": "register", "receiver": str(child.pk), "asked_on": clock.today().isoformat(), **other}


def test_two_officers_come_from_a_request_to_what_is_handed_out(town, case, child):
    first, second = browser(town, "first"), browser(town, "second")
    assert send(first, url("find"), {"words": case.case.code}) == url("build", child)
    assert "Elsa Provsson, barnet" in words(page(first, url("build", child)))
    detail = send(first, url("build", child), facts(child))
    own = page(first, detail)
    assert "Du har byggt utdraget" in words(own)
    with as_loader():
        extract = Extract.objects.get()
        marked = ExtractItem.objects.filter(extract=extract).exclude(marks=[]).order_by("number")
        count = marked.count()
        to_decide = marked.first()
    assert url("pass", extract) not in own

    assert extract.code in page(second, "/")
    assert extract.code in page(second, url("list"))
    there = url("item", to_decide)
    for _n in range(count):
        assert "Rör någon annan" in words(page(second, there))
        there = send(second, there, {"choice": "leave_out", "ground": "others_harm"})
    assert there == detail
    send(second, url("pass", extract))

    data = first.get(url("json", extract))
    assert data["Content-Disposition"] == f'attachment; filename="utdrag-{extract.code.lower()}.json"'
    said = json.loads(data.content)
    assert said["utelämnat"] == [{"grund": "Någon annan kan lida men", "antal": count}]
    pdf = first.get(url("pdf", extract))
    assert pdf.status_code == 200
    with pikepdf.open(io.BytesIO(pdf.content)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.docinfo["/Title"] == f"Utdrag {extract.code}"
        xmp = bytes(opened.Root.Metadata.read_bytes())
    assert b"pdfuaid" in xmp
    send(first, url("hand_out", extract), {"manner": "in_person", "on": clock.today().isoformat()})
    assert "Personligen, mot legitimation" in words(page(second, detail))
    with as_loader():
        acts = set(AuditEvent.objects.filter(act__startswith="extract.", net=False).values_list("act", flat=True))
    assert acts >= {
        "extract.searched", "extract.child_read", "extract.read", "extract.item_read", "extract.listed",
        "extract.printed", "extract.exported",
    }  # fmt: skip


def test_a_number_finds_the_child_and_nothing_else_is_told(town, child):
    client = browser(town, "first")
    for typed in ("19990101-0000", "ZZ-ZZZZ", "Elsa"):
        answer = client.post(url("find"), {**key(), "words": typed})
        assert answer.status_code == 422
        assert "Inget barn hos huvudmannen passar." in words(answer.content.decode())
        assert typed in answer.content.decode()


def test_the_sixth_build_in_an_hour_waits(town, child, settings):
    settings.PACES = {**settings.PACES, "extract": [(1, 3600)]}
    client = browser(town, "first")
    assert client.post(url("build", child), {**key(), **facts(child, kind="")}).status_code == 422
    send(client, url("build", child), facts(child))
    assert client.post(url("build", child), {**key(), **facts(child, kind="log")}).status_code == 429


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(town, child):
    extract = e.built(town, child)
    second = browser(town, "second")
    item = e.items(town, extract)[0]
    wrong = second.post(url("item", item), {**key(), "choice": "leave_out", "ground": "known"})
    assert wrong.status_code == 422
    assert "Grunden hör till det andra svaret." in words(wrong.content.decode())
    early = second.post(url("pass", extract), key())
    assert early.status_code == 422
    ahead = browser(town, "first").post(url("revoke", extract), {**key(), "words": "Mitt skäl"})
    assert (ahead.status_code, "Mitt skäl" in ahead.content.decode()) == (422, True)


def test_the_files_are_fetched_first_when_the_reader_is_done(town, child):
    extract = e.built(town, child)
    for who in ("first", "second"):
        for name in ("pdf", "json"):
            assert browser(town, who).get(url(name, extract)).status_code == 403


def test_an_extract_that_is_taken_back_shows_nothing_of_the_child(town, child):
    extract = e.built(town, child)
    first = browser(town, "first")
    item = e.items(town, extract)[0]
    send(first, url("revoke", extract), {"reason": "wrong_child"})
    assert "MÄRKE" not in page(first, url("detail", extract))
    assert first.get(url("item", item)).status_code == 404
    assert first.get(url("hand_out", extract)).status_code == 302
    assert "Inga utdrag här." in words(page(first, url("list")))


@pytest.mark.parametrize("who", ["other", "teacher", "head", "reviewer", "admin"])
def test_others_meet_no_page_of_it(town, child, who):
    extract = e.built(town, child)
    client = browser(town, who)
    item = e.items(town, extract)[0]
    for name, obj in (("detail", extract), ("item", item), ("build", child), ("pdf", extract), ("pass", extract)):
        assert client.get(url(name, obj)).status_code == 404


def test_before_deletion_the_whole_record_goes_to_the_archive(town, child, case):
    with as_loader():
        type(case).objects.update(status="closed", ended_on=clock.today())
    r.pass_years(town, 6)
    proposal = next(one for one in r.proposed(town) if one.subject_id == child.pk)
    first = browser(town, "first")
    there = reverse("sip:extract_before_deletion", args=[proposal.pk])
    assert there in page(first, reverse("sip:retention_detail", args=[proposal.pk]))
    detail = send(first, there)
    with as_loader():
        extract = Extract.objects.get()
        assert not ExtractItem.objects.exclude(marks=[]).exists()
    assert "MÄRKE-SKOLAN" in page(first, detail)
    done = e.passed(town, extract)
    send(first, url("hand_out", done), {"manner": "own_archive", "on": clock.today().isoformat()})
    r.approve(town, proposal)
    assert r.executed(proposal)
    assert r.rows("sip_extract", "child_id", child.pk) == 0
