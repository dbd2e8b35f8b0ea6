"""Ten times as much in the filled region: nine copies of each row, written past row security. [perf 11]"""

from copy import copy
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model
from django.db.models.base import ModelState

from core import clock
from core.notices.models import Notice, ParkedNotice
from core.obligations.models import Obligation
from core.organisations.models import Area, AreaDistrict, AreaService, District, Unit
from core.people.models import Person, RoleAssignment, RoleProposal, Session
from deviations.models import DeviationAnswer, DeviationCounterpart, DeviationPattern, DeviationReport, DeviationStep
from deviations.models import new_code as deviation_code
from followup.models import AnnualFollowUp, Counting, Figure, PatternCount, ReportJob
from groups.models import Forum, Membership
from sip.cases.models import CaseDeviation, ConcernedManager, ConcernedUnit, new_code
from sip.models import (
    Call,
    Case,
    ChecklistStep,
    Child,
    ChildCase,
    ChildIdentifier,
    ChildPerson,
    ConcernNote,
    ConsentUnit,
    Contact,
    Contribution,
    Decision,
    Disclosure,
    Extract,
    ExtractItem,
    FiledPiece,
    ForumCase,
    Guardian,
    GuardianBar,
    HealthExam,
    InformationGiven,
    LssOffer,
    NeedAssessment,
    NumberChange,
    Occasion,
    Participation,
    Placement,
    PlacementNotice,
    PlacementStep,
    PlanInvitation,
    PlanMeeting,
    PlanOffer,
    PlanRole,
    ProtectedData,
    RetentionHold,
    RetentionProposal,
    SipPlan,
    Transfer,
    Transition,
    TransitionUnit,
)
from tests.access.filled import Filled
from tests.access.subjects import SUBJECTS
from tests.database import as_loader

TIMES = 9


def ten_times(world: Filled) -> None:
    with as_loader():
        places, units = _places(world)
        people = _people(world, units)
        cases = _cases(world)
        _plans(world)
        _passed_on(world)
        _of_each_case(world, units, people)
        _deviations(world)
        _years(world, places)
        _told(world, cases)
        _placed(world)
        for subject in SUBJECTS:
            subject.ten_times(world, copies)


def _placed(world: Filled) -> None:
    """More placements and transitions of the child, with clocks of their own."""
    placed = copies(Placement.objects.filter(pk=world.objects["placement"]), code=_code)
    for model in (HealthExam, PlacementStep):
        if rows := list(model.objects.filter(placement=world.objects["placement"])):
            copies(rows, placement=lambda r, n: placed[n])
    ended = {"status": "ended", "ended_on": clock.today(), "end_reason": "mistake"}
    copies(LssOffer.objects.filter(pk=world.objects["lss offer"]), code=_code, **ended)
    found = copies(
        Transition.objects.filter(pk=world.objects["transition"]), code=_code, kind="services", status="upcoming"
    )
    copies(TransitionUnit.objects.filter(transition=world.objects["transition"]), transition=lambda r, n: found[n])
    for model in (RetentionProposal, RetentionHold):
        copies(model.objects.all(), code=_code, subject_id=lambda r, n: uuid4())
    clocks = Obligation.objects.filter(subject_id=world.objects["placement"])
    copies(clocks, subject_id=lambda r, n: placed[n].pk)


def copies(rows: Any, **changes: Any) -> list:
    """Nine of each row with a key of its own; a change is a value, or asked with the row and its number."""
    made = []
    for row in rows:
        for number in range(TIMES):
            new = copy(row)
            new._state = ModelState()
            new.pk = uuid4()
            for name, value in changes.items():
                setattr(new, name, value(row, number) if callable(value) else value)
            made.append(new)
    return type(made[0])._base_manager.bulk_create(made)


def _named(row: Model, number: int) -> str:
    return f"{row.name} {number}"  # type: ignore[attr-defined]


def _code(row: Model, number: int) -> str:
    return f"{uuid4().hex[:10]}"


