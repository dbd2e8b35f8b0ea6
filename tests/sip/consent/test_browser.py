"""The consent's form and page in a real browser where the child is asked too and somebody is appointed. [X-06]"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.access import acting_as
from sip.models import ChildPerson
from tests.browsers import WIDTHS
from tests.database import as_loader
from tests.sip.consent.build import child_in, god_man, guardian_of, ruled

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", WIDTHS)
def test_who_decides_and_by_which_rule_is_read_without_a_fault(transactional_db, browser_of, faultless, width):
    from tests.sip import town as t

    with as_loader():
        town = t.make_town()
    case = t.raised(town)
    ruled(town, consent_signatories="guardians_and_child", consent_child_age=9)
    person = god_man(town, case, instead_of="Erik")
    anna = guardian_of(town, case, "Anna")
    consent = t.consented(town, case, signatories="guardians_and_child", answered={anna.pk: True})
    page = browser_of(town.assignments["teacher"], width=width)

    page.goto(reverse("sip:consent_detail", args=[consent.pk]))
    assert page.locator("dt", has_text="Väntar på").count() == 1
    faultless(page)
    page.goto(reverse("sip:case_detail", args=[case.pk]) + "samtycke/")
    faultless(page)
    page.locator("input[name=signatories][value=prevented]").check()
    page.locator("main form button[type=submit], main form button.ds-button").last.click()
    expect(page.locator(".errors")).to_have_count(1)
    faultless(page)
    with acting_as(town.teacher):
        assert ChildPerson.objects.get(pk=person.pk).stands_for_id is not None
        child = child_in(town, case)
    page.goto(reverse("sip:child_detail", args=[child.pk]))
    faultless(page)
    page.goto(reverse("sip:person_edit", args=[person.pk]))
    faultless(page)
    page.goto(reverse("sip:guardian_edit", args=[anna.pk]))
    faultless(page)
