"""A plan that runs, beside the forum's case: who takes part with a consent, who without, who leads whom. [security 2]

The teacher started it; the deputy of BUP takes part and is covered; the social worker takes part, and the consent has
been withdrawn toward her unit (row 5). Written by the loader: the services have their own tests.
"""

from datetime import timedelta

from core import clock
from groups.models import MinutesTemplate
from sip.models import (
    Case,
    CaseChild,
    Child,
    ChildCase,
    Consent,
    ConsentUnit,
    Contact,
    Contribution,
    CostRecord,
    ExternalChange,
    FiledCopy,
    Handover,
    OtherPlan,
    Participation,
    PlanAnswer,
    PlanGoal,
    PlanInvitation,
    PlanMeasure,
    PlanMeeting,
    PlanOffer,
    PlanRole,
    PlanSection,
    PlanTelling,
    PlanVersion,
    PlanVoice,
    Refusal,
    SipPlan,
    SortedText,
)
from tests.database import as_loader

TEXT, NEED, NAME = "MÄRKE-PLANTEXT", "MÄRKE-PLANBEHOV", "Planmärkesson"
VOICE, GOAL, MEASURE, VERSION = "MÄRKE-RÖST", "MÄRKE-MÅL", "MÄRKE-INSATS", "MÄRKE-VERSION"
OTHER, COST = "MÄRKE-ANNAN-PLAN", "MÄRKE-KOSTNAD"
QUESTION, WHY_NOT, TOLD, NO = "MÄRKE-MÖTESFRÅGA", "MÄRKE-SKÄL", "MÄRKE-BERÄTTAT", "MÄRKE-NEJ"
SAID = "MÄRKE-FAMILJENS-SVAR"
COVERED = {"teacher", "head", "bup_deputy", "bup_manager"}
KNOWS = COVERED | {"social_worker", "social_manager"}  # row 5: that it is there, and how far it has come


def _covered(who, phase):
    return who in COVERED


def _knows(who, phase):
    return who in KNOWS


CONTENT = ("content", "section", "goal", "measure", "version", "register")
REACHES = {
    "plan": _knows,
    "plan identity": _covered,
    "participation": _knows,
    "plan part": _knows,
    "plan meeting": _covered,
    "plan invitation": lambda who, phase: who == "bup_deputy",  # the one who is called, nobody else
    "handover": _knows,
    **{f"plan {name}": _covered for name in CONTENT},
    "other plan": _covered,
    "unit's worker": lambda who, phase: who == "head",  # the leader of the unit where the teacher works
    "filed copy": lambda who, phase: who in {"bup_deputy", "bup_manager"},  # the unit's that filed it
}
MARKS = {
    TEXT: _covered,
    QUESTION: _covered,
    WHY_NOT: lambda who, phase: who in {"teacher", "head"},  # what was answered before any consent stays with the unit
    NEED: lambda who, phase: who in {"teacher", "head", "bup_deputy"},  # row 3: a leader reads no other unit's piece
    NAME: _covered,
    **dict.fromkeys((VOICE, GOAL, MEASURE, VERSION, OTHER, COST, TOLD, NO, SAID), _covered),
}


def make(world) -> dict[str, object]:
    with as_loader():
        return _made(world.town)


def _made(town) -> dict[str, object]:
    region, now, today = town.region, clock.now(), clock.today()
    teacher = town.assignments["teacher"]
    child = Child.objects.create(
        region=region, principal=town.city, given_name="Pia", family_name=NAME, registered_district=town.east,
        created_by=teacher,
    )  # fmt: skip
    Contact.objects.create(region=region, child=child, assignment=teacher, unit=town.school)
    case = Case.objects.create(region=region, kind="sip", area=town.area, district=town.east, created_by=teacher)
    plan = SipPlan.objects.create(
        case=case, region=region, area=town.area, district=town.east, status="active", initiating_unit=town.school,
        initiated_by=teacher, need_noticed_on=today - timedelta(days=30), offered_on=today - timedelta(days=29),
        consented_on=today - timedelta(days=28), started_on=today - timedelta(days=27),
        called_on=today - timedelta(days=26), drafted_on=today - timedelta(days=20),
        activated_on=today - timedelta(days=20), next_follow_up_on=today + timedelta(days=40),
        responsible_principal=town.city,
    )  # fmt: skip
    ChildCase.objects.create(region=region, case=case, child=child)
    CaseChild.objects.create(region=region, case=case, given_name="Pia", family_name=NAME)
    PlanOffer.objects.create(
        region=region, case=case, unit=town.school, offered_on=today - timedelta(days=29), offered_by=teacher,
        answer="no", answered_on=today - timedelta(days=29), answered_by="guardians", reason=WHY_NOT,
    )  # fmt: skip
    consent = Consent.objects.create(
        region=region, case=case, purpose="sip", status="given", form="oral",
        information_kinds=["identity", "situation"], given_on=today - timedelta(days=28),
        valid_from=today - timedelta(days=28), valid_to=today + timedelta(days=100), recorded_by=teacher,
        recording_unit=town.school,
    )  # fmt: skip
    for unit in (town.school, town.bup, town.social):
        ConsentUnit.objects.create(region=region, case=case, consent=consent, unit=unit)
    for name, part in (("teacher", "raiser"), ("bup_deputy", "unit"), ("social_worker", "unit")):
        who = town.assignments[name]
        Participation.objects.create(
            region=region, case=case, unit=who.unit, assignment=who, part=part, added_by=teacher,
            valid_from=now - timedelta(days=27),
        )  # fmt: skip
    ConsentUnit.objects.filter(consent=consent, unit=town.social).update(withdrawn_at=now)
    SortedText.objects.create(
        region=region, child=child, reader_key="barnet", digest="0" * 64, barred=["address"], sorted_by=teacher
    )
    Contribution.objects.create(region=region, case=case, unit=town.school, kind="need", text=NEED, written_by=teacher)
    template = MinutesTemplate.objects.filter(region=region).first()
    section = PlanSection.objects.create(
        region=region, case=case, template=template, key="situation", heading="Så är det nu", required=True, position=0,
        text=TEXT, version=1, saved_by=teacher, saved_at=now,
    )  # fmt: skip
    named = ("plan", "plan identity", "plan content", "plan register")
    found = dict.fromkeys(named, plan.pk) | {"plan section": section.pk, "unit's worker": teacher.pk}
    return found | _said(town, case, teacher) | _meeting(town, case)


