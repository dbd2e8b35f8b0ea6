"""The groups' work counted in plain Python over the rows: it knows domain 7 and nothing of our SQL."""

from datetime import date

from core.organisations.models import Area
from followup.models import AnnualFollowUp
from groups.models import (
    ActionPlan,
    Agreement,
    Forum,
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
    Task,
    Training,
    TrainingGroup,
    Voice,
)
from tests.database import as_loader
from tests.followup import town as t
from tests.followup.working import FIRST, LAST

GROUPS = ("steering_group", "local_group", "working_group")


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
