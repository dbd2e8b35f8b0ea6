"""Nothing is timed before it is right: every form of the list gives the cases that plain Python finds. [perf 7.6]"""

import re
from typing import Any

from bench.calling import Caller
from bench.pages import Targets, switch_wall

CODE = re.compile(r">([2-9B-DF-HJ-NP-TV-XZ]{2}-[2-9B-DF-HJ-NP-TV-XZ]{4})<")
ROWS = """
SELECT c.code, f.raised_on, f.case_id, f.raised_by_id, f.region_id
FROM sip_forumcase f JOIN sip_case c ON c.id = f.case_id
"""
WHO = """
SELECT a.id, a.region_id FROM people_roleassignment a JOIN people_user u ON u.id = a.user_id WHERE u.email = %s
"""
FORMS = ("case list", "(c) plain list", "(d) walled list", "(e) member list", "(f) raw list")
FORMS += ("(e1) guardian, generic", "(e2) guardian, direct", "(e3) guardian, by hand")


class Wrong(Exception):
    """A form of the list showed other cases than it must."""


def check(caller: Caller, email: str, targets: Targets) -> int:
    """How many cases the person has. Raises Wrong."""
    mine, others = reference(caller, email)
    for name in FORMS:
        _same(name, shown(caller, targets[name][0]), mine[:50], others)
    pages = range(1, -(-len(mine) // 50) + 1)
    every = [code for number in pages for code in shown(caller, f"{targets['case list'][0]}&sida={number}")]
    _same("all pages of the case list", every, mine, others)
    try:
        switch_wall(caller.watch, on=False)
        from django.urls import reverse

        _same("list, policies off", shown(caller, reverse("bench:open") + "?antal=50"), mine[:50], others)
    finally:
        switch_wall(caller.watch, on=True)
    return len(mine)


def reference(caller: Caller, email: str) -> tuple[list[str], set[str]]:
    """Codes of the person's cases in the list's order, and the codes of another region's, by plain Python."""
    who = caller.watch.execute(WHO, [email]).fetchone()
    rows: list[Any] = caller.watch.execute(ROWS).fetchall()
    mine = [row for row in rows if who and row[3] == who[0]]
    mine.sort(key=lambda row: row[2])
    mine.sort(key=lambda row: row[1], reverse=True)
    return [row[0] for row in mine], {row[0] for row in rows if who and row[4] != who[1]} - {row[0] for row in mine}


def shown(caller: Caller, address: str) -> list[str]:
    status, body = caller.get(address)
    if status != 200:
        raise Wrong(f"{address} answered {status}.")
    return CODE.findall(body.decode())


def _same(name: str, found: list[str], wanted: list[str], others: set[str]) -> None:
    if found != wanted:
        raise Wrong(f"{name} shows {len(found)} cases, not the {len(wanted)} it must, in their order.")
    if others & set(found):
        raise Wrong(f"{name} shows another region's case.")
