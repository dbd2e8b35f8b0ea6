from collections.abc import Callable

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.ui.forms import FilterForm
from sip.family import texts
from sip.family.readers import Reader


class LanguageForm(FilterForm):
    """In which language to show. What is no language of ours gives Swedish."""

    sprak = forms.ChoiceField(label=_("Språk"), choices=texts.choices)

    @property
    def language(self) -> texts.Language:
        return texts.language(self.chosen.get("sprak", texts.SWEDISH))


class ReaderForm(LanguageForm):
    """For whom, in which language."""

    till = forms.ChoiceField(label=_("Till vem?"))

    def __init__(self, data, readers: list[Reader]):
        super().__init__(data)
        self.fields["till"].choices = [(one.key, one.name) for one in readers]
        self.first = readers[0].key
        self.order_fields(["till", *(name for name in self.fields if name not in ("till", "sprak")), "sprak"])

    @property
    def reader_key(self) -> str:
        """As the address says, so that one who is no longer among them is refused; the first where it says nobody."""
        return self.data.get("till") or self.first


def chosen_reader(
    form: ReaderForm,
    readers: list[Reader],
    pick: Callable[[list[Reader], str], Reader],
    *,
    check: Callable[[], None] = lambda: None,
) -> tuple[Reader | None, str]:
    """Whom the paper is for; or nobody, and the sentence that says why it is not given."""
    try:
        check()
        return pick(readers, form.reader_key), ""
    except Refused as refused:
        return None, str(refused)
