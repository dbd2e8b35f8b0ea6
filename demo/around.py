"""What stands round the children's plans: an appointed guardian, the family's answer, a notice, the first line."""

from datetime import date, timedelta
from random import Random

from core.organisations.choices import UnitType
from core.roles import Role
from demo import names
from demo.finding import Found
from demo.passing import say_yes
from demo.people import acting_for
from demo.plan_steps import Cast, Living, on
from sip.children.choices import Custody
from sip.children.services import GuardianFacts, register_child
from sip.disclosures.choices import Basis
from sip.disclosures.services import Decided
from sip.first_line.models import FirstLineAsk
from sip.first_line.services import Asked, answer_ask
from sip.first_line.services import ask_first_line as ask
from sip.models import Guardian, PlanVersion
from sip.placements import protecting, services, telling, telling_page
from sip.placements.states import NoticeKind
from sip.plans.choices import FamilyAnswer, Voice
from sip.plans.services.answering import Answered, note_answer

RESERVED = "Det är bra, men jag vill att mötena läggs på eftermiddagen så att jag kan komma från jobbet."
YES = "Det är bra att det står vem som gör vad."
WHY_TOLD = "Barnets journal får inte visa var barnet finns. Region och kommun har kommit överens om beskedet."
NEEDS = (
    "Sover lite och äter dåligt. Förskolan och föräldrarna är oroliga. Flera behöver hjälpas åt.",
    "Pratar bara några få ord. Logoped, förskola och socialtjänst behöver planera tillsammans.",
)


def guardians_of(family: str, random: Random) -> list[GuardianFacts]:
    """Two who have custody together."""
    return [
        GuardianFacts(name=f"{random.choice(names.GIVEN)} {family}", custody=Custody.JOINT),
        GuardianFacts(name=f"{random.choice(names.GIVEN)} {random.choice(names.FAMILY)}", custody=Custody.JOINT),
    ]


def appointed(random: Random, today: date) -> GuardianFacts:
    """One whom a court has appointed, and decides alone."""
    name = f"{random.choice(names.GIVEN)} {random.choice(names.FAMILY)}"
    since = today - timedelta(days=300)
    return GuardianFacts(
        name=name, custody=Custody.APPOINTED, appointment_number=f"T 118-{since:%y}", appointed_from=since
    )


def answer(due: Living) -> None:
    """The child says yes to the plan, a guardian yes but not to all of it. [CS-06]"""
    day = due.met_on + timedelta(days=8)
    with on(day, due.by) as by:
        guardian = Guardian.objects.filter(child__cases__case_id=due.plan.pk).order_by("name").first()
        newest = PlanVersion.objects.filter(case_id=due.plan.pk).order_by("-number")[0]
        said = (
            Answered(Voice.CHILD, due.child.given_name, FamilyAnswer.AGREED, YES, day),
            Answered(Voice.GUARDIAN, guardian.name if guardian else "", FamilyAnswer.RESERVED, RESERVED, day),
        )
        for one in said:
            note_answer(newest, by=by, said=one)


def keep_secret(cast: Cast, random: Random, today: date) -> None:
    """A child placed under LVU whose place of stay is secret; BUP has the notice, and is to take it in. [F95, P-62]"""
    began = today - timedelta(days=2)
    given, family = names.child(random)
    with on(began, cast.acting("social")) as by:
        child = register_child(
            by=by, given_name=given, family_name=family, birth_date=today - timedelta(days=11 * 365), sex="girl",
            district=cast.district, guardians=guardians_of(family, random),
        )  # fmt: skip
        facts = services.Placed(
            form="foster_home", act="lvu", is_acute=False, decided_on=began, starts_on=began,
            suicide_risk="not_needed",
        )  # fmt: skip
        placement = services.register_placement(child, by=by, facts=facts)
    with on(today - timedelta(days=1), cast.acting("social")) as by:
        place = "Familjehem i ett annat län"
        residence = protecting.protect_residence(placement, by=by, starts_on=began, place=place)
        telling.tell(
            placement,
            by=by,
            kind=NoticeKind.SECRET,
            units=[cast.unit("bup")],
            text=telling_page.first_text(placement, NoticeKind.SECRET, residence),
            basis=Basis.OSL_10_2,
            decided=Decided(WHY_TOLD, str(cast.who("manager").person), "Enhetschef"),
        )


def ask_first_line(found: Found, cast: Cast, random: Random, today: date) -> None:
    """Child health asks the first line twice: one is taken up, one waits for its answer. [P-33, 004:L1003-1009]"""
    nurse = found.one(Role.CASEWORKER, unit_type=UnitType.CHILD_HEALTH)
    leader = found.one(Role.UNIT_MANAGER, unit_type=UnitType.FIRST_LINE_MENTAL_HEALTH)
    if nurse is None or leader is None or leader.unit is None:
        return
    for number, (need, days) in enumerate(zip(NEEDS, (16, 3), strict=True)):
        asked = today - timedelta(days=days)
        given, family = names.child(random)
        with on(asked, acting_for(nurse)) as by:
            child = register_child(
                by=by, given_name=given, family_name=family, birth_date=today - timedelta(days=3 * 365 + days),
                sex=("boy", "girl")[number], district=cast.district, guardians=guardians_of(family, random),
            )  # fmt: skip
            transfer = ask(child, by=by, facts=Asked(leader.unit, need, asked, cast.district))
            say_yes(transfer, by, leader.unit, asked, kinds=("identity", "health"))
        if number == 0:
            with on(asked + timedelta(days=4), acting_for(leader)) as by:
                answer_ask(FirstLineAsk.objects.get(case_id=transfer.pk), by=by)
