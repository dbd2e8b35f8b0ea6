from django import forms
from django.utils.translation import gettext_lazy as _

from core.files.fields import UploadField
from core.ui.forms import Form
from groups.models import AgendaItem


class DocumentForm(Form):
    """A file, what it is, and the item it belongs to."""

    title = forms.CharField(label=_("Vad är det för handling?"), max_length=200)
    item = forms.ModelChoiceField(
        label=_("Till vilken punkt?"), queryset=AgendaItem.objects.none(), required=False, empty_label=_("Hela mötet")
    )
    file = UploadField(label=_("Filen"))

    def __init__(self, meeting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.agendaitem_rows.standing()
