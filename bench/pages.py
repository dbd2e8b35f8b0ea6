"""Time the product's pages beside the floors: `python -m bench.pages`, in the surroundings `bench` makes. [perf 7]

Every target in turn, the order reversed each second round; one JSON line a target and round. Before any time counts,
every form of the list must give the same cases as plain Python does.
"""

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable
from typing import Any

import psycopg

from bench.calling import Address, Posted
from bench.words import WORD

WARM = 3
OPENED = 15
Targets = dict[str, list[Address]]
OWN = """
FROM {table} p JOIN people_roleassignment a ON a.id = p.{whose} JOIN people_user u ON u.id = a.user_id
WHERE u.email = %s
"""


def options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.pages")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--calls", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", required=True, help="the database with few cases")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    asked = options(words)
    import django

    django.setup()
    from django.core.wsgi import get_wsgi_application
    from django.urls import reverse

    from bench.calling import Caller
    from bench.people import sign_in
    from bench.reading import read_by
    from bench.right import check

    watch = psycopg.connect(os.environ["BENCH_WATCH"], autocommit=True)
    caller = Caller(get_wsgi_application(), "", watch)
    gc.collect()
    gc.freeze()  # as the entrance for gunicorn does
    whose = f"provlan-{asked.seed}-1.example"
    sign_in(caller, f"teacher-0@{whose}")
    targets = addresses(watch, f"teacher-0@{whose}")
    print(json.dumps({"checked": check(caller, f"teacher-0@{whose}", targets)}), flush=True)
    for line in read_by(caller, f"teacher-0@{whose}", targets):
        print(json.dumps(line), flush=True)
    for number in range(asked.rounds):
        sign_in(caller, f"teacher-0@{whose}")
        one_round(caller, targets, asked.calls, number)
        wall_round(caller, targets, asked.calls, number)
        bare_round(caller, targets, asked.calls, number)
    sign_in(caller, f"convenor-0@{whose}")
    own = {"(f) raw list": targets["(f) raw list"], "convenor's start": ["/"]}
    for line in read_by(caller, f"convenor-0@{whose}", own):
        print(json.dumps(line), flush=True)
    for number in range(asked.rounds // 3 + 1):
        one_round(caller, own, asked.calls, number)
    sign_in(caller, f"chair-0@{whose}")
    own = {"(g) raw words": [reverse("bench:g")], "found": [f"{reverse('finding:search')}?q={WORD}"]}
    for line in read_by(caller, f"chair-0@{whose}", own):
        print(json.dumps(line), flush=True)
    for number in range(asked.rounds):
        one_round(caller, own, asked.calls, number)
    grow(caller, asked, f"teacher-0@{whose}", targets)
    finish(caller, f"teacher-0@{whose}")
    return 0


def finish(caller: Any, email: str) -> None:
    """The papers; and last, since it changes what there is to see, a withdrawal."""
    from bench import papers, withdrawn
    from bench.people import sign_in

    sign_in(caller, email)
    for line in papers.printed(caller, papers.addresses(caller.watch, email)):
        print(json.dumps(line), flush=True)
    convenor = email.replace("teacher-", "convenor-")
    sign_in(caller, convenor)
    for line in papers.printed(caller, papers.more(caller.watch, convenor, ["minutes"])):
        print(json.dumps(line), flush=True)
    sign_in(caller, email)
    print(json.dumps(withdrawn.check(caller, email)), flush=True)


def grow(caller: Any, asked: argparse.Namespace, email: str, targets: Targets) -> None:
    """Gate 11: the same person's pages, of as many own cases, where all others' are few and where they are many."""
    from django.db import connection

    from bench.people import sign_in

    large, there = caller.watch, connection.settings_dict["NAME"]
    with psycopg.connect(large.info.dsn, dbname=asked.small, autocommit=True) as small:
        sides = {"few": (small, asked.small, addresses(small, email)), "many": (large, there, targets)}
        for number in range(asked.rounds):
            for side, (watch, database, pages) in sides.items() if number % 2 == 0 else reversed(sides.items()):
                connection.close()
                connection.settings_dict["NAME"], caller.watch = database, watch
                sign_in(caller, email)
                own = {f"{name}, {side} cases": urls for name, urls in pages.items() if not name.startswith("(")}
                one_round(caller, own, asked.calls, number)
    connection.close()
    connection.settings_dict["NAME"], caller.watch = there, large


def addresses(watch: psycopg.Connection, email: str) -> Targets:
    """What is measured, by name; the cases are the person's newest, few enough for what one may open in a day."""
    from django.urls import reverse

    cases = _own(watch, email, "case_id", "sip_forumcase", "raised_by_id", "ORDER BY p.raised_on DESC, p.case_id")
    plans = _own(
        watch, email, "case_id", "sip_sipplan", "initiated_by_id",
        "AND p.activated_on IS NOT NULL ORDER BY p.activated_on DESC, p.case_id",
    )  # fmt: skip
    children = _own(watch, email, "id", "sip_child", "created_by_id", "ORDER BY p.created_at DESC, p.id")
    names = _own(watch, email, "family_name", "sip_child", "created_by_id", "ORDER BY p.created_at DESC, p.id")
    return {
        "(a) constant": [reverse("bench:a")],
        "(b) one query": [reverse("bench:b")],
        "(c) plain list": [reverse("bench:c")],
        "(d) walled list": [reverse("bench:d")],
        "(e) member list": [reverse("bench:e")],
        "(e1) guardian, generic": [reverse("bench:e1")],
        "(e2) guardian, direct": [reverse("bench:e2")],
        "(e3) guardian, by hand": [reverse("bench:e3")],
        "(f) raw list": [reverse("bench:f")],
        "(D) detail": [reverse("bench:detail", args=[case]) for case in cases],
        "case list": [reverse("sip:case_list") + "?antal=50"],
        "case": [reverse("sip:case_detail", args=[case]) for case in cases],
        "plans": [reverse("sip:plan_list") + "?antal=50"],
        "plan": [reverse("sip:plan_detail", args=[plan]) for plan in plans],
        "children": [reverse("sip:child_list")],
        "child": [reverse("sip:child_detail", args=[child]) for child in children],
        "search": [Posted(reverse("sip:child_search"), {"words": name}) for name in names],
        "shared": [reverse("sip:shared", args=[child]) for child in children],
        "start": [reverse("core:start")],
        "messages": [reverse("notices:list")],
        "groups": [reverse("groups:forum_tree")],
        "deviations": [reverse("deviations:my_list")],
    }


def _own(watch: psycopg.Connection, email: str, column: str, table: str, whose: str, order: str) -> list[Any]:
    """Of the person's own rows; names from our own code."""
    asked = f"SELECT p.{column} {OWN.format(table=table, whose=whose)} {order} LIMIT %s"
    return [row[0] for row in watch.execute(asked, [email, OPENED]).fetchall()]  # type: ignore[call-overload]


def one_round(caller: Any, targets: Targets, calls: int, number: int) -> None:
    names = list(targets) if number % 2 == 0 else list(reversed(targets))
    for name in names:
        for _ in range(WARM if number == 0 else 1):
            caller.get(targets[name][0])
        tell(number, name, caller.measure(targets[name], calls))


def bare_round(caller: Any, targets: Targets, calls: int, number: int) -> None:
    """Gate 14: what the pages' own statements cost the database with every policy off."""
    try:
        switch_wall(caller.watch, on=False)
        for name in (name for name in targets if not name.startswith("(")):
            caller.get(targets[name][0])
            tell(number, f"{name}, policies off", caller.measure(targets[name], calls))
    finally:
        switch_wall(caller.watch, on=True)


def wall_round(caller: Any, targets: Targets, calls: int, number: int) -> None:
    """Gate 12: the list behind the wall and, with every policy of the database off, by the tenant's filter alone."""
    from django.urls import reverse

    forms: list[tuple[str, str, Callable[[], None]]] = [
        ("list, policies on", targets["case list"][0], lambda: switch_wall(caller.watch, on=True)),
        ("list, policies off", reverse("bench:open") + "?antal=50", lambda: switch_wall(caller.watch, on=False)),
    ]
    try:
        for name, address, prepare in forms if number % 2 == 0 else reversed(forms):
            prepare()
            for _ in range(WARM):
                caller.get(address)
            tell(number, name, caller.measure([address], calls))
    finally:
        switch_wall(caller.watch, on=True)


def switch_wall(watch: psycopg.Connection, *, on: bool) -> None:
    """Every table of the product; the floors' own stays as it is."""
    word = "ENABLE" if on else "DISABLE"
    tables = watch.execute(
        "SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public' AND tablename NOT LIKE 'bench%'"
    ).fetchall()
    for (table,) in tables:
        watch.execute(f'ALTER TABLE "{table}" {word} ROW LEVEL SECURITY')  # type: ignore[arg-type]


def tell(number: int, name: str, cost: Any) -> None:
    print(json.dumps({"round": number, "target": name, **cost.as_line()}), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
