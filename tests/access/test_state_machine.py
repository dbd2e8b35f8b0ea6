"""A case taken any way people may take it; after each step everyone sees what the model says, no more, no less.

Asked three ways: raw SQL past our code, the querysets, and the case's page. [security 13]
"""

import os
from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from core.people.models import RoleAssignment
from sip.cases import escalation
from sip.cases.policies import visible_forum_cases, visible_identities
from sip.cases.services import close_case, return_case, withdraw_case
from sip.consent.policies import visible_consents
from sip.consent.services import withdraw_consent
from sip.individual_forum import approving, calling, holding
from sip.individual_forum.policies import visible_minutes
from sip.models import Call, Consent, Minutes
from tests import tally
from tests.access.model import UNIT_OF, AConsent, ASitting, Model
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.sip import town as t

PEOPLE = sorted(UNIT_OF)
COUNTED = Counter()
UNITS = ("school", "social", "bup")
ASKED = {
    "E": "SELECT count(*) FROM sip_forumcase WHERE case_id = %(case)s",
    "I": "SELECT count(*) FROM sip_casechild WHERE case_id = %(case)s",
    "T": "SELECT count(*) FROM sip_contribution WHERE case_id = %(case)s",
    "C": "SELECT count(*) FROM sip_consent WHERE case_id = %(case)s",
    "M": "SELECT count(*) FROM sip_minutes WHERE case_id = %(case)s",
}
# All of the case's rows, or none.
HANGING = {
    "occasion": "sip_occasion WHERE",
    "sitting's decision": "sip_decision WHERE level <> 'steering' AND",
    "managers' decision": "sip_decision WHERE level = 'steering' AND",
}
HUNG = ", ".join(f"(SELECT count(*) FROM {rows} case_id = %(case)s)" for rows in HANGING.values())
QUERYSETS = {"E": visible_forum_cases, "I": visible_identities, "C": visible_consents, "M": visible_minutes}
REFUSALS = (Refused, WrongState, PermissionDenied)


