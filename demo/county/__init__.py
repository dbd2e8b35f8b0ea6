"""A county at scale, invented whole from a number of cases and a seed. Written as bus_loader, set by set.

Its regions, areas, units and forums come from a profile of their own through `load_region`; its people and cases are
rows of one plan (`sql/plan.sql`), in which everything follows from the case's number and the seed. Every fourth child
has a coordinated plan too, a case of its own beside the `--cases` of the forum (`sql/sips.sql`). Clocks are folded
by the same code that the portal folds them by, so that `verify_obligations` agrees. The log stays empty: nobody acted.
Every foreign key, and the gates that triggers hold otherwise, are proved before the county is committed.
"""

from demo.county.making import County, make_county

__all__ = ["County", "make_county"]
