"""What a run tried, summed over its processes and said in one line at the end."""

from collections import Counter

import pytest

NUMBERS: Counter = Counter()
NAMES: dict[str, set[str]] = {}


def add(what: str, number: int = 1) -> None:
    NUMBERS[what] += number


def note(what: str, name: str) -> None:
    """Different names are counted once."""
    NAMES.setdefault(what, set()).add(str(name))  # plain text: a worker process can send nothing else


def pytest_sessionfinish(session):
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["tally"] = [dict(NUMBERS), {what: sorted(names) for what, names in NAMES.items()}]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    numbers, names = getattr(node, "workeroutput", {}).get("tally", ({}, {}))
    NUMBERS.update(numbers)
    for what, found in names.items():
        NAMES.setdefault(what, set()).update(found)


def pytest_terminal_summary(terminalreporter):
    if NUMBERS["requests"]:
        sizes = {what: len(names) for what, names in NAMES.items()}
        terminalreporter.write_line(
            "Access matrix: {routes} routes x {roles} roles x {relations} relations, {combinations} combinations, "
            "{requests} requests, {leaks} leaks.".format(
                **{"requests": 0, "leaks": 0} | NUMBERS,
                **{**dict.fromkeys(("routes", "roles", "relations", "combinations"), 0), **sizes},
            )
        )
    if NUMBERS["steps"]:
        terminalreporter.write_line(
            "State machine: {cases} cases, {steps} steps ({done} acts done, {refused} refused), {asked} comparisons by "
            "SQL, {orm} by queryset, {page} by page.".format(
                **dict.fromkeys(("cases", "steps", "done", "refused", "asked", "orm", "page"), 0) | NUMBERS
            )
        )
    if NUMBERS["mutants"]:
        terminalreporter.write_line(
            f"Mutation of the wall: {NUMBERS['mutants']} weakenings, {NUMBERS['survivors']} unseen."
        )
    if NUMBERS["kills"]:
        terminalreporter.write_line(
            "Database server: {kills} times killed under a portal at work ({kill_server} with all its processes, "
            "{kill_postmaster} alone, {kill_backend} by a killed connection), {kills_met} in mid-work; {texts} texts "
            "sent, {refused} times refused and given back, {kill_losses} losses.".format(
                **dict.fromkeys(("kill_server", "kill_postmaster", "kill_backend"), 0) | NUMBERS
            )
        )
    if NUMBERS["harms"]:
        terminalreporter.write_line(
            "Trouble: {harms} harms ({kill_child} kill -9 of a working process, {kill_worker} of a whole worker, "
            "{cut_database} cuts of its connections by the database, {empty_broker} emptied brokers), "
            "{met} in the middle of work, {losses} losses.".format(
                **dict.fromkeys(("kill_child", "kill_worker", "cut_database", "empty_broker", "met", "losses"), 0)
                | NUMBERS
            )
        )
