"""One plan's life, step by step, by the services alone and on its own days. [SM-1]"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from core import clock
from core.access import Acting, acting_as
from core.organisations.models import District, Principal, Unit
from core.people.models import RoleAssignment
from demo import plan_texts
from demo.people import acting_for
from demo.plan_texts import Words
from demo.signing import sign_all
from demo.story import at
from sip.children.models import Child
from sip.consent.asked import Asked, Given
from sip.consent.models import Consent
from sip.consent.services import withdraw_consent
from sip.models import Guardian, PlanGoal, PlanInvitation, PlanMeasure, PlanMeeting, PlanSection, SipPlan
from sip.plans.services import agreeing, consenting, following, meeting, people, starting, writing

STEPS = ("noticed", "offered", "consented", "preparing", "called", "drafted", "active", "renewed", "closed")
WORKERS = ("school", "social", "therapist")  # who write the plan and do what it says
NO_LONGER, MET_AGAIN = 15, 75  # days from the need to a withdrawal, from the first meeting to the next


def working_day(day: date) -> date:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


@dataclass(frozen=True)
class Life:
    """What shall happen, and when: days before today on which the need was noticed."""

    starter: str  # a key of the cast
    reached: str
    noticed_ago: int
    words: int = 0
    declined: bool = False
    withdrawn: bool = False
    follow_up_in: int = 0  # days from today to the follow-up; 0: this week

    def day(self, after: int, today: date) -> date:
        """So many days after the need was noticed."""
        return today - timedelta(days=self.noticed_ago - after)

    def met_on(self, today: date) -> date:
        return working_day(self.day(18, today))

    def met_again_on(self, today: date) -> date:
        return working_day(self.met_on(today) + timedelta(days=MET_AGAIN))


@dataclass(frozen=True)
class Cast:
    """Who takes part in a county's plans, by what they are in them."""

    people: dict[str, RoleAssignment]

    def who(self, name: str) -> RoleAssignment:
        return self.people[name]

    def acting(self, name: str) -> Acting:
        return acting_for(self.people[name])

    def unit(self, name: str) -> Unit:
        unit = self.people[name].unit
        if unit is None:
            raise LookupError(f"The {name} of a plan works in no unit.")
        return unit

    @property
    def district(self) -> District:
        """Where the plans are kept: the school's."""
        district = self.unit("school").district
        if district is None:
            raise LookupError("The school lies in no district.")
        return district


@contextmanager
def on(day: date, by: Acting, hour: int = 9) -> Iterator[Acting]:
    """Somebody's hour of a day."""
    with clock.moved_to(at(day, hour)), acting_as(by):
        yield by


