"""Find one of the children one may see. [security 8-10]"""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.access import Acting
from core.crypto import keyed_index
from core.errors import Refused
from core.ui.fields import read_day
from sip.children.models import Child, ChildIdentifier
from sip.children.numbers import plain, read_number
from sip.children.policies import visible_children

DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")


def found_children(acting: Acting, words: str) -> QuerySet[Child]:
    """By number, by birth date, by parts of first or family name, or by names and a birth date together.

    Only among the children one sees, whose index is the own principal's: no answer, and no lack of one, says whether
    another principal knows the child. [security 1]
    """
    return visible_children(acting).filter(_match(acting, words)).order_by("family_name", "given_name", "id")


def _match(acting: Acting, words: str) -> Q:
    try:
        return _number(acting, read_number(words).digits)
    except Refused:
        pass
    if day := _day(words):
        return Q(birth_date=day)
    match = Q()
    for part in words.split():
        day = _day(part) if DAY.fullmatch(part) else None
        match &= Q(birth_date=day) if day else Q(given_name__icontains=part) | Q(family_name__icontains=part)
    return match | _number(acting, plain(words)) if re.search(r"\d", words) else match


def _number(acting: Acting, digits: str) -> Q:
    """A number that stands today, whoever gave it."""
    index = keyed_index(digits, acting.principal_id)
    held = ChildIdentifier.objects.filter(child_id=OuterRef("pk"), value_index=index, valid_to__isnull=True)
    return Q(Exists(held))


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except ValidationError:
        return None
