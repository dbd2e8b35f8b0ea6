"""An area's groups, and rows of what they do in a year: meetings, assignments, papers, questions, surveys."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from groups.models import (
    ActionPlan,
    AgendaItem,
    Agreement,
    AgreementParty,
    Forum,
    ForumDecision,
    Invitation,
    LiftedQuestion,
    LiftStep,
    Meeting,
    Obstacle,
    PlanActivity,
    Routine,
    RoutineCover,
    RoutineVersion,
    SurveyRound,
    SurveySum,
    Task,
    Training,
    TrainingGroup,
)
from tests.database import as_loader
from tests.followup import town as t
from tests.groups import build as b

FIRST, LAST = date(t.YEAR, 1, 1), date(t.YEAR, 12, 31)
_numbers = count(1)


@dataclass(frozen=True)
class Groups:
    """The area's two groups, the region's, and the managers' group of another area."""

    steering: Forum
    working: Forum
    regional: Forum
    elsewhere: Forum

    @property
    def some(self) -> tuple[Forum, ...]:
        return self.steering, self.working, self.steering, self.working, self.elsewhere


def groups_of(town) -> Groups:
    with as_loader():
        regional = b.make_forum(town.region, "regional_group", label="Regional grupp")
        steering = Forum.objects.get(region=town.region, area=town.area, kind="steering_group")
        Forum.objects.filter(pk=steering.pk).update(parent=regional)
        working = b.make_forum(town.region, "working_group", area=town.area, parent=steering, label="Arbetsgrupp")
        b.make_member(working, town.assignments["chair"])  # who leads the one group does not read the other by that
        return Groups(
            steering,
            working,
            regional,
            b.make_forum(town.region, "steering_group", area=town.other_area, label="Styrgrupp", led_by="group_chair"),
        )


def meeting(town, forum, held_on: date | None = None, calls: dict | None = None) -> Meeting:
    """One held on the day, or only called. `calls`: who was called, and who came."""
    number, chair = next(_numbers), town.assignments["chair"]
    at = t.noon(held_on or FIRST)
    with as_loader():
        row = Meeting.objects.create(
            region=town.region, forum=forum, year=at.year, number=number, starts_at=at, ends_at=at + timedelta(hours=1),
            status="held" if held_on else "called", called_at=at, called_by=chair, planned_by=chair, held_on=held_on,
        )  # fmt: skip
        for who, came in (calls or {}).items():
            _call(town, row, town.assignments[who], came)
    return row


def _call(town, row: Meeting, who, came: str) -> None:
    """`came`: present, absent, stood_in (somebody else came), or nobody_stood_in."""
    common = {"region": town.region, "forum": row.forum, "meeting": row}
    replaced = came in ("stood_in", "nobody_stood_in")
    call = Invitation.objects.create(**common, assignment=who, attendance="replaced" if replaced else came)
    if replaced:
        stand_in = b.make_assignment(town.region, who.role, f"Ersättare {next(_numbers)}", area=who.area, unit=who.unit)
        there = "present" if came == "stood_in" else "absent"
        Invitation.objects.create(
            **common, assignment=stand_in, place="substitute", replaces=call, attendance=there
        )  # fmt: skip


def decision(town, forum) -> ForumDecision:
    row = meeting(town, forum, FIRST - timedelta(days=200))
    common = {"region": town.region, "forum": forum, "meeting": row}
    with as_loader():
        item = AgendaItem.objects.create(**common, order=1, title="Beslut")
        return ForumDecision.objects.create(
            **common, item=item, year=row.year, number=next(_numbers), text="Så", recorded_by=town.assignments["chair"]
        )


def task(town, giver, receiver, *, given_on=None, reported_on=None, status="given", decided=None) -> Task:
    words = {
        "title": f"Uppdrag {next(_numbers)}",
        "text": "Gör",
        "target_group": "Barn",
        "expected": "En rutin",
        "start_term": "Våren",
    }
    if given_on:
        words |= {"decision": decided, "given_on": given_on, "due_from": given_on, "due_on": given_on}
    if reported_on:
        words |= {"reported_on": reported_on, "result": "Klart", "result_kind": "report"}
    more = {"cancel_reason": "Behövs inte"} if status == "cancelled" else {}
    with as_loader():
        return Task.objects.create(
            region=town.region, giver=giver, receiver=receiver, status=status,
            proposed_by=town.assignments["chair"], **words, **more,
        )  # fmt: skip