class Living:
    """A plan while it is lived: each method is a step."""

    def __init__(self, cast: Cast, life: Life, child: Child, today: date):
        self.cast, self.life, self.child, self.today = cast, life, child, today
        self.words: Words = plan_texts.PLANS[life.words % len(plan_texts.PLANS)]
        self.noticed = self.day(0)
        self.by = cast.acting(life.starter)
        self.met_on, self.met_again_on = life.met_on(today), life.met_again_on(today)
        self.plan: SipPlan
        self.meeting: PlanMeeting

    def day(self, after: int) -> date:
        return self.life.day(after, self.today)

    def live(self) -> SipPlan:
        """Every step up to the one that the plan has reached."""
        steps = (self.notice, self.offer, self.consent, self.work, self.call, self.hold, self.agree, self.renew)
        reached = STEPS.index(self.life.reached)
        for number, step in enumerate(steps):
            if number <= reached:
                step()
        if self.life.withdrawn:
            self.withdraw()
        if self.life.reached == "closed":
            self.close()
        return self.plan

    def notice(self) -> None:
        with on(self.day(1), self.by) as by:
            facts = starting.Started(
                district=self.cast.district, need=self.words.need, need_noticed_on=self.noticed, is_trained=True
            )
            self.plan = starting.start_plan(self.child, by=by, facts=facts)

    def offer(self) -> None:
        with on(self.day(2), self.by) as by:
            starting.offer_plan(self.plan, by=by, on=clock.today())
        if not self.life.declined:
            return
        reason, motivation = plan_texts.DECLINED
        with on(self.day(4), self.by) as by:
            starting.decline_plan(
                self.plan,
                by=by,
                answered_by="guardians",
                on=clock.today(),
                reason_code="not_now",
                reason=reason,
                motivation=motivation,
            )
        with on(self.day(18), self.by) as by:
            starting.offer_plan(self.plan, by=by, on=clock.today())

    def consent(self) -> None:
        with on(self.day(5), self.by) as by:
            guardians = Guardian.objects.filter(child__cases__case_id=self.plan.pk)
            units = {unit.pk: unit for unit in map(self.cast.unit, self.cast.people)}
            asked = Asked(
                units=tuple(units.values()),
                information_kinds=("identity", "situation", "school", "social", "health"),
                valid_to=max(self.today, clock.today()) + timedelta(days=180),
                purpose="sip",
            )
            on_screen = self.life.reached == "called" and not self.life.withdrawn
            how = ("screen", "") if on_screen else ("written", "Verksamhetens arkivskåp, pärm 5")
            given = Given(
                form=how[0],
                given_on=clock.today(),
                answers={guardian.pk: True for guardian in guardians},
                document_place=how[1],
                explained_how="Gick igenom texten tillsammans med familjen.",
                child_view="heard",
                child_view_text=self.words.child,
            )
            consent = consenting.record_plan_consent(self.plan, by=by, asked=asked, given=given)
            if on_screen:
                sign_all(consent, by)

    def work(self) -> None:
        with on(self.day(7), self.by) as by:
            others = [self.cast.who(name) for name in WORKERS if name != self.life.starter]
            people.start_work(self.plan, by=by, people=others)

    def call(self) -> None:
        """Ten days ahead; a meeting that has not been held lies in the week that comes."""
        ahead = self.life.reached == "called" and not self.life.withdrawn
        held_on = self.today + timedelta(days=9 - self.today.weekday()) if ahead else self.met_on
        with on(self.day(9), self.by) as by:
            self.meeting = self._call(by, held_on, [self.cast.who("bup"), self.cast.who("head")])

    def _call(self, by: Acting, day: date, others: list[RoleAssignment]) -> PlanMeeting:
        named = [self.cast.who(name) for name in WORKERS]
        call = meeting.Call(
            question=self.words.question,
            starts_at=at(day, 13),
            minutes=60,
            place="Skolan, lilla mötesrummet",
            chair=self.cast.who(self.life.starter),
            recorder=next(person for person in named if person.pk != by.assignment_id),
            reply_by=day - timedelta(days=2),
        )
        return meeting.call_meeting(self.plan, by=by, call=call, people=[*named, *others])

    def hold(self) -> None:
        """The first meeting; a draft that waits has its first headings written, a plan that is agreed has all."""
        with on(self.met_on, self.by, 15) as by:
            self._note_held(by)
            self._write(by, is_whole=STEPS.index(self.life.reached) > STEPS.index("drafted"))

    def _note_held(self, by: Acting) -> None:
        rows = PlanInvitation.objects.filter(meeting=self.meeting)
        there = {row.pk: "present" for row in rows}
        meeting.hold_meeting(self.meeting, by=by, attendance=there, child_present=True, guardians_present=True)

    def _write(self, by: Acting, *, is_whole: bool) -> None:
        for section in PlanSection.objects.filter(case_id=self.plan.pk).order_by("position"):
            text = self.words.section(section.key)
            if text and (is_whole or section.key in ("works_well", "situation")):
                writing.save_section(section, by=by, text=text, version=section.version)
        said = writing.Said("child", self.child.given_name, "meeting", self.words.child, clock.today())
        writing.add_voice(self.plan, by=by, said=said)
        if is_whole:
            guardian = Guardian.objects.filter(child__cases__case_id=self.plan.pk).order_by("name").first()
            name = guardian.name if guardian else ""
            told = writing.Said("guardian", name, "meeting", self.words.guardian, clock.today())
            writing.add_voice(self.plan, by=by, said=told)
            self._promise(by)

    def _promise(self, by: Acting) -> None:
        goal = writing.add_goal(self.plan, by=by, facts=writing.GoalFacts(self.words.goal, "long"))
        due = max(clock.today() + timedelta(days=60), self.today + timedelta(days=14))
        texts = (self.words.school, self.words.social, self.words.health)
        for name, text in zip(WORKERS, texts, strict=True):
            doer = self.cast.who(name)
            facts = writing.MeasureFacts(text, "unit", goal, doer.unit, doer, due_on=due)
            writing.add_measure(self.plan, by=by, facts=facts)
        writing.add_measure(self.plan, by=by, facts=writing.MeasureFacts(self.words.family, "family", goal, due_on=due))

    def agree(self) -> None:
        """The plan's follow-up falls this week, unless it has been followed up already."""
        friday = self.today + timedelta(days=max(0, 4 - self.today.weekday()))
        ahead = self.today + timedelta(days=self.life.follow_up_in) if self.life.follow_up_in else friday
        first = self.met_again_on if self.life.reached in ("renewed", "closed") else ahead
        with on(self.met_on + timedelta(days=1), self.by) as by:
            agreeing.agree(self.plan, by=by, agreed=self._agreed(first))

    def _agreed(self, follow_up_on: date) -> agreeing.Agreed:
        principal = Principal.objects.get(pk=self.cast.unit(self.life.starter).principal_id)
        return agreeing.Agreed(principal, self.cast.who(self.life.starter), follow_up_on)

    def renew(self) -> None:
        """Followed up at a meeting of its own: two measures done, the others go on, a version more."""
        day = self.met_again_on
        with on(day - timedelta(days=10), self.by) as by:
            self.meeting = self._call(by, day, [])
        with on(day, self.by, 15) as by:
            self._note_held(by)
            self._note_results(by, is_all_done=self.life.reached == "closed")
        if self.life.reached == "renewed":
            with on(day, self.by, 16) as by:
                following.renew(self.plan, by=by, agreed=self._agreed(self.today + timedelta(days=60)))

    def _note_results(self, by: Acting, *, is_all_done: bool) -> None:
        rows = PlanMeasure.objects.filter(case_id=self.plan.pk, taken_out_at__isnull=True).order_by("position")
        outcomes = {
            row.pk: following.Outcome("done" if is_all_done or number < 2 else "going_on", self.words.result)
            for number, row in enumerate(rows)
        }
        goals = PlanGoal.objects.filter(case_id=self.plan.pk)
        following.note_results(self.plan, by=by, outcomes=outcomes, reached={goal.pk: is_all_done for goal in goals})

    def close(self) -> None:
        with on(self.met_again_on + timedelta(days=1), self.by) as by:
            following.close_plan(self.plan, by=by, reason="goals_met")

    def withdraw(self) -> None:
        with on(self.day(NO_LONGER), self.by) as by:
            withdraw_consent(Consent.objects.get(case_id=self.plan.pk, status="given"), by=by)
