"""The children's level of the demo: needs, plans in every state, a placement, and what is kept beside them."""

from datetime import date, timedelta
from random import Random

from core.access import acting_as
from core.people.models import RoleAssignment
from core.roles import UNIT_LEADERS, Role
from demo import around, names, plan_texts
from demo.finding import Found
from demo.plan_steps import Cast, Life, Living, on, working_day
from demo.story import at
from sip.children.models import Child
from sip.children.policies import visible_children
from sip.children.services import register_child
from sip.disclosures.services import Decided, disclose_piece, file_piece, write_piece
from sip.family.readers import CHILD
from sip.models import PlanInvitation, PlanMeeting, PlanVersion
from sip.needs.services import assess_need, do_step
from sip.placements import services as placements
from sip.placements.care import Examined, note_exam
from sip.placements.models import HealthExam
from sip.plans.services import beside, handing, meeting, others
from sip.refusals.services import note_refusal
from sip.surveys import services as surveys

SOCIAL = ("social_services", "family_services")
SCHOOLED = timedelta(days=400)  # so long ago a child came to the school whose plan is told now

# In the order of the law's steps. The days are such that what lies ahead is due about now.
LIVES: dict[str, dict[str, Life]] = {
    "stockholm": {
        "noticed": Life("school", "noticed", 3, 2),
        "asked again": Life("school", "offered", 24, 1, declined=True),
        "agreed to": Life("social", "consented", 9, 1),
        "prepared": Life("school", "preparing", 12, 3),
        "called": Life("school", "called", 14),
        "drafted": Life("school", "drafted", 21, 2),
        "due": Life("social", "active", 120, 1),
        "renewed": Life("social", "renewed", 150, 3),
        "handed over": Life("school", "active", 60, follow_up_in=50),
        "closed": Life("school", "closed", 190, 2),
        "stopped": Life("social", "called", 70, 3, withdrawn=True),
    },
    "vastmanland": {
        "noticed": Life("school", "noticed", 4, 3),
        "prepared": Life("social", "preparing", 12, 1),
        "called": Life("social", "called", 14, 2),
        "drafted": Life("school", "drafted", 22, 3),
        "due": Life("social", "active", 110),
        "closed": Life("social", "closed", 180, 1),
    },
}
NEARLY_ADULT = "due"  # seventeen; the others are schoolchildren
APPOINTED = ("vastmanland", "prepared")  # whose guardian is specially appointed


def cast_of(found: Found) -> Cast | None:
    """School, social services and BUP of one place, each with the leader who is called; None where one lacks."""
    school = found.one(Role.CASEWORKER, unit_type="school")
    therapist = found.one(Role.CASEWORKER, unit_type="bup")
    caseworkers = (one for kind in SOCIAL for one in found.all(Role.CASEWORKER, unit_type=kind))
    social = next((one for one in caseworkers if _led(found, one)), None)
    if school is None or therapist is None or social is None:
        return None
    people = {
        "school": school,
        "social": social,
        "therapist": therapist,
        "head": found.one(Role.SCHOOL_PRINCIPAL_HEAD, unit=school.unit),
        "manager": _led(found, social),
        "bup": found.one(*UNIT_LEADERS, unit=therapist.unit),
    }
    return Cast({name: who for name, who in people.items() if who is not None}) if all(people.values()) else None


def _led(found: Found, person: RoleAssignment) -> RoleAssignment | None:
    """A manager with a mandate in the person's unit."""
    return found.one(Role.UNIT_MANAGER, unit=person.unit, has_mandate=True)


def tell(found: Found, random: Random, today: date) -> int:
    """Live the region's plans and what lies beside them; how many plans."""
    lives, cast = LIVES.get(found.region.code, {}), cast_of(found)
    if cast is None or not lives:
        return 0
    known = _schoolchildren(cast, today)
    told: dict[str, Living] = {}
    for name, life in lives.items():
        told[name] = Living(cast, life, _child(cast, name, life, known, random, today), today)
        told[name].live()
    _needs(cast, told)
    _refused(cast, told)
    _asked(told)
    around.answer(told["due"])
    _answers(cast, told["called"], is_substituted=found.region.code == "stockholm")
    if "renewed" in told:
        _kept_beside(cast, told["renewed"])
    if "handed over" in told:
        _handed(cast, told["handed over"], found)
    if found.region.code == "stockholm":
        _placed_until_adult(cast, told["due"].child, today)
    else:
        _placed_acutely(cast, told["called"].child, today)
        around.keep_secret(cast, random, today)
    around.ask_first_line(found, cast, random, today)
    return len(told)


