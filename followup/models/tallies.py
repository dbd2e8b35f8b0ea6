"""What was counted beneath what was shown, kept for the job that guards later tables, and for nobody else."""

from collections.abc import Mapping
from typing import Any, Self

from django.db import models

from followup.models.follow_up import foreign
from followup.suppress import HIDDEN, Mark, Published, Relation, Table


class KeptTable(models.Model):
    """A table with its hidden numbers, and how they hang together. [security 7]"""

    region = foreign("regions.Region")
    values = models.JSONField()
    relations = models.JSONField()
    unseen = models.JSONField()

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.pk)

    @classmethod
    def keep(cls, table: Table, **whose: Any) -> Self:
        """`whose`: the count that it is beneath, and its region."""
        row = cls(
            values=dict(table.values),
            relations=[[relation.total, list(relation.parts)] for relation in table.relations],
            unseen=sorted(table.unseen),
            **whose,
        )
        row.save(force_insert=True)
        return row

    def under(self, shown: Mapping[str, Mark]) -> Published:
        """The table with what was shown of it; the rest was hidden."""
        relations = tuple(Relation(total, tuple(parts)) for total, parts in self.relations)
        table = Table(self.values, relations, frozenset(self.unseen))
        return Published(table, {name: shown.get(name, HIDDEN) for name in table.cells()})
