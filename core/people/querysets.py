from datetime import date

from django.db import models
from django.db.models import Q


class RoleAssignmentQuerySet(models.QuerySet):
    def live(self, on: date) -> "RoleAssignmentQuerySet":
        """In force on a day. [security 1]"""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)

    def with_names(self) -> "RoleAssignmentQuerySet":
        return self.select_related("person", "unit", "area", "district", "principal")
