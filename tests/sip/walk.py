"""The story through its pages: each step is what a person sends from a page they have opened."""

import re
import uuid
from datetime import timedelta
from html import unescape

from django.test import Client
from django.urls import reverse

from core import clock
from tests.core.people import build

CHILD = "Elsa Provsson"
BIRTH_DAY = "2014-03-12"
QUESTION = "Vem samordnar stödet när verksamheterna gör olika bedömningar?"


def as_person(town, name: str) -> Client:
    """A browser in which that person has signed in, as of now."""
    client = Client()
    build.sign_in(client, town.assignments[name])
    return client


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def words(html: str) -> str:
    """What is read on the page, tags and white space aside."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def key() -> dict:
    return {"form_key": str(uuid.uuid4())}


def send(client: Client, url: str, data: dict | None = None, **extra) -> str:
    """A form that must be taken in; where it leads."""
    answer = client.post(url, {**key(), **(data or {})}, **extra)
    assert answer.status_code == 302, (url, answer.status_code, words(answer.content.decode())[:600])
    return answer["Location"]


def child_facts(town, **other) -> dict:
    return {
        "given_name": "Elsa", "family_name": "Provsson", "birth_date": BIRTH_DAY, "number": "", "sex": "girl",
        "district": str(town.east.pk), "school_unit": str(town.school.pk), "guardian_1": "Anna Provsson",
        "custody": "joint", "guardian_2": "Erik Provsson", "interpreter_language": "", **other,
    }  # fmt: skip


def register_child(client: Client, town) -> str:
    return send(client, reverse("sip:child_new"), child_facts(town))


def answers(town, *, noticed_ago: int = 4) -> dict:
    noticed = clock.today() - timedelta(days=noticed_ago)
    return {
        "behov": {"need_noticed_on": noticed.isoformat(), "need": "Barnet kommer inte till skolan."},
        "provat": {"reason": "cooperation_failed", "tried": "Två möten med hemmet."},
        "fraga": {"question": QUESTION},
        "verksamheter": {"district": str(town.east.pk), "units": [str(town.social.pk), str(town.bup.pk)]},
    }


def lifted(town) -> dict:
    """To BUP's manager in the steering group, without saying who the child is."""
    manager = str(town.assignments["steering_bup"].pk)
    return {"managers": [manager], "is_deidentified": "on", "summary": "Verksamheterna gör olika bedömningar."}


def walk_wizard(client: Client, child_url: str, town, **said) -> str:
    """The four questions; the address of the page to check."""
    url = f"{child_url}lyft/behov/"
    for step, data in answers(town, **said).items():
        assert url == f"{child_url}lyft/{step}/"
        assert "Steg" in page(client, url)
        url = send(client, url, data)
    return url


def raise_case(client: Client, town, **said) -> str:
    """From nothing to the case's page."""
    check = walk_wizard(client, register_child(client, town), town, **said)
    return send(client, check)


def pk_of(url: str) -> str:
    return re.findall(r"[0-9a-f-]{36}", url)[-1]


def record_consent(client: Client, town, case_url: str, **other) -> str:
    url = f"{case_url}samtycke/"
    guardians = re.findall(r'name="(guardian_[0-9a-f-]{36})"', page(client, url))
    data = {
        "purpose": "forum_occasion", "units": [str(one.pk) for one in (town.school, town.social, town.bup)],
        "information_kinds": ["identity", "situation"], "form": "written", "given_on": clock.today().isoformat(),
        "document_place": "Pärm 3", "witness": "", "signatories": "all_guardians", "signatories_reason": "",
        "valid_to": (clock.today() + timedelta(days=60)).isoformat(), "explained_how": "Muntligt, på svenska",
        "child_view": "heard", "child_view_text": "Jag vill gå i skolan", **dict.fromkeys(guardians, "yes"), **other,
    }  # fmt: skip
    return send(client, url, data)


def call(client: Client, town, case_url: str, **other) -> str:
    people = [str(town.assignments[name].pk) for name in ("head", "social_manager", "bup_manager")]
    data = {
        "day": (clock.today() + timedelta(days=5)).isoformat(), "at": "13.00", "place": "Rum 3", "managers": people,
    }  # fmt: skip
    return send(client, f"{case_url}kalla/", {**data, **other})


def link(html: str, part: str) -> str:
    """The first address on the page with that in it."""
    found = re.search(rf'(?:href|action)="([^"]*{part}[^"]*)"', html)
    assert found, (part, words(html)[:800])
    return unescape(found[1])


def hold(client: Client, case_url: str) -> str:
    url = f"{case_url}narvaro/"
    calls = set(re.findall(r'name="(call_[0-9a-f-]{36})"', page(client, url)))
    return send(client, url, dict.fromkeys(calls, "present"))


def sections(client: Client, minutes_url: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'action="([^"]*/avsnitt/[^"]+)"', page(client, minutes_url))))


def decision(town, text: str = "BUP samordnar stödet") -> dict:
    due = clock.today() + timedelta(days=30)
    return {"text": text, "unit": str(town.bup.pk), "due_on": due.isoformat()}


def one_choice(html: str, name: str) -> str:
    """The first real answer that a list or a row of picks offers."""
    select = re.search(rf'<select[^>]*name="{name}".*?</select>', html, re.S)
    pattern = r'<option value="([^"]+)"' if select else rf'name="{name}" value="([^"]+)"'
    return re.search(pattern, select[0] if select else html)[1]
