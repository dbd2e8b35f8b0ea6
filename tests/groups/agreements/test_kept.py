"""Each clause that sets a duty shows, group by group, whether it is kept, and nothing of children. [AG-14]"""

import re
from datetime import timedelta

from django.urls import reverse

from core import clock, obligations
from core.obligations.catalogue import catalogue
from core.obligations.models import Obligation
from groups.agreements.content import BY_KEY, CHAPTERS, SEATS
from groups.agreements.deadlines import LOOKED_AT
from groups.agreements.services import following
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.days import days_on
from tests.groups import build as b
from tests.groups.agreements import walk as w
from tests.groups.agreements.test_pages import client_of, page_of
from tests.groups.meetings import table as t

WATCHED = (*w.WRITTEN, "structure", "quality", "sip", "deviations")


def in_force(town):
    return w.in_force(town, w.wrote(town, w.drafted(town), keys=WATCHED[len(w.WRITTEN) :]))


def shown(town, agreement, who: str = "worker") -> str:
    text = client_of(town, who).get(reverse("groups:agreement_kept", args=[agreement.pk])).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.split("<main", 1)[1]))


def counted(town, code: str, *, area=None, case=None, done_after: int | None = None) -> Obligation:
    """A clock of fourteen days begun forty days ago, ended after so many."""
    subject = town.area if area is None else area
    with days_on(-40), t.as_(town, "chair") as me:
        row = obligations.start(
            code, subject=subject, subject_code="", by=me, started_on=clock.today(), area_id=subject.pk, case_id=case
        )
        begun = row.started_on
    if done_after is not None:
        with t.as_(town, "chair") as me:
            obligations.end(subject, code, on=begun + timedelta(days=done_after), by=me)
    return row


def test_every_rule_that_watches_a_chapter_is_one_the_portal_starts():
    wired = {code for code, rule in catalogue().items() if rule["wired"]}
    for chapter in CHAPTERS:
        assert {*chapter.watched, *chapter.in_cases} - {SEATS} <= wired, chapter.key
    assert BY_KEY["quality"].watched == (LOOKED_AT.code,)


def test_what_was_kept_late_and_runs_is_said_of_each_rule_with_its_proof(town):
    agreement = in_force(town)
    with as_loader():
        make_rule(town.region, "DL-54", unit="day", amount=14)
    counted(town, "DL-54", done_after=5)
    assert "1 av 1 hölls i tid." in shown(town, agreement)
    late = counted(town, "DL-54", done_after=30)
    text = shown(town, agreement)
    assert "1 av 2 hölls i tid." in text
    assert "Hålls inte alltid" in text
    page = client_of(town, "worker").get(reverse("groups:agreement_kept", args=[agreement.pk])).content.decode()
    proof = reverse("obligations:certificate", args=[late.pk])
    assert proof in page
    assert client_of(town, "worker").get(proof).status_code == 200


def test_a_look_by_one_party_counts_and_that_of_another_agreement_does_not(town):
    agreement, other = in_force(town), in_force(town)
    for one in (agreement, other):
        assert "hölls i tid." not in shown(town, one)
    party = w.party(agreement, town.care)
    with t.as_(town, "bup_head") as me:
        following.look_at(party, by=me, on=clock.today(), text="Rutinen är känd.")
    assert "1 av 1 hölls i tid." in shown(town, agreement)
    assert "hölls i tid." not in shown(town, other)


def test_another_areas_clocks_are_not_counted_in_the_groups_agreement(town):
    agreement = in_force(town)
    with as_loader():
        make_rule(town.region, "DL-54", unit="day", amount=14)
    counted(town, "DL-54", area=town.other, done_after=5)
    assert "hölls i tid." not in shown(town, agreement)


def test_the_seats_that_must_be_filled_are_counted_in_each_group(town):
    agreement = in_force(town)
    with as_loader():
        b.make_requirement(town.region, town.steering.kind, "BUP", ["bup"])
    text = shown(town, agreement)
    assert ("Alla platser som krävs är fyllda." in text, "Styrgrupp" in text) == (True, True)
    with as_loader():
        b.make_requirement(town.region, town.steering.kind, "Habilitering", ["habilitation"])
    assert "1 plats som krävs är tom." in shown(town, agreement)


def test_what_is_followed_in_childrens_cases_is_named_and_never_counted(town):
    agreement = in_force(town)
    with as_loader():
        make_rule(town.region, "DL-27")
    text = shown(town, agreement)
    assert "Följs i varje barns ärende:" in text
    assert "SIP ska följas upp" in text
    assert "Hur det går i ärendena räknas inte här" in text


def test_only_chapters_that_are_written_are_shown_and_only_of_what_holds(town):
    held, draft = w.in_force(town), w.drafted(town)
    assert "Inget kapitel som följs av portalen är skrivet." in shown(town, held)
    address = reverse("groups:agreement_kept", args=[held.pk])
    assert address in client_of(town, "worker").get(page_of(held)).content.decode()
    of_draft = reverse("groups:agreement_kept", args=[draft.pk])
    assert "Därför visas inte hur den hålls." in client_of(town, "chair").get(of_draft).content.decode()
    assert of_draft not in client_of(town, "chair").get(page_of(draft)).content.decode()