def _schoolchildren(cast: Cast, today: date) -> list[Child]:
    """Those the school worked with long before, who are children still."""
    by = cast.acting("school")
    with acting_as(by):
        known = visible_children(by).filter(
            created_at__lt=at(today - SCHOOLED), birth_date__gt=today - timedelta(days=16 * 365)
        )
        return list(known.order_by("family_name", "given_name", "birth_date"))


def _child(cast: Cast, name: str, life: Life, known: list[Child], random: Random, today: date) -> Child:
    """One the school knows already, else one who is new to the unit."""
    if life.starter == "school" and known:
        return known.pop(0)
    given, family = names.child(random)
    guardians = around.guardians_of(family, random)
    if (cast.who("school").region.code, name) == APPOINTED:
        guardians = [around.appointed(random, today)]
    born = today - timedelta(days=random.randint(8 * 365, 14 * 365))
    if name == NEARLY_ADULT:
        born = today - timedelta(days=17 * 365 + 240)  # eighteen in four months
    with on(today - timedelta(days=life.noticed_ago), cast.acting(life.starter)) as by:
        return register_child(
            by=by, given_name=given, family_name=family, birth_date=born, sex=random.choice(("girl", "boy")),
            district=cast.district, school_unit=cast.unit("school"), guardians=guardians,
        )  # fmt: skip


def _needs(cast: Cast, told: dict[str, Living]) -> None:
    """What the school noticed, and the steps it took."""
    steps = [*plan_texts.STEPS.items()]
    for number, name in enumerate(("noticed", "drafted")):
        child = told[name].child
        with on(told[name].day(1), cast.acting("school"), 10) as by:
            assess_need(
                child, by=by, noticed_on=told[name].noticed, position="sip", need=plan_texts.NEED_NOTED,
                tried=plan_texts.NEED_TRIED, dimensions=plan_texts.DIMENSIONS,
            )  # fmt: skip
            for step, note in steps[: 2 + number]:
                do_step(child, by=by, step=step, done_on=told[name].day(1), note=note)


def _refused(cast: Cast, told: dict[str, Living]) -> None:
    """A unit that had been asked to begin said no, before the plan that runs was begun by another."""
    for name in ("drafted", "renewed"):
        if name not in told:
            continue
        with on(told[name].day(1), told[name].by) as by:
            unit = next(cast.unit(one) for one in ("social", "school") if cast.unit(one).pk != by.unit_id)
            note_refusal(
                told[name].plan, by=by, unit=unit, refused_to="begin", reason="no_need", on=told[name].day(1),
                words=plan_texts.REFUSED,
            )  # fmt: skip


def _asked(told: dict[str, Living]) -> None:
    """The day after a meeting the child gets the survey: one stands open, the others are answered."""
    for name, is_answered in (("drafted", False), ("renewed", True), ("due", True)):
        if name not in told:
            continue
        with on(working_day(told[name].met_on + timedelta(days=1)), told[name].by) as by:
            given = surveys.hand_out_survey(
                PlanMeeting.objects.get(case_id=told[name].plan.pk, number=1), by=by, to=CHILD
            )
            if is_answered:
                code = surveys.paper_code(given)
                asked = surveys.opened_by_code(code)
                surveys.answer_survey(code, dict.fromkeys(asked.items, 4) if asked else {})


def _answers(cast: Cast, called: Living, *, is_substituted: bool) -> None:
    """The head comes; social services name who comes instead; BUP has not answered yet."""
    _answer(cast, called, "head", "yes", preparation=plan_texts.PREPARATION)
    if is_substituted:
        _answer(cast, called, "social", "substitute", substitute=cast.who("manager"))
    elif called.life.starter != "school":
        _answer(cast, called, "school", "yes")


