"""What a kind of rows behind a number is: whose they are to read, and how one stands in the list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import Acting
from core.ui import badges, dates
from core.ui.said import said
from followup.presenting import marks

Text = Callable[[Any], str]
Column = tuple[Any, Text]  # its head, and what a row says under it
STATE = _("Läge")


@dataclass(frozen=True)
class Kind:
    """`head`, `named` and `page`: the first column, with the row's own page; then its state, if it has one.

    `rows_by_sex`: those whose sex the reader may know, where it is a child's. `listed`: with what the columns ask, in
    order. `case`: where to find a row's case, which the log's line names too; none of what is about no case.
    `is_code`: what a row is called is a code.
    """

    model: type[Model]
    rows: Callable[[Acting], QuerySet]
    head: Any
    named: Text
    page: Text
    columns: tuple[Column, ...] = ()
    has_state: bool = True
    rows_by_sex: Callable[[Acting], QuerySet] | None = None
    listed: Callable[[Any], QuerySet] = lambda rows: rows
    case: str = ""
    is_code: bool = False

    @property
    def name(self) -> str:
        """In the log's lines."""
        return self.model._meta.label_lower

    def visible(self, acting: Acting, *, by_sex: bool) -> QuerySet:
        rows = self.rows_by_sex if by_sex and self.rows_by_sex else self.rows
        return self.listed(rows(acting))

    def heads(self) -> list[str]:
        return [str(head) for head in (self.head, *([STATE] if self.has_state else []), *dict(self.columns))]

    def row(self, one: Any) -> dict[str, Any]:
        cells = [{"text": self.named(one), "url": self.page(one), "is_code": self.is_code}]
        if self.has_state:
            cells.append({"badge": one.get_status_display(), "is": badges.meaning(one), "label": str(STATE)})
        cells += [{"text": text(one), "label": str(head)} for head, text in self.columns]
        return {"pk": one.pk, "case": attrgetter(self.case)(one) if self.case else None, "cells": cells}


def page(name: str, *fields: str) -> Text:
    """The page by that name, of what the fields say."""
    return lambda one: reverse(name, args=[attrgetter(field)(one) for field in fields])


def day(field: str) -> Text:
    return lambda one: _day(attrgetter(field)(one))


def _day(found: date | None) -> str:
    return dates.day(found) if found else marks.DASH


def own_words(field: str) -> Text:
    """A region's own name, in the reader's language."""
    return lambda one: said(attrgetter(field)(one))
