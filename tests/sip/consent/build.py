"""A region with another rule of consents, and somebody who is appointed to decide for a child."""

from datetime import timedelta
from uuid import uuid4

from core import clock
from core.access import acting_as
from core.organisations.models import ProfileOverride
from core.organisations.states import OverrideStatus
from core.regions import cache
from core.regions.models import RegionProfile
from sip.children import services
from sip.children.services.persons import PersonFacts
from sip.models import ChildPerson, Guardian
from tests.database import as_loader


def ruled(town, **says) -> None:
    """From today on the region says this."""
    with as_loader():
        last = RegionProfile.objects.filter(region=town.region).order_by("-version")[0]
        RegionProfile.objects.create(
            region=town.region, version=last.version + 1, valid_from=clock.today(), data={**last.data, **says},
            source_sha256="0" * 64,
        )  # fmt: skip
    cache.forget()


def decided(town, **says) -> None:
    """From today on the region's administrators have decided this, on top of its file."""
    with as_loader():
        for key, value in says.items():
            ProfileOverride.objects.create(
                region=town.region, key=key, value=value, valid_from=clock.today(), status=OverrideStatus.APPROVED,
                proposed_user=uuid4(), proposed_by=uuid4(), approved_user=uuid4(), approved_by=uuid4(),
            )  # fmt: skip
    cache.forget()


def child_in(town, case):
    with acting_as(town.teacher):
        return case.case.own_children.get().child


def guardian_of(town, case, name: str) -> Guardian:
    with acting_as(town.teacher):
        return child_in(town, case).guardians.get(name__startswith=name)


def god_man(town, case, *, first: int = -30, last: int | None = 30, instead_of: str = "") -> ChildPerson:
    """Gösta, appointed from `first` to `last` days from now: in everybody's place, or in that guardian's."""
    today = clock.today()
    facts = PersonFacts(
        name="Gösta God", relation="representative", may_take_part=True, appointment_number="Ä 12-26",
        appointed_from=today + timedelta(first), appointed_to=None if last is None else today + timedelta(last),
        stands_for=guardian_of(town, case, instead_of) if instead_of else None,
    )  # fmt: skip
    with acting_as(town.teacher):
        return services.add_person(child_in(town, case), by=town.teacher, facts=facts)
