"""A deviation reported from a case begins with what stands there of the units, nothing of the child. [P-95, P-96]"""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from sip.individual_forum import holding
from sip.individual_forum.models import Call, Minutes, MinutesSection
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w


def link(town, case) -> dict:
    page = w.page(w.as_person(town, "teacher"), case.get_absolute_url())
    asked = parse_qs(urlsplit(unescape(w.link(page, "ursprung="))).query)
    assert {*asked} <= {"ursprung", "verksamhet", "kategori", "dag"}
    return {name: values[0] for name, values in asked.items() if name != "ursprung"}


def form_of(town, case) -> str:
    teacher = w.as_person(town, "teacher")
    return w.page(teacher, unescape(w.link(w.page(teacher, case.get_absolute_url()), "ursprung=")))


def picked(form: str) -> list[str]:
    """The category that the report's form carries, unseen."""
    inputs = re.findall(r'<input[^>]*name="category"[^>]*>', form)
    return [one.split('value="')[1].split('"')[0] for one in inputs if 'value="' in one]


def hold(town, case, *absent: str) -> None:
    with acting_as(town.convenor):
        calls = Call.objects.filter(case_id=case.pk).select_related("assignment")
        away = {town.assignments[name].pk for name in absent}
        came = {call.pk: "absent" if call.assignment_id in away else "present" for call in calls}
        holding.hold_occasion(case, by=town.convenor, attendance=came)


@pytest.fixture
def begun(town):
    """A called case, some time after its sitting began."""
    case = t.raised(town)
    t.consented(town, case)
    occasion = t.called(town, case)
    with clock.moved_to(occasion.starts_at + timedelta(hours=1)):
        yield case


def test_before_anything_has_failed_nothing_is_said(town, begun):
    assert link(town, begun) == {}


def test_who_was_called_and_did_not_come_stands_in_the_report(town, begun):
    hold(town, begun, "bup_manager")
    said = link(town, begun)
    assert said == {"verksamhet": str(town.bup.pk), "kategori": "absence", "dag": clock.today().isoformat()}

    form = form_of(town, begun)
    chosen = w.words(form[form.index("<select") :])
    assert f'value="{town.bup.pk}:{town.area.pk}" selected' in form, chosen[:300]
    assert picked(form) == ["absence"]
    assert "Elsa" not in form


def test_of_two_that_did_not_come_none_is_chosen(town, begun):
    hold(town, begun, "bup_manager", "social_manager")
    assert link(town, begun) == {"kategori": "absence", "dag": clock.today().isoformat()}


def test_an_unsolved_case_is_one_they_did_not_agree_on(town, begun):
    hold(town, begun)
    with acting_as(town.convenor):
        minutes = Minutes.objects.get(case_id=begun.pk)
        for section in MinutesSection.objects.filter(minutes=minutes):
            holding.save_section(section, by=town.convenor, text="Det sades.", version=0)
    t.approved(town, begun, by=town.head)
    with acting_as(town.convenor):
        holding.conclude(begun, by=town.convenor, outcome="unresolved")
    assert link(town, begun) == {"kategori": "disagreement", "dag": clock.today().isoformat()}
    assert picked(form_of(town, begun)) == ["disagreement"]


@pytest.mark.parametrize("said", [{"kategori": "x", "dag": "x", "verksamhet": "x"}, {"dag": "2999-01-01"}])
def test_what_the_report_does_not_know_is_left(town, said):
    with as_loader():
        today = clock.today().isoformat()
    page = w.as_person(town, "teacher").get(reverse("deviations:report"), said)
    assert page.status_code == 200
    assert f'value="{today}"' in page.content.decode()
