from core.access.routes import SIGNED_IN, Route
from core.roles import Role

REVIEWERS = {Role.LOG_REVIEWER.value}

ROUTES = [
    Route("audit:review", {"GET"}, REVIEWERS, relation="log reviewer of a principal", reads_child=True),
    Route("audit:conclude", {"POST"}, REVIEWERS, relation="log reviewer of a principal", reads_child=True),
    Route(
        "audit:case_log",
        {"GET"},
        SIGNED_IN,
        object="case log",
        relation="may read the log of the case",
        reads_child=True,
    ),
]
