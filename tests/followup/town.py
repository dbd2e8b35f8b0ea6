"""A district with cases and deviations of every kind; written past row security. Figures as the job counts them."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from types import SimpleNamespace

from django.db import connection

from core import clock
from core.access import acting_as
from core.organisations.models import Area, Unit
from core.roles import Role
from deviations.models import DeviationCounterpart, DeviationReport
from followup import counting, services
from followup.indicators.year import area_year
from followup.models import AnnualFollowUp, Counting, PatternCount, PatternTally
from sip.cases.models import Case, CaseChild, ChildCase, ForumCase
from sip.children.models import Child
from sip.consent.models import Consent, ConsentUnit
from sip.individual_forum.models import Occasion
from sip.plans.models import SipPlan
from tests.core.obligations.build import make_rule
from tests.database import as_loader, as_role
from tests.groups import build as b
from tests.sip import town as sip_town

YEAR = 2025
COUNTED_ON = date(2026, 2, 2)
_numbers = count(1)


def make_town() -> SimpleNamespace:
    """The town of the individual forum, with those who read figures."""
    town = sip_town.make_town()
    make_rule(town.region, "DL-12")
    others = {
        "member": b.make_assignment(town.region, Role.WORKING_MEMBER, "Vera Verk", unit=town.school, area=town.area),
        "support": b.make_assignment(town.region, Role.SUPPORT_UNIT_OFFICER, "Stöd Funktion"),
        "regional": b.make_assignment(town.region, Role.REGIONAL_MEMBER, "Reg Ledamot"),
        "political": b.make_assignment(town.region, Role.POLITICAL_MEMBER, "Pol Ledamot"),
        "other_area": b.make_area(town.region, "Söder", [b.make_district(town.region, town.city, "Söder")]),
    }
    others["other_chair"] = b.make_assignment(
        town.region, Role.GROUP_CHAIR, "Olle Annan", unit=town.social, area=others["other_area"]
    )
    for name, made in others.items():
        if not isinstance(made, Area):
            town.assignments[name] = made
            made = b.acting_for(made)
        setattr(town, name, made)
    return town


def forum_case(
    town, *, raised_on=date(YEAR, 3, 3), noticed=3, sex="girl", district=None, sittings=1, **days
) -> ForumCase:
    """A case as it stands after what `days` say has happened; `noticed` days before it was raised."""
    with as_loader():
        common = {"region": town.region, "area": town.area, "district": district or town.east}
        raiser = town.assignments["teacher"]
        case = Case.objects.create(kind="forum", created_by=raiser, **common)
        row = ForumCase.objects.create(
            case=case,
            status=days.pop("status", "raised"),
            reason="cooperation_failed",
            question="MÄRKE-FRÅGA",
            sex=sex,
            raising_unit=town.school,
            raised_by=raiser,
            need_noticed_on=raised_on - timedelta(days=noticed),
            raised_on=raised_on,
            **{**common, **days},
        )
        for number in range(1, (sittings if row.held_on else 0) + 1):
            Occasion.objects.create(
                region=town.region,
                case=case,
                number=number,
                status="held",
                starts_at=noon(row.held_on),
                held_at=noon(row.held_on + timedelta(days=(number - 1) * 30)),
                place="Rum",
                is_deidentified=True,
                called_by=raiser,
            )
    return row


def plan(
    town, noticed_on=date(YEAR, 3, 3), *, offered_on=None, activated_on=None, sex="girl", district=None, status=None
) -> SipPlan:
    """A plan as it stands, by its days; nobody's but the raiser's."""
    place = {"region": town.region, "area": town.area, "district": district or town.east}
    raiser = town.assignments["teacher"]
    with as_loader():
        case = Case.objects.create(kind="sip", created_by=raiser, **place)
        running = {"next_follow_up_on": activated_on, "responsible_principal": town.city} if activated_on else {}
        status = status or ("active" if activated_on else "offered" if offered_on else "need_identified")
        ended = {"not_needed_reason": "cooperation", "ended_on": noticed_on} if status == "not_needed" else {}
        return SipPlan.objects.create(
            case=case, status=status, initiating_unit=town.school, initiated_by=raiser, need_noticed_on=noticed_on,
            offered_on=offered_on, activated_on=activated_on, sex=sex, **place, **running, **ended,
        )  # fmt: skip


def child(town, principal=None) -> Child:
    """A principal's own row for a child whom nobody works with any more."""
    with as_loader():
        return Child.objects.create(
            region=town.region,
            principal=principal or town.city,
            given_name="Elsa",
            family_name="Provsson",
            created_by=town.assignments["teacher"],
        )


def about(town, case: ForumCase, child: Child) -> None:
    """The case is about the principal's child; what let another principal link it has ended."""
    common = {"region": town.region, "case_id": case.pk}
    with as_loader():
        consent = Consent.objects.create(
            **common, purpose="forum_occasion", sitting=8, status="given", form="written",
            information_kinds=["identity"], given_on=case.raised_on, valid_from=case.raised_on,
            valid_to=date(2099, 1, 1), recorded_by=town.assignments["teacher"], recording_unit=town.school,
        )  # fmt: skip
        for unit in Unit.objects.filter(principal=child.principal):
            ConsentUnit.objects.create(**common, consent=consent, unit=unit)
        ChildCase.objects.create(**common, child=child)
        Consent.objects.filter(pk=consent.pk).update(status="withdrawn", ended_at=clock.now())


