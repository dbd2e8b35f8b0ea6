"""Who reads an agreement, writes it, is asked, signs it and ends it. [domain 2, SM-6]"""

from collections.abc import Callable, Collection
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from core import clock
from core.access import Acting
from core.access.expressions import within
from core.organisations.models import Principal, PrincipalKind
from core.people.models import RoleAssignment
from core.people.querysets import RoleAssignmentQuerySet
from core.roles import Role
from core.states import Transition as Move
from groups.agreements import states
from groups.agreements.models import Agreement, AgreementFile, AgreementParty, Consulted
from groups.choices import ForumKind
from groups.composition import municipalities_of
from groups.meetings.policies import led_forums
from groups.models import Forum
from groups.querysets import ForumQuerySet

# The bodies in which agreements are made. [000:L418-419, 004:L250-258]
MAKERS = frozenset(
    {ForumKind.STEERING_GROUP, ForumKind.LOCAL_GROUP, ForumKind.REGIONAL_GROUP, ForumKind.MANAGERS_FORUM}
)
# Principals that bind themselves; a provider is bound by the one who contracts it. [AG-07, AG-08]
BINDING = (PrincipalKind.REGION, PrincipalKind.MUNICIPALITY, PrincipalKind.INDEPENDENT_SCHOOL, PrincipalKind.STATE)
SPEAK_OUTSIDE = (Role.INDEPENDENT_SCHOOL_REP, Role.INTEREST_REP)


def visible_agreements(acting: Acting) -> QuerySet[Agreement]:
    """What holds or has held, the own forums' drafts, and what one is to sign or answer."""
    own = Q(within("forum_id", "visible_forum_ids")) | Q(within("id", "appointed_agreement_ids"))
    return Agreement.objects.filter(Q(status__in=states.PUBLIC) | own, region=acting.region_id)


def holding() -> Q:
    """What is valid today: one under notice holds to and including its last day. [000:L116]"""
    return Q(status__in=states.RUNNING) | Q(status=states.S.TERMINATED, ends_on__gte=clock.today())


def holds(agreement: Agreement) -> bool:
    """The same of one."""
    if agreement.status == states.S.TERMINATED:
        return agreement.ends_on is not None and agreement.ends_on >= clock.today()
    return agreement.status in states.RUNNING


def current() -> Q:
    """What holds, and what is under way."""
    return holding() | Q(status__in=states.UNDER_WAY)


