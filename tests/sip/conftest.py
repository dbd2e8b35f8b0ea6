from types import SimpleNamespace

from tests.database import as_loader
from tests.kept import kept
from tests.sip.plans import town as plans
from tests.sip.town import make_town, raised


@kept
def town() -> SimpleNamespace:
    with as_loader():
        return make_town()


@kept
def other_town() -> SimpleNamespace:
    """Another region with the same places and roles."""
    with as_loader():
        return make_town()


@kept
def case(town):
    """Raised by the school's teacher; nobody has consented to anything yet."""
    return raised(town)


@kept
def active() -> tuple:
    """(town, plan): agreed after its meeting, days ahead."""
    return plans.until("active")
