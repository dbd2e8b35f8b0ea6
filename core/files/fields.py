"""The field of a form that takes one file; what comes out of it is examined and may be kept."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.files import words
from core.files.examining import examine
from core.files.faults import Fault, FileFault
from core.files.kinds import ACCEPT

TOO_MANY = "too_many"


class UploadField(forms.FileField):
    """`wait`: seconds until this person may add another; set by `pages.hold_back`, and then nothing is opened."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})
    sentences: Mapping[Fault, Any] = words.SENTENCES

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", words.what_is_taken_in())
        super().__init__(allow_empty_file=True, **kwargs)
        self.wait = 0

    def opened(self, given: Any) -> Any:
        """What comes out of the field. Raises FileFault."""
        return examine(given.name, given.read(), size=given.size)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = super().clean(data, initial)
        if not given:
            return None
        if self.wait:
            raise ValidationError(_too_many(self.wait), code=TOO_MANY)
        try:
            return self.opened(given)
        except FileFault as refused:
            raise ValidationError(self.sentences[refused.fault], code=refused.fault.value) from None


def faults_in(form: forms.BaseForm, name: str) -> list[Fault]:
    """Why the file in that field was not taken in."""
    codes = [error.code for error in form.errors.as_data().get(name, ())]
    return [Fault(code) for code in codes if code in set(Fault)]


def _too_many(seconds: int) -> str:
    minutes = max(1, -(-seconds // 60))
    waiting = ngettext("Försök igen om %(n)d minut.", "Försök igen om %(n)d minuter.", minutes) % {"n": minutes}
    return f"{_('Du har lagt till många filer på kort tid.')} {waiting}"
