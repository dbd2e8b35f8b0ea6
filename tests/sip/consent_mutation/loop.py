"""Each mutant is put into the running functions and tried on the tests that reach them, in one process.

A plugin of pytest: `-p tests.sip.consent_mutation.loop`. First every test runs as the code stands, and it is noted
which functions it enters; a mutant is tried on those tests alone, the quickest first, until one turns red.
BUS_MUTANTS_OUT names the file that takes the answer; BUS_MUTANTS, when set, a part of the names to try.
"""

import inspect
import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from types import FunctionType

import pytest
from _pytest.runner import runtestprotocol
from django.conf import settings

from tests.sip.consent_mutation.mutants import Mutant, of_file

LOGIC = (
    "sip/consent/services/recording.py sip/consent/services/withdrawing.py "
    "sip/consent/covers.py sip/consent/signing.py sip/consent/checking.py sip/consent/answering.py "
    "sip/consent/calls.py sip/consent/policies.py sip/consent/queries.py sip/consent/subjects.py sip/consent/found.py "
    "sip/disclosures/services.py sip/disclosures/grounds.py sip/disclosures/kinds.py sip/disclosures/policies.py "
    "sip/plans/services/consenting.py"
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


class Entered:
    """Which of our functions a test enters."""

    def __init__(self):
        root = str(settings.BASE_DIR)
        self.paths = {f"{root}/{path}": path for path in LOGIC}
        self.keys: set[Key] = set()

    def __call__(self, frame, event, _argument):
        code = frame.f_code
        if event == "call" and (path := self.paths.get(code.co_filename)):
            self.keys.add((path, code.co_qualname, code.co_firstlineno))


class Onward:
    """In the place of the next test: what belongs to the whole run stays, all else is put away."""

    def __init__(self, session):
        self.session = session

    def listchain(self) -> list:
        return [self.session]


def run(item) -> bool:
    """Whether the test is green."""
    item._initrequest()
    return all(report.passed for report in runtestprotocol(item, log=False, nextitem=Onward(item.session)))


def reaching(items) -> dict[Key, list]:
    """By function, the tests that enter it, the quickest first."""
    found: dict[Key, list] = {}
    for place, item in enumerate(items):
        entered, began = Entered(), time.perf_counter()
        sys.setprofile(entered)
        try:
            green = run(item)
        finally:
            sys.setprofile(None)
        if not green:
            raise pytest.UsageError(f"{item.name} is red as the code stands")
        for key in entered.keys:
            found.setdefault(key, []).append((time.perf_counter() - began, place, item))
    return {key: [item for _seconds, _place, item in sorted(tests, key=_quickest)] for key, tests in found.items()}


def _quickest(test: tuple) -> tuple:
    return test[:2]


def is_seen(mutant: Mutant, function: FunctionType, tests: list) -> bool:
    """Whether some test turns red; what saw this one is tried first on the function's next."""
    before = function.__code__
    function.__code__ = mutant.code
    try:
        for place, item in enumerate(tests):
            if not run(item):
                tests.insert(0, tests.pop(place))
                return True
        return False
    finally:
        function.__code__ = before


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    if session.testsfailed or session.config.option.collectonly:
        return None
    part, known, tests = os.environ.get("BUS_MUTANTS", ""), functions(), reaching(session.items)
    tried, survivors = 0, []
    for path in LOGIC:
        for mutant in of_file(path):
            key = (path, mutant.function, mutant.line)
            if part not in mutant.what:
                continue
            tried += 1
            if not is_seen(mutant, known[key], tests.get(key, [])):
                survivors.append(mutant.what)
                print("survived:", mutant.what, flush=True)
    Path(os.environ["BUS_MUTANTS_OUT"]).write_text(json.dumps({"tried": tried, "survivors": survivors}))
    session._setupstate.teardown_exact(None)
    return True
