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
    Participation,
    PlanSection,
    SipPlan,
)
from tests.database import as_loader

TEXT, NEED, NAME = "MÄRKE-PLANTEXT", "MÄRKE-PLANBEHOV", "Planmärkesson"
COVERED = {"teacher", "head", "bup_deputy", "bup_manager"}
KNOWS = COVERED | {"social_worker", "social_manager"}  # row 5: that it is there, and how far it has come


def _covered(who, phase):
    return who in COVERED


REACHES = {"plan": lambda who, phase: who in KNOWS}
MARKS = {
    TEXT: _covered,
    NEED: lambda who, phase: who in {"teacher", "head", "bup_deputy"},  # row 3: a leader reads no other unit's piece
    NAME: _covered,
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
        activated_on=today - timedelta(days=20),
        next_follow_up_on=today + timedelta(days=40), responsible_principal=town.city,
    )  # fmt: skip
    ChildCase.objects.create(region=region, case=case, child=child)
    CaseChild.objects.create(region=region, case=case, given_name="Pia", family_name=NAME)
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
    Contribution.objects.create(region=region, case=case, unit=town.school, kind="need", text=NEED, written_by=teacher)
    template = MinutesTemplate.objects.filter(region=region).first()
    PlanSection.objects.create(
        region=region, case=case, template=template, key="situation", heading="Så är det nu", required=True, position=0,
        text=TEXT, version=1, saved_by=teacher, saved_at=now,
    )  # fmt: skip
    return {"plan": plan.pk}
