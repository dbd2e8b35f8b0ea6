"""The child's own rows, by subject. What is owed to the child stands in sip/needs."""

from sip.children.models.appointed import APPOINTED
from sip.children.models.child import Child, Contact, ExpectedBirth
from sip.children.models.guardians import Guardian, GuardianBar
from sip.children.models.numbers import ChildIdentifier, NumberChange
from sip.children.models.persons import ChildPerson
from sip.children.models.protection import ProtectedData
from sip.children.models.speaking import SPEAKING

__all__ = [
    "APPOINTED",
    "SPEAKING",
    "Child",
    "ChildIdentifier",
    "ChildPerson",
    "Contact",
    "ExpectedBirth",
    "Guardian",
    "GuardianBar",
    "NumberChange",
    "ProtectedData",
]
