from tests.kept import kept
from tests.sip import town as t


@kept
def case(town):
    case = t.raised(town)
    t.consented(town, case, exceptions="Inget om syskonen")
    t.called(town, case)
    return case
