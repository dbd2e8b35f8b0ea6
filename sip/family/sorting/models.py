"""Which texts somebody has read through for a reader who may not be told everything. [security 1 (7)]"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.access.models import RegionRow
from sip.children.choices import BarredItem


class SortedText(RegionRow):
    """One text, word for word, that one reader may have although something is kept from that reader. [facts 9.9]

    `digest` is the text's in its case: words that are changed are another text, and unsorted. `barred` is what was kept
    from the reader when it was sorted: it says nothing once more is. The principal's own, as the bars are.
    """

    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, related_name="sorted_texts")
    reader_key = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    barred = ArrayField(models.CharField(max_length=20, choices=BarredItem.choices))
    sorted_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "reader_key", "digest"],
                condition=models.Q(taken_back_at__isnull=True),
                name="text_sorted_once_for_a_reader",
            )
        ]