def _places(world: Filled) -> tuple[list[Area], list[Unit]]:
    town = world.town
    districts = copies([town.east], name=_named, code=_code)
    areas = copies([town.area], name=_named, code=_code)
    copies(
        AreaDistrict.objects.filter(district=town.east), area=lambda r, n: areas[n], district=lambda r, n: districts[n]
    )
    units = copies([town.bup], name=_named, code=_code)
    copies(AreaService.objects.filter(unit=town.bup), unit=lambda r, n: units[n])
    copies(AreaService.objects.filter(unit=town.bup), area=lambda r, n: areas[n], unit=lambda r, n: units[0])
    copies([town.school], name=_named, code=_code, parent=town.school)
    copies([town.steering], name=_named, area=lambda r, n: areas[n], parent=town.steering)
    individual = {"kind": "individual_forum", "tier": "individual", "parent": town.steering}
    copies([town.steering], name=_named, district=lambda r, n: districts[n], **individual)
    assert District.objects.filter(region=town.region).count() > TIMES
    return areas, units


def _people(world: Filled, units: list[Unit]) -> list[RoleAssignment]:
    town = world.town
    teacher = world.who("teacher")
    persons = copies([teacher.person])
    people = copies([world.who("bup_manager")], person=lambda r, n: persons[n], unit=lambda r, n: units[n])
    copies([teacher], valid_to=clock.today() - timedelta(days=1))
    members = copies([world.who("steering_bup")], person=lambda r, n: persons[n])
    copies(Membership.objects.filter(assignment=world.who("steering_bup")), assignment=lambda r, n: members[n])
    copies(Membership.objects.filter(assignment=world.who("chair")), forum=lambda r, n: _steering(town)[n])
    copies(RoleProposal.objects.filter(pk=world.objects["role proposal"]))
    copies(RoleProposal.objects.filter(pk=world.objects["role proposal"]), person=lambda r, n: persons[n])
    copies(ParkedNotice.objects.filter(region=town.region), notice_id=lambda r, n: uuid4())
    sessions = Session.objects.filter(user=teacher.user)[:1]
    Session.objects.bulk_create(_session(row, number) for row in sessions for number in range(TIMES))
    assert Person.objects.filter(region=town.region).count() > TIMES
    return people


def _session(row: Session, number: int) -> Session:
    new = copy(row)
    new._state, new.session_key = ModelState(), f"{number:040d}"
    return new


def _steering(town) -> list[Forum]:
    return list(Forum.objects.filter(parent=town.steering, kind="steering_group").order_by("name"))


def _cases(world: Filled) -> list[Case]:
    """More cases in each phase, with the same people in them and clocks of their own."""
    made = []
    for case in world.cases.values():
        new = copies(Case.objects.filter(pk=case.pk), code=lambda r, n: new_code())
        forum = ForumCase.objects.get(pk=case.pk)
        rows = [copy(forum) for _number in range(TIMES)]
        for row, its in zip(rows, new, strict=True):
            row._state, row.case, row.pk = ModelState(), its, its.pk
            row.is_deidentified, row.escalation_summary = True, "Vem samordnar?"  # as no consent is copied
        ForumCase.objects.bulk_create(rows)
        own = {"case": lambda r, n, new=new: new[n]}
        for model in (Participation, ConcernedManager, ConcernedUnit):
            if found := list(model.objects.filter(case=case.pk, **_without_occasion(model))):
                copies(found, **own)
        if found := list(Obligation.objects.filter(case_id=case.pk)):
            copies(found, case_id=lambda r, n, new=new: new[n].pk, subject_id=lambda r, n, new=new: new[n].pk)
        made += new
    return made


