"""Others around the child. [G-004, G-006, G-008, F71]"""

from django.db import models
from django.db.models import Q

from core import clock
from core.access.models import RegionRow
from sip.children.choices import Relation
from sip.children.models.appointed import Appointed, appointment_is_whole
from sip.children.models.child import Child
from sip.children.models.guardians import Guardian
from sip.children.models.speaking import Speaks


class ChildPerson(Speaks, Appointed, RegionRow):
    """Somebody close to the child, or who speaks for it. Takes part if suitable and the child is not against it.

    A representative decides while appointed: in the place of `stands_for`, or of all guardians where nobody is named.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="persons")
    relation = models.CharField(max_length=20, choices=Relation.choices)
    name = models.CharField(max_length=200)
    described = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    may_take_part = models.BooleanField(default=True)
    child_objects = models.BooleanField(default=False)
    stands_for = models.ForeignKey(Guardian, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(default=clock.today)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(may_take_part=False) | Q(child_objects=False),
                name="nobody_takes_part_against_the_childs_will",
            ),
            models.CheckConstraint(
                condition=Q(relation="representative") | Q(appointment_number="", stands_for__isnull=True),
                name="only_a_representative_is_appointed",
            ),
            models.CheckConstraint(
                condition=Q(stands_for__isnull=True) | ~Q(appointment_number=""),
                name="who_stands_for_another_is_appointed",
            ),
            appointment_is_whole("person_appointment_is_whole"),
        ]
