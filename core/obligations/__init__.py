"""The clock: what somebody owes by a day, proved by its events. [SM-12, domain 5]

    obligations.start(FORUM_CONVENED, subject=case, subject_code=case.code, by=by, …)
    obligations.end(case, "DL-01", on=occasion.called_on, by=by)

The names below are loaded when first asked for, since they need the models.
"""

from typing import Any

_SERVICES = set(
    "start end waive waive_all pause resume extend correct_start correct_ended reassign hand_on rule_for "
    "is_running".split()
)
_PLACES = {"sweep": "sweeping", "sweep_region": "sweeping", "Clock": "clocks", "duties": "owed", "clock_of": "faces"}

__all__ = sorted({*_SERVICES, *_PLACES})


def __getattr__(name: str) -> Any:
    from importlib import import_module

    module = "services" if name in _SERVICES else _PLACES.get(name)
    if module is None:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{module}"), name)
