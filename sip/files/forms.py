"""The signed form of a consent, as a file."""

from django.utils.translation import gettext_lazy as _

from core.files.fields import UploadField
from sip.cases.forms import CaseForm


class PaperForm(CaseForm):
    paper = UploadField(label=_("Blanketten som fil"))
