"""One agreement in force and one out for consultation, as the group would have made them. [SM-6]"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta

from core.access import Acting
from core.organisations.models import Principal, PrincipalKind
from core.people.models import RoleAssignment
from core.roles import Role
from demo import agreement_texts as texts
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on
from demo.story import at
from groups.agreements.models import Agreement, AgreementParty
from groups.agreements.seen import mark_of
from groups.agreements.services import consulting, drafting, signing
from groups.agreements.services.drafting import Wanted
from groups.agreements.states import Asked, Situation
from groups.composition import municipalities_of
from groups.models import Forum

LEADERS = {Role.GROUP_CHAIR: "steering_group", Role.GROUP_COORDINATOR: "local_group"}
LOCAL = Wanted(
    "Lokal överenskommelse om samverkan kring barn och unga",
    "Barn och unga som behöver stöd från flera verksamheter",
    Situation.NONE,
    needs_coordination=True,
    needs_economy=True,
    why="Den regionala överenskommelsen ska ha en lokal.",
)
ABSENCE = Wanted(
    "Samverkan när elever är borta länge från skolan",
    "Elever med lång frånvaro",
    Situation.UNCLEAR,
    needs_coordination=True,
    needs_economy=True,
)
OUTSIDE = {
    PrincipalKind.INDEPENDENT_SCHOOL: (Asked.INDEPENDENT_SCHOOL, texts.SCHOOL),
    PrincipalKind.INTEREST_ORGANISATION: (Asked.INTEREST_ORGANISATION, texts.PARENTS),
}


class Making:
    """The home area's group, who leads it and who decides for the city and the region."""

    def __init__(self, found: Found, leader: RoleAssignment, today: date) -> None:
        self.found, self.leader, self.today = found, leader, today
        with self.day(0):
            self.forum = Forum.objects.get(region=found.region, area=leader.area, kind=LEADERS[Role(leader.role)])
            self.signers = {one.unit.principal_id: one for one in self._deciding() if one.unit}

    def _deciding(self) -> Iterator[RoleAssignment]:
        """For the region and the area's municipalities; the first found is kept last, so that it stands."""
        towns = {one.pk for one in municipalities_of(self.forum, self.today)}
        people = [one for one in self.found.people if one.has_mandate and one.unit and one.role != Role.CASEWORKER]
        return (
            one
            for one in reversed(people)
            if one.unit.principal.kind == PrincipalKind.REGION or one.unit.principal_id in towns
        )

    def day(self, days: int, who: RoleAssignment | None = None) -> AbstractContextManager[Acting]:
        """So many days ago, freshly signed in."""
        day = self.today - timedelta(days=days)
        return on(day, replace(acting_for(who or self.leader), logged_in_at=at(day, 9)))

    def written(self, wanted: Wanted, words: dict[str, str], days: int) -> Agreement:
        """Drafted that day, the chapters written and those who sign named."""
        with self.day(days) as by:
            parties = [one.unit.principal for one in self.signers.values() if one.unit]
            agreement = drafting.draft(self.forum, by=by, wanted=wanted, parties=parties)
            for chapter in agreement.chapters.filter(key__in=words):
                drafting.save_chapter(chapter, by=by, text=words[chapter.key], version=0)
            for party in AgreementParty.objects.filter(agreement=agreement):
                drafting.appoint(party, by=by, signatory=self.signers[party.principal_id])
        return agreement

    def remitted(self, agreement: Agreement, days: int, answer_in: int) -> Agreement:
        """Out to a school, an organisation and a service, the last of which answers in the portal."""
        responder = self.found.one(Role.UNIT_MANAGER, unit_type="bup")
        with self.day(days) as by:
            for kind, (asked, _text) in OUTSIDE.items():
                name = self._outside(kind)
                consulting.ask(agreement, by=by, kind=asked, name=name)
            if responder and responder.unit:
                name = responder.unit.name
                consulting.ask(agreement, by=by, kind=Asked.PARTY, name=name, responder=responder)
            last = self.today - timedelta(days=days - answer_in)
            return consulting.remit(agreement, by=by, best_interests=texts.BEST, answer_by=last)

    def _outside(self, kind: str) -> str:
        return Principal.objects.filter(region=self.found.region, kind=kind).order_by("name")[0].name

    def answered(self, agreement: Agreement, days: int, *kinds: str) -> None:
        """What came by letter, noted by the leader, and what the group did with it."""
        said = dict(OUTSIDE.values())
        with self.day(days) as by:
            for one in agreement.consulted.filter(kind__in=kinds):
                consulting.answer(one, by=by, text=said.get(one.kind, texts.CLINIC))
                consulting.settle(one, by=by, outcome=texts.TAKEN_IN)

    def signed(self, agreement: Agreement, days: int) -> None:
        with self.day(days) as by:
            signing.send(agreement, by=by)
            parties = list(AgreementParty.objects.filter(agreement=agreement).order_by("id"))
        for number, party in enumerate(parties, 1):
            who = self.signers[party.principal_id]
            with self.day(days - 3 * number, who) as by:
                title = who.person.title or str(who.get_role_display())
                signing.sign(party, by=by, signed_as=title, seen=mark_of(agreement))


def make_agreements(found: Found, today: date) -> int:
    """Returns how many: none where nobody leads the home area's group or only one principal decides."""
    leader = found.one(*LEADERS, area=found.home)
    if leader is None:
        return 0
    making = Making(found, leader, today)
    if len(making.signers) < 2:
        return 0
    local = making.remitted(making.written(LOCAL, texts.LOCAL, 390), 380, 25)
    making.answered(local, 360, *Asked.values)
    making.signed(local, 350)
    absence = making.remitted(making.written(ABSENCE, texts.ABSENCE, 25), 12, 30)
    making.answered(absence, 3, Asked.INDEPENDENT_SCHOOL)
    return 2
