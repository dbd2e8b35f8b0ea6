"""A school that passes its picture of a child on to BUP, with the family's yes and without a plan. [P-13, CS-03]"""

from datetime import date, timedelta

from core.access import Acting
from core.organisations.choices import UnitType
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.roles import Role
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on
from sip.children.choices import Position
from sip.children.models import Child, Guardian
from sip.children.policies import visible_children
from sip.consent.asked import Asked, Given
from sip.consent.services import record_consent
from sip.consent.states import ChildView, Form, Purpose
from sip.needs.services import assess_need
from sip.transfers.models import Transfer
from sip.transfers.services import Started, start_transfer

NEED = "Har svårt att somna och är orolig på morgnarna. Familjen har sökt BUP och vill att skolan berättar vad den ser."
REASON = "BUP behöver veta hur skoldagen ser ut innan de träffar barnet."
TEXT = (
    "Orolig de första lektionerna, lugnare efter lunch. Arbetar bra i liten grupp med en vuxen nära. "
    "Vi har prövat senare start två dagar i veckan, och då har det gått bättre."
)
VIEW = "Det är bra att de vet hur det är i skolan."


def pass_on(found: Found, today: date) -> None:
    """In Stockholm alone, where a school and BUP are there."""
    worker = found.one(Role.CASEWORKER, unit_type=UnitType.SCHOOL)
    manager = found.one(Role.UNIT_MANAGER, unit_type=UnitType.BUP)
    if found.region.code != "stockholm" or worker is None or manager is None:
        return
    noticed, asked = today - timedelta(days=12), today - timedelta(days=9)
    child = _child(worker, noticed)
    if child is None:
        return
    with on(noticed, acting_for(worker), 13) as by:
        assess_need(child, by=by, noticed_on=noticed, position=Position.COOPERATE, need=NEED, reason=REASON)
    with on(asked, acting_for(worker), 14) as by:
        said = Started(child.registered_district, (manager.unit,), TEXT, noticed)  # type: ignore[arg-type]
        say_yes(start_transfer(child, by=by, facts=said), by, manager.unit, asked, kinds=("identity", "school"))


def _child(worker: RoleAssignment, day: date) -> Child | None:
    """One that the worker has known for long, with guardians and a place in the register."""
    with on(day, acting_for(worker)) as by:
        known = visible_children(by).exclude(given_name="").filter(registered_district__isnull=False)
        return known.filter(guardians__valid_to__isnull=True).select_related("registered_district").order_by(
            "created_at", "id"
        ).first()  # fmt: skip


def say_yes(transfer: Transfer, by: Acting, unit: Unit | None, day: date, *, kinds: tuple[str, ...]) -> None:
    """All who are to be asked have said yes, and what was written is given at once."""
    guardians = Guardian.objects.filter(child__cases__case_id=transfer.pk, valid_to__isnull=True)
    record_consent(
        transfer,
        by=by,
        asked=Asked(
            units=(unit,),  # type: ignore[arg-type]
            information_kinds=kinds,
            valid_to=day + timedelta(days=60),
            purpose=Purpose.INFORMATION_TRANSFER,
        ),
        given=Given(
            form=Form.ORAL,
            given_on=day,
            witness="En kollega",
            answers={guardian.pk: True for guardian in guardians},
            child_view=ChildView.HEARD,
            child_view_text=VIEW,
        ),
    )