def with_relations(acting: Acting, agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """With how the acting one stands to each, so that a page asks once for all its verbs."""
    mine = AgreementParty.objects.filter(agreement=OuterRef("pk"), signatory_id=acting.assignment_id, removed_at=None)
    later = Agreement.objects.filter(replaces=OuterRef("pk")).exclude(status=states.S.ABANDONED)
    return agreements.annotate(
        is_led=within("forum_id", "led_forum_ids"),
        is_partaken=within("forum_id", "partaking_forum_ids"),
        is_own=Exists(mine),
        has_next=Exists(later),
        has_asked=Exists(Consulted.objects.filter(agreement=OuterRef("pk"))),
    )


def _known(agreement: Agreement, name: str) -> bool | None:
    return agreement.__dict__.get(name)


def making_forums(acting: Acting) -> ForumQuerySet:
    """Where the acting one may begin an agreement."""
    return led_forums(acting).on(clock.today()).filter(kind__in=MAKERS).order_by("name", "id")


def can_draft(acting: Acting, forum: Forum) -> bool:
    return forum.kind in MAKERS and making_forums(acting).filter(pk=forum.pk).exists()


def leads(acting: Acting, agreement: Agreement) -> bool:
    known = _known(agreement, "is_led")
    return known if known is not None else led_forums(acting).filter(pk=agreement.forum_id).exists()


def can_write(acting: Acting, agreement: Agreement) -> bool:
    """Until it is sent to the parties, together."""
    return agreement.status in states.BEING_WRITTEN and may_write(acting, agreement)


def may_write(acting: Acting, agreement: Agreement) -> bool:
    """Who sits in the forum, or leads it, whenever: a text that comes too late is refused in words and stays typed."""
    known = _known(agreement, "is_partaken")
    partakes = Forum.objects.filter(within("pk", "partaking_forum_ids"), region=acting.region_id)
    return known if known is not None else partakes.filter(pk=agreement.forum_id).exists()


def can_arrange(acting: Acting, agreement: Agreement) -> bool:
    """Parties, annexes, whom one asks: the leader, while it is written."""
    return agreement.status in states.BEING_WRITTEN and leads(acting, agreement)


def can_remove(acting: Acting, annex: AgreementFile, agreement: Agreement) -> bool:
    """An annex off the draft: the leader."""
    return annex.party_id is None and annex.removed_at is None and can_arrange(acting, agreement)


def _of_leader(move: Move) -> Callable[[Acting, Agreement], bool]:
    return lambda acting, agreement: move.allowed_from(agreement.status) and leads(acting, agreement)


can_remit = _of_leader(states.REMIT)
can_send = _of_leader(states.SEND)
can_abandon = _of_leader(states.ABANDON)


def can_reopen(acting: Acting, agreement: Agreement) -> bool:
    """While no party has signed: what is signed is not written anew."""
    signed = agreement.parties.filter(removed_at__isnull=True).exclude(method="")
    return states.REOPEN.allowed_from(agreement.status) and leads(acting, agreement) and not signed.exists()


def signs_for(acting: Acting, agreement: Agreement) -> QuerySet[AgreementParty]:
    """The parties for which the acting one is named."""
    return standing_parties(agreement).filter(signatory_id=acting.assignment_id)


def is_signatory(acting: Acting, agreement: Agreement) -> bool:
    known = _known(agreement, "is_own")
    return known if known is not None else signs_for(acting, agreement).exists()


def standing_parties(agreement: Agreement) -> QuerySet[AgreementParty]:
    return agreement.parties.filter(removed_at__isnull=True)


def standing_files(agreement: Agreement) -> QuerySet[AgreementFile]:
    return agreement.files.filter(removed_at__isnull=True)


def speaks_for(acting: Acting, agreement: Agreement, principal: Principal) -> bool:
    """The party's own signatory; the forum's leader notes what a party has said in writing."""
    if not standing_parties(agreement).filter(principal=principal).exists():
        return False
    return signs_for(acting, agreement).filter(principal=principal).exists() or leads(acting, agreement)


def _of_party(move: Move) -> Callable[[Acting, Agreement], bool]:
    def may(acting: Acting, agreement: Agreement) -> bool:
        if not move.allowed_from(agreement.status):
            return False
        return leads(acting, agreement) or is_signatory(acting, agreement)

    return may


can_ask = _of_party(states.ASK)
can_terminate = _of_party(states.TERMINATE)


def can_withdraw(acting: Acting, agreement: Agreement) -> bool:
    """The party that asked, or the leader for it."""
    if not states.WITHDRAW.allowed_from(agreement.status):
        return False
    return leads(acting, agreement) or signs_for(acting, agreement).filter(principal=agreement.asked_by_id).exists()


def can_begin_again(acting: Acting, agreement: Agreement) -> bool:
    """With the words of one laid down: the leader, when no other takes the place of the version before."""
    if agreement.status != states.S.ABANDONED or not leads(acting, agreement):
        return False
    if agreement.replaces_id is None:
        return True
    beside = Agreement.objects.filter(replaces=agreement.replaces_id)
    return not beside.exclude(status=states.S.ABANDONED).exists()


def can_renew(acting: Acting, agreement: Agreement) -> bool:
    """A next version, also of one under notice: the leader, when none is under way."""
    if not states.SUPERSEDE.allowed_from(agreement.status) or not leads(acting, agreement):
        return False
    known = _known(agreement, "has_next")
    return not (known if known is not None else agreement.later.exclude(status=states.S.ABANDONED).exists())


def can_appoint(acting: Acting, party: AgreementParty) -> bool:
    """Who signs for it: the leader, until it has signed."""
    return _is_open(party, states.UNDER_WAY) and leads(acting, party.agreement)


def can_sign(acting: Acting, party: AgreementParty) -> bool:
    """Nobody but the one named. [AG-05]"""
    is_open = _is_open(party, {states.S.READY_TO_SIGN}) and not party.agreement.by_decision
    return is_open and party.signatory_id == acting.assignment_id


def can_note_paper(acting: Acting, party: AgreementParty) -> bool:
    is_open = _is_open(party, {states.S.READY_TO_SIGN}) and not party.agreement.by_decision
    return is_open and leads(acting, party.agreement)


def can_note_decision(acting: Acting, party: AgreementParty) -> bool:
    """What the party has decided politically. [004:L250-252]"""
    if not (_is_open(party, {states.S.READY_TO_SIGN}) and party.agreement.by_decision):
        return False
    return party.signatory_id == acting.assignment_id or leads(acting, party.agreement)


def can_evaluate(acting: Acting, agreement: Agreement) -> bool:
    """The larger evaluation: the leader, or who serves the county's bodies. When: while it runs (no notice). [DL-15]"""
    is_officer = acting.role in (Role.SECRETARIAT_OFFICER, Role.SUPPORT_UNIT_OFFICER)
    return agreement.status in states.RUNNING and (is_officer or leads(acting, agreement))


def can_look_at(acting: Acting, party: AgreementParty) -> bool:
    """How the party keeps it: its own signatory, or the leader for it. When: while it runs (no notice). [DL-55]"""
    if party.agreement.status not in states.RUNNING or party.removed_at is not None:
        return False
    return party.signatory_id == acting.assignment_id or leads(acting, party.agreement)


def _is_open(party: AgreementParty, statuses: Collection[str]) -> bool:
    return party.agreement.status in statuses and party.removed_at is None and not party.method


def can_answer(acting: Acting, asked: Consulted) -> bool:
    """Who is named to answer; the leader for whoever answers outside the portal."""
    if asked.agreement.status != states.S.IN_CONSULTATION or asked.answered_on is not None:
        return False
    return asked.responder_id == acting.assignment_id or leads(acting, asked.agreement)


def can_settle(acting: Acting, asked: Consulted) -> bool:
    """What came of an answer: the leader, before it is sent to the parties."""
    is_open = asked.agreement.status in states.BEING_WRITTEN and asked.answered_on is not None
    return is_open and leads(acting, asked.agreement)


def possible_parties(region_id: UUID) -> QuerySet[Principal]:
    """The region first, then the municipalities, then the others."""
    found = Principal.objects.filter(region_id=region_id, kind__in=BINDING)
    return found.order_by(Case(*(When(kind=kind, then=at) for at, kind in enumerate(BINDING))), "name", "id")


def near_parties(forum: Forum) -> list[Principal]:
    """Those that an agreement of an area's forum is between: the region and the area's municipalities."""
    towns = municipalities_of(forum, clock.today())
    return [*Principal.objects.filter(region_id=forum.region_id, kind=PrincipalKind.REGION), *towns] if towns else []


def possible_signatories(party: AgreementParty) -> RoleAssignmentQuerySet:
    """Who works for the principal and may decide for it. [S-27]"""
    its = Q(unit__principal=party.principal_id) | Q(unit__isnull=True, principal=party.principal_id)
    found = RoleAssignment.objects.filter(its, region_id=party.region_id, has_mandate=True).live(clock.today())
    return found.with_names().order_by("person__family_name", "person__given_name", "id")


def possible_responders(region_id: UUID) -> RoleAssignmentQuerySet:
    """Who may decide where they work, and those who speak for schools and organisations outside."""
    wanted = Q(has_mandate=True) | Q(role__in=SPEAK_OUTSIDE)
    found = RoleAssignment.objects.filter(wanted, region_id=region_id).live(clock.today())
    return found.with_names().order_by("person__family_name", "person__given_name", "id")
