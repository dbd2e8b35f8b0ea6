"""The parts of a child's page, each from its own rows."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.ui import dates
from sip.children.choices import BarredItem, IdentifierKind
from sip.children.models import (
    Child,
    ChildIdentifier,
    ChildPerson,
    ExpectedBirth,
    Guardian,
    GuardianBar,
    NumberChange,
    ProtectedData,
)
from sip.children.models.appointed import Appointed
from sip.children.models.speaking import Speaks
from sip.children.numbers import written


def facts(child: Child, *, hidden: bool) -> list[dict]:
    """Facts with the way to change each. Where a protected child lives and goes to school is shown on request alone."""
    born = dates.day(child.birth_date) if child.birth_date else _("Inte fött än") if child.is_expected else _("Okänt")
    lines = [
        (_("Namn"), child.full_name, "namn"),
        (_("Född"), born, "fodelse"),
        (_("Kön i statistiken"), str(child.get_sex_display()), "kon"),
    ]
    if not hidden:
        district, school = child.registered_district, child.school_unit
        lines.append((_("Folkbokfört i"), district.name if district else _("Okänt"), "folkbokforing"))
        lines.append((_("Förskola eller skola"), school.name if school else _("Okänt"), "skola"))
    lines.append((_("Tolk och anpassning"), speaking(child) or _("Inget särskilt"), "sprak"))
    if child.is_expected:
        lines = [line for line in lines if line[2] not in ("fodelse", "skola")]
    return [
        {"question": term, "text": text, "url": reverse("sip:child_edit", args=[child.pk, part])}
        for term, text, part in lines
    ]


def speaking(person: Speaks) -> str:
    """What has to be arranged so that the person understands and is understood."""
    parts = []
    if person.interpreter_language and person.dialect:
        said = {"language": person.interpreter_language, "dialect": person.dialect}
        parts.append(_("behöver tolk på %(language)s, %(dialect)s") % said)
    elif person.interpreter_language:
        parts.append(_("behöver tolk på %(language)s") % {"language": person.interpreter_language})
    if person.sign_language:
        parts.append(_("behöver teckenspråkstolk"))
    if person.adaptations:
        parts.append(person.adaptations)
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def appointment(person: Appointed) -> str:
    """By which decision the person is appointed, and when it holds; "" where there is none."""
    if not person.appointment_number or person.appointed_from is None:
        return ""
    said = {
        "number": person.appointment_number,
        "first": dates.day(person.appointed_from),
        "last": dates.day(person.appointed_to) if person.appointed_to else "",
    }
    if person.appointed_to:
        return _("Förordnande %(number)s, %(first)s till och med %(last)s") % said
    return _("Förordnande %(number)s, från %(first)s tills vidare") % said


def number_row(number: ChildIdentifier, *, hidden: bool = False) -> dict:
    """A number with its days; those that have ended stay listed."""
    shown = "" if hidden else written(number.kind, number.value)
    days = (
        _("%(first)s till %(last)s") % {"first": dates.day(number.valid_from), "last": dates.day(number.valid_to)}
        if number.valid_to
        else _("från %(first)s") % {"first": dates.day(number.valid_from)}
    )
    detail = ", ".join(part for part in (shown, number.issuer, days) if part)
    title = str(number.get_kind_display())
    ended = number.valid_to is not None
    end_url = "" if ended else reverse("sip:number_end", args=[number.pk])
    return {
        "title": title, "detail": detail, "badge": _("Avslutat") if ended else "", "end_url": end_url,
        "is_number": number.kind != IdentifierKind.NONE,
    }  # fmt: skip


def change_row(acting: Acting, change: NumberChange) -> dict:
    """A change that waits; the way to decide on it is for another person of the unit."""
    is_other = change.proposed_by.person_id != acting.person_id and change.unit_id == acting.unit_id
    return {
        "text": _("Ett byte av %(kind)s från %(day)s väntar på att en andra person hos er bekräftar.")
        % {"kind": change.get_kind_display().lower(), "day": dates.day(change.valid_from)},
        "url": reverse("sip:number_decide", args=[change.pk]) if is_other else "",
    }


def guardian_block(guardian: Guardian, barred: frozenset, bars: Iterable[GuardianBar], *, hidden: bool) -> dict:
    """A guardian: custody, contact, what the person may not be told, and the verbs."""
    lines = [str(guardian.get_custody_display()), appointment(guardian), speaking(guardian)]
    if guardian.phone and not hidden:
        lines.append(_("Telefon %(number)s") % {"number": guardian.phone})
    own = [bar for bar in bars if bar.guardian_id == guardian.pk]
    shown = [BarredItem.EVERYTHING] if BarredItem.EVERYTHING in barred else [one for one in BarredItem if one in barred]
    return {
        "title": guardian.name,
        "lines": [line for line in lines if line],
        "barred": [str(one.label) for one in shown],
        "bars": [
            {"text": _bar_words(bar), "url": reverse("sip:bar_end", args=[bar.pk])} for bar in own
        ],
        "edit_url": reverse("sip:guardian_edit", args=[guardian.pk]),
        "bar_url": reverse("sip:bar_add", args=[guardian.pk]),
        "end_url": reverse("sip:guardian_end", args=[guardian.pk]),
    }  # fmt: skip


def _bar_words(bar: GuardianBar) -> str:
    words = {"item": str(bar.get_item_display()), "day": dates.day(bar.valid_to or bar.valid_from)}
    return (_("%(item)s, till %(day)s") if bar.valid_to else _("%(item)s, från %(day)s")) % words


def person_block(person: ChildPerson, *, hidden: bool) -> dict:
    lines = [", ".join(part for part in (str(person.get_relation_display()), person.described) if part)]
    lines.append(appointment(person))
    if person.child_objects:
        lines.append(_("Barnet vill inte att personen är med"))
    elif person.may_take_part:
        lines.append(_("Får delta när stödet planeras"))
    else:
        lines.append(_("Deltar inte när stödet planeras"))
    lines.append(speaking(person))
    if person.phone and not hidden:
        lines.append(_("Telefon %(number)s") % {"number": person.phone})
    return {
        "title": person.name,
        "lines": [line for line in lines if line],
        "edit_url": reverse("sip:person_edit", args=[person.pk]),
        "end_url": reverse("sip:person_end", args=[person.pk]),
    }


def protection_row(protection: ProtectedData) -> dict:
    words = {"kind": protection.get_kind_display(), "day": dates.day(protection.valid_from)}
    text = _("%(kind)s från %(day)s.") % words
    if protection.hidden_from:
        text += " " + _("Skyddas från %(name)s.") % {"name": protection.hidden_from.name}
    return {"text": text, "url": reverse("sip:protection_end", args=[protection.pk])}


def birth(child: Child, births: Iterable[ExpectedBirth], today: date) -> dict | None:
    """When the child is expected, and whether the day has passed; after the birth, that the concern is asked about."""
    expected = next(iter(births), None)
    if expected is None:
        return None
    if child.is_expected and expected.ended_on:
        return {"text": _("Sedan %(day)s väntas barnet inte längre.") % {"day": dates.day(expected.ended_on)}}
    if child.is_expected:
        return {
            "text": _("Beräknad födelse %(day)s.") % {"day": dates.day(expected.expected_on)},
            "is_late": expected.expected_on < today,
            "url": reverse("sip:birth_note", args=[child.pk]),
            "otherwise_url": reverse("sip:expectation_end", args=[child.pk]),
        }
    return {"is_born": True, "text": _("Barnet är fött. Finns oron kvar ska den anmälas nu.")}
