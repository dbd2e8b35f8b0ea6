"""A consent as it is explained to one who answers it, in their language: on paper, and before they sign on the screen.
[CS-03, CS-19, F106, facts 9.4, 9.36]

The words that decide stand in Swedish beside a translation. What is left out for a reader is said to be left out, and
who may not read all of it signs nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from sip.consent.models import Consent
from sip.family.readers import Reader
from sip.family.texts import SWEDISH, Language, language

Key = tuple[str, Mapping[str, object]]  # a text of the family's, and what is put into it
Said = tuple[str, list[Key], list[str]]  # the key of a heading, its sentences, what people wrote
ALWAYS = ("withdraw", "after", "say_no", "duty")  # parts of each consent, whatever it is for


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it: our sentences, then what people wrote in Swedish."""

    heading: SafeString
    sentences: tuple[SafeString, ...]
    own_words: tuple[str, ...] = ()
    swedish_heading: str = ""  # where the Swedish stands beside; "" where not
    swedish: str = ""
    untranslated: str = ""  # that what people wrote is Swedish, or no easy Swedish; "" where that need not be said
    words: str = ""  # all of it as bare text


@dataclass(frozen=True)
class Shown:
    """`text` is the whole as bare text, exactly what was before the reader. `is_whole`: nothing was left out."""

    language: Language
    title: SafeString
    child: SafeString
    parts: tuple[Part, ...]
    is_whole: bool
    text: str


def shown_to(reader: Reader, consent: Consent, units: Iterable[str], child: str, to: Language) -> Shown:
    """`units`: the names of those it covers; `child`: the child's name."""
    tells_exceptions = reader.may_have_all or not consent.exceptions
    parts = tuple(_part(to, *said) for said in _said(consent, reader, list(units), tells_exceptions=tells_exceptions))
    head = [to.plain("agree.title"), to.plain("agree.child", name=child)]
    return Shown(
        language=to,
        title=to.say("agree.title"),
        child=to.say("agree.child", name=child),
        parts=parts,
        is_whole=tells_exceptions and not reader.hides_places,
        text="\n\n".join([*head, *(part.words for part in parts)]),
    )


def _said(consent: Consent, reader: Reader, units: list[str], *, tells_exceptions: bool) -> Iterator[Said]:
    """Each part: the key of its heading, its sentences, what people wrote."""
    days = {"first": consent.valid_from, "last": consent.valid_to}
    yield "agree.purpose_heading", [(f"agree.{consent.purpose}", {})], []
    if reader.hides_places:
        yield "consent.these_units", [("agree.units_told", {})], []
    else:
        yield "consent.these_units", [], units
    yield "agree.kinds_heading", [(f"agree.{kind}", {}) for kind in consent.information_kinds], []
    if not tells_exceptions:
        yield "agree.exceptions_heading", [("agree.untold", {})], []
    elif consent.exceptions:
        yield "agree.exceptions_heading", [], [consent.exceptions]
    else:
        yield "agree.exceptions_heading", [("agree.no_exceptions", {})], []
    yield "consent.time_heading", [("agree.time", days)], []
    for name in ALWAYS:
        yield f"consent.{name}_heading", [(f"consent.{name}", {})], []


def _part(to: Language, heading: str, sentences: list[Key], own_words: list[str]) -> Part:
    beside = [] if to.is_swedish else _plain(language(SWEDISH), heading, sentences)
    is_text = heading == "agree.exceptions_heading" and bool(own_words)  # units have names, which are not translated
    untranslated = to.plain("common.untranslated") if is_text and to.code != SWEDISH else ""
    return Part(
        heading=to.say(heading),
        sentences=tuple(to.say(key, **values) for key, values in sentences),
        own_words=tuple(own_words),
        swedish_heading=beside[0] if beside else "",
        swedish=", ".join(beside[1:]),
        untranslated=untranslated,
        words="\n".join([*_plain(to, heading, sentences), *beside, *filter(None, [untranslated]), *own_words]),
    )


def _plain(to: Language, heading: str, sentences: list[Key]) -> list[str]:
    return [to.plain(heading), *(to.plain(key, **values) for key, values in sentences)]
