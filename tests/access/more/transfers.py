"""The school's facts passed on to BUP, beside the forum's case: who gave, who received, and nobody else. [security 2]

BUP's manager leads the unit that was given them and has named its deputy; toward social services the consent has been
withdrawn, and so not even that it is there is known there. Written by the loader: the services have their own tests.
"""

from datetime import timedelta
from uuid import uuid4

from core import clock
from sip.models import (
    Case,
    CaseChild,
    Child,
    ChildCase,
    ConcernedUnit,
    Consent,
    ConsentUnit,
    Contact,
    Contribution,
    Disclosure,
    FirstLineAsk,
    Participation,
    PlacementNotice,
    Transfer,
)
from tests.database import as_loader

TEXT, NAME = "MÄRKE-UPPGIFT", "Uppgiftmärkesson"
GAVE, GOT = {"teacher", "head"}, {"bup_manager", "bup_deputy"}


def _knows(who, phase):
    return who in GAVE | GOT


# The consent is for the receivers: who gave knows the child by its own record, whose page shows the name.
REACHES = {"transfer": _knows, "transfer identity": lambda who, phase: who in {"head"} | GOT}
MARKS = {TEXT: _knows, NAME: _knows}


def make(world) -> dict[str, object]:
    with as_loader():
        return _made(world.town)


def _made(town) -> dict[str, object]:
    region, today, teacher = town.region, clock.today(), town.assignments["teacher"]
    child = Child.objects.create(
        region=region, principal=town.city, given_name="Ulla", family_name=NAME, registered_district=town.east,
        created_by=teacher,
    )  # fmt: skip
    Contact.objects.create(region=region, child=child, assignment=teacher, unit=town.school)
    case = Case.objects.create(region=region, kind="transfer", area=town.area, district=town.east, created_by=teacher)
    common = {"region": region, "case": case}
    Transfer.objects.create(
        **common, area=town.area, district=town.east, starting_unit=town.school, started_by=teacher,
        need_noticed_on=today - timedelta(days=3), started_on=today,
    )  # fmt: skip
    ChildCase.objects.create(**common, child=child)
    CaseChild.objects.create(**common, given_name="Ulla", family_name=NAME)
    consent = Consent.objects.create(
        **common, purpose="information_transfer", status="given", form="oral",
        information_kinds=["identity", "school"], given_on=today, valid_from=today,
        valid_to=today + timedelta(days=60), recorded_by=teacher, recording_unit=town.school,
    )  # fmt: skip
    piece = Contribution.objects.create(**common, unit=town.school, kind="view", text=TEXT, written_by=teacher)
    Participation.objects.create(
        **common, unit=town.school, assignment=teacher, part="raiser", added_by=teacher, valid_from=clock.now()
    )
    for unit in (town.bup, town.social):
        ConcernedUnit.objects.create(**common, unit=unit)
        ConsentUnit.objects.create(**common, consent=consent, unit=unit)
        Disclosure.objects.create(
            **common, contribution=piece, receiving_unit=unit, basis="consent", consent=consent, disclosed_by=teacher
        )
        Participation.objects.create(**common, unit=unit, part="receiver", added_by=teacher, valid_from=clock.now())
    for name in ("bup_deputy", "social_worker"):
        who = town.assignments[name]
        Participation.objects.create(
            **common, unit=who.unit, assignment=who, part="receiver", added_by=teacher, valid_from=clock.now()
        )
    PlacementNotice.objects.create(
        **common, placement_id=uuid4(), kind="joint_planning", receiving_unit=town.bup, sent_on=today, sent_by=teacher
    )
    FirstLineAsk.objects.create(**common, unit=town.school, receiving_unit=town.bup, asked_by=teacher, sent_on=today)
    ConsentUnit.objects.filter(consent=consent, unit=town.social).update(withdrawn_at=clock.now())
    return dict.fromkeys(REACHES, case.pk)
