"""Named questions about needs, for what is begun from one. [F72]"""

from django.db.models import QuerySet


class NeedQuerySet(QuerySet):
    def newest_first(self) -> "NeedQuerySet":
        return self.order_by("-noticed_on", "-created_at")