def _plans(world: Filled) -> None:
    """More plans in each state with the same one who started them; more of what hangs on each."""
    town = world.town
    persons = copies([world.who("bup_worker").person])
    others = copies([world.who("bup_worker")], person=lambda r, n: persons[n])
    for plan in world.plans.values():
        new = copies(Case.objects.filter(pk=plan.pk), code=lambda r, n: new_code())
        rows = [copy(SipPlan.objects.get(pk=plan.pk)) for _number in range(TIMES)]
        for row, its in zip(rows, new, strict=True):
            row._state, row.case, row.pk = ModelState(), its, its.pk
        SipPlan.objects.bulk_create(rows)
        own = {"case": lambda r, n, new=new: new[n]}
        copies(Participation.objects.filter(case=plan.pk, part="raiser"), **own)
        if found := list(PlanOffer.objects.filter(case=plan.pk)):
            copies(found)
        copies(Contribution.objects.filter(case=plan.pk), version=lambda r, n: n + 2, correction_reason="Rättat")
        if plan.called_on:
            copies(Participation.objects.filter(case=plan.pk, unit=town.bup), assignment=lambda r, n: others[n])
            copies(PlanInvitation.objects.filter(case=plan.pk, unit=town.bup), assignment=lambda r, n: others[n])
            copies(
                PlanMeeting.objects.filter(case=plan.pk), number=lambda r, n: n + 2, status="cancelled", held_at=None
            )
            roles = PlanRole.objects.filter(case=plan.pk, part="chair")
            copies(roles, part="contact", assignment=lambda r, n: others[n], unit=town.bup)


def _passed_on(world: Filled) -> None:
    """More that is passed on: to ask the family about, and received."""
    for name in ("placement notice", "transfer", "transfer to ask about"):
        key = world.objects[name]
        new = copies(Case.objects.filter(pk=key), code=lambda r, n: new_code())
        rows = [copy(Transfer.objects.get(pk=key)) for _number in range(TIMES)]
        for row, its in zip(rows, new, strict=True):
            row._state, row.case, row.pk = ModelState(), its, its.pk
        Transfer.objects.bulk_create(rows)
        own = {"case": lambda r, n, new=new: new[n]}
        copies(Participation.objects.filter(case=key, part="raiser"), **own)
        copies(ChildCase.objects.filter(case=key), **own)
        if notices := list(PlacementNotice.objects.filter(case=key)):
            copies(notices, **own)
        others = _others(world, key)
        copies(ConcernedUnit.objects.filter(case=key)[:1], unit=lambda r, n, others=others: others[n])
    pieces = copies(Contribution.objects.filter(case=key), version=lambda r, n: n + 2, correction_reason="Rättat")
    assert len(pieces) == TIMES


def _others(world: Filled, key: UUID) -> list[Unit]:
    """Units that nothing of it is passed on to."""
    named = ConcernedUnit.objects.filter(case=key).values("unit_id")
    return list(Unit.objects.filter(region=world.town.region).exclude(pk__in=named).order_by("-name")[:TIMES])


def _without_occasion(model: type[Model]) -> dict:
    return {"occasion__isnull": True} if model is Participation else {}


def _of_each_case(world: Filled, units: list[Unit], people: list[RoleAssignment]) -> None:
    """More of everything that hangs on one case and one child."""
    teacher = world.who("teacher")
    for phase, case in world.cases.items():
        case_id = case.pk
        copies(ConcernedUnit.objects.filter(case=case_id)[:1], unit=lambda r, n: units[n])
        copies(Participation.objects.filter(case=case_id, occasion__isnull=True)[:1], unit=lambda r, n: units[n])
        CaseDeviation.objects.bulk_create(
            CaseDeviation(region=world.town.region, case_id=case_id, code=f"A{n}-{case_id.hex[:4]}", noted_by=teacher)
            for n in range(TIMES)
        )
        if phase == "held":  # while the minutes are written
            copies(Decision.objects.filter(case=case_id)[:1])
        if managers := ConcernedManager.objects.filter(case=case_id)[:1]:
            _covered(case_id, people)
            copies(managers, assignment=lambda r, n: people[n])
        if phase in ("called", "begun"):  # while the consent holds
            copies(Call.objects.filter(case=case_id)[:1], assignment=lambda r, n: people[n])
            copies(Occasion.objects.filter(case=case_id)[:1], number=lambda r, n: n + 2, status="cancelled")
    _pieces(world)
    child = world.children["raised"]
    children = copies(Child.objects.filter(pk=child.pk))
    copies(Contact.objects.filter(child=child.pk), child=lambda r, n: children[n])
    copies(Extract.objects.all(), child=lambda r, n: children[n], code=_code)
    copies(ExtractItem.objects.all(), number=lambda r, n: r.number + n + 1)
    copies(Guardian.objects.filter(child=child.pk))
    around = (ChildIdentifier, ChildPerson, GuardianBar, ProtectedData, NumberChange)
    for model in (*around, ChecklistStep, ConcernNote, InformationGiven):
        copies(model.objects.filter(child=child.pk))
    NeedAssessment.objects.bulk_create(
        NeedAssessment(
            region=world.town.region, child_id=child.pk, unit=world.town.school, noticed_on=clock.today(),
            position="own_unit", need="Behov", assessed_by=teacher,
        )
        for _number in range(TIMES)
    )  # fmt: skip


