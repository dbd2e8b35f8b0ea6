"""Begin an agreement, write it together, say who its parties are and who signs for them. [SM-6, F55-F58]"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import access, audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.organisations.models import Principal
from core.people.models import RoleAssignment
from core.regions.profile import profile_of
from core.textguard import refuse_identity, said_in
from core.writing import write_over
from groups.agreements import policies, states
from groups.agreements.content import chapters_for
from groups.agreements.models import Agreement, AgreementChapter, AgreementParty
from groups.agreements.states import Level, Situation
from groups.choices import Tier
from groups.models import Forum
from groups.telling import tell


@dataclass(frozen=True)
class Wanted:
    """What it is about, and the need test's answers. [AG-10]"""

    title: str
    target_group: str
    situation: str
    needs_coordination: bool
    needs_economy: bool
    why: str = ""
    is_other: bool = False

    @property
    def is_needed(self) -> bool:
        return self.situation != Situation.NONE and self.needs_coordination and self.needs_economy


def in_turn(agreement_id: UUID) -> None:
    """Those who write, answer and send come after each other; not everybody who writes may lock the agreement's row."""
    access.in_turn("agreement", agreement_id)


@transaction.atomic
def draft(forum: Forum, *, by: Acting, wanted: Wanted, parties: Iterable[Principal]) -> Agreement:
    """A first version with empty chapters. Raises PermissionDenied, Refused. [000:L418-419, AG-10]"""
    require(policies.can_draft(by, forum))
    if not wanted.is_needed and not wanted.why.strip():
        raise Refused(
            _("Svaren säger att ingen skriftlig överenskommelse behövs. Skriv varför ni gör en ändå."), field="why"
        )
    refuse_identity(wanted.why, field="why")
    level = Level.OTHER if wanted.is_other else _level_of(forum)
    agreement = Agreement(
        region_id=forum.region_id,
        forum=forum,
        level=level,
        title=said_in("title", wanted.title),
        target_group=said_in("target_group", wanted.target_group),
        by_decision=level == Level.REGIONAL and _is_decided_politically(by),
        situation=wanted.situation,
        needs_coordination=wanted.needs_coordination,
        needs_economy=wanted.needs_economy,
        why=wanted.why.strip(),
        drafted_by_id=by.assignment_id,
    )
    return laid_out(agreement, by=by, parties=parties, texts={})


def laid_out(agreement: Agreement, *, by: Acting, parties: Iterable[Principal], texts: dict[str, str]) -> Agreement:
    """The new row with its chapters and parties. Raises Refused for fewer parties than two."""
    agreement.save(force_insert=True)
    of = {"region_id": agreement.region_id, "agreement": agreement}
    AgreementChapter.objects.bulk_create(
        AgreementChapter(**of, key=one.key, order=order, text=texts.get(one.key, ""))
        for order, one in enumerate(chapters_for(agreement.level), 1)
    )
    _join(agreement, list(parties))
    audit.record("agreement.drafted", agreement, by=by)
    return agreement


def _level_of(forum: Forum) -> str:
    return Level.REGIONAL if forum.tier == Tier.REGIONAL else Level.LOCAL


def _is_decided_politically(by: Acting) -> bool:
    """[cfg.agreement_change_requires]"""
    profile = profile_of(by.region_id)
    return any(one.startswith("political_decision") for one in profile.agreement_change_requires)


def _join(agreement: Agreement, parties: list[Principal]) -> None:
    if len(parties) < 2:
        raise Refused(_("En överenskommelse har minst två parter."), field="parties")
    possible = set(policies.possible_parties(agreement.region_id).values_list("pk", flat=True))
    if not {one.pk for one in parties} <= possible:
        raise Refused(_("Välj huvudmän i regionen."), field="parties")
    AgreementParty.objects.bulk_create(
        AgreementParty(region_id=agreement.region_id, agreement=agreement, principal=one) for one in parties
    )


@transaction.atomic
def save_chapter(chapter: AgreementChapter, *, by: Acting, text: str, version: int) -> AgreementChapter:
    """Over the version the writer saw. Raises EditedByAnother, WrongState, PermissionDenied, Refused."""
    in_turn(chapter.agreement_id)
    agreement = Agreement.objects.get(pk=chapter.agreement_id)
    if agreement.status not in states.BEING_WRITTEN:
        raise WrongState(_("Texten är låst. Den går inte att ändra längre."))
    require(policies.may_write(by, agreement))
    chapter = lock(chapter)
    if write_over(chapter, text, seen=version, by=by.assignment_id, guard=refuse_identity):
        audit.record("agreement.chapter_written", agreement, by=by)
    return chapter


@transaction.atomic
def rename(agreement: Agreement, *, by: Acting, title: str, target_group: str) -> Agreement:
    """What it is called and whom it is for, while it is written. Raises PermissionDenied, Refused."""
    agreement = lock(agreement)
    require(policies.can_arrange(by, agreement))
    agreement.title = said_in("title", title)
    agreement.target_group = said_in("target_group", target_group)
    agreement.save(update_fields=["title", "target_group"])
    audit.record("agreement.renamed", agreement, by=by)
    return agreement


@transaction.atomic
def set_parties(agreement: Agreement, *, by: Acting, parties: Iterable[Principal]) -> Agreement:
    """These and no others. Raises PermissionDenied, Refused for fewer than two."""
    agreement = lock(agreement)
    require(policies.can_arrange(by, agreement))
    wanted = list(parties)
    if len(wanted) < 2:
        raise Refused(_("En överenskommelse har minst två parter."), field="parties")
    standing = {one.principal_id: one for one in policies.standing_parties(agreement)}
    keys = {one.pk for one in wanted}
    now = clock.now()
    for principal_id, party in standing.items():
        if principal_id not in keys:
            party.removed_at = now
            party.save(update_fields=["removed_at"])
    AgreementParty.objects.bulk_create(
        AgreementParty(region_id=agreement.region_id, agreement=agreement, principal=one)
        for one in wanted
        if one.pk not in standing
    )
    audit.record("agreement.parties_set", agreement, by=by)
    return agreement


@transaction.atomic
def appoint(party: AgreementParty, *, by: Acting, signatory: RoleAssignment | None) -> AgreementParty:
    """Who binds the party in the portal, told at once when it waits for that; None where nobody does. [S-27]

    Raises PermissionDenied, Refused.
    """
    in_turn(party.agreement_id)
    party = lock(party)
    require(policies.can_appoint(by, party))
    if signatory is not None and not policies.possible_signatories(party).filter(pk=signatory.pk).exists():
        raise Refused(_("Välj någon som får fatta beslut för parten."), field="signatory")
    is_new = signatory is not None and signatory.pk != party.signatory_id
    party.signatory = signatory
    party.save(update_fields=["signatory"])
    audit.record("agreement.signatory_named", party, by=by)
    if signatory is not None and is_new and party.agreement.status == states.S.READY_TO_SIGN:
        tell("agreement_to_sign", party.agreement, [signatory.pk], by)
    return party
