"""Where a worker writes what a family reads the page says how easily it reads: advice, and nothing is stopped."""

import re

import pytest
from django.urls import reverse

from sip.models import PlanGoal, PlanMeasure, PlanSection
from tests.database import as_loader
from tests.sip import walk as w
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db
HEAVY = "Vi gör en samverkansöverenskommelse."
ADVICE = "Ordet ”samverkansöverenskommelse” är långt. Finns det ett kortare?"


@pytest.fixture
def teacher():
    town, plan = p.until("active")
    return w.as_person(town, "teacher"), plan


def advised(html: str) -> set[str]:
    """The boxes that speak; each stands by a box that is on the page, and the page has the script."""
    found = set(re.findall(r'data-readability="([^"]+)"', html))
    assert found <= set(re.findall(r'<(?:input|textarea)[^>]* id="([^"]+)"', html))
    assert "js/readability.js" in html
    return found


def test_each_page_where_one_writes_for_a_family_gives_advice(teacher):
    client, plan = teacher
    with as_loader():
        goal, measure = PlanGoal.objects.first(), PlanMeasure.objects.first()
        keys = set(PlanSection.objects.filter(case_id=plan.pk).values_list("key", flat=True))
    shown = {
        ("plan_write", plan.pk): {f"text-{key}" for key in keys} | {"rost_words", "mal_text", "insats_text"},
        ("plan_goal", goal.pk): {"mal_text"},
        ("plan_measure", measure.pk): {"insats_text"},
        ("plan_call", plan.pk): {"id_question"},
        ("plan_tell", plan.pk): {"falt_note"},
        ("piece_write", plan.pk): {"id_text"},
    }

    assert {key: advised(w.page(client, reverse(f"sip:{key[0]}", args=[key[1]]))) for key in shown} == shown


def test_a_heavy_text_is_saved_and_its_advice_stands_without_scripts(teacher):
    client, plan = teacher
    with as_loader():
        section = PlanSection.objects.get(case_id=plan.pk, key="situation")
    url = w.send(
        client, reverse("sip:plan_section_save", args=[section.pk]), {"text": HEAVY, "version": section.version}
    )

    with as_loader():
        section.refresh_from_db()
    assert section.text == HEAVY
    html = w.unescape(w.page(client, url))
    assert ADVICE in html
    assert html.count(ADVICE) == 1
