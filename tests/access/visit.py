"""Somebody looks at a page, at an object of the filled region."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from core import clock
from tests.access.phases import DAYS_AGO

NOBODY = ""


@dataclass(frozen=True)
class Visit:
    """`name` a route, `who` one of the town's people, `of` a kind of object or «case:phase», `query` of the address."""

    name: str
    who: str = "teacher"
    of: str = ""
    query: str = ""
    more: tuple = ()

    def url(self, world) -> str:
        today = clock.today()
        query = self.query.format(first=today - timedelta(days=DAYS_AGO), last=today, unit=world.town.bup.pk)
        return reverse(self.name, args=[*self._first(world), *self.more]) + query

    def _first(self, world) -> list:
        kind, _colon, phase = self.of.partition(":")
        if not kind:
            return []
        if phase:
            return [{"case": world.cases, "child": world.children, "plan": world.plans}[kind][phase].pk]
        found = world.objects[kind]
        return list(found) if isinstance(found, tuple) else [found]

    def __str__(self):
        return " ".join(part for part in (self.name, *map(str, self.more), self.who, self.of, self.query) if part)
