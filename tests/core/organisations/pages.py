"""The profile's pages as an administrator meets them."""

import re

from django.test import Client

from core import clock
from core.ui.once import new_key
from tests.core.people.build import sign_in

PROFILE = "/administration/profil/"


def browser(assignment) -> Client:
    client = Client()
    sign_in(client, assignment)
    return client


def text(answer) -> str:
    """The page's main part as words."""
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main[0]))


def keys_of(answer):
    return {row.name: row for _theme, _title, rows in answer.context["themes"] for row in rows}


def answers(**values):
    return {
        "valid_from": clock.today().isoformat(),
        "valid_to": "",
        "reason": "Styrgruppen vill",
        "form_key": new_key(),
        **values,
    }
