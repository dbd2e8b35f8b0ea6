"""What packages beside it show on the child's page: a register that they fill in `AppConfig.ready`.

A section is a generator of (acting, child) that says what it reads (`yield Asks(rows)`) and gives, or not, one dict:
title, key, rows for `ui/rows.html`, empty, and where one may add something url and label.
"""

from collections.abc import Callable, Iterator
from typing import Any

from core.ui.registry import Register

SECTIONS: Register[Callable[..., Iterator[Any]]] = Register()
