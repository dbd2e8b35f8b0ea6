"""The verbs of a child's record, by subject."""

from sip.children.services.facts import change_facts
from sip.children.services.guardians import (
    GuardianFacts,
    add_guardian,
    bar_items,
    change_guardian,
    end_bar,
    end_custody,
)
from sip.children.services.numbers import add_number, decide_number_change, end_number
from sip.children.services.persons import PersonFacts, add_person, change_person, end_person
from sip.children.services.protection import end_protection, protect_child
from sip.children.services.registering import end_expectation, note_birth, register_child, register_expected
from sip.needs.services import assess_need, check_noticed_on

__all__ = [
    "GuardianFacts",
    "PersonFacts",
    "add_guardian",
    "add_number",
    "add_person",
    "assess_need",
    "bar_items",
    "change_facts",
    "change_guardian",
    "change_person",
    "check_noticed_on",
    "decide_number_change",
    "end_bar",
    "end_custody",
    "end_expectation",
    "end_number",
    "end_person",
    "end_protection",
    "note_birth",
    "protect_child",
    "register_child",
    "register_expected",
]