def _meeting(town, case) -> dict[str, object]:
    """A follow-up is called: the teacher calls the deputy of BUP, who is the contact person there."""
    common = {"region": town.region, "case": case}
    deputy, teacher = town.assignments["bup_deputy"], town.assignments["teacher"]
    meeting = PlanMeeting.objects.create(
        **common, number=1, kind="follow_up", question=QUESTION, starts_at=clock.now() + timedelta(days=5),
        place="Rum 3", called_by=teacher,
    )  # fmt: skip
    called = PlanInvitation.objects.create(
        **common, meeting=meeting, unit=town.bup, assignment=deputy, has_mandate=False
    )
    contact = PlanRole.objects.create(**common, part="contact", assignment=deputy, unit=town.bup, set_by=teacher)
    joined = Participation.objects.get(case=case, assignment=deputy)
    return {
        "plan meeting": meeting.pk,
        "plan invitation": called.pk,
        "plan part": contact.pk,
        "participation": joined.pk,
    }


def _said(town, case, teacher) -> dict[str, object]:
    """What is said in the plan and beside it, each with a mark of its own."""
    common, today = {"region": town.region, "case": case}, clock.today()
    PlanVoice.objects.create(
        **common, whose="child", name="Pia", words=VOICE, heard="meeting", heard_on=today, written_by=teacher
    )
    goal = PlanGoal.objects.create(**common, horizon="long", text=GOAL, position=1, written_by=teacher)
    measure = PlanMeasure.objects.create(
        **common, goal=goal, text=MEASURE, doer="unit", unit=town.school, position=1, written_by=teacher
    )
    version = PlanVersion.objects.create(
        **common, number=1, agreed_on=today, content=_content(case.code), sha256="a" * 64, agreed_by=teacher
    )
    PlanRole.objects.create(**common, part="main_responsible", assignment=teacher, unit=town.school, set_by=teacher)
    deputy = town.assignments["bup_deputy"]
    handover = Handover.objects.create(**common, giver=teacher, receiver=deputy)
    CostRecord.objects.create(**common, unit=town.bup, agreed_on=today, text=COST, written_by=deputy)
    ExternalChange.objects.create(**common, after="CL-1", changed_by=teacher)
    other = OtherPlan.objects.create(
        **common, kind="lss_plan", owner_unit=town.social, valid_from=today, coordination=OTHER, noted_by=teacher
    )
    PlanAnswer.objects.create(
        **common, plan_version=version, whose="child", name="Elsa", answer="reserved", words=SAID, answered_on=today,
        recorded_by=teacher,
    )  # fmt: skip
    PlanTelling.objects.create(**common, change="measure_added", measure=measure, caused_by=teacher)
    PlanTelling.objects.create(
        **common, change="version", number=1, caused_by=teacher, told_on=today, told_by=teacher, manner="talk",
        note=TOLD,
    )  # fmt: skip
    Refusal.objects.create(
        **common, unit=town.social, refused_to="take_part", reason="other", words=NO, refused_on=today, noted_by=teacher
    )
    copy = FiledCopy.objects.create(
        region=town.region, case_id=case.pk, code=case.code, version_number=1, unit=town.bup, content=version.content,
        sha256=version.sha256, filed_by=deputy,
    )  # fmt: skip
    return {
        "plan goal": goal.pk,
        "plan measure": measure.pk,
        "plan version": version.pk,
        "handover": handover.pk,
        "other plan": other.pk,
        "filed copy": copy.pk,
    }


def _content(code: str) -> dict:
    section = {"key": "situation", "heading": "Så är det nu", "text": VERSION}
    empty: dict[str, list] = {"people": [], "voices": [], "goals": [], "measures": []}
    return {
        "code": code,
        "label": "sip",
        "agreed_principal": "",
        "next_follow_up_on": "",
        "sections": [section],
        **empty,
    }
