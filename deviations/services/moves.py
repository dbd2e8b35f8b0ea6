"""What every move of a report has in common: the step, the rung, the first reaction, who is told."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from core import access, clock, obligations
from core.access import Acting
from core.errors import Refused, WrongState
from core.notices import notify
from core.obligations.states import ChangeReason
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.people.policies import assignment_of
from core.people.queries import holders
from core.regions.profile import profile_of
from core.roles import UNIT_LEADERS, Role
from core.states import Transition
from deviations import policies
from deviations.choices import AnswerKind
from deviations.deadlines import EVERY
from deviations.ladder import LEVEL_OF_STATUS, SECRETARIAT
from deviations.models import DeviationAnswer, DeviationReport, DeviationStep
from deviations.querysets import within
from deviations.services import texts
from deviations.states import DeviationStatus as S
from groups import queries as groups

ABOUT = "deviations.deviationreport"


def locked(report: DeviationReport) -> DeviationReport:
    """The report as it is now, locked; hidden or only readable: PermissionDenied."""
    return access.lock(report)


def move(
    report: DeviationReport, transition: Transition, *, by: Acting, text: str = "", reason: str = "", **changes: Any
) -> DeviationReport:
    """Set the new state with what follows from it, and write the step. The caller has guarded and asked."""
    before, report.status = report.status, transition.target
    level = LEVEL_OF_STATUS.get(S(report.status))
    if level and level not in report.levels and report.status != S.PRINCIPLED:
        changes["levels"] = [*report.levels, level]
    note(report, by=by, status=report.status, **changes)
    write_step(report, before, by=by, text=text, reason=reason)
    return report


def note(report: DeviationReport, *, by: Acting, **changes: Any) -> DeviationReport:
    """Something was done with it where it stands."""
    if report.reacted_on is None and by.assignment_id != report.reporter_id:
        changes["reacted_on"] = clock.today()
    for field, value in changes.items():
        setattr(report, field, value)
    if changes:
        report.save(update_fields=list(changes))
    return report


def write_step(report: DeviationReport, before: str, *, by: Acting, text: str = "", reason: str = "") -> None:
    last = report.steps.aggregate(last=Max("sequence"))["last"] or 0
    DeviationStep(
        region_id=report.region_id,
        report=report,
        sequence=last + 1,
        from_status=before,
        to_status=report.status,
        at=clock.now(),
        by_id=assignment_of(by),
        text=text,
        reason=reason,
    ).save(force_insert=True)


def say(report: DeviationReport, kind: AnswerKind, text: str, *, by: Acting) -> DeviationAnswer:
    """Keep what a level said, with the level it was said on."""
    answer = DeviationAnswer(
        region_id=report.region_id,
        report=report,
        kind=kind,
        level=report.level,
        text=text,
        by_id=assignment_of(by),
        at=clock.now(),
    )
    answer.save(force_insert=True)
    return answer


def say_to_all(report: DeviationReport, kind: AnswerKind, text: str, *, by: Acting) -> None:
    """Say it on the report and on those handled with it, so that their reporters read the answer too."""
    say(report, kind, text, by=by)
    for one in report.duplicates.filter(within("id", "writable_deviation_ids")):
        say(one, kind, text, by=by)
        tell("deviation_answered", one, reporter(one), by=by)


def start_clock(due: obligations.Clock, report: DeviationReport, *, by: Acting) -> None:
    """For whoever owes it in the report's area."""
    obligations.start(
        due, subject=report, subject_code=report.code, by=by, area_id=report.area_id, url_name="deviations:detail"
    )


def stop_clocks(report: DeviationReport, *, by: Acting) -> None:
    """Nothing more is waited for."""
    for due in EVERY:
        with suppress(WrongState):  # it does not run
            obligations.waive(report, due.code, reason=ChangeReason.NOT_NEEDED, by=by)


def refuse_unknown(chosen: str, known: Iterable[str], field: str) -> None:
    if chosen not in known:
        raise Refused(_("Välj ett av svaren."), field=field)


def refuse_unknown_category(report: DeviationReport, category: str) -> None:
    """Raises Refused for another word than the region's own."""
    profile = profile_of(report.region_id, area_id=report.area_id)
    refuse_unknown(category, [option.key for option in profile.deviation_categories], "category")


def refuse_open_actions(report: DeviationReport) -> None:
    """Raises Refused while something decided is not done. [facts 3]"""
    if report.actions.filter(done_on__isnull=True).exists():
        raise Refused(_("Det finns åtgärder som inte är klara. Skriv först hur det gick med dem."))


def read(report: DeviationReport, *, names_confirmed: bool, lacking: str = "", **written: str) -> dict[str, str]:
    """As `texts.read`, where the names of the report's own units and places may stand."""
    return texts.read(texts.names_around(report), names_confirmed=names_confirmed, lacking=lacking, **written)


# --- Who is told ----------------------------------------------------------------


def tell(kind: str, report: DeviationReport, to: Iterable[UUID | RoleAssignment], *, by: Acting) -> None:
    """Tell each once, never the one who acts."""
    others = [one for one in to if getattr(one, "pk", one) != by.assignment_id]
    notify(kind, to=others, by=by, about_kind=ABOUT, about_id=report.pk)


def leaders(report: DeviationReport) -> list[RoleAssignment]:
    """Those who lead the units of both sides; without any, the leaders of the area's group."""
    units = [report.unit_id, *report.counterparts.values_list("unit_id", flat=True)]
    return leaders_of(units, report)


def leaders_of(units: Iterable[UUID], report: DeviationReport) -> list[RoleAssignment]:
    """Those who lead the units; without any, the leaders of the area's group."""
    found = RoleAssignment.objects.live(clock.today()).filter(
        region_id=report.region_id, role__in=UNIT_LEADERS, unit_id__in=units
    )
    return list(found) or list(area_leaders(report))


def sides(report: DeviationReport) -> list[Unit]:
    """The units of both sides, the reporter's own first."""
    return [report.unit, *(side.unit for side in report.counterparts.select_related("unit"))]


def holders_now(report: DeviationReport) -> list[RoleAssignment]:
    """Who has it in hand."""
    if report.status in policies.WORKS_ON:
        return everywhere(policies.WORKS_ON[S(report.status)], report)
    if SECRETARIAT in report.levels:
        return everywhere(Role.SECRETARIAT_OFFICER, report)
    if report.status == S.IN_FORUM:
        return convenors(report)
    return leaders(report)


def reporter(report: DeviationReport) -> list[UUID | RoleAssignment]:
    """Who gets word as the reporter: when the reporter has left, who leads the unit, or else the area's group."""
    if not policies.reporter_has_left(report):
        return [report.reporter_id]
    return [*leaders_of([report.unit_id], report)]


def area_leaders(report: DeviationReport) -> list[RoleAssignment]:
    return list(groups.chairs_of(report.area_id, clock.today()))


def everywhere(role: str, report: DeviationReport) -> list[RoleAssignment]:
    """Those who hold a role that counts in the whole region."""
    return list(holders(role, region_id=report.region_id, on=clock.today()))


def in_area(roles: Iterable[str], report: DeviationReport) -> list[RoleAssignment]:
    return list(holders(set(roles), region_id=report.region_id, on=clock.today(), area_id=report.area_id))


def convenors(report: DeviationReport) -> list[RoleAssignment]:
    return list(
        holders(Role.FORUM_CONVENOR, region_id=report.region_id, on=clock.today(), district_id=report.district_id)
    )
