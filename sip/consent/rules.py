"""The region's rule of consents, and what of a consent breaks it: pure, and asked again by the database.

[X-06, X-08, facts 9.4, 9.6, cfg.consent_signatories, cfg.consent_times, cfg.consent_written]
`access.consent_breaks` says the same, and one table tests both.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from core import clock
from core.errors import Refused
from core.regions.profile import profile_of
from sip.children.ages import birthday
from sip.consent.states import Form, Purpose, Signatories

ONE_GUARDIAN, CHILD_TOO, IF_MATURE, CHILD_FIRST = (
    "one_guardian",
    "guardians_and_child",
    "child_if_mature",
    "individual",
)
BY_ANY_RULE = frozenset({Signatories.ALL_GUARDIANS, Signatories.GUARDIANS_AND_CHILD, Signatories.INDIVIDUAL})
CHILD_ASKED = frozenset({Signatories.GUARDIANS_AND_CHILD, Signatories.INDIVIDUAL})
MATURE_BY_RULE = frozenset({IF_MATURE, CHILD_FIRST})
JUDGED_BY_RULE = frozenset({CHILD_TOO, CHILD_FIRST})


@dataclass(frozen=True)
class Rule:
    """What the region asks of a consent for one purpose; no longest time means none was said yet."""

    signatories: str = Signatories.ALL_GUARDIANS
    longest_days: int | None = None
    is_written: bool = False
    usual_days: int | None = None
    hint_age: int | None = None


@dataclass(frozen=True)
class Said:
    """Of a consent, what the rule is about. `days`: from the first to the last it holds."""

    signatories: str
    form: str
    days: int
    reason: str = ""
    judgement: str = ""
    is_approved: bool = False


def rule_for(region_id: UUID, area_id: UUID | None, purpose: str, on: date | None = None) -> Rule:
    """The rule that holds that day, or today. Of a child not born nothing is asked and nothing judged. [CS-13]"""
    profile = profile_of(region_id, on, area_id=area_id)
    time = (profile.consent_times or {}).get(purpose)
    signatories = profile.consent_signatories
    if purpose == Purpose.UNBORN and signatories != ONE_GUARDIAN:
        signatories = Signatories.ALL_GUARDIANS
    return Rule(
        signatories=signatories,
        longest_days=time.longest_days if time else None,
        is_written=purpose in (profile.consent_written or ()),
        usual_days=time.usual_days if time else None,
        hint_age=profile.consent_child_age,
    )


def breaks(rule: Rule, said: Said) -> str:
    """The first part of the rule that does not hold; "" where all do."""
    if said.form == Form.ORAL and rule.is_written:
        return "written"
    if rule.longest_days is not None and said.days > rule.longest_days:
        return "longest"
    if said.signatories == Signatories.ONE_GUARDIAN and rule.signatories != ONE_GUARDIAN:
        return "one_guardian"
    if needs_reason(rule, said.signatories) and not said.reason:
        return "reason"
    if needs_judgement(rule, said.signatories) and not said.judgement:
        return "judgement"
    if said.signatories == Signatories.PREVENTED and not said.is_approved:
        return "approved"
    return ""


def needs_reason(rule: Rule, signatories: str) -> bool:
    """What neither the region's rule nor the age says is an exception. [facts 9.6]"""
    if signatories == Signatories.CHILD_ALONE:
        return rule.signatories not in MATURE_BY_RULE
    return signatories not in BY_ANY_RULE and signatories != Signatories.ONE_GUARDIAN


def needs_judgement(rule: Rule, signatories: str) -> bool:
    """Maturity in words: of a child that decides alone, and of one that does not where the rule gives it a say."""
    if signatories == Signatories.CHILD_ALONE:
        return True
    return rule.signatories in JUDGED_BY_RULE and signatories not in CHILD_ASKED


def check_rule(rule: Rule, said: Said) -> None:
    """Raises Refused beside the field, with what to do about it."""
    broken = breaks(rule, said)
    if not broken:
        return
    sentences = {
        "written": ("form", _("I er region ska samtycket vara skriftligt, på papper eller på skärmen.")),
        "longest": (
            "valid_to",
            _("Samtycket får gälla högst %(days)s dagar. Välj en tidigare sista dag.") % {"days": rule.longest_days},
        ),
        "one_guardian": (
            "signatories",
            _("Här behöver alla vårdnadshavare samtycka. Välj ett undantag om lagen ger ett."),
        ),
        "reason": ("signatories_reason", _("Skriv skälet till att inte alla vårdnadshavare behöver samtycka.")),
        "judgement": ("maturity_judgement", _("Skriv hur ni har bedömt barnets mognad.")),
        "approved": ("approved_by", _("Välj den chef vid er enhet som har godkänt att ni inte väntar.")),
    }
    field, text = sentences[broken]
    raise Refused(text, field=field)


def rule_words(rule: Rule) -> str:
    """The region's rule as a sentence."""
    return {
        ONE_GUARDIAN: _("I er region räcker en vårdnadshavares samtycke."),
        CHILD_TOO: _(
            "I er region samtycker alla vårdnadshavare och barnet självt. "
            "Är barnet inte moget för det skriver ni varför."
        ),
        IF_MATURE: _("I er region samtycker alla vårdnadshavare, eller barnet ensamt om det är moget nog."),
        CHILD_FIRST: _(
            "I er region samtycker barnet självt om det är moget nog. Annars samtycker alla vårdnadshavare."
        ),
    }.get(rule.signatories, _("I er region samtycker alla vårdnadshavare."))


def age_words(rule: Rule, born: date | None) -> str:
    """A prompt from the region's age on, never an answer: maturity is judged. [CS-08, facts 9.6]"""
    if rule.hint_age is None or born is None or birthday(born, rule.hint_age) > clock.today():
        return ""
    return _("Barnet har fyllt %(age)d år. Pröva om det är moget nog att samtycka självt. Åldern avgör inte.") % {
        "age": rule.hint_age
    }


def offered_by(rule: Rule) -> list[Signatories]:
    """What can be chosen under the rule: what it says first, then what the law lets be instead of it."""
    by_rule = usual(rule)
    only_by_rule = {Signatories.ONE_GUARDIAN, Signatories.GUARDIANS_AND_CHILD}
    return [by_rule, *(one for one in Signatories if one != by_rule and one not in only_by_rule)]


def usual(rule: Rule) -> Signatories:
    """Who gives it unless something else is said."""
    return {
        ONE_GUARDIAN: Signatories.ONE_GUARDIAN,
        CHILD_TOO: Signatories.GUARDIANS_AND_CHILD,
        CHILD_FIRST: Signatories.CHILD_ALONE,
    }.get(rule.signatories, Signatories.ALL_GUARDIANS)
