"""Others around the child. [G-004, G-006, G-008, F71]"""

from django.db import models
from django.db.models import Q

from core import clock
from core.access.models import RegionRow
from sip.children.choices import Relation
from sip.children.models.child import Child
from sip.children.models.speaking import Speaks


class ChildPerson(Speaks, RegionRow):
    """Somebody close to the child, or who speaks for it. Takes part if suitable and the child is not against it."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="persons")
    relation = models.CharField(max_length=20, choices=Relation.choices)
    name = models.CharField(max_length=200)
    described = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    may_take_part = models.BooleanField(default=True)
    child_objects = models.BooleanField(default=False)
    valid_from = models.DateField(default=clock.today)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(may_take_part=False) | Q(child_objects=False),
                name="nobody_takes_part_against_the_childs_will",
            )
        ]
