"""Who is answered with a report and with an area's year, as the world stands and after each change, by hand.

From domain 2, SM-3, SM-9 and [security 1]; knows nothing of the SQL. Two rows alone: the report and the follow-up that
`beside` makes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from tests.access.beside import FOLLOWERS, REPORTED_TO
from tests.access.doors import become
from tests.access.scenes import run
from tests.access.world import PEOPLE, World
from tests.database import as_loader

# Question → which of the two it is about.
QUESTIONS = {
    "visible_deviation_ids": "report",
    "readable_deviation_ids": "report",
    "writable_deviation_ids": "report",
    "follow_up_area_ids": "area",
    "visible_follow_up_ids": "year",
    "writable_follow_up_ids": "year",
    "movable_follow_up_ids": "year",
    "answerable_follow_up_ids": "year",
}
ASK = "SELECT " + ", ".join(f"%({row})s IN (SELECT access.{name}())" for name, row in QUESTIONS.items())
ROLE = "UPDATE people_roleassignment SET {1} WHERE id = %({0})s"
REPORT = "UPDATE deviations_deviationreport SET {} WHERE id = %(report)s"
COUNTERPART = "UPDATE deviations_deviationcounterpart SET unit_id = %(social)s WHERE report_id = %(report)s"
LEAVE = "UPDATE deviations_deviationreportgrant SET {} WHERE user_id = %(social_worker_user)s"
OTHER_RIGHT = "permission_id = (SELECT id FROM auth_permission WHERE codename = '{}')"
YEAR = """UPDATE followup_annualfollowup SET status = '{}', collected_at = now(), reported_at = {}, reported_by_id = {},
  adopted_on = {}, adopted_by_id = {}, adopted_at_meeting = 'x' WHERE id = %(year)s"""
READ_YEAR = "UPDATE followup_annualfollowupgrant SET {} WHERE user_id = %(teacher_user)s"
AREA = "(SELECT id FROM organisations_area WHERE region_id = %(region)s AND code = '{}')"
NEW = """INSERT INTO organisations_area SELECT (jsonb_populate_record(a, jsonb_build_object(
  'id', gen_random_uuid(), 'name', '{0}', 'code', '{0}'))).* FROM organisations_area a WHERE a.id = %(area)s"""
OTHER_AREA, NEW_AREA, THIRD_AREA, NEW_THIRD = (
    said.format(code) for code in ("annat", "tredje") for said in (AREA, NEW)
)
LINK = f"""INSERT INTO organisations_arealink (id, created_at, region_id, predecessor_id, successor_id, kind, "on")
  SELECT gen_random_uuid(), now(), %(region)s, %(area)s, {OTHER_AREA}, 'split', current_date"""


def status(name: str) -> str:
    is_adopted = name in ("adopted_local", "reported", "analysed_regional", "fed_back")
    is_reported = is_adopted and name != "adopted_local"
    adopted = ("current_date", "%(chair)s") if is_adopted else ("NULL", "NULL")
    return YEAR.format(name, *(("now()", "%(chair)s") if is_reported else ("NULL", "NULL")), *adopted)


@dataclass(frozen=True)
class Asked:
    """After `changes`: who is answered with the row, by question; a question not named is answered as before."""

    changes: tuple[str, ...]
    sees: tuple[tuple[str, frozenset], ...]


def asked(*changes: str, **sees: set[str]) -> Asked:
    return Asked(changes, tuple((name, frozenset(people)) for name, people in sees.items()))


def of_report(*changes: str, less: str = "", more: str = "") -> Asked:
    """Who takes part, and so sees, reads and writes; leave to read stands."""
    part = REPORTED_TO - {"social_worker"} - set(less.split()) | set(more.split())
    read = part | {"social_worker"}
    return asked(*changes, visible_deviation_ids=read, readable_deviation_ids=read, writable_deviation_ids=part)


def on_rung(role: str, rung: str, *, more: str = "") -> list[Asked]:
    """Whoever has the role works on its own rung, and on no other."""
    is_role = ROLE.format("secretary", f"role = '{role}'")
    return [
        of_report(is_role, REPORT.format(f"levels = ARRAY['{rung}']")),
        of_report(is_role, REPORT.format("levels = ARRAY['another']"), less="secretary"),
    ]


NO_RUNG = REPORT.format("levels = '{}'")
PARTICIPANTS = REPORTED_TO - {"social_worker"}
REPORTS = [
    of_report(),
    of_report(REPORT.format("reporter_id = %(colleague)s"), less="teacher", more="colleague"),
    of_report(REPORT.format("unit_id = %(social)s"), less="head", more="social_manager"),
    of_report(ROLE.format("head", "role = 'caseworker'"), less="head"),
    of_report(COUNTERPART, less="bup_manager", more="social_manager"),
    of_report(ROLE.format("bup_manager", "role = 'caseworker'"), less="bup_manager"),
    of_report(ROLE.format("chair", "role = 'group_coordinator'")),
    of_report(ROLE.format("chair", "role = 'steering_member'"), less="chair"),
    of_report(NEW_AREA, ROLE.format("chair", f"area_id = {OTHER_AREA}"), less="chair"),
    of_report(REPORT.format("levels = ARRAY['individual_forum']"), less="secretary", more="convenor"),
    of_report(
        REPORT.format("levels = ARRAY['individual_forum'], district_id = %(west)s"), less="secretary",
        more="other_convenor",
    ),
    of_report(
        REPORT.format("levels = ARRAY['individual_forum']"), ROLE.format("convenor", "role = 'working_member'"),
        less="secretary",
    ),
    of_report(NO_RUNG, less="secretary"),
    *(one
      for role, rung in (
          ("regional_member", "regional_group"), ("prep_member", "preparatory_group"),
          ("managers_forum_member", "managers_forum"), ("political_member", "political_forum"),
      )
      for one in on_rung(role, rung)),
    # A copy for the figures is seen by the secretariat, and by nobody else of the region.
    asked(
        NO_RUNG, REPORT.format("is_copied = true"), visible_deviation_ids=REPORTED_TO,
        readable_deviation_ids=REPORTED_TO - {"secretary"}, writable_deviation_ids=PARTICIPANTS - {"secretary"},
    ),
    *(
        asked(
            LEAVE.format(ended), visible_deviation_ids=PARTICIPANTS, readable_deviation_ids=PARTICIPANTS,
            writable_deviation_ids=PARTICIPANTS,
        )
        for ended in (
            "valid_until = now() - interval '1 minute', valid_from = now() - interval '1 hour'",
            "valid_from = now() + interval '1 hour'", OTHER_RIGHT.format("read_annualfollowup"),
        )
    ),
    asked(
        LEAVE.format("user_id = %(colleague_user)s"), visible_deviation_ids=PARTICIPANTS | {"colleague"},
        readable_deviation_ids=PARTICIPANTS | {"colleague"}, writable_deviation_ids=PARTICIPANTS,
    ),
]  # fmt: skip
GROUP = {"chair", "steering_bup", "steering_social"}
COMPILER = {"secretary"}


def of_year(*changes: str, moves: str = "", answers: str = "", writes: str = "chair", less: str = "", more: str = ""):
    """`less` and `more` than the groups' own, who read the area's years; the teacher reads this one by leave."""
    area = FOLLOWERS - set(less.split()) | set(more.split())
    return asked(
        *changes, follow_up_area_ids=area, visible_follow_up_ids=area | {"teacher"},
        writable_follow_up_ids=set(writes.split()), movable_follow_up_ids=set(moves.split()),
        answerable_follow_up_ids=set(answers.split()),
    )  # fmt: skip


def worker(role: str) -> str:
    return ROLE.format("steering_bup", f"role = '{role}'")


YEARS = [
    of_year(status("open"), moves="chair"),
    of_year(status("collecting"), moves="chair"),
    of_year(status("drafted"), moves="chair"),
    of_year(status("adopted_local"), moves="chair steering_bup steering_social secretary"),
    *(of_year(status(name), moves="secretary", answers="secretary") for name in ("reported", "analysed_regional")),
    of_year(status("fed_back")),
    of_year(status("open"), ROLE.format("chair", "role = 'group_coordinator'"), moves="chair"),
    *(one
      for role in ("working_convenor", "working_member")
      for one in (
          of_year(status("collecting"), worker(role), moves="chair steering_bup", writes="chair steering_bup"),
          of_year(status("drafted"), worker(role), moves="chair", writes="chair steering_bup"),
          of_year(status("adopted_local"), worker(role), moves="chair steering_social secretary",
                  writes="chair steering_bup"),
      )),
    of_year(status("open"), worker("caseworker"), moves="chair", less="steering_bup"),
    of_year(status("open"), ROLE.format("convenor", "role = 'caseworker'"), moves="chair", less="convenor"),
    of_year(status("open"), ROLE.format("secretary", "role = 'support_unit_officer'"), moves="chair"),
    of_year(status("open"), ROLE.format("secretary", "role = 'log_reviewer'"), moves="chair", less="secretary"),
    # Of another area: only through the one that it came from.
    of_year(NEW_AREA, status("open"), ROLE.format("chair", f"area_id = {OTHER_AREA}"), writes="", less="chair"),
    of_year(
        NEW_AREA, status("adopted_local"), ROLE.format("steering_bup", f"area_id = {OTHER_AREA}"),
        moves="chair steering_social secretary", less="steering_bup",
    ),
    of_year(NEW_AREA, LINK, status("open"), ROLE.format("chair", f"area_id = {OTHER_AREA}"), writes=""),
    of_year(
        NEW_AREA, LINK, status("open"), ROLE.format("chair", f"area_id = {OTHER_AREA}, role = 'caseworker'"),
        writes="", less="chair",
    ),
    of_year(
        NEW_AREA, NEW_THIRD, LINK, status("open"),
        ROLE.format("colleague", f"role = 'working_member', area_id = {THIRD_AREA}"), moves="chair",
    ),
    of_year(
        NEW_AREA, f"UPDATE organisations_areadistrict SET area_id = {OTHER_AREA} WHERE district_id = %(west)s",
        status("open"), moves="chair", less="other_convenor",
    ),
    # Regional and political members read what has been sent on, and two of them answer it.
    *(one
      for role, answers in (
          ("regional_member", True), ("prep_member", False), ("managers_forum_member", True),
          ("political_member", False),
      )
      for name in ("adopted_local", "reported", "analysed_regional", "fed_back")
      for one in [asked(
          status(name), ROLE.format("secretary", f"role = '{role}'"),
          follow_up_area_ids=FOLLOWERS - COMPILER,
          visible_follow_up_ids=FOLLOWERS - COMPILER | {"teacher"} | (
              COMPILER if name != "adopted_local" else set()),
          writable_follow_up_ids={"chair"},
          movable_follow_up_ids=GROUP if name == "adopted_local" else (
              COMPILER if answers and name != "fed_back" else set()),
          answerable_follow_up_ids=COMPILER if answers and name in ("reported", "analysed_regional") else set(),
      )]),
    *(asked(READ_YEAR.format(ended), visible_follow_up_ids=FOLLOWERS)
      for ended in (
          "valid_until = now() - interval '1 minute', valid_from = now() - interval '1 hour'",
          "valid_from = now() + interval '1 hour'", OTHER_RIGHT.format("read_deviationreport"),
      )),
    asked(READ_YEAR.format("user_id = %(colleague_user)s"), visible_follow_up_ids=FOLLOWERS | {"colleague"}),
]  # fmt: skip


def wrong_answers(world: World) -> Iterator[str]:
    """Each difference between what is answered and what the table says."""
    named = _named(world)
    for one in (*REPORTS, *YEARS):
        before = transaction.savepoint()
        with as_loader():
            for change in one.changes:
                if not run(change, named):
                    yield f"the change changes nothing: {change}"
        for who in PEOPLE:
            become(getattr(world.town, who))
            found = dict(zip(QUESTIONS, run(ASK, named)[0], strict=True))
            for name, people in one.sees:
                if found[name] != (who in people):
                    yield f"{one.changes}: {who} {'is' if found[name] else 'is not'} answered by {name}"
        transaction.savepoint_rollback(before)


def _named(world: World) -> dict:
    town = world.town
    people = {who: assignment.pk for who, assignment in town.assignments.items()}
    users = {f"{who}_user": town.assignments[who].user_id for who in ("teacher", "colleague", "social_worker")}
    places = {name: getattr(town, name).pk for name in ("social", "west", "region", "area")}
    with as_loader():
        region = [town.region.pk]
        report = run("SELECT id FROM deviations_deviationreport WHERE region_id = %s", region)[0][0]
        year = run(
            "SELECT f.id FROM followup_annualfollowup f JOIN followup_annualfollowupgrant g "
            "ON g.content_object_id = f.id WHERE f.region_id = %s LIMIT 1", region,
        )[0][0]  # fmt: skip
    return {**people, **users, **places, "report": report, "year": year}
