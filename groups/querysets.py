from core.organisations.querysets import DatedQuerySet


class ForumQuerySet(DatedQuerySet):
    def for_tree(self) -> "ForumQuerySet":
        """With the place each stands in; stable order."""
        return self.select_related("area", "district").order_by("area__name", "name", "id")


class MembershipQuerySet(DatedQuerySet):
    def with_people(self) -> "MembershipQuerySet":
        """With what a row of members shows: who, from which unit and principal."""
        return self.select_related(
            "assignment__person",
            "assignment__unit__principal",
            "assignment__principal",
            "assignment__district",
            "is_substitute_for",
        )
