"""The records officer's pages: codes and days, who says yes, what stops it; names of nobody. [security 2, 6]"""

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.audit.models import AuditEvent
from core.errors import WrongState
from sip.models import RetentionHold, RetentionProposal
from sip.retention import services, states
from tests.core.people import build
from tests.database import as_loader
from tests.sip.retention import town as r
from tests.sip.walk import key, page, send, words

HELD = {"reason": "legal", "words": "Rättegång pågår"}
NAMES = ("Elsa", "Provsson", "MÄRKE")


@pytest.fixture
def proposal(town, case):
    r.pass_years(town, 6)
    (found,) = r.proposed(town)
    return found


def browser(town, who: str) -> Client:
    client = Client()
    build.sign_in(client, town.assignments[who])
    return client


def url(name: str, obj=None) -> str:
    return reverse(f"sip:retention_{name}", args=[obj.pk] if obj else [])


def test_two_officers_come_to_a_proof_by_their_pages(town, case, proposal):
    first, second = browser(town, "first"), browser(town, "second")
    listed = words(page(first, url("list")))
    assert proposal.code in listed
    read = words(page(first, url("detail", proposal)))
    assert "Vårdnadshavare 2" in read
    assert "Personakten gallras fem år efter den sista anteckningen" in read

    assert send(first, url("approve", proposal)) == url("detail", proposal)
    waiting = page(first, url("detail", proposal))
    assert "En annan arkivansvarig" in words(waiting)
    assert url("approve", proposal) not in waiting
    send(second, url("approve", proposal))
    assert "Gallras i natt" in words(page(second, url("detail", proposal)))

    r.executed(proposal)

    said = words(page(second, url("detail", proposal)))
    assert "Bevis" in said
    assert "SHA-256" in said
    assert proposal.code not in words(page(second, url("list")))
    assert proposal.code in words(page(second, url("list") + "?lage=executed"))
    for text in (listed, read, said):
        assert not [name for name in NAMES if name in text]


def test_every_look_is_logged(town, proposal):
    client = browser(town, "first")
    page(client, url("list"))
    page(client, url("detail", proposal))
    with as_loader():
        acts = AuditEvent.objects.filter(act__startswith="retention.", kind="user").values_list("act", "object_id")
        assert set(acts) == {("retention.listed", proposal.pk), ("retention.read", proposal.pk)}


def test_a_second_yes_by_the_same_person_is_answered_with_the_sentence(town, proposal):
    client = browser(town, "first")
    send(client, url("approve", proposal))
    answer = client.post(url("approve", proposal), key())
    assert answer.status_code == 422
    assert "Du har redan godkänt." in words(answer.content.decode())


@pytest.mark.parametrize("verb", ["reject", "hold"])
def test_a_reason_is_asked_for_and_what_was_typed_stays(town, proposal, verb):
    client = browser(town, "first")
    answer = client.post(url(verb, proposal), {**key(), "words": "Mitt eget skäl"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Mitt eget skäl" in text
    assert "Ett svar behöver rättas" in words(text)


def test_a_rejection_and_a_hold_end_the_proposal(town, proposal):
    client = browser(town, "first")
    send(client, url("reject", proposal), {"reason": "needed", "words": "Behövs"})
    assert "Föreslås igen tidigast" in words(page(client, url("detail", proposal)))
    r.pass_years(town, 2)
    client = browser(town, "second")
    (again,) = [one for one in r.proposed(town) if one.is_open]
    send(client, url("hold", again), HELD)
    assert "Rättegång pågår" in words(page(client, url("holds")))
    with as_loader():
        hold = RetentionHold.objects.get()
    assert client.post(url("lift", hold), key()).status_code == 422
    assert send(client, url("lift", hold), {"words": "Avgjort"}) == url("holds")
    assert "Hävt" in words(page(client, url("holds")))


def test_a_record_is_held_by_a_cases_code(town, case):
    client = browser(town, "first")
    unknown = client.post(url("hold_case"), {**key(), **HELD, "code": "ZZ-ZZZZ"})
    assert unknown.status_code == 422
    assert "Ingen akt hos huvudmannen har den koden." in words(unknown.content.decode())
    assert send(client, url("hold_case"), {**HELD, "code": case.case.code.lower()}) == url("holds")
    assert case.case.code in page(client, url("holds"))


def test_empty_pages_say_what_will_come(town):
    client = browser(town, "first")
    assert "Inget väntar." in words(page(client, url("list")))
    assert "Ingen akt är stoppad." in words(page(client, url("holds")))


def test_other_principals_and_other_roles_meet_no_page(town, proposal):
    with as_loader():
        hold = RetentionHold.objects.create(
            region=town.region, principal=town.city, kind="case", subject_id=proposal.pk, code="AA-BBBB",
            placed_by=town.assignments["first"], **HELD,
        )  # fmt: skip
    other = browser(town, "other")
    for name in ("detail", "approve", "reject", "hold"):
        assert other.get(url(name, proposal)).status_code == 404
    assert other.get(url("lift", hold)).status_code == 404
    assert proposal.code not in page(other, url("list"))
    for who in ("teacher", "head", "admin", "reviewer"):
        assert browser(town, who).get(url("list")).status_code in (403, 404)


def test_what_waits_for_ones_own_yes_stands_on_the_start_page(town, proposal):
    assert proposal.code in page(browser(town, "first"), "/")
    send(browser(town, "first"), url("approve", proposal))
    assert proposal.code not in page(browser(town, "first"), "/")
    assert proposal.code in page(browser(town, "second"), "/")


@pytest.mark.parametrize(
    ("move", "sources"),
    [
        (states.APPROVE_FIRST, {"proposed"}),
        (states.APPROVE_SECOND, {"first_approved"}),
        (states.REJECT, {"proposed", "first_approved", "approved"}),
        (states.STOP, {"proposed", "first_approved", "approved"}),
        (states.LAPSE, {"proposed", "first_approved", "approved"}),
        (states.EXECUTE, {"approved"}),
    ],
)
def test_a_proposal_moves_only_from_where_it_may(move, sources):
    assert {status for status in states.ProposalStatus.values if move.allowed_from(status)} == sources


@pytest.mark.parametrize("status", ["executed", "rejected", "stopped", "lapsed"])
def test_an_ended_proposal_takes_no_verb(town, proposal, status):
    with as_loader():
        reason = {"reason": "needed", "ask_again_on": clock.today()} if status == "rejected" else {}
        RetentionProposal.objects.filter(pk=proposal.pk).update(status=status, ended_at=clock.now(), **reason)
        proposal.refresh_from_db()
    verbs = ((services.approve, {}), (services.reject, HELD), (services.place_hold, HELD))
    for verb, facts in verbs:
        with r.officer(town, "first") as by, pytest.raises(WrongState):
            verb(proposal, by=by, **facts)
