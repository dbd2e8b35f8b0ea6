"""Gate 16: what a list of fifty weighs, beside a plain list and the smallest peer's. [perf 6]"""

from copy import copy

import pytest
from django.db.models.base import ModelState
from django.urls import reverse

from bench import gates
from core.organisations.models import Unit
from sip.cases.models import new_code
from sip.models import Case, Child, Contact, ForumCase, Participation, SipPlan
from tests.access.growing import copies
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.plans import town as p

MOST = min(gates.BYTES_TO_PLAIN.most * gates.PLAIN_BYTES, gates.BYTES_TO_PEER.most * gates.PEER_BYTES)
ROUNDS = 6  # of nine copies: more than a page of fifty


def more_cases(one: ForumCase | SipPlan) -> None:
    """With the same people in them."""
    for _round in range(ROUNDS):
        new = copies(Case.objects.filter(pk=one.pk), code=lambda row, number: new_code())
        rows = [copy(type(one).objects.get(pk=one.pk)) for _case in new]
        for row, its in zip(rows, new, strict=True):
            row._state, row.case, row.pk = ModelState(), its, its.pk
        type(one).objects.bulk_create(rows)
        copies(Participation.objects.filter(case=one.pk), case=lambda row, number, new=new: new[number])


def more_children(town) -> None:
    child = t.child_of(town)
    with as_loader():
        for _round in range(ROUNDS):
            new = copies(Child.objects.filter(pk=child.pk))
            copies(Contact.objects.filter(child=child), child=lambda row, number, new=new: new[number])


def cases(town) -> None:
    case = t.raised(town)
    with as_loader():
        more_cases(ForumCase.objects.get(pk=case.pk))


def plans(town) -> None:
    plan = p.started(town)
    with as_loader():
        more_cases(SipPlan.objects.get(pk=plan.pk))


@pytest.mark.parametrize(("name", "made"), [("case_list", cases), ("plan_list", plans), ("child_list", more_children)])
def test_a_list_of_fifty_weighs_no_more_than_its_gate(db, name, made):
    town = p.make_town()
    with as_loader():  # as long as names are in a county
        Unit.objects.filter(pk=town.school.pk).update(name="Grundskolan Norra Österskolan")
    made(town)

    body = w.page(w.as_person(town, "teacher"), reverse(f"sip:{name}") + "?antal=50")

    rows = body[body.index('id="results"') :].count('<tr><th scope="row"') or body.count('<li class="row"')
    assert rows == 50
    assert len(body.encode()) <= MOST
