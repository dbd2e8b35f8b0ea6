"""What a region's administrator chooses and confirms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.files.fields import UploadField
from core.intake import words
from core.intake.columns import IntakeKind
from core.intake.reading.limits import Row, SheetKind
from core.intake.table import FIELD, Table, table_of
from core.intake.taking import rows_of
from core.ui.again import ConfirmMixin
from core.ui.fields import Picks
from core.ui.forms import Form


class SheetField(UploadField):
    """What comes out of it is the rows of a spreadsheet."""

    widget = forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in SheetKind)})
    sentences = words.SENTENCES

    def opened(self, given: Any) -> list[Row]:
        return rows_of(given.name, given.read(), size=given.size)


class FileForm(Form):
    kind = forms.ChoiceField(label=_("Vad står i filen?"), choices=IntakeKind.choices, widget=Picks())
    file = SheetField(label=_("Fil"), help_text=words.WHAT_IS_READ)
    marks_optional = False
    table: Table

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if "kind" in answers and FIELD in answers:
            try:
                self.table = table_of(answers["kind"], answers[FIELD])
            except Refused as refused:
                self.take(refused)
        return answers


class TakeInForm(ConfirmMixin, Form):
    """`seen`: what the file would do, as it was shown."""

    marks_optional = False
    seen = forms.CharField(widget=forms.HiddenInput)
