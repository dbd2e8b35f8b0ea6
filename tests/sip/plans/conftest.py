from tests.kept import kept
from tests.sip.plans import town as p


@kept
def town():
    return p.make_town()


@kept
def preparing():
    """(town, plan): consented, and those who take part are named."""
    return p.until("preparing")
