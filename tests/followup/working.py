"""An area's groups and a year's work of every kind, by chance; and the same counted in plain Python over the rows.

The counting knows domain 7 and nothing of our SQL.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from core.organisations.models import Area
from followup.models import AnnualFollowUp
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
    Need,
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
    Voice,
)
from tests.database import as_loader
from tests.followup import town as t
from tests.groups import build as b

FIRST, LAST = date(t.YEAR, 1, 1), date(t.YEAR, 12, 31)
GROUPS = ("steering_group", "local_group", "working_group")
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


def _a_day(random: Random) -> date:
    """On either side of the year's edges."""
    return FIRST + timedelta(days=random.choice((-1, 0, 364, 365, random.randint(-60, 420))))


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


def some_work(town, random: Random, groups: Groups) -> None:
    """Of everything some, on both sides of every edge."""
    who = [name for name in ("chair", "steering_bup", "member") if name in town.assignments]
    given = {forum.pk: decision(town, forum) for forum in (groups.steering, groups.elsewhere)}
    for _number in range(random.randint(8, 14)):
        came = {name: random.choice(("present", "present", "absent", "stood_in", "nobody_stood_in")) for name in who}
        meeting(town, random.choice(groups.some), random.choice((None, _a_day(random), _a_day(random))), came)
    for _number in range(random.randint(7, 12)):
        giver = random.choice((groups.steering, groups.elsewhere))
        day = _a_day(random)
        done = day + timedelta(days=random.randint(1, 90)) if random.random() < 0.5 else None
        status = (
            random.choice(("reported", "approved", "in_progress")) if done else random.choice(("given", "cancelled"))
        )
        receiver = groups.working if giver == groups.steering else groups.regional
        more = {"given_on": day, "reported_on": done, "decided": given[giver.pk]}
        task(town, giver, receiver, status=status, **more)
        obstacle(town, random.choice(groups.some), day, kind=random.choice(("obstacle", "obstacle", "enabler")))
        ended = random.choice(("solved", "dropped"))
        obstacle(
            town, random.choice(groups.some), day, status=ended, ended_on=day + timedelta(days=random.randint(0, 90))
        )
        answered = day + timedelta(days=40) if random.random() < 0.5 else None
        to = random.choice((groups.regional, groups.regional, groups.working))
        lifted(town, groups.steering, to, day, answered_on=answered, withdrawn=not answered and random.random() < 0.3)
        kind, removed = random.choice(("training", "activity")), random.random() < 0.2
        people = {town.city: random.randint(1, 9), town.care: random.randint(1, 30)}
        training(town, random.choice(groups.some), _a_day(random), people, kind=kind, removed=removed)
    _some_papers(town, random, groups)
    for forum in (groups.steering, groups.working, groups.elsewhere):
        status = random.choice(("draft", "in_progress", "in_progress"))
        states = ("planned", "in_progress", "done", "dropped", "removed")
        plan(town, forum, status=status, activities=random.choices(states, k=random.randint(1, 6)))
    with as_loader():
        for number in range(random.randint(2, 5)):
            day, forum, by = _a_day(random), random.choice(groups.some), town.assignments["chair"]
            Need.objects.create(
                region=town.region, forum=forum, target_group=f"Målgrupp {number}", text="Stöd", known_from="Samtal",
                inventoried_on=day, next_on=day + timedelta(days=365), noted_by=by,
            )  # fmt: skip
            answer = {"status": "answered", "answer": "Ja", "influence": "decision", "answered_on": day}
            Voice.objects.create(
                region=town.region, forum=forum, organisation="Förening", title=f"Synpunkt {number}", text="Så",
                said_on=day, noted_by=by, **(answer | {"answered_by": by} if number % 2 else {}),
            )  # fmt: skip