def _answer(cast: Cast, called: Living, name: str, reply: str, **how) -> None:
    with on(called.day(11), cast.acting(name)) as by:
        own = PlanInvitation.objects.select_related("meeting").get(
            meeting=called.meeting, assignment_id=by.assignment_id
        )
        meeting.answer_invitation(own, by=by, reply=reply, **how)


def _kept_beside(cast: Cast, renewed: Living) -> None:
    """BUP keeps a copy and gives the school a piece, which the school keeps; what was agreed on cost."""
    plan, child = renewed.plan, renewed.child
    with on(renewed.day(10), cast.acting("therapist")) as by:
        piece = write_piece(plan, by=by, kind="view", text=plan_texts.CONTRIBUTION)
        given = disclose_piece(piece, by=by, to=cast.unit("school"), basis="consent", decided=Decided())
    with on(renewed.day(11), cast.acting("school")) as by:
        file_piece(given, by=by)
    with on(renewed.day(24), cast.acting("therapist")) as by:
        own = register_child(
            by=by, given_name=child.given_name, family_name=child.family_name, birth_date=child.birth_date,
            sex=child.sex,
        )  # fmt: skip
        beside.file_copy(PlanVersion.objects.get(case_id=plan.pk, number=1), by=by, child=own)
    with on(renewed.day(25), cast.acting("social")) as by:
        beside.note_cost(plan, by=by, agreed_on=renewed.met_on, text=plan_texts.COST)


def _handed(cast: Cast, handed: Living, found: Found) -> None:
    """A plan according to LSS beside, and a hand-over that waits for its answer."""
    units = found.places.units.values()
    lss = next((unit for unit in units if unit.unit_type == "lss_services"), cast.unit("social"))
    with on(handed.day(25), cast.acting("social")) as by:
        facts = others.OtherFacts(
            kind="lss_plan", owner_unit=lss, valid_from=handed.day(-60), review_on=handed.today + timedelta(days=200),
            coordination=plan_texts.COORDINATION, told_on=handed.day(25),
        )  # fmt: skip
        others.note_other_plan(handed.plan, by=by, facts=facts)
    with on(handed.today - timedelta(days=1), handed.by) as by:
        handing.propose_handover(handed.plan, by=by, to=cast.who("therapist"))


def _placed_until_adult(cast: Cast, child: Child, today: date) -> None:
    """In a foster home, with its requests sent and a planned end; the job finds the transition at eighteen."""
    began = today - timedelta(days=100)
    with on(began, cast.acting("social")) as by:
        facts = placements.Placed(
            form="foster_home", act="sol", is_acute=False, decided_on=began, starts_on=began,
            suicide_risk="not_needed", planned_end_on=today + timedelta(days=40),
        )  # fmt: skip
        placement = placements.register_placement(child, by=by, facts=facts)
    asked = began + timedelta(days=4)
    with on(asked, cast.acting("social")) as by:
        for exam in HealthExam.objects.select_related("placement").filter(placement=placement).order_by("receiver"):
            note_exam(exam, by=by, facts=Examined(equivalence="needed", requested_on=asked))
        steps = {"guardian_takes_part", "school_takes_part", "residence_known", "school_place"}
        placements.note_steps(placement, by=by, phase="before", done=steps, on=asked)


def _placed_acutely(cast: Cast, child: Child, today: date) -> None:
    """A decision of last week under LVU: the joint planning, the requests and the examination are owed."""
    decided = today - timedelta(days=6)
    with on(decided, cast.acting("social")) as by:
        facts = placements.Placed(
            form="emergency_home", act="lvu", is_acute=True, decided_on=decided, starts_on=decided,
            suicide_risk="asked",
        )  # fmt: skip
        placement = placements.register_placement(child, by=by, facts=facts)
    with on(decided + timedelta(days=2), cast.acting("social")) as by:
        placements.note_exam_decision(placement, by=by, on=decided + timedelta(days=2))
