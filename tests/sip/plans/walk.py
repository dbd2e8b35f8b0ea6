"""A plan's way through its pages: each step is what a person sends from a page they have opened."""

import re
from datetime import timedelta

from django.urls import reverse

from core import clock
from tests.sip import walk as w

QUESTION = "Hur får Elsa en skolvecka som håller?"


def answers(town, **other) -> dict:
    """The wizard's pages with what is said on each."""
    noticed = (clock.today() - timedelta(days=4)).isoformat()
    return {
        "initiativ": {"asked_by": "child"},
        "behov": {"need_noticed_on": noticed, "need": "Skolan och BUP gör olika."},
        "plats": {"district": str(town.east.pk), **other},
    }


def start(client, town, child_url: str | None = None, **other) -> str:
    """From the child's page to the plan's."""
    child_url = child_url or w.register_child(client, town)
    url = w.link(w.page(client, child_url), "/planer/starta/")
    for step, data in answers(town, **other).items():
        assert url.endswith(f"/{step}/")
        assert "Steg" in w.page(client, url)
        url = w.send(client, url, data)
    assert "Skolan och BUP gör olika." in w.page(client, url)
    return w.send(client, url)


def consent_facts(client, town, plan_url: str, **other) -> dict:
    guardians = re.findall(r'name="(guardian_[0-9a-f-]{36})"', w.page(client, f"{plan_url}samtycke/"))
    return {
        "units": [str(one.pk) for one in (town.school, town.social, town.bup)],
        "information_kinds": ["identity", "situation"], "form": "oral", "given_on": clock.today().isoformat(),
        "document_place": "", "witness": "Rut Rektor", "signatories": "all_guardians", "signatories_reason": "",
        "valid_to": (clock.today() + timedelta(days=200)).isoformat(), "explained_how": "", "search_district": "",
        "search_kind": "", "child_view": "heard", "child_view_text": "Ja", **dict.fromkeys(guardians, "yes"), **other,
    }  # fmt: skip


def consent(client, town, plan_url: str, **other) -> str:
    return w.send(client, f"{plan_url}samtycke/", consent_facts(client, town, plan_url, **other))


def people(town, *names: str) -> list[str]:
    return [str(town.assignments[name].pk) for name in names]


def call_facts(client, town, plan_url: str, **other) -> dict:
    html = w.page(client, f"{plan_url}kalla/")
    contact = dict.fromkeys(re.findall(r'name="(contact_[0-9a-f-]{36})"', html), "yes")
    [chair] = people(town, "teacher")
    [recorder] = people(town, "social_worker")
    return {
        "question": QUESTION, "day": (clock.today() + timedelta(days=5)).isoformat(), "at": "13.00", "minutes": "60",
        "place": "Rum 3", "people": people(town, "teacher", "social_worker", "bup_worker"), "chair": chair,
        "recorder": recorder, "facilitator": "", "reply_by": "", "interpreter": "", "adaptations": "", **contact,
        **other,
    }  # fmt: skip


def call(client, town, plan_url: str, **other) -> str:
    return w.send(client, f"{plan_url}kalla/", call_facts(client, town, plan_url, **other))


def hold(client, plan_url: str, **other) -> str:
    url = w.link(w.page(client, plan_url), "/narvaro/")
    came = set(re.findall(r'name="(came_[0-9a-f-]{36})"', w.page(client, url)))
    told = {"child_present": "yes", "guardians_present": "yes"}
    return w.send(client, url, {**dict.fromkeys(came, "present"), **told, **other})


def start_page(client) -> str:
    return w.page(client, reverse("core:start"))
