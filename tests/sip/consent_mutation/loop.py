"""Each mutant is put into the running functions and tried on the tests that reach them, in one process.

A plugin of pytest: `-p tests.sip.consent_mutation.loop`. First every test runs as the code stands, and it is noted
which lines it comes to; a mutant is tried on the tests of its own lines alone, the quickest first, until one turns red.
BUS_MUTANTS_OUT names the file that takes the answer; BUS_MUTANTS, when set, parts of the names to try, one a line, and
BUS_MUTANTS_SAME a list of those that are not tried.
"""

import inspect
import json
import os
import time
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from types import FunctionType

import pytest
from coverage import Coverage
from django.conf import settings

from tests.sip.consent_mutation.mutants import Mutant, of_file

LOGIC = (
    "sip/consent/services/recording.py sip/consent/services/withdrawing.py "
    "sip/consent/covers.py sip/consent/signing.py sip/consent/checking.py sip/consent/answering.py "
    "sip/consent/rules.py sip/consent/deciders.py "
    "sip/transfers/consenting.py sip/transfers/stopping.py sip/transfers/receiving.py "
    "sip/consent/calls.py sip/consent/policies.py sip/consent/queries.py sip/cases/subjects.py sip/consent/found.py "
    "sip/disclosures/services.py sip/disclosures/grounds.py sip/disclosures/kinds.py sip/disclosures/policies.py "
    "sip/plans/services/consenting.py sip/consent/asked.py sip/consent/ending.py sip/consent/deadlines.py "
    "sip/signatures/policies.py sip/signatures/readers.py sip/signatures/services.py sip/signatures/strokes.py"
).split()
Key = tuple[str, str, int]


def functions() -> dict[Key, FunctionType]:
    """Our functions by file, name and first line, under whatever wraps them."""
    found: dict[Key, FunctionType] = {}
    for path in LOGIC:
        module = import_module(path.removesuffix(".py").replace("/", "."))
        classes = [one for one in vars(module).values() if inspect.isclass(one) and one.__module__ == module.__name__]
        for value in [one for holder in (module, *classes) for one in vars(holder).values()]:
            inner = inspect.unwrap(value.fget if isinstance(value, property) else value)
            if isinstance(inner, FunctionType) and inner.__module__ == module.__name__:
                found[path, inner.__code__.co_qualname, inner.__code__.co_firstlineno] = inner
    return found


class Onward:
    """In the place of the next test: what belongs to the whole run stays, all else is put away."""

    def __init__(self, session):
        self.session = session

    def listchain(self) -> list:
        return [self.session]


def run(item) -> bool:
    """Whether the test is green. Nothing is told of a red one: to tell it takes longer than the test."""
    item._initrequest()
    try:
        item.ihook.pytest_runtest_setup(item=item)
        item.ihook.pytest_runtest_call(item=item)
    except (Exception, pytest.fail.Exception):  # noqa: BLE001  (whatever it says, it is red)
        return False
    finally:
        item.ihook.pytest_runtest_teardown(item=item, nextitem=Onward(item.session))
    return True


def reaching(items) -> dict[str, dict[int, list]]:
    """By file and line, the tests that come there, the quickest first."""
    root, took = settings.BASE_DIR, {}
    noted = Coverage(data_file=None, config_file=False, include=[str(root / path) for path in LOGIC])
    noted.start()
    for place, item in enumerate(items):
        began = time.perf_counter()
        noted.switch_context(str(place))
        if not run(item):
            raise pytest.UsageError(f"{item.name} is red as the code stands")
        took[str(place)] = time.perf_counter() - began
    noted.stop()
    found = {path: noted.get_data().contexts_by_lineno(str(root / path)) for path in LOGIC}
    return {
        path: {line: [items[int(one)] for one in sorted(tests, key=took.get)] for line, tests in lines.items()}
        for path, lines in found.items()
    }


def of_mutant(mutant: Mutant, tests: dict[int, list]) -> list:
    """The tests that come to its lines: in turn one that its condition leads further, and one that it does not."""
    coming, further = (
        list(dict.fromkeys(item for line in lines for item in tests.get(line, ())))
        for lines in (mutant.lines, mutant.inside)
    )
    turns = zip_longest([one for one in coming if one in further], [one for one in coming if one not in further])
    return [one for turn in turns for one in turn if one is not None]


def is_seen(mutant: Mutant, function: FunctionType, tests: list, first: list) -> bool:
    """Whether some test turns red. What saw the last one goes `first`, where it comes to this one too."""
    before = function.__code__
    function.__code__ = mutant.code
    try:
        for item in sorted(tests, key=lambda item: item not in first):
            if not run(item):
                first[:] = [item]
                return True
        return False
    finally:
        function.__code__ = before


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    if session.testsfailed or session.config.option.collectonly:
        return None
    parts, known, tests = os.environ.get("BUS_MUTANTS", "").split("\n"), functions(), reaching(session.items)
    same = json.loads(os.environ.get("BUS_MUTANTS_SAME", "[]"))
    tried, survivors, first = 0, [], []
    for path in LOGIC:
        for mutant in of_file(path):
            if mutant.what in same or not any(part in mutant.what for part in parts):
                continue
            tried += 1
            function = known[path, mutant.function, mutant.line]
            if not is_seen(mutant, function, of_mutant(mutant, tests[path]), first):
                survivors.append(mutant.what)
                print("survived:", mutant.what, flush=True)
    Path(os.environ["BUS_MUTANTS_OUT"]).write_text(json.dumps({"tried": tried, "survivors": survivors}))
    session._setupstate.teardown_exact(None)
    return True
