"""What is done for a child, in any order: placed, protected, told of, offered, helped; and what becomes of its record.

Each rule acts as somebody and tells the model what was done; who may meet the rows it makes, the model knows.
"""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from core import clock
from sip.extracts import building
from sip.extracts import services as extracts
from sip.extracts.states import Choice, Ground, Kind
from sip.lss import services as lss
from sip.models import (
    Extract,
    Handover,
    LssOffer,
    Placement,
    PoolAsk,
    ProtectedResidence,
    RetentionHold,
    RetentionProposal,
    SipPlan,
    Transfer,
    Transition,
)
from sip.placements import protecting, telling
from sip.placements import services as placements
from sip.placements.services import Placed
from sip.placements.states import NoticeKind
from sip.plans.services import handing
from sip.pool import services as pool
from sip.retention import services as retention
from sip.takeover.returning import give_back_all
from sip.transitions import finding
from sip.transitions import services as transitions
from tests.access.child_model import HELPS, OFFICER, UNIT_OF, WORKS
from tests.access.child_sight import PLACE
from tests.access.child_walk import ACTORS, BY_LAW, COUNTED, SOCIAL, Walk
from tests.database import as_loader
from tests.sip import placing
from tests.sip.retention import town as r

OFFICERS = st.sampled_from(["first", "first", "second", "second", "other", "social_worker"])
ASKERS = st.sampled_from(["teacher", "social_worker", "bup_worker", "sigrid", "convenor"])
PLACERS = st.sampled_from([*SOCIAL, "teacher", "bup_manager"])


# What comes next when nothing is in the way; most walks would else stay where they begin.
BOTH = ("bup", "school")
STORIES = {
    "passing": (
        lambda w: w.pass_on("social_worker", BOTH),
        lambda w: w.consent_to_it(0, True, True, 60, "identity facts", True),
        lambda w: w.name_a_receiver(0, "bup_manager", "bup_worker"),
        lambda w: w.take_it_in(0, "bup_worker"),
        lambda w: w.ask_the_first_line("nurse"),
        lambda w: w.consent_to_it(0, True, True, 60, "identity facts", True),
        lambda w: w.hand_work_over("social_manager", False, 3),
        lambda w: w.ask_for_help("social_worker", True),
        lambda w: w.hand_the_plan_on("mate", "bup_worker"),
        lambda w: w.days_pass(4),
        lambda w: w.take_it_back(1, "social_worker", "bup"),
        lambda w: w.hand_work_over("social_manager", False, None),
        lambda w: w.the_birthday_comes(),
    ),
    "placing": (
        lambda w: w.place("social_worker"),
        lambda w: w.keep_the_place_secret("social_worker"),
        lambda w: w.tell_of_it("social_worker", NoticeKind.SECRET, True),
        lambda w: w.take_it_in(0, "bup_manager"),
        lambda w: w.let_somebody_in("social_worker", "mate"),
        lambda w: w.tell_of_it("social_worker", NoticeKind.JOINT_PLANNING, False),
        lambda w: w.consent_to_it(0, True, True, 60, "facts", True),
        lambda w: w.offer_a_plan_by_law("mate", False),
        lambda w: w.night(),
        lambda w: w.note_the_wish("social_worker", "not_involved"),
        lambda w: w.leave("social_worker"),
        lambda w: w.the_birthday_comes(),
        lambda w: w.note_the_wish("social_manager", "involved"),
    ),
    "old": (
        lambda w: w.pass_on("social_worker", BOTH),
        lambda w: w.consent_to_it(0, True, True, 60, "identity facts", True),
        lambda w: w.take_it_in(0, "bup_manager"),
        lambda w: w.build_an_extract("first", Kind.REGISTER),
        lambda w: w.go_on_with_the_extract("second", "read"),
        lambda w: w.years_pass(),
        lambda w: w.build_an_extract("second", Kind.ARCHIVE),
        lambda w: w.decide_on_the_record("first", "approve"),
        lambda w: w.decide_on_the_record("second", "approve"),
        lambda w: w.night(),
    ),
}