class OneCase(RuleBasedStateMachine):
    """`town` and `outsider` are set by the test that runs it; each example is rolled back."""

    town = outsider = None

    @initialize()
    def raised(self):
        COUNTED["cases"] += 1
        self.before = transaction.savepoint()  # a bare one: refusals are still logged as after a request
        self.now, self.turn = clock.now(), 0
        with clock.moved_to(self.now):
            self.case = t.raised(self.town, question="MÄRKE-FRÅGA Vem samordnar?", tried="MÄRKE-PRÖVAT möten.")
            self.model = Model(today=clock.today())

    def teardown(self):
        transaction.savepoint_rollback(self.before)

    def acting(self, who, act):
        """Let somebody act; None when the portal refuses, and then nothing may have changed."""
        try:
            with clock.moved_to(self.now), acting_as(getattr(self.town, who)):
                done = act(getattr(self.town, who))
        except REFUSALS:
            COUNTED["refused"] += 1
            return None
        COUNTED["done"] += 1
        return done if done is not None else True

    @rule(answers=st.sampled_from([True, True, False, None]), days=st.integers(0, 9), covers=st.sets(
        st.sampled_from(UNITS), min_size=2))  # fmt: skip
    def consent(self, answers, days, covers):
        """Yes, no, or one guardian not yet asked."""
        if any(one.deidentified and one.status == "called" for one in self.model.sittings):
            return

        def act(me):
            units = tuple(getattr(self.town, unit) for unit in sorted(covers))
            facts = {"units": units, "valid_to": clock.today() + timedelta(days=days)}
            return t.consented(self.town, self.case, answers=answers, **facts)

        if not (made := self.acting("teacher", act)):
            return
        status = {True: "given", False: "refused", None: "requested"}[answers]
        given = status == "given"
        for one in self.model.consents:
            if one.sitting == made.sitting and one.status in (("given", "requested") if given else ("requested",)):
                one.status = "expired"
        self.model.keep_identity()
        self.model.frozen |= given
        to = set(covers) - {"school"} if given else set()
        limit = self.model.today + timedelta(days=days)
        self.model.consents.append(AConsent(made.sitting, status, limit, set(covers), to))

    @precondition(lambda self: any(one.status == "given" for one in self.model.consents))
    @rule(unit=st.sampled_from([None, *UNITS]))
    def withdraw_the_consent(self, unit):
        one = next((one for one in self.model.consents if one.status == "given"), None)
        if one is None:
            return

        def act(me):
            consent = Consent.objects.get(case_id=self.case.pk, sitting=one.sitting, status="given")
            return withdraw_consent(consent, by=me, unit=getattr(self.town, unit) if unit else None)

        if self.acting("teacher", act):
            if unit and one.units - {unit}:
                one.units.discard(unit)
                self.model.let_go(one, unit)
            else:
                one.units, one.status = set(), "withdrawn"
                self.model.keep_identity()

    @precondition(lambda self: self.turn % 4 == 0 or self.model.status in ("raised", "held"))
    @rule(deidentified=st.booleans())
    def call(self, deidentified):
        live = any(one.status in ("given", "requested") for one in self.model.consents)
        if deidentified and live:
            return
        managers = ["head", "social_manager", "bup_manager"]
        sitting = {"starts_at": self.now + timedelta(days=1), "place": "Rum 3", "is_deidentified": deidentified}

        def act(me):
            people = [self.town.assignments[who] for who in managers]
            return calling.call_occasion(self.case, by=me, sitting=calling.Sitting(**sitting), managers=people)

        if made := self.acting("convenor", act):
            given = [one for one in self.model.consents if one.sitting == made.number and one.status == "given"]
            consent = None if deidentified else given[0]
            calls = dict.fromkeys(managers, True)
            self.model.cancel()
            self.model.frozen &= not deidentified
            self.model.sittings.append(ASitting(made.number, deidentified, consent, calls))
            self.model.status = "convened"

    @precondition(lambda self: self.model.status == "convened")
    @rule()
    def substitute(self):
        def act(me):
            call = Call.objects.filter(assignment_id=me.assignment_id, occasion__status="called").first()
            if call is None:
                raise PermissionDenied
            deputy = self.town.assignments["bup_deputy"]
            return calling.answer_call(call, by=me, reply="substitute", substitute=deputy)

        if self.acting("bup_manager", act):
            self.model.sittings[-1].calls |= {"bup_manager": False, "bup_deputy": True}

    @precondition(lambda self: self.turn % 4 == 0 or self.model.status in ("convened",))
    @rule()
    def hold(self):
        if self.model.status == "convened":
            self.now += timedelta(days=1, hours=1)
            with clock.moved_to(self.now):
                self.model.today = clock.today()

        def act(me):
            calls = Call.objects.filter(case_id=self.case.pk)
            return holding.hold_occasion(self.case, by=me, attendance={call.pk: "present" for call in calls})

        if self.acting("convenor", act):
            sitting = self.model.sittings[-1]
            sitting.status, self.model.status = "held", "held"
            if sitting.consent and sitting.consent.status == "given":
                sitting.consent.status = "used"
            self.model.attended |= {UNIT_OF[who] for who, live in sitting.calls.items() if live}

    @precondition(lambda self: self.turn % 4 == 0 or self.model.status in ("held",))
    @rule(outcome=st.sampled_from(["resolved", "unresolved", "unresolved"]))
    def conclude(self, outcome):
        self.acting("convenor", self._write)
        for who in ("convenor", "head", "social_manager"):
            self.acting(who, self._approve)
        if self.acting("convenor", lambda me: holding.conclude(self.case, by=me, outcome=outcome)):
            self.model.status = outcome

    def _drafted(self):
        return Minutes.objects.filter(case_id=self.case.pk, status="drafted").first()

    def _write(self, me):
        if (minutes := self._drafted()) is None:
            raise PermissionDenied
        for section in minutes.sections.all():
            holding.save_section(section, by=me, text="Det sades.", version=section.version)
        due = clock.today() + timedelta(days=9)
        return holding.add_decision(minutes, by=me, text="Gör så.", unit=self.town.bup, due_on=due)

    def _approve(self, me):
        if (minutes := self._drafted()) is None:
            raise PermissionDenied
        return approving.approve_minutes(minutes, by=me)

    @precondition(lambda self: self.turn % 4 == 0 or self.model.status in ("unresolved",))
    @rule()
    def escalate(self):
        manager = self.town.assignments["steering_bup"]
        facts = {"managers": [manager], "is_deidentified": True, "summary": "Vem samordnar?"}
        if self.acting("convenor", lambda me: escalation.escalate(self.case, by=me, **facts)):
            self.model.status, self.model.frozen = "escalated", False
            self.model.named = {"steering_bup", "chair"}

    @precondition(lambda self: self.turn % 4 == 0 or self.model.status in ("escalated",))
    @rule()
    def decide(self):
        def act(me):
            decided = escalation.Decided("BUP samordnar", self.town.bup, clock.today() + timedelta(days=30))
            return escalation.decide(self.case, by=me, decisions=[decided])

        if self.acting("steering_bup", act):
            self.model.status = "decided"

    @precondition(lambda self: self.turn > 8)
    @rule(how=st.sampled_from(["returned", "withdrawn", "closed"]))
    def end(self, how):
        acts = {
            "returned": lambda me: return_case(self.case, by=me, reason="not_tried"),
            "withdrawn": lambda me: withdraw_case(self.case, by=me, reason="party"),
            "closed": lambda me: close_case(self.case, by=me),
        }
        if self.acting("convenor", acts[how]):
            self.model.status = how
            if how == "withdrawn":
                self.model.cancel()

    @precondition(lambda self: self.turn > 4)
    @rule(who=st.sampled_from(["head", "bup_deputy", "social_manager", "steering_bup"]))
    def somebody_leaves(self, who):
        with as_loader(), clock.moved_to(self.now):
            row = RoleAssignment.objects.filter(pk=self.town.assignments[who].pk)
            row.update(valid_to=clock.today() - timedelta(days=1))
        self.model.ended.add(who)

    @rule(way=st.sampled_from(["unresolved", "unresolved", "resolved"]))
    def onward(self, way):
        """What comes next when nothing is in the way; most walks would else stay at the start."""
        given = any(one.status == "given" for one in self.model.consents)
        moves = {
            "raised": (lambda: self.call(False)) if given else lambda: self.consent(True, 9, set(UNITS)),
            "convened": self.hold,
            "held": lambda: self.conclude(way),
            "unresolved": self.escalate,
            "escalated": self.decide,
        }
        moves.get(self.model.status, lambda: None)()

    @rule(way=st.sampled_from(["unresolved", "unresolved", "resolved"]))
    def further(self, way):
        self.onward(way)

    @rule(days=st.integers(1, 4))
    def days_pass(self, days):
        self.now += timedelta(days=days)
        with clock.moved_to(self.now):
            self.model.today = clock.today()

    @invariant()
    def everyone_sees_what_the_model_says(self):
        COUNTED["steps"] += 1
        self.turn += 1
        wrong = []
        with clock.moved_to(self.now):
            with as_loader(), connection.cursor() as cursor:
                there = self.hanging(cursor)
            COUNTED["hanging"] += sum(there.values())
            for who in PEOPLE:
                expected, found = self.model.sees(who), self.by_sql(getattr(self.town, who))
                if found != expected:
                    wrong.append((who, "sql", sorted(found), sorted(expected)))
                with acting_as(getattr(self.town, who)), connection.cursor() as cursor:
                    hangs, opened = self.hanging(cursor), self.model.opens(who)
                if hangs != {table: number if table in opened else 0 for table, number in there.items()}:
                    wrong.append((who, "hanging", hangs, sorted(opened)))
            self.compare_turn(wrong)
            assert self.by_sql(self.outsider) == set()
        assert wrong == [], self.model

    def compare_turn(self, wrong):
        """The querysets and the page, one person a step in turn."""
        who = PEOPLE[self.turn % len(PEOPLE)]
        expected = self.model.sees(who)
        COUNTED["orm"] += 1
        with acting_as(getattr(self.town, who)):
            found = {letter for letter, ask in QUERYSETS.items() if ask(getattr(self.town, who)).exists()}
        if found != expected - {"T"}:
            wrong.append((who, "orm", sorted(found), sorted(expected)))
        if who not in self.model.ended:
            self.compare_page(who, expected, wrong)

    def compare_page(self, who, expected, wrong):
        COUNTED["page"] += 1
        client = Client()
        sign_in(client, self.town.assignments[who])
        page = client.get(reverse("sip:case_detail", args=[self.case.pk]))
        body = page.content.decode()
        shown = {letter for letter, mark in (("E", "MÄRKE-FRÅGA"), ("T", "MÄRKE-PRÖVAT")) if mark in body}
        if page.status_code != (200 if "E" in expected else 404) or shown - expected:
            wrong.append((who, "page", page.status_code, sorted(shown), sorted(expected)))

    def hanging(self, cursor) -> dict[str, int]:
        cursor.execute(f"SELECT {HUNG}", {"case": self.case.pk})
        return dict(zip(HANGING, cursor.fetchone(), strict=True))

    def by_sql(self, me) -> set[str]:
        COUNTED["asked"] += 1
        with acting_as(me), connection.cursor() as cursor:
            columns = ", ".join(f"({sql})" for sql in ASKED.values())
            cursor.execute(f"SELECT {columns}", {"case": self.case.pk})
            return {letter for letter, number in zip(ASKED, cursor.fetchone(), strict=True) if number}


