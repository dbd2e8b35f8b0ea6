"""A unit outside the portal tells once, by an address; it reads nothing, and its words become a report or nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused
from deviations.guests import services
from deviations.models import DeviationGuest
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.deviations.build import TEXT
from tests.deviations.pages import MINE, REPORT, answers, body, sent_reports, text_of
from tests.groups import build as b

TODAY = clock.today()
TOLD = {"event_on": TODAY.isoformat(), "description": TEXT, "tried": ""}
UNIT = "Förskolan Gungan"


def invited(town, who="reporter") -> str:
    acting = b.acting_for(getattr(town, who))
    with acting_as(acting):
        return services.invite(by=acting, unit_name=UNIT)


def kept() -> DeviationGuest:
    with as_loader():
        return DeviationGuest.objects.get()


def page_of(token: str) -> str:
    return reverse("deviations:guest", args=[token])


def test_the_address_is_shown_once_and_only_its_hash_is_kept(signed, north):
    answer = signed.post(reverse("deviations:guest_invite"), {"unit_name": UNIT})
    token = body(answer).split("/avvikelser/gast/", 1)[1].split("/", 1)[0]
    assert kept().token_hash == services.hash_of(token)
    assert token not in body(signed.get(MINE))
    assert (kept().invited_by_id, kept().expires_on) == (north.reporter.pk, TODAY + timedelta(days=14))


def test_the_guest_tells_without_an_account_and_the_address_is_used_up(north):
    token, guest = invited(north), Client()
    page = guest.get(page_of(token))
    assert "Österskolan har bett er berätta" in text_of(page)
    assert guest.post(page_of(token), TOLD)["Location"] == reverse("deviations:guest_thanks")
    assert (kept().description, kept().event_on) == (TEXT, TODAY)
    with as_loader():
        log = AuditEvent.objects.filter(object_id=kept().pk).order_by("number")
        assert list(log.values_list("act", flat=True)) == ["deviation_guest.invited", "invitation.answered"]
    assert "Tack" in text_of(guest.get(reverse("deviations:guest_thanks")))
    assert [guest.get(page_of(token)).status_code, guest.post(page_of(token), TOLD).status_code] == [404, 404]


def test_who_guesses_is_told_to_wait_and_a_page_that_is_open_may_still_be_sent(north, settings):
    settings.PACES = {**settings.PACES, "guest": [(1, 600)]}
    token, guest = invited(north), Client()
    assert guest.get(page_of(token)).status_code == 200
    held_back = guest.get(page_of("gissat"))
    assert (held_back.status_code, int(held_back["Retry-After"]) > 0) == (429, True)
    assert guest.post(page_of(token), TOLD)["Location"] == reverse("deviations:guest_thanks")


def test_wrong_closed_and_too_old_addresses_are_alike(north):
    token, old = invited(north), invited(north)
    with as_loader():
        rows = DeviationGuest.objects
        rows.filter(token_hash=services.hash_of(token)).update(ended_on=TODAY)
        rows.filter(token_hash=services.hash_of(old)).update(expires_on=TODAY - timedelta(days=1))
    pages = [Client().get(page_of(one)) for one in (token, old, "fel")]
    assert [page.status_code for page in pages] == [404, 404, 404]
    assert not any("Österskolan" in page.content.decode() for page in pages)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"description": "Pojken 811228-9874 kom."}, "description"),
        ({"description": "Det gällde Tindra."}, "description"),
        ({"event_on": "2999-01-01"}, "event_on"),
        ({"description": ""}, "description"),
    ],
)
def test_what_cannot_stand_is_refused_and_what_was_typed_is_kept(north, wrong, field):
    token = invited(north)
    answer = Client().post(page_of(token), {**TOLD, "tried": "Vi ringde.", **wrong})
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in body(answer)
    assert "Vi ringde." in body(answer)
    assert kept().answered_at is None


def test_what_came_is_made_a_report_by_whoever_asked(signed, north):
    token = invited(north)
    Client().post(page_of(token), TOLD)
    mine = signed.get(MINE)
    assert f"Gör en anmälan av svaret från {UNIT}" in text_of(mine)
    assert f"Ett svar från {UNIT} har kommit" in text_of(signed.get("/"))
    origin = f"gast:{kept().pk}"
    assert TEXT in body(signed.get(REPORT, {"ursprung": origin}))
    signed.post(REPORT, answers(north, ursprung=origin))
    (report,) = sent_reports()
    assert kept().report_id == report.pk
    assert UNIT not in text_of(signed.get(MINE))


def test_nobody_but_the_giver_sees_ends_or_uses_an_invitation(client, north):
    token = invited(north)
    Client().post(page_of(token), TOLD)
    guest = kept()
    for name in ("colleague", "head", "officer"):
        acting = b.acting_for(getattr(north, name))
        with acting_as(acting):
            assert not DeviationGuest.objects.exists()
            assert services.begun(f"gast:{guest.pk}", by=acting) == {}
            with pytest.raises(PermissionDenied):
                services.end_guest(guest, by=acting)
    sign_in(client, north.colleague)
    assert client.post(reverse("deviations:guest_end", args=[guest.pk])).status_code == 404


def test_whoever_asked_may_let_it_be_and_write_no_answer_of_their_own(north):
    invited(north)
    acting = b.acting_for(north.reporter)
    with acting_as(acting):
        with pytest.raises(DatabaseError), transaction.atomic():
            DeviationGuest.objects.update(description="Påhittat")
        services.end_guest(DeviationGuest.objects.get(), by=acting)
        assert not services.own_guests(acting).exists()
    with pytest.raises(Refused), acting_as(acting):
        services.invite(by=acting, unit_name=" ")
