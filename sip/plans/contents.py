"""What a plan must hold before it is agreed: C1-C13 as one table of questions. [domain 4.4, 002:L2757-2765]"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.ui.said import said
from sip.plans.choices import Doer, Voice


@dataclass(frozen=True)
class Facts:
    """What the plan says now, gathered by the caller. `today` is the local day."""

    today: date
    measures: tuple = ()  # live ones
    said_no_others: bool = False
    responsible_principal: Any = None
    main_responsible: Any = None
    next_follow_up_on: date | None = None
    follow_up_max_days: int = 180
    voices: tuple = ()  # of those heard, or said why not
    open_sections: tuple = ()  # those without text, in order


@dataclass(frozen=True)
class Lack:
    """One thing that lacks, in a sentence that helps; `must` stops the plan, else it is advice.

    `section` is the key of the section where it is written.
    """

    code: str
    sentence: Any
    must: bool = True
    section: str = ""


def _has_child(facts: Facts) -> bool:
    return any(voice.whose == Voice.CHILD for voice in facts.voices)


def _has_guardian(facts: Facts) -> bool:
    return any(voice.whose == Voice.GUARDIAN for voice in facts.voices)


def _others_said(facts: Facts) -> bool:
    return facts.said_no_others or any(measure.doer != Doer.UNIT for measure in facts.measures)


def _in_time(facts: Facts) -> bool:
    day = facts.next_follow_up_on
    return day is not None and facts.today < day <= facts.today + timedelta(days=facts.follow_up_max_days)


QUESTIONS: tuple[tuple[Lack, Callable[[Facts], bool]], ...] = (
    (Lack("c1", _("Skriv minst en insats.")), lambda f: bool(f.measures)),
    (
        Lack("c2", _("Skriv vad minst en verksamhet gör.")),
        lambda f: any(measure.doer == Doer.UNIT for measure in f.measures),
    ),
    (Lack("c3", _("Skriv vad familjen eller andra gör, eller att ingen annan gör något.")), _others_said),
    (Lack("c4", _("Välj vilken huvudman som har det övergripande ansvaret.")), lambda f: f.responsible_principal),
    (Lack("c5", _("Välj vem som är huvudansvarig.")), lambda f: f.main_responsible),
    (Lack("c6", _("Bestäm när planen följs upp. Dagen ska ligga framåt, inom den längsta tid som gäller.")), _in_time),
    (Lack("c7", _("Skriv vad barnet säger, eller varför barnet inte har tillfrågats.")), _has_child),
    (Lack("c7b", _("Skriv vad vårdnadshavarna säger, eller varför de inte har tillfrågats.")), _has_guardian),
    (Lack("c8", _("Skriv minst ett mål."), must=False), lambda f: any(measure.goal_id for measure in f.measures)),
    (
        Lack("c9", _("Någon insats saknar en person som ansvarar."), must=False),
        lambda f: all(m.assignment_id or m.person for m in f.measures if m.doer == Doer.UNIT),
    ),
)


def lacking(facts: Facts) -> list[Lack]:
    """What lacks, the compulsory first; empty when the plan may be agreed."""
    found = [lack for lack, holds in QUESTIONS if not holds(facts)]
    return sorted([*found, *_unwritten(facts.open_sections)], key=lambda lack: not lack.must)


def _unwritten(sections: Iterable[Any]) -> Iterator[Lack]:
    """Each heading that the template asks for; in one line all that it gives room to. [C10-C13]"""
    for one in (one for one in sections if one.required):
        yield Lack("section", _("Skriv under rubriken %(heading)s.") % {"heading": said(one.heading)}, section=one.key)
    if free := [one for one in sections if not one.required]:
        names = ", ".join(said(one.heading) for one in free)
        words = _("Ni kan också skriva under: %(headings)s.") % {"headings": names}
        yield Lack("section", words, must=False, section=free[0].key)
