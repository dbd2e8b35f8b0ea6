from datetime import date

from django.db import models
from django.db.models import CharField, F, Func, Q, Value
from django.db.models.functions import Lower


def swedish(column: str) -> Func:
    """A column to order by as the Swedish alphabet does, whatever the server's collation."""
    return Func(
        Lower(F(column)),
        Value("åäöéèüáí"),
        Value("{|}eeuai"),
        function="translate",
        output_field=CharField(),
    )


class RoleAssignmentQuerySet(models.QuerySet):
    def live(self, on: date) -> "RoleAssignmentQuerySet":
        """In force on a day. [security 1]"""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)

    def not_ended(self, on: date) -> "RoleAssignmentQuerySet":
        """In force on a day, or to come."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))

    def with_names(self) -> "RoleAssignmentQuerySet":
        return self.select_related("person", "unit", "area", "district", "principal")


class PersonQuerySet(models.QuerySet):
    def by_name(self) -> "PersonQuerySet":
        return self.order_by(swedish("family_name"), swedish("given_name"), "id")

    def named_like(self, words: str) -> "PersonQuerySet":
        """Every word stands in the name, the title or the address."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(given_name__icontains=word)
                | Q(family_name__icontains=word)
                | Q(title__icontains=word)
                | Q(email__icontains=word)
            )
        return found
