"""Answering without sign-in: a code opens once, a wrong one tells nothing, what is kept leads to nobody. [ADR 12]"""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from core.audit.models import AuditEvent
from sip.family.texts import languages
from sip.models import SurveyCode
from sip.surveys import services
from sip.surveys.codes import read, spaced
from sip.surveys.questionnaires import standard
from tests.database import as_loader
from tests.sip.surveys import build as s
from tests.sip.town import make_town

pytestmark = pytest.mark.django_db
WRONG = "Koden fungerar inte."


@pytest.fixture
def opened():
    """(town, row, code) of a child's survey."""
    with as_loader():
        town = make_town()
    code = s.code_of(town)
    with as_loader():
        return town, SurveyCode.objects.get(), code


def ask(code: str, *, sprak: str = "sv", client: Client | None = None):
    return (client or Client()).post(reverse("sip:survey_questions"), {"kod": code, "sprak": sprak})


def send(code: str, answers: dict, *, sprak: str = "sv"):
    return Client().post(reverse("sip:survey_answer"), {"kod": code, "sprak": sprak, **answers})


def test_a_code_opens_the_questions_once_and_the_answers_are_counted(opened):
    _town, _row, code = opened
    assert ask(spaced(code)).status_code == 200

    answer = send(code, {**s.ALL_FOUR, "influence": "0"}, sprak="ar")

    assert answer["Location"] == reverse("sip:survey_thanks") + "?sprak=ar"
    assert s.tallied() == [("child", item, 0 if item == "influence" else 4, 1) for item in sorted(s.ITEMS)]
    assert s.used() == [("", clock.today())]
    again = send(code, s.ALL_FOUR)
    assert (again.status_code, WRONG in again.content.decode()) == (422, True)
    assert len(s.tallied()) == len(s.ITEMS)


def test_wrong_used_and_too_old_codes_get_the_same_answer(opened):
    town, _row, code = opened
    old = s.code_of(town, opened_on=clock.today() - timedelta(days=31), expires_on=clock.today() - timedelta(days=1))
    send(code, s.ALL_FOUR)

    client = Client()
    client.get(reverse("sip:survey_start"))
    said = [ask(one, client=client) for one in (code, old, "0000 0000 0000", "hej", "")]

    bodies = {_without_token(answer.content.decode()) for answer in said}
    assert [answer.status_code for answer in said] == [422] * 5
    assert len(bodies) == 1
    assert WRONG in bodies.pop()


def _without_token(html: str) -> str:
    return "".join(line for line in html.splitlines() if "csrfmiddlewaretoken" not in line)


def test_the_code_is_read_in_any_digits(opened):
    _town, _row, code = opened
    arabic = code.translate({ord(str(n)): chr(0x660 + n) for n in range(10)})
    persian = code.translate({ord(str(n)): chr(0x6F0 + n) for n in range(10)})

    assert {read(arabic), read(persian), read(spaced(code)), read(f" {code[:4]}-{code[4:]} ")} == {code}
    assert {read(code[1:]), read(code + "1"), read("a" + code[1:]), read("")} == {""}


def test_something_missing_keeps_what_was_chosen_and_uses_nothing(opened):
    _town, _row, code = opened
    said = {**s.ALL_FOUR}
    del said["effect"]

    answer = send(code, {**said, "participation": "9"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count('class="question in-error"') == 2
    assert html.count(" checked") == 4
    assert 'href="#effect"' in html
    assert s.tallied() == []
    assert ask(code).status_code == 200


def test_the_link_asks_for_a_language_and_tries_nothing(opened):
    _town, _row, code = opened
    right, wrong = (Client().get(reverse("sip:survey_link", args=[one])) for one in (code, "000000000000"))

    texts = [_without_token(one.content.decode()).replace(code, "000000000000") for one in (right, wrong)]
    assert texts[0] == texts[1]
    assert right["Cache-Control"] == "no-store"
    assert right["Referrer-Policy"] == "same-origin"
    assert {f'value="{one.code}"' in texts[0] for one in languages()} == {True}


def test_too_many_codes_from_one_address_have_to_wait(opened, settings):
    settings.PACES = {**settings.PACES, "survey": [(2, 600)]}
    _town, _row, code = opened

    client = Client(REMOTE_ADDR="192.0.2.7")  # an address of this test's own: the moments outlive it
    tried = ("000000000001", "000000000002", "000000000001", "000000000003", code)

    said = [ask(one, client=client) for one in tried]

    assert [one.status_code for one in said] == [422, 422, 422, 429, 429]
    assert int(said[-1]["Retry-After"]) > 0
    assert ask(code, client=Client(REMOTE_ADDR="192.0.2.8")).status_code == 200


@pytest.mark.parametrize(("version", "kind"), sorted(standard()))
def test_every_question_of_the_portals_has_its_words_in_every_language(version, kind):
    for one in languages():
        assert all(question.said(one) for question in standard()[version, kind])
        assert one.plain(f"survey.{kind}_intro")


def test_no_row_that_is_kept_holds_both_an_answer_and_whose_it_is(opened):
    """The counts have no column for code, plan, child, person or moment; the code's row none for an answer."""
    columns = {field.column for field in SurveyCode._meta.model._meta.get_fields() if hasattr(field, "column")}
    assert not columns & {"answers", "value", "item", "area_id"}
    with as_loader(), connection.cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_attribute WHERE attrelid = 'sip_surveytally'::regclass AND attnum > 0")
        assert {row[0] for row in cursor.fetchall()} == {
            "id", "region_id", "area_id", "kind", "version", "half_year", "item", "value", "answers",
        }  # fmt: skip


def test_an_answer_touches_every_count_of_its_questions_so_that_what_was_touched_tells_nothing(opened):
    _town, _row, code = opened

    send(code, s.ALL_FOUR)

    with as_loader(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT xmin::text) FROM sip_surveytally")
        assert cursor.fetchone() == (6 * len(s.ITEMS), 1)


def test_the_log_says_that_the_codes_row_changed_and_nothing_of_the_answer(opened):
    _town, row, code = opened
    send(code, s.ALL_FOUR)

    with as_loader():
        found = list(AuditEvent.objects.filter(act__startswith="sip_survey").values_list("act", "object_id", "reason"))
    assert found == [("sip_surveycode.update", row.pk, "")]


@pytest.mark.parametrize("given", ["{}", '{"influence": 6}', '{"influence": -1}', '{"influence": null}',
                                   '{"Influence; --": 1}', '{"influence": 1.5}'])  # fmt: skip
def test_the_database_takes_no_other_answers_than_those_of_the_scale(opened, given):
    _town, _row, code = opened
    with pytest.raises(DatabaseError, match="no answers"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT access.survey_answer(%s, %s::jsonb)", [services.codes.hashes_of(code), given])
    assert s.tallied() == []


def test_an_empty_hash_opens_no_used_code(opened):
    _town, _row, code = opened
    send(code, s.ALL_FOUR)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access.survey_code(ARRAY[''])")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT access.survey_answer(ARRAY['', %s], '{\"influence\": 1}')", [str(uuid.uuid4())])
        assert cursor.fetchone() == (False,)
