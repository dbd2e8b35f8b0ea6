"""A plan taken any way people may take it; after each step everyone sees what the model says, no more, no less."""

import os
from collections import Counter
from datetime import timedelta

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from core import clock
from core.access import acting_as
from sip.children.services.guardians import bar_items
from sip.disclosures.services import Decided, disclose_piece, file_piece, write_piece
from sip.models import Contribution, Disclosure, Guardian, PlanVersion
from sip.plans.services import beside, others
from tests import tally
from tests.access.plan_model import HOME, KIND, STARTER, UNIT_OF, Given
from tests.access.plan_sight import (
    BARRED,
    COST,
    HANGING,
    HANGS,
    QUERYSETS,
    all_that_hangs,
    by_queryset,
    by_sql,
    hanging_by_sql,
    wrong_pages,
)
from tests.access.plan_walk import ACTORS, COUNTED, PEOPLE, REFUSALS, STAFF, Walk
from tests.database import as_loader
from tests.sip.plans import town as p


class OnePlan(Walk):
    """What is done beside the plan, the time that passes, and what everybody sees afterwards."""

    # Beside the plan

    @precondition(lambda self: self.model.has_headings)
    @rule(who=ACTORS)
    def note_a_cost(self, who):
        def act(me):
            return beside.note_cost(self.plan, by=me, agreed_on=clock.today(), text=COST)

        if self.acting(who, "cost", act):
            self.model.counts["costs"] += 1

    @rule(who=ACTORS)
    def note_another_plan(self, who):
        facts = others.OtherFacts("care_plan", self.town.social, self.model.today)
        if self.acting(who, "other plan", lambda me: others.note_other_plan(self.plan, by=me, facts=facts)):
            self.model.counts["other plans"] += 1

    @precondition(lambda self: self.model.counts["versions"])
    @rule(who=ACTORS)
    def file(self, who):
        row = self.first(PlanVersion.objects.filter(case_id=self.plan.pk).order_by("-number"))
        if self.acting(who, "file", lambda me: beside.file_copy(row, by=me)):
            self.model.copies[UNIT_OF[who], who] += 1

    @precondition(lambda self: self.model.consents)
    @rule(who=ACTORS)
    def write_a_piece(self, who):
        unit = UNIT_OF[who]
        kind = "need" if unit == HOME else "view"

        def act(me):
            return write_piece(self.plan, by=me, kind=kind, text="MÄRKE-BILD", reason="Ny")

        if self.acting(who, "piece", act, unit=unit):
            self.model.pieces[unit] += 1

    @precondition(lambda self: self.model.consents)
    @rule(who=ACTORS, of=st.sampled_from([None, None, *KIND]), to=st.sampled_from(list(KIND)), by_law=st.booleans())
    def give_a_piece(self, who, of, to, by_law):
        unit = of or UNIT_OF[who]
        row = self.first(
            Contribution.objects.filter(case_id=self.plan.pk, unit=getattr(self.town, unit)).order_by("-version")
        )
        if row is None or to == unit:
            return
        basis = "osl_10_2" if by_law else "consent"
        said = Decided("Behövs", "Rut Rektor", "Rektor") if by_law else Decided()

        def act(me):
            return disclose_piece(row, by=me, to=getattr(self.town, to), basis=basis, decided=said)

        if self.acting(who, "give", act, unit=unit):
            assert by_law or self.model.may(who, "share", unit=unit, to=to)
            on = None if by_law else self.model.live()[0]
            self.model.given.append(Given((unit, row.version), to, on))

    @precondition(lambda self: self.model.given)
    @rule(who=ACTORS)
    def take_a_piece_in(self, who):
        with as_loader():
            found = Disclosure.objects.filter(case_id=self.plan.pk, receiving_unit=getattr(self.town, UNIT_OF[who]))
            row = found.select_related("contribution__unit").order_by("-created_at").first()
        if row is None:
            return
        unit = next(name for name in KIND if getattr(self.town, name).pk == row.contribution.unit_id)
        known = (unit, row.contribution.version) in self.model.received(who)
        try:
            with clock.moved_to(self.now), acting_as(getattr(self.town, who)):
                file_piece(row, by=getattr(self.town, who))
        except REFUSALS:
            return
        assert known, (who, self.model)
        self.model.filed_pieces[UNIT_OF[who], who] += 1

    @precondition(lambda self: self.turn > 5)
    @rule(item=st.sampled_from(["plan", "places", "everything"]))
    def keep_from_a_guardian(self, item):
        row = self.first(Guardian.objects.filter(child__cases__case_id=self.plan.pk, name=BARRED))

        def act(me):
            return bar_items(row, by=me, items=[item], reason="harm", valid_from=self.model.today)

        if self.acting(STARTER, "bar", act):
            self.model.barred.add(item)

    # Time

    def tick(self):
        with clock.moved_to(self.now):
            self.model.today = clock.today()

    @rule(days=st.integers(1, 5))
    def days_pass(self, days):
        self.now += timedelta(days=days)
        self.tick()

    @rule(steps=st.integers(2, 5), main=st.sampled_from(["teacher", "bup_worker", "social_worker"]))
    def onward(self, steps, main):
        for _step in range(steps):
            self.next_step(main)

    @invariant()
    def everyone_sees_what_the_model_says(self):
        COUNTED["steps"] += 1
        COUNTED[f"in {self.model.status}"] += 1
        self.turn += 1
        wrong = []
        with clock.moved_to(self.now):
            there = all_that_hangs(self.plan)
            COUNTED["hanging"] += there.total()
            COUNTED["sorts"] = max(COUNTED["sorts"], len(there))
            for who in PEOPLE:
                expected, found = self.model.sees(who), by_sql(getattr(self.town, who), self.plan)
                COUNTED["asked"] += 1
                if found != expected:
                    wrong.append((who, "sql", dict(found - expected), dict(expected - found)))
                opened = {table for sort in self.model.opens(who) for table in HANGS[sort]}
                hangs = hanging_by_sql(getattr(self.town, who), self.plan)
                if hangs != Counter({table: number for table, number in there.items() if table in opened}):
                    wrong.append((who, "hanging", dict(hangs), sorted(opened)))
            wrong += self.in_turn(STAFF[self.turn % len(STAFF)])
            assert not by_sql(self.outsider, self.plan)
        assert wrong == [], self.model

    def in_turn(self, who):
        """The querysets and the pages, one person a step."""
        COUNTED["orm"] += 1
        expected = self.model.sees(who)
        found = by_queryset(getattr(self.town, who), self.plan)
        wrong = [(who, "orm", name, found[name], expected[name]) for name in QUERYSETS if found[name] != expected[name]]
        if who not in self.model.ended:
            COUNTED["page"] += 1
            wrong += wrong_pages(self.town, who, self.plan, self.model, self.turn)
        return wrong


@override_settings(PACES={kind: [(10**6, 600)] for kind in ("search", "child", "pdf")})
def walk(db, examples: int, steps: int) -> None:
    """The same people open hundreds of plans here; how many one may open a day has its own tests."""
    COUNTED.clear()
    with as_loader():
        OnePlan.town, OnePlan.outsider = p.make_town(), p.make_town().teacher
    is_full = os.environ.get("BUS_FULL") == "1"
    try:
        run_state_machine_as_test(
            OnePlan,
            settings=settings(
                max_examples=examples,
                stateful_step_count=steps,
                deadline=None,
                derandomize=not is_full,
                database=None,
                phases=(Phase.generate, Phase.shrink) if is_full else (Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        for what, number in COUNTED.items():
            tally.add(what, number)


def test_a_plan_taken_any_way_shows_what_the_model_says(db):
    walk(db, examples=3, steps=6)

    assert COUNTED["steps"] >= 12
    assert COUNTED["done"] >= 10
    assert COUNTED["hanging"] >= 20
    assert COUNTED["sorts"] == len(HANGING)  # each table had something to meet or to hide


@pytest.mark.full
def test_a_plan_taken_any_way_at_length(db):
    walk(db, examples=120, steps=40)

    assert COUNTED["done"] > 500