def _some_papers(town, random: Random, groups: Groups) -> None:
    """Agreements and routines that hold, have been replaced, are under notice, or are for another area."""
    before, after = FIRST - timedelta(days=random.randint(1, 400)), LAST + timedelta(days=random.randint(0, 1))
    for forum in (groups.steering, groups.regional, groups.elsewhere):
        agreement(town, forum, random.choice((before, LAST, LAST + timedelta(days=1))))
        agreement(town, forum, before, status="terminated", ends_on=random.choice((LAST - timedelta(days=1), after)))
        old = agreement(town, forum, before, status="superseded")
        agreement(town, forum, random.choice((LAST, LAST + timedelta(days=1))), replaces=old)
        subject = random.choice(("sip", "absence"))
        covers = random.choice(((), (town.area,), (town.other_area,), (town.area, town.other_area)))
        last = random.choice((LAST - timedelta(days=1), LAST))
        old = routine(town, forum, before, valid_to=last, subject=subject, status="replaced", areas=covers)
        routine(town, forum, last + timedelta(days=1), of=old.routine, number=2, areas=covers)
        routine(town, forum, before, subject="sip", areas=covers)
        routine(town, forum, before, valid_to=random.choice((last, after)), status="withdrawn", areas=covers)


def plain_work(town, area) -> dict[str, set]:
    """The keys of the rows of each number of the area's groups, by the rules as they are written."""
    with as_loader():
        return _Plain(area.pk).counted()


def plain_people(town, area) -> dict[str, int]:
    """Who came to what the area's groups held together, all and by principal; small numbers not yet hidden."""
    with as_loader():
        mine = _Plain(area.pk)
        held = {row["id"] for row in mine.of(Training, "held_on") if row["removed_at"] is None}
        found: dict[str, int] = {"people": 0}
        for row in TrainingGroup.objects.values():
            if row["training_id"] in held:
                for cell in ("people", f"people.principal.{row['principal_id']}"):
                    found[cell] = found.get(cell, 0) + row["people"]
    return found


