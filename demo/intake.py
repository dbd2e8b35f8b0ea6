"""A file of people that the county's second administrator has taken in, for the first to look at and answer. [F10]"""

from dataclasses import replace
from datetime import date, timedelta

from core.intake import services
from core.intake.columns import IntakeKind
from core.intake.lines import fingerprint
from core.intake.table import table_of
from core.roles import Role
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on
from demo.story import at

HEAD = ["E-post", "Förnamn", "Efternamn", "Titel", "Roll", "Verksamhet", "Huvudman", "Till och med"]
NEW = (
    ("tove.nyholm", "Tove", "Nyholm", "Kurator", Role.CASEWORKER),
    ("ismail.sandell", "Ismail", "Sandell", "Specialpedagog", Role.CASEWORKER),
    ("ulrika.granlid", "Ulrika", "Granlid", "Biträdande rektor", Role.LINE_MANAGER),
)


def take_in_people(found: Found, today: date) -> None:
    """Three who begin at the school whose story is told."""
    administrators = list(found.all(Role.REGION_ADMIN))
    teacher = found.one(Role.CASEWORKER, unit_type="school")
    if len(administrators) < 2 or teacher is None or teacher.unit is None:
        return
    day, last = today - timedelta(days=1), today + timedelta(days=330)
    asks = replace(acting_for(administrators[1]), logged_in_at=at(day, 10))
    with on(day, asks, hour=10) as by:
        place = [teacher.unit.name, teacher.unit.principal.code, str(last)]
        rows = [[f"{name}@demo.example", *named, role.value, *place] for name, *named, role in NEW]
        table = table_of(IntakeKind.PEOPLE, list(enumerate([HEAD, *rows], 1)))
        draft = services.read_file(IntakeKind.PEOPLE, table, by=by)
        seen = fingerprint(services.lines_of(draft, by=by, today=day))
        services.take_in(draft, seen=seen, by=by)
