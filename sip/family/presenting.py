"""What stands where in the family's papers: the headings of a plan's sections, the parts of each sheet. [F112]"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sip.family.texts import SWEDISH, Language, language

# The heading of a plan's section, by the section's key in the region's template; others stand as the region wrote them.
SECTION_HEADINGS = {
    "works_well": "plan.works_well",
    "situation": "plan.situation",
    "need": "plan.needs",
    "early_signs": "plan.hard_times",
    "extra": "plan.extra",
    "other_plans": "plan.other_plans",
    "best_interests": "plan.best_interests",
    "placement": "plan.placement",
}


@dataclass(frozen=True)
class Sheet:
    """`slug` stands in the address; `parts` are keys of a heading and of its text.

    `legal`: it says what is right by law, so the Swedish that counts stands beside a translation. [facts 9.36]
    """

    slug: str
    label: Promise
    title: str
    parts: tuple[tuple[str, str], ...]
    legal: bool = False


def _parts(group: str, *names: str) -> tuple[tuple[str, str], ...]:
    return tuple((f"{group}.{name}_heading", f"{group}.{name}") for name in names)


SHEETS = {
    sheet.slug: sheet
    for sheet in (
        Sheet(
            "sip",
            _("Vad en SIP är"),
            "sip.title",
            (
                *_parts("sip", "what", "when", "who"),
                *_parts("call", "say_no", "bring", "interpreter"),
                *_parts("sip", "plan", "after"),
            ),
        ),
        Sheet(
            "barn",
            _("Till barnet: en plan för dig"),
            "mine.title",
            _parts("mine", "what", "meeting", "say", "secret", "refuse", "after", "help"),
        ),
        Sheet(
            "individforum",
            _("Vad ett individforum är"),
            "forum.title",
            _parts("forum", "what", "who", "consent", "say", "after"),
        ),
        Sheet(
            "samtycke",
            _("Vad ett samtycke betyder"),
            "consent.title",
            _parts("consent", "what", "units", "time", "who", "withdraw", "after", "say_no", "duty"),
            legal=True,
        ),
    )
}


def sheets_of(*, has_forum: bool) -> list[Sheet]:
    """Those that a region hands out: none of a forum that it does not have."""
    return [one for one in SHEETS.values() if has_forum or one.slug != "individforum"]


@dataclass(frozen=True)
class Part:
    """A heading and its text, and the Swedish of both where it has to stand beside; "" where not."""

    heading: SafeString
    text: SafeString
    swedish_heading: str = ""
    swedish: str = ""


def sheet_parts(sheet: Sheet, to: Language) -> list[Part]:
    """The sheet in that language, ready to show."""
    original = language(SWEDISH)
    beside = sheet.legal and not to.is_swedish
    return [
        Part(
            to.say(heading),
            to.say(text),
            original.plain(heading) if beside else "",
            original.plain(text) if beside else "",
        )
        for heading, text in sheet.parts
    ]
