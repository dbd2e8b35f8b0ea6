"""Writing a report: the draft, and the moment it is sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, require
from core.dayguard import refuse_ahead
from core.errors import Refused
from core.organisations.models import Area, District, Unit
from core.people.policies import assignment_of, region_of
from core.regions.profile import profile_of
from deviations import policies
from deviations.choices import UNSORTED, Effect, Kind
from deviations.deadlines import SIDES
from deviations.ladder import SECRETARIAT, Ladder, ladder_of
from deviations.models import DeviationCounterpart, DeviationDraft, DeviationReport, new_code
from deviations.places import district_between
from deviations.services import moves, texts
from deviations.states import DeviationStatus as S

TRIES = 5  # new codes before giving up; a code is one of 8 × 28^4, nearly five million


@dataclass(frozen=True)
class Written:
    """What a reporter has answered. `counterparts` lie in `area`, where the report belongs; `category` may be left."""

    event_on: date
    area: Area
    counterparts: tuple[Unit, ...]
    description: str
    effect: str
    tried: str = ""
    kind: str = Kind.SHORTCOMING
    category: str = UNSORTED


@transaction.atomic
def save_draft(*, by: Acting, answers: dict, origin: str = "") -> DeviationDraft:
    """Keep the answers as they were typed, for their owner alone. Raises PermissionDenied for who may not report."""
    require(policies.can_report(by))
    draft = DeviationDraft.objects.filter(owner=by.assignment_id, origin=origin).first()
    if draft is None:
        draft = DeviationDraft(region_id=region_of(by), owner_id=assignment_of(by), origin=origin)
    draft.answers, draft.saved_at = answers, clock.now()
    draft.save()
    return draft


@transaction.atomic
def drop_draft(*, by: Acting, origin: str = "") -> None:
    DeviationDraft.objects.filter(owner=by.assignment_id, origin=origin).delete()


@transaction.atomic
def send(written: Written, *, by: Acting, origin: str = "", names_confirmed: bool = False) -> DeviationReport:
    """Send a report to the leaders of both sides. [SM-3, P-90, P-92]

    Raises Refused for answers that cannot stand, a personal number in the text, or a likely name not confirmed;
    PermissionDenied for who may not report; WrongState when the region's ladder does not begin with its leaders.
    """
    require(policies.can_report(by))
    profile = profile_of(region_of(by), area_id=written.area.pk)
    ladder = ladder_of(profile)
    unit = Unit.objects.select_related("district").filter(pk__in=[by.unit_id]).get()
    _refuse_impossible(written, unit, {UNSORTED, *(option.key for option in profile.deviation_categories)})
    known = [unit.name, written.area.name, *(one.name for one in written.counterparts)]
    told = texts.told(written.description, written.tried, known=known, names_confirmed=names_confirmed)

    report = _insert(written, told, unit, ladder, by)
    ladder.send().guard(report)
    _write(report, written.counterparts, by, ladder)
    drop_draft(by=by, origin=origin)
    _ask_the_other_side(report, written.counterparts[0], by)
    audit.record("deviation.sent", report, by=by)
    moves.tell("deviation_received", report, moves.leaders(report), by=by)
    return report


def _ask_the_other_side(report: DeviationReport, unit: Unit, by: Acting) -> None:
    """Its answer begins to count, for whoever leads the unit. [facts 9.2]"""
    leaders = [one for one in moves.leaders_of([unit.pk], report) if one.unit_id == unit.pk]
    obligations.start(
        SIDES,
        subject=report,
        subject_code=report.code,
        by=by,
        area_id=report.area_id,
        unit_id=unit.pk,
        owner_role=leaders[0].role if leaders else "",
        owners=[one.pk for one in leaders],
        url_name="deviations:detail",
    )


def _refuse_impossible(written: Written, own: Unit, categories: Iterable[str]) -> None:
    refuse_ahead(written.event_on, "event_on", _("Dagen det hände kan inte ligga framåt i tiden."))
    if not written.counterparts:
        raise Refused(_("Välj den verksamhet som det gäller."), field="counterpart")
    if own.pk in {one.pk for one in written.counterparts}:
        raise Refused(_("Det måste gälla en annan verksamhet än din egen."), field="counterpart")
    if written.category not in categories:
        raise Refused(_("Välj vad som inte fungerade."), field="category")
    if written.kind not in Kind.values:
        raise Refused(_("Välj vad det gäller."), field="kind")
    if written.effect not in Effect.values:
        raise Refused(_("Välj vad det ledde till för barnet."), field="effect")


def _insert(written: Written, told: dict[str, str], unit: Unit, ladder: Ladder, by: Acting) -> DeviationReport:
    """The report as it stands before its first move: in the words of the table still a draft."""
    district: District | None = district_between(unit, written.counterparts, written.area, by, clock.today())
    return DeviationReport(
        region_id=region_of(by),
        status=S.DRAFT,
        area=written.area,
        district=district,
        reporter_id=assignment_of(by),
        unit=unit,
        principal_id=unit.principal_id,
        event_on=written.event_on,
        kind=written.kind,
        category=written.category,
        effect=written.effect,
        first_sent_on=clock.today(),
        is_copied=ladder.copies_all and ladder.has(SECRETARIAT),
        **told,
    )


def _write(report: DeviationReport, counterparts: Iterable[Unit], by: Acting, ladder: Ladder) -> None:
    report.status, report.levels = ladder.send().target, [ladder.first.key]
    _save_with_a_free_code(report)
    for unit in counterparts:
        DeviationCounterpart(region_id=report.region_id, report=report, unit=unit, principal_id=unit.principal_id).save(
            force_insert=True
        )
    moves.write_step(report, S.DRAFT, by=by)


def _save_with_a_free_code(report: DeviationReport) -> None:
    for _attempt in range(TRIES):
        try:
            with transaction.atomic():
                report.save(force_insert=True)
        except IntegrityError as error:
            if "deviation_code_once_in_a_region" not in str(error):
                raise
            report.code = new_code()
        else:
            return
    raise Refused(_("Anmälan kunde inte få någon kod just nu. Försök igen."))
