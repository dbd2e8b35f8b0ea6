"""Own notices, and the mail that could not be sent, as they are asked for."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.access import side_by_side
from core.audit.models import AuditEvent
from core.notices import notify, sender
from core.notices.models import Notice, ParkedNotice
from core.notices.reading import news
from tests.core.obligations.build import acting, as_worker, day, make_case, raised, sweep, told
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups.build import make_profile

D0 = date(2026, 11, 2)
D15 = date(2026, 11, 17)


@pytest.fixture
def late(town, case):
    """Reminded never, breached: the convenor is told in full, the chair district and number."""
    with day(D0):
        raised(town, case, D0)
    sweep(D15)


def ask(client, assignment, address="/besked/", **headers):
    with day(D15, 10):
        sign_in(client, assignment)
        return client.get(address, headers=headers)


def post(client, assignment, address):
    with day(D15, 11):
        sign_in(client, assignment)
        return client.post(address)


def notice_of(assignment):
    (notice,) = told(recipient_id=assignment.pk, channel="in_app")
    return notice


def test_the_owner_reads_code_and_day_and_gets_there_in_one_click(client, town, case, late):
    text = ask(client, town.convenor).content.decode()
    assert "En frist har passerats." in text
    assert "K7M2-X4QD, 16 november 2026" in text
    answer = post(client, town.convenor, f"/besked/{notice_of(town.convenor).pk}/")
    assert answer["Location"] == f"/barn/arenden/{case.pk}/"
    assert notice_of(town.convenor).read_at is not None


def test_the_chair_reads_district_and_number_and_no_code(client, town, case, late):
    text = ask(client, town.chair).content.decode()
    assert "Beskedet gäller en frist i distriktet som har passerats." in text
    assert "Öster" in text
    assert "K7M2" not in text
    assert str(case.pk) not in text
    assert post(client, town.chair, f"/besked/{notice_of(town.chair).pk}/")["Location"] == "/besked/"


def test_the_number_is_that_of_the_notice_not_of_all_that_is_late(client, town, late):
    with as_loader():
        cases = [make_case(town) for _ in range(2)]
    with day(date(2026, 11, 3)):
        for one in cases:
            raised(town, one, date(2026, 11, 3))
    sweep(date(2026, 11, 18))
    text = ask(client, town.chair).content.decode()
    assert "Beskedet gäller 2 frister i distriktet som har passerats." in text
    assert "Beskedet gäller en frist i distriktet som har passerats." in text
    assert "3 frister" not in text


def test_an_empty_list_says_what_will_come(client, town):
    assert "Du har inga besked." in ask(client, town.worker).content.decode()


def test_anothers_notice_is_not_there(client, town, late):
    address = f"/besked/{notice_of(town.convenor).pk}/"
    assert post(client, town.chair, address).status_code == 404
    assert ask(client, town.convenor, address).status_code == 405
    assert notice_of(town.convenor).read_at is None


def test_all_can_be_marked_read(client, town, late):
    assert post(client, town.convenor, "/besked/lasta/")["Location"] == "/besked/"
    assert notice_of(town.convenor).read_at is not None
    assert "Markera som läst" not in ask(client, town.convenor).content.decode()


def test_the_part_is_that_part_of_the_page(client, town, late):
    whole = ask(client, town.convenor).content.decode()
    part = ask(client, town.convenor, **{"HX-Request": "true"}).content.decode()
    start, end = '<section id="results"', "</section>"
    assert (
        part[part.index(start) : part.rindex(end)].split("csrfmiddlewaretoken")[0]
        == (whole[whole.index(start) :].split("csrfmiddlewaretoken")[0])
    )


def test_one_and_three_notices_cost_the_same(client, town, case, late):
    def statements():
        with day(D15):
            sign_in(client, town.convenor)
            with CaptureQueriesContext(connection) as queries:
                client.get("/besked/")
        return len([one for one in queries if '"notices_' in one["sql"] or '"obligations_' in one["sql"]])

    one = statements()
    with as_loader():
        cases = [make_case(town) for _ in range(2)]
    for other in cases:
        with day(D15):
            raised(town, other, D0)
    assert statements() == one == 2  # count and rows, what they are about


def test_the_start_page_shows_what_is_new(client, town, late):
    with as_loader():
        make_profile(town.region, "stockholm")  # the groups' lines on the page ask what the region says
    with acting(town.convenor) as by:
        [[section]] = side_by_side(news(by, D15))
        assert [line["text"] for line in section.context["lines"]] == ["En frist har passerats."]
    assert "Nytt sedan sist" in ask(client, town.convenor, "/").content.decode()
    post(client, town.convenor, "/besked/lasta/")
    with acting(town.convenor) as by:
        assert side_by_side(news(by, D15)) == [[]]


@pytest.fixture
def parked(town, case):
    with day(D0), acting(town.worker) as by:
        notify("case_event", to=[town.convenor], by=by, about_kind="case", about_id=UUID(int=4), case_id=case.pk)
    with as_loader():
        Notice.objects.filter(channel="mail").update(attempts=5)
    with day(D0, 12), as_worker():
        sender.send_region(town.region.pk)
    with as_loader():
        return ParkedNotice.objects.get()


def test_operations_see_to_whom_and_why_and_nothing_of_the_case(client, town, case, parked):
    text = ask(client, town.admin, "/besked/drift/").content.decode()
    assert "Kim Kallar" in text
    assert "Avbröts för många gånger" in text
    for secret in (str(case.pk), str(parked.notice_id), "K7M2", "Öster"):
        assert secret not in text


def test_operations_ask_for_another_try(client, town, parked):
    assert post(client, town.admin, f"/besked/drift/{parked.pk}/")["Location"] == "/besked/drift/"
    assert "Alla brev har gått fram." in ask(client, town.admin, "/besked/drift/").content.decode()
    assert post(client, town.admin, f"/besked/drift/{parked.pk}/").status_code == 404
    with as_loader():
        assert AuditEvent.objects.filter(act="notice.retry_asked", object_id=parked.notice_id).count() == 1


def test_for_all_but_the_administrator_it_does_not_exist(client, town, parked):
    for one in (town.worker, town.convenor, town.chair, town.secretary):
        assert ask(client, one, "/besked/drift/").status_code == 404
        assert post(client, one, f"/besked/drift/{parked.pk}/").status_code == 404
