"""The signed paper of a consent: added with it or later, kept whole, fetched by few. [issue 3.3, security 2, 10]"""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.files.models import KeptFile
from core.files.states import FileStatus
from core.notices.models import Notice
from sip.consent.services import withdraw_consent
from sip.models import Consent, StoredFile
from tests.audit_rows import acts_on
from tests.core.files import hostile as h
from tests.core.files.clamd import VIRUS, listening
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.kept import kept
from tests.sip import town as t
from tests.sip.papers import added, paper
from tests.sip.walk import key, words

CAMERA = b"59.3293N 18.0686E"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_DIR, settings.SCANNER = str(tmp_path / "files"), ""
    return tmp_path / "files"


@kept
def case(town):
    return t.raised(town)


@kept
def consent(town, case):
    return t.consented(town, case)


def papers(about) -> list[StoredFile]:
    with as_loader():
        return list(StoredFile.objects.filter(case_id=about.case_id).select_related("kept").order_by("version"))


def lying(own_folder) -> list:
    return [place for place in own_folder.rglob("*") if place.is_file()]


def url_of(stored) -> str:
    return reverse("sip:file_fetch", args=[stored.pk])


def upload(name="blankett.pdf", content=None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, h.pdf(text="Vi samtycker") if content is None else content)


def answers(client, town, case, **other) -> dict:
    page = client.get(reverse("sip:consent_record", args=[case.pk])).content.decode()
    guardians = re.findall(r'name="(guardian_[0-9a-f-]{36})"', page)
    return {
        **key(), "purpose": "forum_occasion", "units": [str(town.social.pk)], "information_kinds": ["identity"],
        "form": "written", "given_on": clock.today().isoformat(), "document_place": "", "witness": "",
        "signatories": "all_guardians", "signatories_reason": "", "explained_how": "Muntligt, på svenska",
        "valid_to": (clock.today() + timedelta(days=60)).isoformat(), "child_view": "heard",
        "child_view_text": "Jag vill gå i skolan", **dict.fromkeys(guardians, "yes"), **other,
    }  # fmt: skip


def send(client, town, case, **other):
    return client.post(reverse("sip:consent_record", args=[case.pk]), answers(client, town, case, **other))


@pytest.fixture
def teacher(client, town):
    sign_in(client, town.assignments["teacher"])
    return client


def test_a_written_consent_is_recorded_with_its_paper_instead_of_its_place(teacher, town, case, own_folder):
    answer = send(teacher, town, case, paper=upload())

    assert answer.status_code == 302
    (stored,) = papers(case)
    assert (stored.kind, stored.version, stored.adding_unit_id) == ("pdf", 1, town.school.pk)
    assert stored.kept.status == FileStatus.UNSCANNED
    assert [place.name for place in lying(own_folder)] == [str(stored.pk)]
    assert acts_on(stored.pk) == {"file.kept"}
    with as_loader():
        assert Consent.objects.get(case_id=case.pk).document_place == ""


def test_the_paper_is_fetched_to_be_saved_and_never_shown(teacher, town, case, consent):
    stored = added(town, consent, text="Vi samtycker")

    answer = teacher.get(url_of(stored))

    assert answer.status_code == 200
    assert b"Vi samtycker" in answer.content
    assert answer.headers["Content-Type"] == "application/pdf"
    name = f"samtycke-{case.case.code}-1.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_each_fetch_stands_in_the_log_with_its_case(teacher, town, consent):
    stored = added(town, consent)

    for _ in range(2):
        teacher.get(url_of(stored))

    with as_loader():
        read = AuditEvent.objects.filter(act="file.fetched").values_list("object_id", "case_id", "user_id")
        assert list(read) == [(stored.pk, consent.case_id, town.teacher.user_id)] * 2


def test_a_photo_loses_place_and_camera_and_stands_upright(teacher, town, case):
    send(teacher, town, case, paper=upload("IMG_2031.JPG", h.picture("JPEG")))

    (stored,) = papers(case)
    fetched = teacher.get(url_of(stored))
    assert fetched.headers["Content-Type"] == "image/jpeg"
    assert CAMERA not in fetched.content
    assert h.Image.open(BytesIO(fetched.content)).size == (30, 60)


def test_what_its_sender_called_the_file_is_kept_nowhere(teacher, town, case):
    send(teacher, town, case, paper=upload("Elsa Provsson MARKE-NAMN.pdf"))

    (stored,) = papers(case)
    page = teacher.get(reverse("sip:consent_detail", args=[stored.consent_id]))
    fetched = teacher.get(url_of(stored))
    assert "MARKE-NAMN" not in page.content.decode() + str(fetched.headers)
    assert "samtycke-" in fetched.headers["Content-Disposition"]


