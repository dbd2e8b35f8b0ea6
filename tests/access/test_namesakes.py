"""Who opened a child of one's own name: the log reviewer of the principal finds it, nobody else asks. [security 5]"""

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.audit import review
from sip.children.services import GuardianFacts
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.kept import kept
from tests.sip import town as t


@kept
def town():
    with as_loader():
        return t.make_town()


def found(town, who="reviewer") -> set:
    with acting_as(getattr(town, who)) as acting:
        rows = review.events(acting, "namesakes", clock.today(), clock.today(), None)
        return {(row.act, row.child_id or row.case_id) for row in rows}


@pytest.mark.parametrize(
    ("facts", "is_namesake"),
    [
        ({"family_name": "LÄRARE"}, True),
        ({"guardians": [GuardianFacts(name="Anna Lärare")]}, True),
        ({"guardians": [GuardianFacts(name="Anna Olärare")]}, False),
        ({"family_name": "Lärareson"}, False),
        ({"given_name": "Lärare"}, False),
    ],
)
def test_the_teacher_by_the_name_of_larare_opens(town, client, facts, is_namesake):
    child = t.child_of(town, **facts)
    sign_in(client, town.assignments["teacher"])
    client.get(reverse("sip:child_detail", args=[child.pk]))

    assert (("child.read", child.pk) in found(town)) == is_namesake


def test_a_case_counts_as_its_child(town, client):
    case = t.raised(town, child=t.child_of(town, family_name="Lärare"))
    sign_in(client, town.assignments["teacher"])
    client.get(reverse("sip:case_detail", args=[case.pk]))

    assert ("case.read", case.pk) in found(town)


@pytest.mark.parametrize("who", ["teacher", "head", "admin", "chair"])
def test_only_the_reviewer_is_answered(town, client, who):
    t.child_of(town, family_name="Lärare")

    assert found(town, who) == set()