class _Plain:
    def __init__(self, area) -> None:
        self.area = area
        self.forums = {row["id"]: row for row in Forum.objects.values()}

    def own(self, forum) -> bool:
        row = self.forums[forum]
        return row["area_id"] == self.area and row["kind"] in GROUPS

    def of(self, model, day="", forum="forum_id", **same) -> list[dict]:
        """Rows of the area's groups, whose day lies in the year."""
        return [
            row
            for row in model.objects.values()
            if self.own(row[forum])
            and (not day or (row[day] and FIRST <= row[day] <= LAST))
            and all(row[name] == value for name, value in same.items())
        ]

    def counted(self) -> dict[str, set]:
        trainings = [row for row in self.of(Training, "held_on") if row["removed_at"] is None]
        obstacles = self.of(Obstacle, kind="obstacle")
        found = {
            "meetings": self.of(Meeting, "held_on"),
            **self._calls(),
            **self._tasks(),
            **self._activities(),
            "obstacles_noted": self.of(Obstacle, "noted_on", kind="obstacle"),
            "obstacles_solved": self.of(Obstacle, "ended_on", kind="obstacle", status="solved"),
            "obstacles_open": [
                row for row in obstacles if row["noted_on"] <= LAST and (row["ended_on"] or date.max) > LAST
            ],
            "needs": self.of(Need, "inventoried_on"),
            **self._lifted(),
            "agreements": self._agreements(),
            **self._routines(),
            "trainings": [row for row in trainings if row["kind"] == "training"],
            "joint": [row for row in trainings if row["kind"] == "activity"],
            "voices": self.of(Voice, "said_on"),
            "voices_answered": self.of(Voice, "said_on", status="answered"),
            **self._years(),
            **self._parts(),
        }
        return {cell: {row["id"] for row in rows} for cell, rows in found.items()}

    def _calls(self) -> dict[str, list]:
        held = {row["id"] for row in self.of(Meeting, "held_on")}
        calls = [row for row in Invitation.objects.values() if row["meeting_id"] in held]
        there = {row["replaces_id"] for row in calls if row["replaces_id"] and row["attendance"] == "present"}
        called = [row for row in calls if row["place"] == "member" and row["attendance"] != "unknown"]
        came = [row for row in called if row["attendance"] == "present"]
        stood_in = [row for row in called if row["attendance"] == "replaced" and row["id"] in there]
        absent = [row for row in called if row not in came and row not in stood_in]
        return {"called": called, "came": came, "stood_in": stood_in, "absent": absent}

    def _tasks(self) -> dict[str, list]:
        tasks = [row for row in Task.objects.values() if self.own(row["giver_id"]) or self.own(row["receiver_id"])]

        def within(field) -> list:
            return [row for row in tasks if row[field] and FIRST <= row[field] <= LAST]

        waiting = [
            row
            for row in tasks
            if (row["given_on"] or date.max) <= LAST
            and row["status"] != "cancelled"
            and ((row["reported_on"] or date.max) > LAST or row["status"] == "in_progress")
        ]
        return {"tasks_given": within("given_on"), "tasks_reported": within("reported_on"), "tasks_waiting": waiting}

    def _activities(self) -> dict[str, list]:
        decided = {
            row["id"] for row in ActionPlan.objects.values() if row["year"] == t.YEAR and row["status"] != "draft"
        }
        rows = [row for row in self.of(PlanActivity) if row["plan_id"] in decided and row["removed_at"] is None]

        def those(*states) -> list:
            return [row for row in rows if row["status"] in states]

        return {
            "activities": rows,
            "activities_done": those("done"),
            "activities_dropped": those("dropped"),
            "activities_left": those("planned", "in_progress"),
        }

    def _lifted(self) -> dict[str, list]:
        steps = [row for row in LiftStep.objects.values() if self.forums[row["to_forum_id"]]["tier"] == "regional"]
        to_region = {row["question_id"] for row in steps}
        answered = {row["question_id"] for row in steps if row["status"] == "answered"}
        rows = [
            row
            for row in self.of(LiftedQuestion, "lifted_on", "origin_id")
            if row["id"] in to_region and row["status"] != "withdrawn"
        ]
        return {
            "lifted": rows,
            "lifted_answered": [row for row in rows if row["id"] in answered],
            "lift_answers": self.of(LiftedQuestion, "answered_on", "origin_id"),
        }

    def _here(self, forum) -> bool:
        return self.forums[forum]["area_id"] in (self.area, None)

    def _agreements(self) -> list[dict]:
        rows = [row for row in Agreement.objects.values() if row["in_force_on"]]
        replaced = {row["replaces_id"] for row in rows if row["in_force_on"] <= LAST}
        return [
            row
            for row in rows
            if self._here(row["forum_id"])
            and row["in_force_on"] <= LAST
            and (row["ends_on"] or LAST) >= LAST
            and row["id"] not in replaced
        ]

    def _routines(self) -> dict[str, list]:
        areas: dict = {}
        for row in RoutineCover.objects.values():
            areas.setdefault(row["routine_version_id"], set()).add(row["area_id"])
        subject = dict(Routine.objects.values_list("pk", "subject"))
        rows = [
            row
            for row in RoutineVersion.objects.values()
            if (self.area in areas[row["id"]] if row["id"] in areas else self._here(row["forum_id"]))
            and (row["valid_from"] or date.max) <= LAST
            and (row["valid_to"] or date.max) >= LAST
        ]
        return {"routines": rows, "sip_routines": [row for row in rows if subject[row["routine_id"]] == "sip"]}

    def _years(self) -> dict[str, list]:
        rows = [row for row in AnnualFollowUp.objects.values() if row["area_id"] == self.area and row["year"] < t.YEAR]
        return {
            "years": rows,
            "years_analysed": [row for row in rows if row["status"] in ("analysed_regional", "fed_back")],
        }

    def _parts(self) -> dict[str, list]:
        parts = [row for row in Area.objects.values() if row["region_id"] == self.forums_region]
        meet = []
        for part in parts:
            own = [pk for pk, row in self.forums.items() if row["area_id"] == part["id"] and row["kind"] in GROUPS[:2]]
            held = [
                row["forum_id"]
                for row in Meeting.objects.values()
                if row["held_on"] and FIRST <= row["held_on"] <= LAST
            ]
            if any(held.count(pk) >= 2 for pk in own):
                meet.append(part)
        return {"parts": parts, "parts_meet": meet}

    @property
    def forums_region(self):
        return Area.objects.get(pk=self.area).region_id