def lifted(town, origin, to, lifted_on: date, *, answered_on=None, withdrawn=False) -> LiftedQuestion:
    status = "withdrawn" if withdrawn else "answered" if answered_on else "lifted"
    chair = town.assignments["chair"]
    with as_loader():
        row = LiftedQuestion.objects.create(
            region=town.region, origin=origin, status=status, title=f"Fråga {next(_numbers)}",
            text="Vad", why="Mandat", asks="decision",
            lifted_by=chair, lifted_on=lifted_on, answered_on=answered_on,
            withdraw_reason="Löst" if withdrawn else "",
        )  # fmt: skip
        LiftStep.objects.create(
            region=town.region, question=row, origin=origin, number=1, from_forum=origin, to_forum=to, sent_by=chair,
            sent_on=lifted_on, status="withdrawn" if withdrawn else "answered" if answered_on else "sent",
            answer="Ja" if answered_on else "", ended_on=answered_on or (lifted_on if withdrawn else None),
        )  # fmt: skip
    return row


def agreement(town, forum, in_force_on: date, *, status="in_force", ends_on=None, replaces=None) -> Agreement:
    with t.as_it_stands():
        row = Agreement.objects.create(
            region=town.region, forum=forum, level="local" if forum.area_id else "regional", status=status,
            number=2 if replaces else 1, replaces=replaces, title=f"Överenskommelse {next(_numbers)}",
            target_group="Barn", situation="none", needs_coordination=True, needs_economy=True,
            drafted_by=town.assignments["chair"], best_interests="Prövat", answer_by=in_force_on,
            in_force_on=in_force_on, ends_on=ends_on, ended_by=town.city if ends_on else None,
        )  # fmt: skip
        AgreementParty.objects.create(region=town.region, agreement=row, principal=town.city)
    return row


def routine(
    town, forum, valid_from: date, *, valid_to=None, subject="sip", status="in_force", of=None, number=1, areas=()
) -> RoutineVersion:
    chair = town.assignments["chair"]
    with t.as_it_stands():
        of = of or Routine.objects.create(region=town.region, forum=forum, subject=subject, begun_by=chair)
        row = RoutineVersion.objects.create(
            region=town.region, routine=of, forum=forum, number=number, status=status, title=f"Rutin {next(_numbers)}",
            drafted_by=chair, decided_on=valid_from, decided_as="Vid mötet", valid_from=valid_from, valid_to=valid_to,
            review_on=valid_from + timedelta(days=365),
        )  # fmt: skip
        for area in areas:
            RoutineCover.objects.create(region=town.region, routine_version=row, area=area)
    return row


def obstacle(town, forum, noted_on: date, *, kind="obstacle", status="noted", ended_on=None) -> Obstacle:
    with as_loader():
        return Obstacle.objects.create(
            region=town.region, forum=forum, kind=kind, category="resources", status=status,
            title=f"Hinder {next(_numbers)}",
            noted_by=town.assignments["chair"], noted_on=noted_on, ended_on=ended_on, result="Löst" if ended_on else "",
        )  # fmt: skip


def plan(town, forum, year=t.YEAR, *, status="in_progress", activities=()) -> ActionPlan:
    """`activities`: the status of each; «removed» is one taken away."""
    chair = town.assignments["chair"]
    decided = (
        {"decision": decision(town, forum), "decided_as": "2025:1", "adopted_on": FIRST} if status != "draft" else {}
    )
    with as_loader():
        row = ActionPlan.objects.create(
            region=town.region, forum=forum, year=year, status=status, drafted_by=chair, **decided
        )
        for each in activities:
            done = each in ("done", "dropped")
            PlanActivity.objects.create(
                region=town.region, plan=row, forum=forum, what=f"Aktivitet {next(_numbers)}", due_on=LAST,
                status="planned" if each == "removed" else each, added_on=FIRST, added_by=chair, responsible=chair,
                result="Så" if done else "", noted_on=LAST if done else None, noted_by=chair if done else None,
                removed_at=t.noon(LAST) if each == "removed" else None,
            )  # fmt: skip
    return row


def training(town, forum, held_on: date, people: dict | None = None, *, kind="training", removed=False) -> Training:
    with as_loader():
        row = Training.objects.create(
            region=town.region, forum=forum, kind=kind, title=f"Dag {next(_numbers)}", held_on=held_on,
            noted_by=town.assignments["chair"], removed_at=t.noon(LAST) if removed else None,
        )  # fmt: skip
        for principal, number in (people or {}).items():
            TrainingGroup.objects.create(
                region=town.region, forum=forum, training=row, principal=principal, people=number
            )
    return row


def survey(town, forum, kind: str, scores: dict, *, year=t.YEAR, answers=6, asked=9, steps=10) -> SurveyRound:
    """A round that has closed; `scores` by question: how many chose each step."""
    with as_loader():
        row = SurveyRound.objects.create(
            region=town.region, forum=forum, kind=kind, year=year, questions=list(scores), steps=steps, least=5,
            asked=asked, answers=answers, opened_on=date(year, 10, 1), closes_on=date(year, 10, 22),
            opened_by=town.assignments["chair"],
        )  # fmt: skip
        SurveySum.objects.create(region=town.region, forum=forum, round=row, scores=scores, words=["MÄRKE-RAD"])
    return row
