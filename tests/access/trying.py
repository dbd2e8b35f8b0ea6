"""How a route is tried: its address with real objects, page, part and post, everything rolled back and counted."""

import copy
import os
from uuid import uuid4

from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse

from core import clock
from core.access import routes
from groups.meetings.item_questions import ITEM_QUESTIONS
from tests import tally

PART = {"HTTP_HX_REQUEST": "true"}
HIDDEN = 404
# Arguments that name no object: any value of theirs is as good.
PLAIN = {
    "step": "behov",
    "inquiry": "utredning",
    "code": "I-01",
    "year": 2025,
    "key": "lista",
    "part": "boende",
    "phase": "under",
    "uidb36": "1",
    "token": "okänd",
    "slug": "sip",
    "way": "upp",
    "what": "rutin",
}

# Which questions of a route are tried: they have the same door, but for an item's each one of them is another verb.
OF_QUESTIONS = {
    "obligations:note": ("pausa",),
    "sip:placement_note": ("slutdag",),
    "sip:placement_tell": ("halsa",),
    "sip:transition_note": ("planera",),
    "sip:lss_note": ("erbjud",),
    "sip:pool_note": ("aterta",),
    "groups:meeting_note": ("narvaro",),
    "groups:item_note": tuple(ITEM_QUESTIONS),
    "groups:task_note": ("aterta",),
    "deviations:pattern_note": ("beskriv",),
    "groups:lift_note": ("aterta",),
    "groups:agreement_note": ("tillfraga",),
    "groups:party_note": ("utse",),
    "groups:asked_note": ("svara",),
    "groups:routine_note": ("galler-for",),
    "groups:action_plan_note": ("fokus",),
    "groups:plan_focus_note": ("namn",),
    "groups:plan_activity_note": ("andra",),
    "groups:obstacle_note": ("atgard",),
    "groups:need_note": ("inventera",),
    "groups:seat_note": ("avsluta",),
    "groups:proposal_note": ("skjut-upp",),
}
OF_ITS_OWN = {
    "sip:child_edit": {"part": "namn"},
    "sip:survey_link": {"code": "123456789012"},
    "groups:feed": {"token": "gissat"},
    "deviations:guest": {"token": "gissat"},
    "groups:duty_note": {"slug": "s-34"},
    "groups:survey_compiled": {"kind": "spider", "year": clock.today().year - 1},
    "groups:survey_into_plan": {"axis": "clear_goals"},
    "intake:template": {"kind": "people", "ending": "csv"},
}


def parameters() -> dict[str, dict[str, object]]:
    """Route name → its arguments and their converters."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(patterns, prefix):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            names = dict.fromkeys(getattr(pattern.pattern, "regex", None).groupindex, None)
            yield f"{prefix}{pattern.name}", names | getattr(pattern.pattern, "converters", {})


def addresses(objects: dict, *, kinds=None):
    """(route, row, address) of every route, none left out; of the objects `kinds` only, when named."""
    wanted = parameters()
    for name, row in sorted(routes.table().items()):
        if kinds is not None and row.object and row.object not in kinds:
            continue
        for question in OF_QUESTIONS.get(name, ("",)):
            yield name, row, _address(name, row, wanted[name], objects, question)


def _address(name: str, row: routes.Route, arguments: dict, objects: dict, question: str) -> str:
    key = objects.get(row.object)
    values = {}
    for argument, converter in arguments.items():
        if argument in ("pk", "case_id", "area"):
            number = type(converter).__name__ == "IntConverter"
            values[argument] = key if key is not None else (987_654 if number else uuid4())
        elif name == "ui:theme":
            values[argument] = "stockholm"
        elif argument == "question":
            values[argument] = question
        else:
            values[argument] = OF_ITS_OWN.get(name, PLAIN)[argument]
    return reverse(name, kwargs=values)


# A part is cut from its page, and a post stands behind its page's door: the full run tries both of everybody, in every
# phase; each run tries those of these, of whom one sees the case, one does not, and one sees the group.
WHOLE = os.environ.get("BUS_FULL") == "1"
TRY_PARTS = frozenset({"teacher", "colleague", "chair"})


def requests_of(row: routes.Route, client, url: str, *, parts: bool = True, posts: bool = True):
    """Page, part and post (unless left out), as the row's methods allow."""
    if "GET" in row.methods:
        yield "page", lambda: client.get(url)
    if "GET" in row.methods and parts:
        yield "part", lambda: client.get(url, **PART)
    if "POST" in row.methods and posts:
        yield "post", lambda: client.post(url)


def answer(client, send):
    """Status and text; a bare savepoint, so that refusals may still be logged as if after the request."""
    cookies = copy.deepcopy(client.cookies)
    before = transaction.savepoint()
    response = send()
    body = b"".join(response) if response.streaming else response.content
    said = body.decode(errors="replace") + "".join(f"\n{key}: {value}" for key, value in response.headers.items())
    transaction.savepoint_rollback(before)
    client.cookies = cookies
    return response.status_code, said


def count(name: str, role: str, relation: str, leaked: bool) -> None:
    """One more request tried, for the report at the end of the run."""
    tally.add("requests")
    tally.add("leaks", int(leaked))
    tally.note("routes", name)
    tally.note("roles", role or "not signed in")
    tally.note("relations", relation)
    tally.note("combinations", f"{name} {role} {relation}")