@override_settings(PACES={kind: [(10**6, 600)] for kind in ("search", "child", "pdf")})
def walked_without_pause(*args, **kwargs) -> None:
    """The same people open hundreds of cases here; how many one may open a day has its own tests."""
    run_state_machine_as_test(*args, **kwargs)


def walk(db, examples: int, steps: int) -> None:
    COUNTED.clear()
    with as_loader():
        OneCase.town, OneCase.outsider = t.make_town(), t.make_town().convenor
    try:
        walked_without_pause(
            OneCase,
            settings=settings(
                max_examples=examples,
                stateful_step_count=steps,
                deadline=None,
                derandomize=os.environ.get("BUS_FULL") != "1",
                database=None,
                phases=(Phase.generate, Phase.shrink) if os.environ.get("BUS_FULL") == "1" else (Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        for what, number in COUNTED.items():
            tally.add(what, number)


def test_a_case_taken_any_way_shows_what_the_model_says(db):
    walk(db, examples=5, steps=14)

    assert COUNTED["steps"] >= 20
    assert COUNTED["done"] >= 8
    assert COUNTED["hanging"] >= 20


@pytest.mark.full
def test_a_case_taken_any_way_at_length(db):
    walk(db, examples=150, steps=40)

    assert COUNTED["done"] > 500


def test_a_consent_without_the_own_unit_follows_one_that_gave_the_identity(db):
    """Found by the walk: the frozen copy is hidden from the one who records, and is not written twice."""
    with as_loader():
        town = t.make_town()
    case = t.raised(town)
    t.consented(town, case)
    t.consented(town, case, answers=None)

    assert t.consented(town, case, units=(town.social, town.bup)).status == "given"
