"""What people do about a child, in any order: who works with it, and what is passed on of it.

Each rule acts as somebody and tells the model what was done.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from core.people.models import RoleAssignment
from sip.consent.services import withdraw_consent
from sip.contacts import services as contacts
from sip.disclosures.services import Decided, disclose_piece, file_piece
from sip.models import ConcernedUnit, Consent, Contribution, Disclosure, Transfer
from sip.takeover.services import take_over
from sip.transfers import services as transfers
from tests.access.child_model import LEADS, UNIT_OF, WORKS, ACase, AConsent, Part
from tests.access.child_town import UNITS, model_of
from tests.database import as_loader
from tests.sip import asking
from tests.sip.transfers import town as x

COUNTED: Counter = Counter()
REFUSALS = (Refused, WrongState, PermissionDenied, ObjectDoesNotExist)
SOCIAL = ("social_worker", "social_worker", "social_worker", "mate", "social_manager")
ACTORS = st.sampled_from([*SOCIAL, "teacher", "bup_worker", "nurse", "bup_manager", "head", "convenor"])
RECEIVERS = st.sampled_from(["bup_manager", "bup_manager", "bup_worker", "bup_deputy", "head", "teacher"])
PAIRS = {"social_manager": ("social_worker", "mate"), "bup_manager": ("bup_worker", "bup_deputy"),
         "head": ("teacher", "colleague")}  # fmt: skip
KIND = {"school": "school", "social": "social", "bvc": "health"}  # of what a unit passes on
BY_LAW = Decided("Behövs", "Sam Social", "Enhetschef")
AT = st.integers(0, 2)
some_case_is_begun = precondition(lambda self: len(self.model.cases) > 1)


class Walk(RuleBasedStateMachine):
    """`town` is set by the test that runs it; each example is rolled back to where it began."""

    town: Any = None

    def begin(self):
        COUNTED["cases"] += 1
        self.before = transaction.savepoint()
        self.model, self.turn, self.written = model_of(self.town), 0, 0

    def teardown(self):
        transaction.savepoint_rollback(self.before)

    @property
    def child(self):
        return self.town.child

    def acting(self, who: str, act: Callable, *, may: bool) -> Any:
        """Let somebody act; None when the portal refuses. What the model forbids must never be done.

        Each acts a second after the last, and what waits for the end of a request is asked then.
        """
        self.pass_to(self.model.now + timedelta(seconds=1))
        me = replace(getattr(self.town, who), logged_in_at=self.model.now)
        before = transaction.savepoint()
        try:
            with clock.moved_to(self.model.now), acting_as(me):
                done = act(me)
                connection.check_constraints()
        except REFUSALS:
            transaction.savepoint_rollback(before)
            COUNTED["refused"] += 1
            return None
        COUNTED["done"] += 1
        assert may, (who, self.model)
        assert who not in self.model.left
        return done if done is not None else True

    def first(self, found):
        with as_loader():
            return found.first()

    def pass_to(self, moment: datetime) -> None:
        self.model.now = moment
        with clock.moved_to(moment):
            self.model.today = clock.today()

    def units(self, names: Iterable[str]) -> tuple:
        return tuple(getattr(self.town, name) for name in names)

    # Who works with the child

    @rule(who=ACTORS, colleague=st.sampled_from(["mate", "mate", "teacher", "bup_deputy"]))
    def let_somebody_in(self, who, colleague):
        may = self.model.meets(who, self.child.pk) and who in WORKS and UNIT_OF[who] == UNIT_OF[colleague]

        def act(me):
            return contacts.let_in(self.child, by=me, colleague=self.town.assignments[colleague])

        if self.acting(who, act, may=may):
            self.model.contacts[self.child.pk].append(Part(colleague, UNIT_OF[colleague], "contact"))

    @rule(who=st.sampled_from(["social_worker", "mate", "teacher"]))
    def leave(self, who):
        mine = [one for one in self.model.contacts[self.child.pk] if one.who == who and one.lives(self.model.now)]
        if self.acting(who, lambda me: contacts.leave(self.child, by=me), may=bool(mine)):
            for one in mine:
                one.ended = True

    @rule(leader=st.sampled_from(["social_manager", *PAIRS]), back=st.booleans(), days=st.sampled_from([None, 0, 3]))
    def hand_work_over(self, leader, back, days):
        giver, to = PAIRS[leader][::-1] if back else PAIRS[leader]
        until = None if days is None else self.model.today + timedelta(days=days)
        everything = {"children": [*self.model.contacts], "cases": [*self.model.cases]}

        def act(me):
            people = self.town.assignments
            return take_over(people[giver], by=me, to=people[to], reason="ill", until=until, **everything)

        if self.acting(leader, act, may=True):
            COUNTED["handed over"] += 1
            ends = until and timezone.make_aware(datetime.combine(until + timedelta(days=1), time()))
            for found in self.model.contacts.values():
                self.goes_over(found, giver, Part(to, UNIT_OF[to], "contact", ends))
            for case in self.model.cases.values():
                for part in ("raiser", "unit"):
                    if case.is_open and (part == "raiser" or self.model.covers(case, UNIT_OF[to])):
                        self.goes_over(case.parts, giver, Part(to, UNIT_OF[to], part, ends))

    def goes_over(self, found: list[Part], giver: str, made: Part) -> None:
        """The colleague's from now; for a time the giver's too. A shorter stand-in is followed by this. [facts 9.18]"""
        live = [one for one in found if one.part == made.part and one.lives(self.model.now)]
        mine = [one for one in live if one.who == giver]
        if not mine:
            return
        there = [one for one in live if one.who == made.who]
        shorter = [one for one in there if one.until and (made.until is None or one.until < made.until)]
        for one in shorter + (mine if made.until is None else []):
            one.ended = True
        if shorter == there:
            found.append(made)

    @precondition(lambda self: self.turn > 5)
    @rule(who=st.sampled_from(["social_worker", "mate", "bup_worker", "bup_manager"]))
    def somebody_leaves(self, who):
        with as_loader(), clock.moved_to(self.model.now):
            row = RoleAssignment.objects.filter(pk=self.town.assignments[who].pk)
            row.update(valid_to=clock.today() - timedelta(days=1))
        self.model.left.add(who)

    # What is passed on

    @rule(who=ACTORS, to=st.sampled_from([("bup",), ("bup", "school"), ("social", "bup"), ("school",)]))
    def pass_on(self, who, to):
        self.written += 1

        def act(me):
            text = f"{x.TEXT} {self.written:03}."
            said = transfers.Started(self.town.east, self.units(to), text, self.model.today)
            return transfers.start_transfer(self.child, by=me, facts=said)

        if made := self.acting(who, act, may=who in WORKS and self.model.meets(who, self.child.pk)):
            self.begun_case(made, who, "transfer", self.child)

    @rule(who=st.sampled_from(["nurse", "nurse", "nurse", "social_worker", "bup_worker"]))
    def ask_the_first_line(self, who):
        child = self.town.other_child
        if made := self.acting(who, lambda me: asking.asked(self.town, by=me, child=child), may=who == "nurse"):
            COUNTED["first line"] += 1
            self.begun_case(made, who, "first line", child)

    def begun_case(self, made, who: str, kind: str, child) -> ACase:
        case = ACase(kind, UNIT_OF[who], child.pk, [Part(who, UNIT_OF[who], "raiser")])
        self.model.cases[made.pk] = case
        return case

    def passed_on(self, at: int) -> tuple[UUID | None, Any]:
        """One of the newest that is not the plan."""
        found = [(key, case) for key, case in self.model.cases.items() if case.kind != "plan"]
        return found[-1 - at % min(len(found), 3)] if found else (None, None)

    def meant_for(self, key: UUID) -> list[str]:
        with as_loader():
            units = set(ConcernedUnit.objects.filter(case_id=key).values_list("unit_id", flat=True))
        return [name for name in UNITS if getattr(self.town, name).pk in units]

    @some_case_is_begun
    @rule(
        at=AT, whole=st.booleans(), answers=st.sampled_from([True, True, True, None, False]),
        days=st.sampled_from([0, 4, 60]), by_starter=st.sampled_from([True, True, True, False]),
        kinds=st.sampled_from(["identity facts", "identity facts", "identity", "facts"]),
    )  # fmt: skip
    def consent_to_it(self, at, whole, answers, days, kinds, by_starter):
        key, case = self.passed_on(at)
        if key is None or not (named := self.meant_for(key)):
            return
        starters = [part.who for part in case.parts if part.part == "raiser" and part.lives(self.model.now)]
        who = starters[0] if by_starter and starters else "bup_manager"
        covered = named if whole else named[:1]
        said = {KIND[case.home] if kind == "facts" else kind for kind in kinds.split()}

        def act(me):
            facts = {"units": self.units(covered), "information_kinds": tuple(sorted(said))}
            limit = self.model.today + timedelta(days=days)
            return x.consented(self.town, Transfer.objects.get(pk=key), by=me, answers=answers, valid_to=limit, **facts)

        if made := self.acting(who, act, may=self.model.takes_part(case, who) and case.is_open):
            status = {True: "given", False: "refused", None: "requested"}[answers]
            case.consented(AConsent(made.pk, status, made.valid_to, set(covered), said))
            if status == "given":
                COUNTED["consented"] += 1
                self.let_in(case, covered)

    def let_in(self, case: ACase, units: Iterable[str]) -> None:
        there = {part.unit for part in case.parts if part.part == "receiver" and part.who is None}
        case.parts += [Part(None, unit, "receiver") for unit in sorted({*units} - there - {case.home})]

    @rule(at=st.integers(0, 3), who=ACTORS | RECEIVERS, unit=st.sampled_from([None, None, "bup", "school"]))
    def take_it_back(self, at, who, unit):
        case = [*self.model.cases.values()][-1 - at % len(self.model.cases)]
        known = next((one for one in case.consents if one.status in ("given", "requested")), None)
        if known is None:
            return
        row = self.first(Consent.objects.filter(pk=known.key))

        def act(me):
            return withdraw_consent(row, by=me, unit=getattr(self.town, unit) if unit else None)

        is_named = any(one.who == who and one.part == "receiver" for one in case.parts)
        may = self.model.takes_part(case, who) or (is_named and "received" in self.model.relations(case, who))
        if self.acting(who, act, may=may):
            COUNTED["taken back"] += 1
            case.withdrawn(known, unit)

    @some_case_is_begun
    @rule(at=AT, who=ACTORS, to=st.sampled_from(["bup", "bup", "school"]))
    def give_by_law(self, at, who, to):
        key, case = self.passed_on(at)
        piece = key and self.first(Contribution.objects.filter(case_id=key))
        if not piece:
            return

        def act(me):
            return disclose_piece(piece, by=me, to=getattr(self.town, to), basis="osl_10_2", decided=BY_LAW)

        if self.acting(who, act, may=case.is_open and self.model.began(case, who)):
            COUNTED["given by law"] += 1
            case.by_law.add(to)
            self.let_in(case, {to})

    @some_case_is_begun
    @rule(at=AT, who=RECEIVERS, to=st.sampled_from(["bup_worker", "bup_deputy", "teacher", "mate"]))
    def name_a_receiver(self, at, who, to):
        key, case = self.passed_on(at)
        if key is None:
            return

        def act(me):
            return transfers.name_receiver(Transfer.objects.get(pk=key), by=me, to=self.town.assignments[to])

        may = LEADS.get(who) == UNIT_OF[to] and "received" in self.model.relations(case, who) and case.is_open
        if self.acting(who, act, may=may):
            case.parts.append(Part(to, UNIT_OF[to], "receiver"))

    @some_case_is_begun
    @rule(at=AT, who=RECEIVERS)
    def take_it_in(self, at, who):
        key, case = self.passed_on(at)
        unit = UNIT_OF[who]
        given = Disclosure.objects.filter(case_id=key, receiving_unit=getattr(self.town, unit))
        row = key and self.first(given.order_by("-created_at"))
        if not row:
            return
        with as_loader():
            bases = [(unit, consent) for consent in given.values_list("consent_id", flat=True)]
        may = self.model.may_read(who, case, bases)
        if self.acting(who, lambda me: file_piece(row, by=me), may=may):
            COUNTED["taken in"] += 1

    @some_case_is_begun
    @rule(at=AT, who=ACTORS)
    def close_it(self, at, who):
        key, case = self.passed_on(at)
        if key is None:
            return

        def act(me):
            return transfers.close_transfer(Transfer.objects.get(pk=key), by=me)

        if self.acting(who, act, may=case.is_open and self.model.takes_part(case, who)):
            case.status = "closed"
