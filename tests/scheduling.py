"""Which process runs what: a module stays in one process, so that what it sets up is set up once; the dearest first.

xdist's own `loadgroup` keeps nothing together: it writes a mark into an item's `_nodeid`, which pytest no longer reads.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

# Modules that take half a minute or more, dearest first: begun last, one of them would keep the whole run waiting.
DEAREST = (
    "tests/access/test_matrix.py",
    "tests/ops/test_up.py",
    "tests/demo/test_demo.py",
    "tests/journeys/test_story.py",
    "tests/journeys/test_plan_path.py",
    "tests/deviations/test_matrix.py",
    "tests/followup/test_jobs.py",
    "tests/access/test_mutation.py",
    "tests/access/test_plans.py",
    "tests/trouble/test_jobs.py",
    "tests/access/test_statements.py",
    "tests/sip/disclosures/test_races.py",
    "tests/followup/test_celery.py",
    "tests/core/people/test_browser.py",
    "tests/trouble/test_server.py",
)


class ByModule(LoadScopeScheduling):
    """A unit of work is a module, whatever classes it holds."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0]

    def _reschedule(self, node) -> None:
        """What a crashed process had done comes back with the rest; a unit of nothing more to do would wake nobody."""
        for scope in [scope for scope, unit in self.workqueue.items() if all(unit.values())]:
            del self.workqueue[scope]
        super()._reschedule(node)

    def _assign_work_unit(self, node) -> None:
        dearest = next((module for module in DEAREST if module in self.workqueue), None)
        if dearest:
            self.workqueue.move_to_end(dearest, last=False)
        super()._assign_work_unit(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return ByModule(config, log)
