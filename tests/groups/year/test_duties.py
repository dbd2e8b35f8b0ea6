"""What a group is to see to: told by the portal where it knows, else noted with its proof, year by year. [F46]"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse

from core import clock
from groups.models import DutyNote
from groups.year.duties import Sources, duties_of
from groups.year.services import duties
from groups.year.services.duties import Saying
from tests.database import as_loader
from tests.groups.meetings import table as t
from tests.groups.routines import walk as routines
from tests.groups.year import walk as w
from tests.groups.year.test_pages import client_of, text_of
from tests.groups.year.test_plan import refusal
from tests.groups.year.test_registers import found, noted


def said(town, key: str = "s-34", by: str = "chair", **changes) -> DutyNote:
    saying = Saying(**{"state": "kept", "text": "Alla chefer har gett tid.", **changes})
    with t.as_(town, by) as me:
        return duties.note_duty(town.steering, by=me, duty=key, saying=saying)


def told(town, watched: str):
    """What the portal says by itself of a duty that is watched so."""
    with t.as_(town, "chair") as me:
        sources = Sources(me, town.steering, clock.today())
        duty = next(one for one in duties_of(town.steering) if one.key == "s-34")
        found = sources.told(type(duty)(duty.key, duty.label, duty.kinds, watched))
        return found and str(found.state)


def test_the_groups_duties_are_those_of_the_region_and_the_kind(town, south):
    with as_loader():
        here, there, none = (duties_of(one) for one in (town.steering, south.group, town.working))
    assert [one.key for one in here][:2] == ["s-30", "s-31"]
    assert {one.key[:4] for one in there} == {"s-43", "s-44", "s-45"}
    assert none == []


def test_what_is_watched_by_data_is_told_by_it(town):
    asked = ("plan", "needs", "obstacles", "tasks", "agreement", "routines", "routine:deviations", "rule:DL-12", "")
    before = {one: told(town, one) for one in asked}
    assert before == dict.fromkeys(asked) | dict.fromkeys(
        ("plan", "needs", "agreement", "routines", "routine:deviations"), "not_kept"
    )
    found(town)
    noted(town)
    w.adopted(town)
    routines.decided(town, routines.drafted(town, subject="deviations", title="Avvikelser"))
    after = {one: told(town, one) for one in asked}
    kept = ("plan", "needs", "routines", "routine:deviations")
    assert after == before | dict.fromkeys(kept, "kept") | {"obstacles": "partly"}


def test_what_nobody_else_knows_is_noted_with_its_proof_and_the_last_word_counts(town):
    meeting = t.held(town)
    said(town, state="partly", proof=f"mote:{meeting.pk}")
    url = reverse("groups:duty_list", args=[town.steering.pk])
    page = text_of(town, "bup_head", url)
    for words in ("Görs delvis", "Karin Ordförande", reverse("groups:meeting_detail", args=[meeting.pk])):
        assert words in page
    said(town, text="Nu är det bra.")
    assert "Nu är det bra." in text_of(town, "bup_head", url)
    assert "Görs delvis" not in text_of(town, "bup_head", url)
    for who in ("politician", "other_chair", "worker"):
        assert client_of(town, who).get(url).status_code == 404
    with t.as_(town, "chair"), pytest.raises(Error), transaction.atomic():
        DutyNote.objects.update(text="Annat")


def test_only_the_leader_notes_and_in_words_that_name_nobody(town):
    for who in ("bup_head", "unit_head", "secretariat", "other_chair"):
        with pytest.raises(PermissionDenied):
            said(town, by=who)
    wrong = (("text", "Gäller 121212-1212"), ("text", " "), ("state", "annat"), ("proof", "plan:x"))
    for field, value in wrong:
        assert refusal(lambda field=field, value=value: said(town, **{field: value})) == field
    assert refusal(lambda: said(town, "s-99")) is None
    with as_loader():
        assert not DutyNote.objects.exists()


def test_the_leader_answers_on_a_page_of_its_own(town):
    client, plan = client_of(town, "chair"), w.adopted(town)
    note = reverse("groups:duty_note", args=[town.steering.pk, "s-34"])
    assert note in client.get(reverse("groups:duty_list", args=[town.steering.pk])).content.decode()
    assert client.post(note, {"state": "", "text": "Ja"}).status_code == 422
    facts = {"state": "not_kept", "text": "Ingen har fått tid.", "proof": f"plan:{plan.pk}"}
    assert client.post(note, facts).status_code == 302
    with as_loader():
        assert DutyNote.objects.get().plan == plan
    assert client.get(reverse("groups:duty_note", args=[town.steering.pk, "sip"])).status_code == 404
