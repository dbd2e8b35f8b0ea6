"""A fresh login: what touches rights asks again who sits there, if it was more than ten minutes ago. [security 8]"""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from core.access import Acting
from core.errors import Refused
from core.people.sessions import is_fresh

FIELD = "confirm"


def require_fresh(by: Acting) -> None:
    """Raises Refused, naming the field that asks again, when the sign-in is older than ten minutes."""
    if not is_fresh(by.logged_in_at):
        raise Refused(_("Det har gått mer än tio minuter sedan du loggade in. Bekräfta att det är du."), field=FIELD)


def confirmed(request: Any, form: Any) -> Acting:
    """Who acts, after a valid form: freshly signed in from now on when the form asked for it."""
    if FIELD in form.cleaned_data:
        request.session.confirm()
        request.acting = replace(request.acting, logged_in_at=request.session.signed_in_at)
    return request.acting
