"""Find one of the children one may see. [security 8-10]"""

from django.db.models import Q, QuerySet

from core.access import Acting
from core.crypto import keyed_index
from core.errors import Refused
from sip.children.models import Child
from sip.children.numbers import read_number
from sip.children.policies import visible_children


def found_children(acting: Acting, words: str) -> QuerySet[Child]:
    """By number when the words are one, else by every word in first or family name."""
    visible = visible_children(acting).order_by("family_name", "given_name", "id")
    try:
        number = read_number(words)
    except Refused:
        return visible.filter(_names(words))
    index = keyed_index(number.digits, acting.principal_id)
    return visible.filter(identifiers__value_index=index, identifiers__valid_to__isnull=True)


def _names(words: str) -> Q:
    match = Q()
    for word in words.split():
        match &= Q(given_name__icontains=word) | Q(family_name__icontains=word)
    return match
