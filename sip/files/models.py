"""Files about a child: the signed paper of a consent. [issue 3 point 3]"""

from django.db import models

from core.files.models import FileRow


class StoredFile(FileRow):
    """The signed form of a written consent, scanned or photographed. A new one is a new version; none is overwritten.

    What its sender called it is not kept: such names tell who the child is.
    """

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey("sip.Consent", on_delete=models.PROTECT, related_name="papers")
    version = models.PositiveSmallIntegerField()
    added_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    adding_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consent", "version"], name="paper_once_a_version")]
