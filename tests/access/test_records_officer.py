"""A records officer sees codes and days, and a child in the own principal's extracts alone. [security 2, 6]"""

from django.test import Client

from core.access import routes
from core.roles import Role
from tests.access import more
from tests.access.more import extracts, retention
from tests.access.test_matrix import asked, leaks
from tests.access.trying import HIDDEN, answer, count, requests_of
from tests.access.world import make_world
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups import build as b


def test_a_records_officer_reaches_what_is_proposed_and_meets_no_child(db):
    world, client = make_world("called"), Client(raise_request_exception=False)
    with as_loader():
        officer = b.make_assignment(world.town.region, Role.RECORDS_OFFICER, "Arne Arkiv", principal=world.town.city)
    sign_in(client, officer)
    wrong = []
    for name, row, url in asked(world):
        if not row.reads_child:
            continue
        known = row.object in retention.REACHES | extracts.REACHES
        own = known or (row.roles != routes.SIGNED_IN and row.admits(officer.role))
        for form, send in requests_of(row, client, url):
            if form == "part":  # the page itself, or less of it
                continue
            status, body = answer(client, send)
            found = [] if row.object == "extractchild" else leaks(world, body, "", sees_child=False)
            found += [mark for mark in more.leaks(body, "", "called") if mark not in (retention.WHY, extracts.TEXT)]
            count(name, officer.role, "records officer", bool(found))
            is_right = status != HIDDEN if own else status == HIDDEN
            if found or status >= 500 or not is_right:
                wrong.append((name, form, status, found))
    assert wrong == []
