from tests.kept import kept
from tests.sip.plans import town as p


@kept
def town():
    return p.make_town()