def about_plan(town, plan: SipPlan, child: Child) -> None:
    """The plan is about the principal's child, whom nobody works with any more."""
    with as_it_stands():
        ChildCase.objects.create(region=town.region, case_id=plan.pk, child=child)


def named(town, case: ForumCase) -> None:
    """A consent that still lives opens the identity to the convenor."""
    with as_loader():
        common = {"region": town.region, "case_id": case.pk}
        CaseChild.objects.create(**common, given_name="Elsa", family_name="Provsson")
        Consent.objects.create(
            **common,
            purpose="forum_occasion",
            sitting=9,
            status="given",
            form="written",
            information_kinds=["identity"],
            given_on=case.raised_on,
            valid_from=case.raised_on,
            valid_to=date(2099, 1, 1),
            recorded_by=town.assignments["teacher"],
            recording_unit=town.school,
        )


def held(town, held_on=date(YEAR, 4, 1), *, wait=4, **facts) -> ForumCase:
    """A case called `wait` days after the need was noticed, and held."""
    noticed = facts.pop("noticed", 3)
    raised_on = facts.pop("raised_on", held_on - timedelta(days=30))
    convened = raised_on - timedelta(days=noticed) + timedelta(days=wait)
    return forum_case(
        town,
        raised_on=raised_on,
        noticed=noticed,
        status=facts.pop("status", "held"),
        convened_on=convened,
        held_on=held_on,
        **facts,
    )


def deviation(town, sent_on=date(YEAR, 5, 5), *, status="with_line_manager", level="line_manager", **facts):
    """A report as it stands; `against` is the unit on the other side."""
    with as_loader():
        against = facts.pop("against", town.bup)
        row = DeviationReport.objects.create(
            region=town.region,
            code=f"AX-{next(_numbers):04d}",
            area=facts.pop("area", town.area),
            district=facts.pop("district", town.east),
            reporter=town.assignments["teacher"],
            unit=town.school,
            principal=town.city,
            event_on=sent_on,
            category=facts.pop("category", "absence"),
            description="MÄRKE-TEXT",
            effect="delayed",
            status=status,
            levels=[level],
            first_sent_on=sent_on,
            **facts,
        )
        DeviationCounterpart.objects.create(
            region=town.region, report=row, unit=against, principal_id=against.principal_id
        )
    return row


@contextmanager
def as_it_stands():
    """Past the triggers that hold what was done in order: written as it stands afterwards."""
    with as_loader(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


@contextmanager
def job(town):
    """The worker, as the figures' job does its work; the counting role reads in the same transaction."""
    with as_role("bus_worker"), acting_as(job="reports", region_id=town.region.pk) as by:
        yield by


def reading(town, year=YEAR, *, as_of=COUNTED_ON, area=None):
    """The year and its raw counts, read by the counting role."""
    with as_role("bus_report"):
        with acting_as(job="figures", region_id=town.region.pk):
            what = area_year(area or town.area, year, as_of)
        return what, *counting.read_counts(what, using="default")


def counted(town, year=YEAR, *, as_of=COUNTED_ON, area=None, follow_up=None) -> Counting:
    """Count and keep, each step in the role that does it."""
    what, forum, deviations = reading(town, year, as_of=as_of, area=area)
    with job(town) as by:
        return counting.keep(what, forum, deviations, by=by, at=noon(as_of), follow_up=follow_up)


def opened(town, year=YEAR, *, on=COUNTED_ON, area=None) -> AnnualFollowUp:
    with clock.moved_to(noon(on)), job(town) as by:
        return services.open_follow_up(area or town.area, year, by=by)


def collected(town, year=YEAR, *, on=COUNTED_ON, area=None) -> AnnualFollowUp:
    """An opened follow-up whose figures are fixed."""
    follow_up = opened(town, year, on=on, area=area)
    counted(town, year, as_of=on, area=area, follow_up=follow_up)
    with as_loader():
        AnnualFollowUp.objects.filter(pk=follow_up.pk).update(status="collecting", collected_at=noon(on))
    return row(follow_up)


def collected_counting(town, year=YEAR, **options) -> Counting:
    """The fixed count of a year."""
    follow_up = collected(town, year, **options)
    with as_loader():
        return Counting.objects.get(follow_up=follow_up)


def quarter(town, number=2, *, name="Norrberga") -> PatternCount:
    """A quarter's reports counted and not published; `name`: its area's."""
    area = f"area.{town.area.pk}"
    shown = {"all": 7, area: 7, "category.absence": 7, "from.school": 7, "pair.school.bup": 7}
    count = PatternCount.objects.create(
        region=town.region, year=YEAR, number=number, base="submitted", threshold=5, shown=shown,
        labels={"area": [[str(town.area.pk), name]]}, computed_at=noon(COUNTED_ON), confirmed_at=noon(COUNTED_ON),
    )  # fmt: skip
    PatternTally.objects.create(count=count, region=town.region, values=shown, relations=[], unseen=[])
    return count


def row(obj):
    """The row as it stands, past row security."""
    with as_loader():
        return type(obj).objects.get(pk=obj.pk)


def shown(kept: Counting, code: str) -> dict:
    with as_loader():
        return kept.figures.get(code=code).shown
