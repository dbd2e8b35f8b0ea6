"""Named questions about needs, for what is begun from one. [F72]"""

from django.db.models import QuerySet

from sip.children.choices import Position


class NeedQuerySet(QuerySet):
    def newest_first(self) -> "NeedQuerySet":
        return self.order_by("-noticed_on", "-created_at")

    def with_position(self, position: str) -> "NeedQuerySet":
        return self.filter(position=position)

    def for_sip(self) -> "NeedQuerySet":
        """Those in which the unit said that a SIP is to be offered."""
        return self.with_position(Position.SIP)