def _covered(case_id: UUID, people: list[RoleAssignment]) -> None:
    """The consent to the managers' decision covers the units of these too."""
    row = ConsentUnit.objects.filter(case_id=case_id, consent__purpose="steering_escalation")[0]
    known = {*ConsentUnit.objects.filter(consent=row.consent_id).values_list("unit_id", flat=True)}
    ConsentUnit.objects.bulk_create(
        ConsentUnit(region_id=row.region_id, case_id=case_id, consent_id=row.consent_id, unit_id=unit)
        for unit in {one.unit_id for one in people} - known
    )


def _pieces(world: Filled) -> None:
    """More versions of a piece, each given to BUP and filed there."""
    named = world.objects
    pieces = copies(Contribution.objects.filter(pk=named["piece"]), version=lambda r, n: n + 10)
    given = copies(Disclosure.objects.filter(pk=named["disclosure"]), contribution=lambda r, n: pieces[n])
    copies(
        FiledPiece.objects.filter(pk=named["filed piece"]),
        disclosure_id=lambda r, n: given[n].pk,
        disclosed_at=lambda r, n: given[n].created_at,
        version=lambda r, n: pieces[n].version,
        text=lambda r, n: pieces[n].text,
    )


def _deviations(world: Filled) -> None:
    reports = DeviationReport.objects.filter(region=world.town.region)
    for report in list(reports):
        made = copies([report], code=lambda r, n: deviation_code())
        for model in (DeviationCounterpart, DeviationStep):
            if found := list(model.objects.filter(report=report)):
                copies(found, report=lambda r, n, made=made: made[n])
    copies(DeviationPattern.objects.filter(region=world.town.region), name=lambda r, n: f"{r.name} {n}")
    report_id = world.objects["deviation"]
    answer = {"kind": "solution", "level": "line_manager", "text": "Ja.", "by": world.who("head")}
    DeviationAnswer.objects.bulk_create(
        DeviationAnswer(region=world.town.region, report_id=report_id, **answer) for _number in range(TIMES)
    )


def _years(world: Filled, areas: list[Area]) -> None:
    follow_up = AnnualFollowUp.objects.get(pk=world.objects["follow-up"])
    copies([follow_up], area=lambda r, n: areas[n])
    others = copies([follow_up], year=lambda r, n: follow_up.year - 5 - n)
    counting = Counting.objects.get(follow_up=follow_up)
    counted = copies([counting], follow_up=lambda r, n: others[n], year=lambda r, n: others[n].year)
    for figure in Figure.objects.filter(counting=counting):
        copies([figure], counting=lambda r, n: counted[n], follow_up=lambda r, n: others[n])
    copies(ReportJob.objects.filter(pk=world.objects["report file"]))
    copies(PatternCount.objects.all(), year=lambda r, n: r.year - 1 - n)
    parked = {"status": "parked", "failure": "gave_up"}
    copies(ReportJob.objects.filter(pk=world.objects["report file"]), **parked)


def _told(world: Filled, cases: list[Case]) -> None:
    """More notices to each."""
    for row in list(Notice.objects.filter(region=world.town.region, channel="in_app")):
        copies([row])
    assert len(cases) == TIMES * len(world.cases)