class Deeds(Walk):
    """`story`: what most happens in this walk. A child that has been placed is kept for ever, so one story does not."""

    story, chapter = "passing", 0

    @initialize(story=st.sampled_from(["old", "placing", "passing"]), chapters=st.sampled_from([6, 3, 9, 0]))
    def told(self, story, chapters):
        self.begin()
        self.story, self.chapter = story, 0
        self.onward(chapters)

    @rule(chapters=st.integers(1, 3))
    def onward(self, chapters):
        story = STORIES[self.story]
        for go_on in story[self.chapter : self.chapter + chapters]:
            go_on(self)
        self.chapter += chapters

    def meets(self, who: str, unit: str = "") -> bool:
        """Works with the child, and for `unit` alone where something is that unit's own."""
        return who in WORKS and self.model.meets(who, self.child.pk) and UNIT_OF[who] in (unit or UNIT_OF[who],)

    def of_child(self, model, **which):
        return self.first(model.objects.filter(child_id=self.child.pk, **which).order_by("-created_at"))

    # Placed

    @precondition(lambda self: self.story != "old")
    @rule(who=PLACERS)
    def place(self, who):
        today = self.model.today
        facts = Placed("foster_home", "lvu", True, today, today, "not_needed")
        if self.acting(
            who,
            lambda me: placements.register_placement(self.child, by=me, facts=facts),
            may=self.meets(who, "social"),
        ):
            COUNTED["placed"] += 1

    @rule(who=PLACERS)
    def keep_the_place_secret(self, who):
        if not (row := self.of_child(Placement)):
            return

        def act(me):
            return protecting.protect_residence(row, by=me, starts_on=self.model.today, place=PLACE)

        if self.acting(who, act, may=self.meets(who, "social")):
            COUNTED["secret"] += 1

    @rule(who=PLACERS, kind=st.sampled_from([NoticeKind.SECRET, NoticeKind.JOINT_PLANNING]), by_law=st.booleans())
    def tell_of_it(self, who, kind, by_law):
        if not (row := self.of_child(Placement)):
            return
        self.written += 1
        basis, decided = ("osl_10_2", BY_LAW) if by_law else ("consent", telling.Decided())

        def act(me):
            text = f"MÄRKE-BESKED {self.written:03}."
            return telling.tell(
                Placement.objects.get(pk=row.pk), by=me, kind=kind, units=[self.town.bup], text=text, basis=basis,
                decided=decided,
            )  # fmt: skip

        if made := self.acting(who, act, may=self.meets(who, "social")):
            COUNTED["told of"] += 1
            case = self.begun_case(made, who, "notice", self.child)
            if by_law:
                case.by_law.add("bup")
                self.let_in(case, {"bup"})

    @rule(who=PLACERS, secrecy=st.booleans())
    def end_what_placed_it(self, who, secrecy):
        row = self.of_child(ProtectedResidence if secrecy else Placement)

        def act(me):
            if secrecy:
                return protecting.end_protection(row, by=me, on=self.model.today)
            return placements.end_placement(row, by=me, on=self.model.today, reason="home")

        if row:
            self.acting(who, act, may=self.meets(who, "social"))

    # Offered and helped

    @rule(who=PLACERS, ends=st.booleans())
    def offer_a_plan_by_law(self, who, ends):
        row = self.of_child(LssOffer)

        def act(me):
            if ends and row:
                return lss.end_offer(row, by=me, reason="moved")
            return lss.note_lss(self.child, by=me, why="granted", on=self.model.today)

        if self.acting(who, act, may=self.meets(who, "social")):
            COUNTED["offered"] += 1

    @rule(who=ASKERS, with_plan=st.booleans())
    def ask_for_help(self, who, with_plan):
        def act(me):
            plan = SipPlan.objects.get(pk=self.town.plan.pk) if with_plan else None
            return pool.ask_pool(by=me, area=self.town.area, kind="lead", needed_by=self.model.today, plan=plan)

        if self.acting(who, act, may=who in WORKS):
            COUNTED["asked for help"] += 1

    @rule(who=st.sampled_from(["sigrid", "sigrid", "social_worker", "bup_manager", "convenor"]), how=st.integers(0, 2))
    def answer_for_help(self, who, how):
        if not (row := self.first(PoolAsk.objects.order_by("-created_at"))):
            return
        acts = (
            lambda me: pool.assign(row, by=me, coordinator=self.town.assignments["sigrid"]),
            lambda me: pool.decline(row, by=me, reason="no_time"),
            lambda me: pool.withdraw(row, by=me),
        )
        is_own = who in WORKS and row.unit_id == self.town.assignments[who].unit_id
        self.acting(who, acts[how], may=who in HELPS if how < 2 else is_own)

    @rule(who=st.sampled_from(["social_worker", "mate", "teacher"]), to=st.sampled_from(["teacher", "bup_worker"]))
    def hand_the_plan_on(self, who, to):
        """To be main responsible: asked, and answered with a yes."""
        plan = self.model.cases[self.town.plan.pk]
        people = self.town.assignments

        def ask(me):
            return handing.propose_handover(SipPlan.objects.get(pk=self.town.plan.pk), by=me, to=people[to])

        if self.acting(who, ask, may=plan.is_open and self.model.takes_part(plan, who)):
            COUNTED["handed on"] += 1
            row = self.first(Handover.objects.filter(status="proposed"))
            self.acting(
                to, lambda me: handing.answer_handover(row, by=me, accepts=True), may=self.model.takes_part(plan, to)
            )

    # From child to adult

    @rule(who=ACTORS)
    def add_a_transition(self, who):
        def act(me):
            return transitions.add_transition(self.child, by=me, kind="services", on=self.model.today)

        self.acting(who, act, may=self.meets(who))

    @rule(who=PLACERS, wish=st.sampled_from(["involved", "not_involved"]))
    def note_the_wish(self, who, wish):
        if not (row := self.of_child(Transition, kind="adult_18")):
            return
        case = self.model.cases.get(row.case_id)
        sees = self.model.meets(who, self.child.pk) or (case is not None and self.model.knows_name(case, who))
        may = sees and who in WORKS and row.unit_id == self.town.assignments[who].unit_id
        if self.acting(who, lambda me: transitions.note_wish(row, by=me, wish=wish), may=may):
            COUNTED["wished"] += 1
            self.model.wished(wish)

    @rule(days=st.integers(1, 3))
    def days_pass(self, days):
        self.pass_to(self.model.now + timedelta(days=days))

    @precondition(lambda self: self.model.today < self.model.birthday)
    @rule()
    def the_birthday_comes(self):
        self.pass_to(self.model.now + (self.model.birthday - self.model.today))
        self.night()

    @rule()
    def night(self):
        """The jobs of an hour and a night, one after another."""
        COUNTED["nights"] += 1
        with clock.moved_to(self.model.now):
            for job in (finding.find_all, finding.expire_on_birthdays, give_back_all):
                placing.in_worker(job, at=self.model.now)
            self.model.night()
            for proposal in r.proposed(self.town, self.model.today):
                if proposal.status == "approved" and r.executed(proposal):
                    COUNTED["deleted"] += 1
                    if proposal.kind == "child":
                        self.model.deleted(proposal.subject_id)

    # The record

    @precondition(lambda self: self.story == "old" and self.turn > 3)
    @rule()
    def years_pass(self):
        """Everything has come to its end, and nobody has written in it since."""
        with as_loader(), clock.moved_to(self.model.now):
            today = clock.today()
            of_child = {"child_id": self.child.pk}
            ProtectedResidence.objects.filter(**of_child, ended_on=None).update(ended_on=today)
            Placement.objects.filter(**of_child).update(status="ended", ended_on=today, end_reason="home")
            SipPlan.objects.filter(status="active").update(status="transferred", ended_on=today)
            Transfer.objects.filter(status="open").update(status="closed", ended_on=today)
            r.pass_years(self.town, 7)
        self.model.years_pass()
        self.night()

    def proposal(self):
        return self.first(RetentionProposal.objects.filter(subject_id=self.child.pk).order_by("-created_at"))

    @precondition(lambda self: self.story == "old" and self.turn > 2)
    @rule(who=OFFICERS, how=st.sampled_from(["approve", "approve", "approve", "approve", "reject", "hold"]))
    def decide_on_the_record(self, who, how):
        if not (row := self.proposal()):
            return
        said = {"reason": "other", "words": "Vi väntar"}
        acts = {
            "approve": lambda me: retention.approve(row, by=me),
            "reject": lambda me: retention.reject(row, by=me, **said),
            "hold": lambda me: retention.place_hold(row, by=me, **said),
        }
        if self.acting(who, acts[how], may=OFFICER.get(who) == "city"):
            COUNTED[how] += 1

    @precondition(lambda self: self.story == "old" and self.turn > 2)
    @rule(who=OFFICERS)
    def lift_the_hold(self, who):
        if row := self.first(RetentionHold.objects.filter(subject_id=self.child.pk, lifted_at=None)):
            self.acting(who, lambda me: retention.lift_hold(row, by=me, words="Klart"), may=OFFICER.get(who) == "city")

    @rule(who=OFFICERS, kind=st.sampled_from([Kind.REGISTER, Kind.LOG, Kind.ARCHIVE]))
    def build_an_extract(self, who, kind):
        def act(me):
            if kind == Kind.ARCHIVE:
                return building.build_before_deletion(self.proposal(), by=me)
            return building.build(self.child.pk, by=me, kind=kind, guardian_id=None, asked_on=self.model.today)

        if kind == Kind.ARCHIVE and not self.proposal():
            return
        may = OFFICER.get(who) == "city" and self.child.pk not in self.model.gone
        if self.acting(who, act, may=may):
            COUNTED["extracts"] += 1

    @rule(who=OFFICERS, how=st.sampled_from(["read", "read", "hand out", "refuse", "revoke"]))
    def go_on_with_the_extract(self, who, how):
        if not (row := self.of_child(Extract)):
            return

        def read(me):
            for item in row.items.order_by("number"):
                if item.waits:
                    extracts.decide_item(item, by=me, choice=Choice.LEAVE_OUT, ground=Ground.OTHERS_HARM)
            return extracts.pass_extract(row, by=me)

        manner = "own_archive" if row.kind == Kind.ARCHIVE else "in_person"
        acts = {
            "read": read,
            "hand out": lambda me: extracts.hand_out(row, by=me, manner=manner, on=self.model.today),
            "refuse": lambda me: extracts.refuse(row, by=me, reason="wrong_content", words="Fel barn"),
            "revoke": lambda me: extracts.revoke(row, by=me, reason="no_more", words=""),
        }
        is_second = self.town.assignments[who].pk != row.built_by_id
        may = OFFICER.get(who) == "city" and (is_second or how not in ("read", "refuse"))
        if self.acting(who, acts[how], may=may):
            COUNTED[f"extract {how}"] += 1
