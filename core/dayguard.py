"""Days on which something is said to have happened: they may be long ago, never ahead. [X-02]"""

from datetime import date

from django.utils.translation import gettext as _

from core import clock
from core.errors import Refused


def refuse_ahead(day: date | None, field: str, sentence: str = "") -> None:
    """Raises Refused beside the field for a day that has not come; `sentence` where more than that is to be said."""
    if day is not None and day > clock.today():
        raise Refused(sentence or _("Dagen kan inte ligga framåt i tiden."), field=field)