def test_the_page_says_what_lies_there_and_that_nothing_searches_for_virus(teacher, town, consent):
    stored = added(town, consent)

    page = teacher.get(reverse("sip:consent_detail", args=[consent.pk])).content.decode()

    assert f'href="{url_of(stored)}"' in page
    assert "Inget virusskydd är kopplat till portalen" in page
    assert "Inte genomsökt efter virus" in page


def test_a_bad_file_is_refused_beside_its_field_and_everything_typed_stands(teacher, town, case, own_folder):
    answer = send(teacher, town, case, paper=upload("blankett.pdf", h.pdf(h.action("/JavaScript", JS="x"))))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Filen innehåller makron eller program." in page
    assert 'href="#id_paper"' in page
    assert "Jag vill gå i skolan" in page
    assert "Muntligt, på svenska" in page
    assert 'enctype="multipart/form-data"' in page
    assert papers(case) == lying(own_folder) == []
    with as_loader():
        assert not Consent.objects.filter(case_id=case.pk).exists()
        refused = AuditEvent.objects.get(act="file.refused")
        assert (refused.outcome, refused.reason, refused.case_id) == ("refused", "program", case.pk)


def test_a_file_larger_than_ten_megabytes_is_told_so(teacher, town, case):
    answer = send(teacher, town, case, paper=upload("stor.pdf", b"%PDF-" + b"x" * 11 * 1024 * 1024))

    assert answer.status_code == 422
    assert "Filen är större än 10 MB." in answer.content.decode()


def test_when_something_else_is_wrong_the_page_says_to_choose_the_file_again(teacher, town, case):
    answer = send(teacher, town, case, paper=upload(), given_on="1999-01-01")

    page = words(answer.content.decode())
    assert answer.status_code == 422
    assert "Välj filen igen. Den följer inte med när sidan visas på nytt." in page
    assert "kan inte ha lämnats före" in page


def test_a_written_consent_needs_its_place_or_its_paper(teacher, town, case):
    answer = send(teacher, town, case)

    assert answer.status_code == 422
    assert "eller lägg till den som fil" in answer.content.decode()


def test_an_oral_consent_takes_no_paper(town, case):
    with pytest.raises(Refused) as refused, acting_as(town.teacher):
        t.consented(town, case, form="oral", witness="Tora Lärare", paper=paper())

    assert refused.value.field == "paper"
    assert papers(case) == []


def test_a_later_paper_is_a_new_version_and_the_earlier_stays(teacher, town, consent):
    first = added(town, consent, text="Forsta")
    url = reverse("sip:paper_add", args=[consent.pk])
    assert teacher.get(url).status_code == 200

    answer = teacher.post(url, {**key(), "paper": upload(content=h.pdf(text="Andra"))})

    assert answer["Location"] == reverse("sip:consent_detail", args=[consent.pk])
    assert [stored.version for stored in papers(consent)] == [1, 2]
    second = papers(consent)[1]
    assert b"Forsta" in teacher.get(url_of(first)).content
    assert b"Andra" in teacher.get(url_of(second)).content


def test_sent_twice_the_paper_is_added_once(teacher, town, consent):
    url, sent = reverse("sip:paper_add", args=[consent.pk]), key()

    for _ in range(2):
        teacher.post(url, {**sent, "paper": upload()})

    assert len(papers(consent)) == 1


def test_those_who_take_part_are_told_that_something_happened(town, case, consent):
    t.called(town, case)
    with as_loader():
        before = set(Notice.objects.values_list("pk", flat=True))
    added(town, consent)

    with as_loader():
        told = Notice.objects.exclude(pk__in=before).values_list("kind", "case_id", "recipient_id")
        people = {town.assignments[who].pk for who in ("head", "social_manager", "bup_manager")}
        assert set(told) == {("case_event", case.pk, person) for person in people}


@pytest.mark.parametrize("who", ["head", "convenor"])
def test_who_reads_but_takes_no_part_adds_nothing(town, consent, who, own_folder):
    with pytest.raises(PermissionDenied):
        added(town, consent, by=getattr(town, who))
    assert papers(consent) == lying(own_folder) == []


def test_a_consent_that_is_over_takes_no_paper(teacher, town, consent):
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher)

    with pytest.raises(WrongState):
        added(town, consent)
    page = teacher.get(reverse("sip:consent_detail", args=[consent.pk])).content.decode()
    assert "Lägg till blanketten" not in page


def reads(client, town, stored, who) -> int:
    sign_in(client, town.assignments[who])
    return client.get(url_of(stored)).status_code


def test_withdrawn_the_paper_stays_with_the_record_of_the_raisers_and_closes_to_the_convenor(
    client, town, case, consent
):
    stored = added(town, consent)
    t.called(town, case)
    before = {who: reads(client, town, stored, who) for who in ("teacher", "head", "convenor", "bup_manager")}

    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher)

    after = {who: reads(client, town, stored, who) for who in before}
    assert before == {"teacher": 200, "head": 200, "convenor": 200, "bup_manager": 404}
    assert after == {"teacher": 200, "head": 200, "convenor": 404, "bup_manager": 404}


