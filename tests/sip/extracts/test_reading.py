"""The second reader decides item by item, what is given is frozen, and it is handed out once. [security 2, 6]"""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from sip.extracts import paper, services, states
from sip.extracts.models import Extract, ExtractItem
from sip.extracts.states import Choice, Ground, S
from tests.database import as_loader
from tests.sip.extracts import town as e
from tests.sip.retention import town as r

KNOWN = {"choice": Choice.GIVE, "ground": Ground.KNOWN}


@pytest.fixture
def extract(town, child):
    return e.built(town, child)


def test_the_second_reader_decides_and_passes_and_what_is_given_is_frozen(town, extract):
    marked = [item for item in e.items(town, extract) if item.marks]
    e.decide(town, marked[0], *KNOWN.values())
    done = e.passed(town, extract)
    assert done.status == S.READ
    with r.officer(town, "first") as by:
        content = paper.json_of(Extract.objects.get(pk=done.pk))
        services.hand_out(done, by=by, manner="in_person", on=clock.today())
    assert hashlib.sha256(content).hexdigest() == done.sha256
    said = json.loads(content)
    assert said["utelämnat"] == [{"grund": "Någon annan kan lida men", "antal": len(marked) - 1}]
    given = sum(len(part["uppgifter"]) for part in said["delar"])
    assert given == len(e.items(town, extract)) - len(marked) + 1
    with as_loader():
        found = Extract.objects.get(pk=extract.pk)
        assert (found.status, found.handed_by_id) == (S.HANDED_OUT, town.assignments["first"].pk)
        acts = set(AuditEvent.objects.filter(act__startswith="extract.", net=False).values_list("act", flat=True))
    assert acts == {"extract.built", "extract.item_decided", "extract.passed", "extract.handed_out"}


def test_a_marked_item_that_is_not_decided_stops_the_reader(town, extract):
    with r.officer(town, "second") as by, pytest.raises(Refused, match="inte avgjord"):
        services.pass_extract(extract, by=by)


def test_who_built_it_neither_decides_passes_nor_refuses(town, extract):
    item = e.items(town, extract)[0]
    with pytest.raises(PermissionDenied):
        e.decide(town, item, *KNOWN.values(), who="first")
    with r.officer(town, "first") as by:
        for verb, facts in ((services.pass_extract, {}), (services.refuse, {"reason": "harm", "words": ""})):
            with pytest.raises(Refused, match="Du har byggt utdraget"):
                verb(extract, by=by, **facts)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE sip_extractitem SET choice = 'give', ground = 'known' WHERE id = %s", [item.pk])
            assert cursor.rowcount == 0
            with pytest.raises(Error), transaction.atomic():
                cursor.execute(
                    "UPDATE sip_extract SET status = 'read', read_at = now(), read_by_id = %s, reader_id = builder_id, "
                    "sha256 = 'x' WHERE id = %s",
                    [by.assignment_id, extract.pk],
                )


def test_a_stale_login_passes_nothing(town, extract):
    with acting_as(replace(town.second, logged_in_at=clock.now() - timedelta(hours=1))) as by, pytest.raises(Refused):
        services.pass_extract(extract, by=by)


def test_a_ground_of_the_other_answer_is_refused(town, extract):
    with pytest.raises(Refused):
        e.decide(town, e.items(town, extract)[0], Choice.LEAVE_OUT, Ground.KNOWN)


def test_what_is_passed_cannot_be_decided_anew_nor_its_content_rewritten(town, extract):
    item = e.items(town, extract)[0]
    done = e.passed(town, extract)
    with pytest.raises(WrongState):
        e.decide(town, item, *KNOWN.values())
    with r.officer(town, "second"), connection.cursor() as cursor:
        with pytest.raises(Error), transaction.atomic():
            cursor.execute("UPDATE sip_extractitem SET content = ''::bytea WHERE extract_id = %s", [done.pk])
        cursor.execute("UPDATE sip_extractitem SET choice = '', ground = '' WHERE extract_id = %s", [done.pk])
        assert cursor.rowcount == 0


def test_what_no_longer_fits_its_hash_is_not_handed_out(town, extract):
    done = e.passed(town, extract)
    with as_loader():
        first = ExtractItem.objects.filter(extract=done).order_by("number").first()
        first.content = first.content.replace("Elsa", "Ebba")
        first.save()
    with r.officer(town, "first"), pytest.raises(Refused, match="stämmer inte"):
        paper.json_of(Extract.objects.get(pk=done.pk))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"manner": "own_archive", "ahead": 0}, "manner"),
        ({"manner": "in_person", "ahead": 1}, "on"),
        ({"manner": "in_person", "ahead": -1}, "on"),
    ],
)
def test_handing_out_wants_a_day_and_a_way_that_fit(town, extract, facts, field):
    done = e.passed(town, extract)
    on = clock.today() + timedelta(days=facts["ahead"])
    with r.officer(town, "first") as by, pytest.raises(Refused) as refused:
        services.hand_out(done, by=by, manner=facts["manner"], on=on)
    assert refused.value.field == field


@pytest.mark.parametrize("verb", [services.refuse, services.revoke])
def test_what_is_refused_or_taken_back_is_read_by_nobody_any_more(town, extract, verb):
    reason = "harm" if verb is services.refuse else "wrong_child"
    with r.officer(town, "second") as by:
        verb(extract, by=by, reason=reason, words="Fel person")
    assert e.items(town, extract) == []
    with r.officer(town, "second") as by:
        again = Extract.objects.get(pk=extract.pk)
        for act, given in ((services.pass_extract, {}), (services.revoke, {"reason": "no_more", "words": ""})):
            with pytest.raises(WrongState):
                act(again, by=by, **given)


@pytest.mark.parametrize(
    ("move", "sources"),
    [
        (states.DECIDE, {"built"}),
        (states.READ, {"built"}),
        (states.HAND_OUT, {"read"}),
        (states.REFUSE, {"built"}),
        (states.REVOKE, {"built", "read"}),
    ],
)
def test_an_extract_moves_only_from_where_it_may(move, sources):
    assert {status for status in states.ExtractStatus.values if move.allowed_from(status)} == sources


def test_an_extract_goes_with_the_record_and_makes_it_no_younger(town, child):
    with as_loader():
        from sip.models import ForumCase

        ForumCase.objects.update(status="closed", ended_on=clock.today())
    r.pass_years(town, 6)
    e.built(town, child)
    proposal = next(one for one in r.proposed(town) if one.subject_id == child.pk)
    r.approve(town, proposal)
    assert r.executed(proposal)
    assert r.rows("sip_extract", "child_id", child.pk) == 0
    assert r.rows("sip_extractitem", "child_id", child.pk) == 0
