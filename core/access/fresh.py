"""A fresh login: what touches rights asks again who sits there, if it was more than ten minutes ago. [security 8]"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from core import clock
from core.access.acting import Acting
from core.errors import Refused

FIELD = "confirm"


def is_fresh(signed_in_at: datetime | None) -> bool:
    return signed_in_at is not None and clock.now() - signed_in_at <= timedelta(seconds=settings.FRESH_LOGIN_SECONDS)


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
