"""What people do with a plan, in any order: each rule acts as somebody and tells the model what was done. [SM-1]"""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
)

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from core.people.models import RoleAssignment
from sip.consent.services import withdraw_consent
from sip.models import (
    Consent,
    Handover,
    Participation,
    PlanAnswer,
    PlanInvitation,
    PlanMeasure,
    PlanMeeting,
    PlanSection,
    PlanVersion,
    Refusal,
    SurveyCode,
)
from sip.plans.services import agreeing, following, handing, meeting, people, starting, writing
from sip.surveys.codes import new_hash
from tests.access.plan_model import HOME, STARTER, UNIT_OF, AConsent, Model
from tests.database import as_loader
from tests.sip.plans import town as p

PEOPLE = sorted(UNIT_OF)
STAFF = ["teacher", "head", "colleague", "social_worker", "bup_worker", "bup_deputy", "bup_manager"]
OTHERS = ["social_worker", "bup_worker", "bup_deputy", "colleague"]
ACTORS = st.sampled_from([*STAFF, "teacher", "teacher", "bup_worker"])
COUNTED = Counter()
REFUSALS = (Refused, WrongState, PermissionDenied, ObjectDoesNotExist)
KINDS = ("identity", "situation", "social", "health")


class Walk(RuleBasedStateMachine):
    """`town` and `outsider` are set by the test that runs it; each example is rolled back."""

    town = outsider = None

    @initialize(steps=st.sampled_from([7, 4, 0, 6, 2, 5]))
    def started(self, steps):
        """Some way on at once: from a plan that nobody knows of to one that runs and has been filed."""
        COUNTED["cases"] += 1
        self.before = transaction.savepoint()
        self.now, self.turn = clock.now(), 0
        with clock.moved_to(self.now):
            self.plan = p.started(self.town)
            self.model = Model(today=clock.today())
            self.noted(Refusal, unit="social", refused_to="take_part", reason="no_time", refused_on=clock.today())
        for _step in range(steps):
            self.next_step(STARTER)

    def next_step(self, main):
        """What comes next when nothing is in the way; most walks would else stay where they begin."""
        both = {"social_worker", "bup_worker"}
        steps = {
            "need_identified": lambda: self.consent(STARTER, True, 200, {"social", "bup"}, set(KINDS)),
            "offered": lambda: self.consent(STARTER, True, 200, {"social", "bup"}, set(KINDS)),
            "consented": lambda: self.start_work(both),
            "preparing": lambda: self.call(STARTER, both, 2),
            "meeting_called": lambda: self.hold(STARTER),
            "drafted": lambda: self.agree(STARTER, main),
            "active": lambda: self.file("bup_worker"),
        }
        steps.get(self.model.status, lambda: None)()

    def teardown(self):
        transaction.savepoint_rollback(self.before)

    def acting(self, who, verb, act, **about):
        """Let somebody act; None when the portal refuses. What the model forbids must never be done."""
        try:
            with clock.moved_to(self.now), acting_as(getattr(self.town, who)):
                done = act(getattr(self.town, who))
        except REFUSALS:
            COUNTED["refused"] += 1
            return None
        COUNTED["done"] += 1
        assert self.model.may(who, verb, **about), (who, verb, about, self.model)
        return done if done is not None else True

    def noted(self, model, unit=None, by="noted_by", **facts):
        """A row beside the plan, by the one who started it: whoever may meet it is what is asked here."""
        of = {by: self.town.assignments[STARTER], **({"unit": getattr(self.town, unit)} if unit else {})}
        with as_loader():
            return model.objects.create(region=self.town.region, case_id=self.plan.pk, **of, **facts)

    def first(self, found):
        with as_loader():
            return found.first()

    def of_plan(self, model, **which):
        return self.first(model.objects.filter(case_id=self.plan.pk, **which).order_by("-created_at"))

    # Before and around the consent

    @precondition(lambda self: self.model.status in ("need_identified", "declined") or self.turn % 5 == 0)
    @rule(who=ACTORS)
    def offer(self, who):
        if self.acting(who, "start", lambda me: starting.offer_plan(self.plan, by=me, on=clock.today())):
            self.model.counts["offers"] += 1
            self.model.status = "offered"

    @precondition(lambda self: self.model.status == "offered")
    @rule(who=ACTORS)
    def decline(self, who):
        def act(me):
            return starting.decline_plan(self.plan, by=me, answered_by="guardians", on=clock.today())

        if self.acting(who, "start", act):
            self.model.status = "declined"

    @rule(
        who=st.sampled_from([STARTER, STARTER, STARTER, *STAFF]),
        answers=st.sampled_from([True, True, True, False, None]),
        days=st.sampled_from([2, 9, 30, 200]),
        covers=st.sets(st.sampled_from(["social", "bup"]), min_size=1),
        kinds=st.sets(st.sampled_from(KINDS), min_size=2),
    )
    def consent(self, who, answers, days, covers, kinds):
        units = {HOME, *covers}

        def act(me):
            facts = {"units": tuple(getattr(self.town, unit) for unit in sorted(units)), "days": days}
            return p.consented(self.town, self.plan, by=me, answers=answers, kinds=tuple(sorted(kinds)), **facts)

        if self.acting(who, "consent", act):
            status = {True: "given", False: "refused", None: "requested"}[answers]
            limit = self.model.today + timedelta(days=days)
            self.model.consented(AConsent(status, limit, units, set(kinds)))

    @precondition(lambda self: self.turn > 3 and any(c.status in ("given", "requested") for c in self.model.consents))
    @rule(who=ACTORS, unit=st.sampled_from([None, "school", "social", "bup", "bup"]))
    def withdraw(self, who, unit):
        known = next(one for one in self.model.consents if one.status in ("given", "requested"))
        row = self.of_plan(Consent, status=known.status)

        def act(me):
            return withdraw_consent(row, by=me, unit=getattr(self.town, unit) if unit else None)

        if self.acting(who, "withdraw", act):
            self.model.withdrawn(known, unit)

    # Who is in it

    @precondition(lambda self: self.model.status == "consented")
    @rule(names=st.sets(st.sampled_from(OTHERS), min_size=1))
    def start_work(self, names):
        if self.acting(STARTER, "call", lambda me: p.working(self.town, self.plan, by=me, names=sorted(names))):
            self.model.let_in(*names)
            self.model.status = "preparing"

    @precondition(lambda self: self.model.consents)
    @rule(who=ACTORS, name=st.sampled_from([*OTHERS, "bup_manager"]))
    def let_somebody_in(self, who, name):
        def act(me):
            return people.add_people(self.plan, by=me, people=[self.town.assignments[name]])

        if self.model.takes_part(name):
            return
        if self.acting(who, "let in", act, unit=UNIT_OF[name]):
            self.model.let_in(name)

    @precondition(lambda self: self.model.inside)
    @rule(who=ACTORS, at=st.integers(0, 5))
    def remove_somebody(self, who, at):
        inside = sorted(self.model.inside)
        name = inside[at % len(inside)]
        row = self.of_plan(Participation, assignment=self.town.assignments[name], valid_to=None)
        if self.acting(who, "remove", lambda me: people.remove_person(self.plan, row, by=me), to=name):
            self.model.removed(name)

    @precondition(lambda self: self.model.status == "active")
    @rule(who=ACTORS, to=st.sampled_from(OTHERS), accepts=st.booleans())
    def hand_over(self, who, to, accepts):
        receiver = self.town.assignments[to]
        asked = lambda me: handing.propose_handover(self.plan, by=me, to=receiver)  # noqa: E731
        if self.acting(who, "answer for", asked):
            self.model.counts["hand-overs"] += 1
            row = self.of_plan(Handover, status="proposed")
            if not self.acting(to, "accept", lambda me: handing.answer_handover(row, by=me, accepts=accepts)):
                self.acting(who, "answer for", lambda me: handing.recall_handover(row, by=me))
            elif accepts:
                self.model.parts["main_responsible"] = to

    @precondition(lambda self: self.turn > 6)
    @rule(who=st.sampled_from(["head", "bup_worker", "social_manager", "bup_manager"]))
    def somebody_leaves(self, who):
        with as_loader(), clock.moved_to(self.now):
            row = RoleAssignment.objects.filter(pk=self.town.assignments[who].pk)
            row.update(valid_to=clock.today() - timedelta(days=1))
        self.model.ended.add(who)

    # The meeting and what is written

    @precondition(lambda self: self.model.status in ("preparing", "meeting_called", "active"))
    @rule(who=ACTORS, names=st.sets(st.sampled_from(OTHERS[:3]), min_size=1), days=st.integers(1, 4))
    def call(self, who, names, days):
        recorder = sorted(names)[0]

        def act(me):
            facts = {"names": sorted(names), "days": days, "recorder": self.town.assignments[recorder]}
            return p.called(self.town, self.plan, by=me, **facts)

        if self.acting(who, "call", act):
            self.model.let_in(*names)
            self.model.parts |= {"chair": STARTER, "recorder": recorder}
            self.model.has_headings = True
            if self.model.status != "active":
                self.model.status = "meeting_called"

    @precondition(lambda self: self.model.has_headings)
    @rule(who=st.sampled_from(["bup_worker", "social_worker"]))
    def send_a_substitute(self, who):
        row = self.of_plan(PlanInvitation, assignment=self.town.assignments[who], meeting__status="called")
        deputy = self.town.assignments["bup_deputy"]
        if row is None or self.model.takes_part("bup_deputy"):
            return

        def act(me):
            return meeting.answer_invitation(row, by=me, reply="substitute", substitute=deputy)

        if self.acting(who, "write", act):
            self.model.let_in("bup_deputy")

    @precondition(lambda self: self.model.has_headings)
    @rule(who=ACTORS)
    def hold(self, who):
        row = self.of_plan(PlanMeeting, status="called")
        if row is None:
            return
        self.now = max(self.now, row.starts_at + timedelta(hours=1))
        self.tick()
        is_held = self.acting(who, "hold", lambda me: p.held(self.town, row, by=me))
        if is_held and self.model.status == "meeting_called":
            self.model.status = "drafted"

    @precondition(lambda self: self.model.has_headings)
    @rule(who=ACTORS)
    def write(self, who):
        def act(me):
            section = PlanSection.objects.filter(case_id=self.plan.pk).first()
            if section is None:
                raise PermissionDenied
            writing.save_section(section, by=me, text=f"{p.TEXT} {self.turn}", version=section.version)

        self.acting(who, "write", act)

    @precondition(lambda self: self.model.status == "drafted")
    @rule(who=ACTORS, main=st.sampled_from(["teacher", "bup_worker", "social_worker"]))
    def agree(self, who, main):
        self.acting(STARTER, "write", lambda me: p.written(self.town, self.plan, by=me))
        if self.acting(who, "settle", lambda me: p.agreed(self.town, self.plan, by=me, main=main)):
            self.settled(main)

    @precondition(lambda self: self.model.status == "active")
    @rule(who=ACTORS, main=st.sampled_from(["teacher", "bup_worker"]))
    def follow_up(self, who, main):
        def act(me):
            outcomes = {
                row.pk: following.Outcome("going_on") for row in PlanMeasure.objects.filter(case_id=self.plan.pk)
            }
            following.note_results(self.plan, by=me, outcomes=outcomes)
            due = clock.today() + timedelta(days=60)
            agreed = agreeing.Agreed(self.town.city, self.town.assignments[main], due)
            return following.renew(self.plan, by=me, agreed=agreed)

        if self.acting(who, "settle", act):
            self.settled(main)

    def settled(self, main):
        self.model.let_in(main)
        self.model.parts["main_responsible"] = main
        self.model.counts["versions"] += 1
        self.answered(PlanVersion.objects.filter(case_id=self.plan.pk).order_by("-number"))
        self.model.status = "active"

    def answered(self, versions):
        """What a guardian says to the version, and a survey that was handed out after its meeting."""
        today, key = self.model.today, uuid4()
        said = {"whose": "guardian", "name": "Anna", "answer": "agreed", "answered_on": today}
        self.noted(PlanAnswer, by="recorded_by", plan_version=self.first(versions), **said)
        held = self.of_plan(PlanMeeting, status="held")
        self.noted(
            SurveyCode, by="opened_by", id=key, code_hash=new_hash(key), meeting=held, kind="child", version=1,
            opened_on=today, expires_on=today,
        )  # fmt: skip

    @precondition(lambda self: self.turn > 10 and self.model.status == "active")
    @rule(who=ACTORS)
    def end(self, who):
        if self.acting(who, "answer for", lambda me: following.transfer_plan(self.plan, by=me)):
            self.model.status = "transferred"
