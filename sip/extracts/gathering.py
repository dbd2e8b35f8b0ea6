"""The rows of a record as words: what an item is called, when it is from, and its lines. [GDPR 15]"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils.translation import gettext as _

from core.access import together
from core.crypto import EncryptedField, decrypt
from core.organisations.models import Area, District, Principal, Unit
from core.people.models import RoleAssignment
from core.ui import dates
from sip.cases.states import ForumCaseStatus
from sip.extracts.models import Extract
from sip.extracts.names import NEVER, TABLES, name_of
from sip.placements.checklist import STEPS as PLACEMENT_STEPS
from sip.retention.documents import TABLES as KEPT

Line = tuple[str, str]
# From the child outwards, as a reader wants it: the order of deletion turned round.
ORDER = {source: place for place, source in enumerate([*reversed(KEPT), "sip_case"])}
PLACES: tuple[type[models.Model], ...] = (Unit, District, Area, Principal)
# What another row's key is told by: the column that says it best.
TOLD_BY = {
    "sip_guardian": "name",
    "sip_case": "code",
    "sip_otherplan": "code",
    "sip_plangoal": "text",
    "sip_planmeasure": "text",
    "sip_planmeeting": "starts_at",
    "sip_occasion": "starts_at",
}


@dataclass
class Row:
    """One row as the database gave it: `facts` by column, read as the model reads them."""

    source: str
    pk: UUID
    facts: dict[str, Any]
    lines: list[Line] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(TABLES[self.source])

    @property
    def text(self) -> str:
        return " ".join(value for _name, value in self.lines)


@cache
def model_of(source: str) -> type[models.Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == source)


def rows_of(extract: Extract) -> list[Row]:
    """Every row of the record that an extract of this kind is made from; the extract is still empty."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT source, id, said FROM access.extract_rows(%s)", [extract.pk])
        found = cursor.fetchall()
    read = [Row(source, pk, _facts(source, json.loads(said))) for source, pk, said in found]
    names = _names(read)
    for row in read:
        row.lines = [] if row.source in NEVER else list(_lines(row, names))
    return sorted(read, key=lambda row: (ORDER.get(row.source, 0), str(row.facts.get("created_at", "")), str(row.pk)))


def _facts(source: str, said: dict[str, Any]) -> dict[str, Any]:
    columns = {one.column: one for one in model_of(source)._meta.concrete_fields}
    return {columns[key].attname: _value(columns[key], value) for key, value in said.items()}


def _value(column: models.Field, value: Any) -> Any:
    """As the model would have read it. What lies encrypted comes as hexadecimal digits."""
    if value is None:
        return None
    if isinstance(column, EncryptedField):
        return decrypt(bytes.fromhex(value.removeprefix("\\x")))
    return value if isinstance(column, ArrayField | models.JSONField) else column.to_python(value)


def _names(rows: Iterable[Row]) -> dict[Any, str]:
    """What the keys in the rows are called, asked for together."""
    wanted: defaultdict[type[models.Model], set[UUID]] = defaultdict(set)
    found: dict[Any, str] = {}
    for row in rows:
        if told := row.facts.get(TOLD_BY.get(row.source, "")):
            found[row.pk] = dates.moment(told) if isinstance(told, datetime) else str(told)
        for column in model_of(row.source)._meta.concrete_fields:
            if column.is_relation and row.facts.get(column.attname):
                wanted[column.related_model].add(row.facts[column.attname])
    asked = [model._default_manager.filter(pk__in=wanted[model]) for model in PLACES]
    whom = RoleAssignment.objects.filter(pk__in=wanted[RoleAssignment]).select_related("unit")
    together(*asked, whom)
    for places in asked:
        found |= {place.pk: str(place.name) for place in places}
    return found | {one.pk: _office(one) for one in whom}


def _office(assignment: RoleAssignment) -> str:
    """Role and unit: who it was is not the child's to be told here."""
    role = str(assignment.get_role_display())
    return f"{role}, {assignment.unit.name}" if assignment.unit else role


def _lines(row: Row, names: dict[Any, str]) -> Iterable[Line]:
    told_by = TOLD_BY.get(row.source)
    for column in sorted(model_of(row.source)._meta.concrete_fields, key=lambda one: one.name != told_by):
        name, value = _name(column), row.facts.get(column.attname)
        if not name or value in (None, "", []):
            continue
        if row.source == "sip_placementstep" and column.name == "phase":
            value = PLACEMENT_STEPS[value][row.facts["key"]]  # type: ignore[index]
            yield name, str(value)
        elif column.is_relation:
            if value in names:
                yield name, names[value]
        elif isinstance(column, models.JSONField):
            yield from frozen_lines(value)
        else:
            yield name, said(column, value)


def _name(column: models.Field) -> str:
    """A column that has no name yet is told by its own: an extract holds nothing back for want of a word."""
    try:
        return name_of(column)
    except LookupError:
        return str(column.verbose_name).capitalize()


def said(column: models.Field, value: Any) -> str:
    """A value in words, as pages show it."""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, datetime):
        return dates.moment(value)
    if isinstance(value, date):
        return dates.day(value)
    if isinstance(column, ArrayField):
        return ", ".join(said(column.base_field, one) for one in value)
    codes = ForumCaseStatus.choices if column.name == "first_outcome" else column.flatchoices
    choices = dict(codes or [])
    return str(choices.get(value, value))


def frozen_lines(content: Any) -> Iterable[Line]:
    """A frozen plan as lines: the headings and texts that people wrote, in the order of the plan."""
    for voice in content.get("voices", ()):
        yield _("Röst"), f"{voice['name']}: {voice['words']}".removeprefix(": ")
    for section in content.get("sections", ()):
        yield section["heading"], section["text"]
    for goal in content.get("goals", ()):
        yield _("Mål"), goal["text"]
    for measure in content.get("measures", ()):
        who = ", ".join(one for one in (measure["unit"], measure["person"]) if one)
        yield _("Insats"), f"{measure['text']} ({who})" if who else measure["text"]
