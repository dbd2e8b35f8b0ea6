"""What each act is called in words. Apps register theirs in `AppConfig.ready`; the log itself keeps the code."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.audit.words import CORE

Words = str | Promise

_words: dict[str, Words] = {}


def register(words: Mapping[str, Words]) -> None:
    """Name acts, as what the person did: {"case.read": _("Öppnade ärendet")}. Raises ValueError when taken."""
    for act, sentence in words.items():
        if _words.get(act, sentence) != sentence:
            raise ValueError(f"The act {act} already has another name.")
        _words[act] = sentence


def label(act: str) -> str:
    """The act in the reader's language; one that no app has named is told by its code."""
    if act in _words:
        return str(_words[act])
    return _("Annan händelse (%(act)s)") % {"act": act}


def known() -> frozenset[str]:
    return frozenset(_words)


OUTCOMES = {
    "ok": gettext_lazy("Genomfört"),
    "refused": gettext_lazy("Nekat"),
    "failed": gettext_lazy("Misslyckat"),
    "no_remark": gettext_lazy("Utan anmärkning"),
    "follow_up": gettext_lazy("Följs upp"),
}


def outcome_label(outcome: str) -> str:
    return str(OUTCOMES.get(outcome, outcome))


register(CORE)