def test_asked_for_but_not_given_the_paper_names_the_child_to_nobody_new(client, town, case):
    consent = t.consented(town, case, answers=None)
    assert consent.status == "requested"
    stored = added(town, consent)

    assert {who: reads(client, town, stored, who) for who in ("teacher", "head", "convenor")} == {
        "teacher": 200, "head": 200, "convenor": 404,
    }  # fmt: skip


@pytest.mark.parametrize(("status", "sentence"), [
    (FileStatus.QUARANTINED, "Filen väntar på viruskontroll"), (FileStatus.INFECTED, "Filen stoppades av virusskyddet"),
])  # fmt: skip
def test_in_quarantine_or_stopped_it_is_listed_and_goes_to_nobody(teacher, town, consent, status, sentence):
    stored = added(town, consent, text="MARKE-INNEHALL")
    with as_loader():
        judged = clock.now() if status == FileStatus.INFECTED else None
        KeptFile.objects.filter(pk=stored.pk).update(status=status, checked_at=judged)

    page = teacher.get(reverse("sip:consent_detail", args=[consent.pk])).content.decode()
    answer = teacher.get(url_of(stored))

    assert str(status.label) in page
    assert url_of(stored) not in page
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "MARKE-INNEHALL" not in answer.content.decode()
    assert "file.fetched" not in acts_on(stored.pk)


def test_with_a_scanner_a_virus_is_refused_at_once_and_the_rest_is_clean(teacher, town, case, settings):
    with listening() as (_clamd, settings.SCANNER):
        refused = send(teacher, town, case, paper=upload(content=h.pdf(text=VIRUS.decode())))
        assert refused.status_code == 422
        assert "Virusskyddet stoppade filen." in refused.content.decode()
        assert send(teacher, town, case, paper=upload()).status_code == 302

        (stored,) = papers(case)
        page = teacher.get(reverse("sip:consent_detail", args=[stored.consent_id])).content.decode()
    assert stored.kept.status == FileStatus.CLEAN
    assert "Inget virusskydd" not in page


def test_the_twenty_first_file_in_an_hour_waits_and_the_text_stands(teacher, town, case, settings):
    settings.PACES = {**settings.PACES, "upload": [(1, 3600)]}
    assert send(teacher, town, case, paper=upload("x.exe")).status_code == 422

    answer = send(teacher, town, case, paper=upload())

    assert answer.status_code == 429
    assert 3500 < int(answer.headers["Retry-After"]) <= 3600
    assert "Du har lagt till många filer på kort tid. Försök igen om 60 minuter." in words(answer.content.decode())
    assert "Jag vill gå i skolan" in answer.content.decode()
    assert papers(case) == []
    assert send(teacher, town, case, document_place="Pärm 3").status_code == 302  # without a file nothing is counted


def _insert(town, consent, kept, **other) -> None:
    facts = {
        "kept_id": kept.pk, "region_id": town.region.pk, "case_id": consent.case_id, "consent_id": consent.pk,
        "kind": "pdf", "size": 1, "version": 9, "added_by_id": town.teacher.assignment_id,
        "adding_unit_id": town.school.pk, **other,
    }  # fmt: skip
    with acting_as(town.teacher), transaction.atomic():
        StoredFile(**facts).save(force_insert=True)
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_takes_ones_own_file_to_a_living_written_consent_of_the_case_only(town, case, consent):
    other = t.raised(town)
    with as_loader():
        mine, theirs = (
            KeptFile.objects.create(region=town.region, added_by=town.assignments[who], status="unscanned")
            for who in ("teacher", "bup_manager")
        )
    for row, change in (
        (theirs, {}),
        (mine, {"added_by_id": town.head.assignment_id}),
        (mine, {"adding_unit_id": town.bup.pk}),
        (mine, {"case_id": other.pk}),
    ):
        with pytest.raises(DatabaseError):
            _insert(town, consent, row, **change)
    for column, value in (("form", "oral"), ("status", "withdrawn")):
        before = transaction.savepoint()
        with as_loader():
            Consent.objects.filter(pk=consent.pk).update(**{column: value})
        with pytest.raises(DatabaseError):
            _insert(town, consent, mine)
        transaction.savepoint_rollback(before)

    _insert(town, consent, mine)


def test_a_paper_is_never_rewritten_or_removed(town, consent):
    stored = added(town, consent)
    for change in (lambda rows: rows.update(version=7), lambda rows: rows._raw_delete("default")):
        with pytest.raises(DatabaseError), as_loader():
            change(StoredFile.objects.filter(pk=stored.pk))
