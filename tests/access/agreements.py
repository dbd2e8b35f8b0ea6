"""A group's agreements among what every page is tried on: on remiss, and waiting for its parties. [security 13]"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from core import clock
from core.access import acting_as
from core.organisations.models import Principal
from groups.agreements.page import PUBLISHED
from groups.agreements.seen import mark_of
from groups.agreements.services import consulting, drafting, following, signing
from groups.agreements.services.drafting import Wanted
from groups.agreements.states import BEING_WRITTEN
from groups.models import Agreement, AgreementChapter, AgreementParty, AgreementReview, Consulted
from groups.receipts import services as receipts
from tests.access.visit import Visit
from tests.sip.papers import paper

DETAILS = """
    groups:agreement_new groups:agreement_detail groups:agreement_write groups:agreement_compare groups:agreement_annex
    groups:agreement_note groups:agreement_file groups:agreement_sign groups:agreement_paper groups:party_note
    groups:asked_note groups:agreement_annex_remove groups:agreement_pdf groups:agreement_evaluate
    groups:agreement_look_at groups:agreement_kept
"""
MINIMUM = ("target", "missions", "procedure", "procurement")
VISITS = [
    Visit("groups:agreement_list", "chair"),
    Visit("groups:agreement_list", "teacher", query="?show=all"),
    Visit("groups:agreement_new", "chair", "forum"),
    *(Visit("groups:agreement_detail", who, "agreement") for who in ("chair", "steering_bup", "bup_manager")),
    Visit("groups:agreement_detail", "bup_manager", "agreement in force"),
    Visit("groups:agreement_kept", "teacher", "agreement in force"),
    Visit("groups:agreement_detail", "steering_bup", "agreement in force"),
    Visit("groups:agreement_detail", "chair", "agreement in force"),
    Visit("groups:agreement_evaluate", "chair", "agreement in force"),
    Visit("groups:agreement_look_at", "bup_manager", "party in force"),
    Visit("groups:agreement_write", "steering_bup", "agreement"),
    Visit("groups:agreement_compare", "chair", "agreement"),
    Visit("groups:agreement_pdf", "steering_bup", "agreement"),
    Visit("groups:agreement_annex", "chair", "agreement"),
    *(Visit("groups:agreement_note", "chair", "agreement", more=(one,)) for one in ("tillfraga", "parter")),
    Visit("groups:agreement_file", "bup_manager", "agreement file"),
    Visit("groups:agreement_annex_remove", "chair", "agreement file"),
    Visit("groups:agreement_sign", "bup_manager", "party to sign"),
    Visit("groups:agreement_paper", "chair", "party to sign"),
    Visit("groups:party_note", "chair", "agreement party", more=("utse",)),
    Visit("groups:asked_note", "bup_manager", "agreement asked", more=("svara",)),
]


def make_agreements(town, *, words: str = "Lokal överenskommelse") -> dict[str, Any]:
    """Of the steering group, between the city and the region; `words` in all their texts."""
    written, annex = _on_remiss(town, words)
    sent, _annex = _on_remiss(town, words)
    asked = Consulted.objects.filter
    with acting_as(town.bup_manager) as me:
        consulting.answer(asked(agreement=sent).get(), by=me, text=words)
    with acting_as(town.chair) as me:
        signing.send(sent, by=me)
        return {
            "agreement": written.pk,
            "agreement chapter": AgreementChapter.objects.get(agreement=written, key="goals").pk,
            "agreement file": annex.pk,
            "agreement asked": asked(agreement=written).get().pk,
            "agreement party": AgreementParty.objects.get(agreement=written, signatory__isnull=False).pk,
            "party to sign": AgreementParty.objects.get(agreement=sent, signatory__isnull=False).pk,
        }


def make_in_force(town) -> dict[str, Any]:
    """Signed by the region's own, and on paper by the city: it holds, and is to be followed."""
    agreement, _annex = _on_remiss(town, "Överenskommelse som gäller")
    with acting_as(town.bup_manager) as me:
        consulting.answer(Consulted.objects.get(agreement=agreement), by=me, text="Vi är med.")
    with acting_as(town.chair) as me:
        signing.send(agreement, by=me)
        now = replace(me, logged_in_at=clock.now())
        on_paper = AgreementParty.objects.get(agreement=agreement, signatory__isnull=True)
        facts = {"name": "Kim Kommun", "signed_as": "Chef", "on": clock.today(), "file": paper()}
        signing.note_paper(on_paper, by=now, seen=mark_of(agreement), **facts)
    party = AgreementParty.objects.filter(agreement=agreement, signatory__isnull=False)
    with acting_as(town.bup_manager) as me:
        now = replace(me, logged_in_at=clock.now())
        signing.sign(party.get(), by=now, signed_as="Chef", seen=mark_of(agreement))
        following.look_at(party.get(), by=me, on=clock.today(), text="Rutinen är känd.")
    with acting_as(town.chair) as me:
        receipts.publish(agreement, by=me, kind=PUBLISHED, forums=[town.steering])
        return {"agreement in force": agreement.pk, "party in force": party.get().pk}


def _on_remiss(town, words: str) -> tuple[Agreement, Any]:
    with acting_as(town.chair) as me:
        parties = list(Principal.objects.filter(kind__in=("region", "municipality"), region_id=town.region.pk)[:2])
        wanted = Wanted(words, words, "unclear", True, True, words)
        agreement = drafting.draft(town.steering, by=me, wanted=wanted, parties=parties)
        for one in agreement.chapters.filter(key__in=MINIMUM):
            drafting.save_chapter(one, by=me, text=words, version=0)
        manager = town.assignments["bup_manager"]
        party = AgreementParty.objects.get(agreement=agreement, principal=manager.unit.principal_id)
        drafting.appoint(party, by=me, signatory=manager)
        annex = signing.add_annex(agreement, by=me, title=words, file=paper())
        consulting.ask(agreement, by=me, kind="party", name=words, responder=manager)
        day = clock.today() + timedelta(days=30)
        return consulting.remit(agreement, by=me, best_interests=words, answer_by=day), annex


def ten_times(world, copies) -> None:
    """More agreements, and more chapters, parties and answers of the one that is looked at."""
    one = world.objects["agreement"]
    copies(Agreement.objects.filter(pk=one))
    copies(AgreementReview.objects.filter(agreement=world.objects["agreement in force"]))
    copies(Consulted.objects.filter(agreement=one), name=lambda row, n: f"{row.name} {n}")
    assert Agreement.objects.get(pk=one).status in BEING_WRITTEN
