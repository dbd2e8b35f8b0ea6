"""The columns of each kind of file, and by which headings they are known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


class IntakeKind(models.TextChoices):
    UNITS = "units", _("Verksamheter")
    PEOPLE = "people", _("Personer och roller")


@dataclass(frozen=True)
class Column:
    """`heading` is the template's; `also` others it is known by; `may_lack`: the file may be without it."""

    name: str
    heading: Any
    hint: Any
    also: tuple[str, ...] = ()
    may_lack: bool = False
    longest: int = 150


PEOPLE = (
    Column(
        "email",
        _("E-post"),
        _("Personens adress i arbetet. Den skiljer personer åt."),
        ("e-postadress", "mejl", "e-mail", "email", "mail", "e-mail address"),
        longest=254,
    ),
    Column("given_name", _("Förnamn"), _("Till exempel Maj"), ("tilltalsnamn", "given name", "first name"), True, 100),
    Column("family_name", _("Efternamn"), _("Till exempel Ek"), ("family name", "last name", "surname"), True, 100),
    Column("name", _("Namn"), _("I stället för de två: ”Ek, Maj” eller ”Maj Ek”"), ("name", "full name"), True, 202),
    Column("title", _("Titel"), _("Till exempel Kurator. Får saknas."), ("befattning", "title", "job title"), True),
    Column("role", _("Roll"), _("Rollens namn i portalen, till exempel Handläggare"), ("role",)),
    Column(
        "unit",
        _("Verksamhet"),
        _("Namnet i portalen. Får stå tomt för roller utan verksamhet."),
        ("enhet", "arbetsplats", "unit", "workplace"),
        True,
    ),
    Column("area", _("BUS-område"), _("För ledamöter i lokala grupper"), ("område", "area", "bus area"), True),
    Column("district", _("Distrikt"), _("För sammankallande för individforum"), ("stadsdel", "district"), True),
    Column("principal", _("Huvudman"), _("Om flera verksamheter heter lika"), ("principal", "organisation"), True),
    Column(
        "valid_from",
        _("Från och med"),
        _("Tomt betyder i dag. Dagar som har varit räknas från i dag."),
        ("från", "from", "from date", "start", "startdatum", "start date"),
        True,
    ),
    Column(
        "valid_to",
        _("Till och med"),
        _("Varje roll har ett slut. En dag som har varit avslutar rollen."),
        ("till", "to", "to date", "until", "slut", "slutdatum", "end", "end date"),
    ),
)
UNITS = (
    Column("name", _("Verksamhet"), _("Namnet som andra känner den vid"), ("namn", "enhet", "name", "unit")),
    Column("principal", _("Huvudman"), _("Den kommun, region eller skolhuvudman som ansvarar"), ("principal",)),
    Column(
        "unit_type",
        _("Typ"),
        _("Till exempel Skola, Socialtjänst eller Habilitering"),
        ("verksamhetstyp", "slag", "type", "unit type", "kind"),
    ),
    Column(
        "areas",
        _("BUS-områden"),
        _("Flera skiljs åt med komma. Läggs till dem som redan finns."),
        ("områden", "bus-område", "område", "areas", "area", "bus areas"),
        True,
        2_000,
    ),
    Column("age_from", _("Från ålder"), _("Hela år, får saknas"), ("ålder från", "age from", "from age"), True, 10),
    Column(
        "age_to",
        _("Till och med ålder"),
        _("Hela år, får saknas"),
        ("till ålder", "ålder till", "age to", "to age"),
        True,
        10,
    ),
    Column(
        "mailbox",
        _("Funktionsbrevlåda"),
        _("En brevlåda som flera läser"),
        ("brevlåda", "e-post", "mailbox", "e-mail", "email"),
        True,
        254,
    ),
    Column(
        "mission",
        _("Beskrivning"),
        _("Vad verksamheten är till för"),
        ("uppdrag", "description", "mission"),
        True,
        5_000,
    ),
)
COLUMNS: dict[str, tuple[Column, ...]] = {IntakeKind.PEOPLE: PEOPLE, IntakeKind.UNITS: UNITS}


def plain(text: str) -> str:
    """As headings and names are compared: no case, no signs between the words."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@cache
def _known(kind: str) -> dict[str, str]:
    """Column by heading: the template's in both languages, the others, and the column's own name."""
    found: dict[str, str] = {}
    for column in COLUMNS[kind]:
        for heading in (*in_each_language(column.heading), *column.also, column.name):
            found.setdefault(plain(heading), column.name)
    return found


def column_of(kind: str, heading: str) -> str | None:
    return _known(kind).get(plain(heading))


def in_each_language(label: Any) -> Iterable[str]:
    """A label as it is said in each language of the portal."""
    for language in ("sv", "en"):
        with override(language):
            yield str(label)


def value_of(choices: type[models.TextChoices], text: str) -> str | None:
    """The choice that a cell names, in either language or by its identifier."""
    return _values(choices).get(plain(text))


@cache
def _values(choices: type[models.TextChoices]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in choices:
        for name in (*in_each_language(one.label), one.value):
            found.setdefault(plain(name), one.value)
    return found
