"""The product's addresses and, under /bench/, the floors'."""

from django.urls import include, path

from bench import floors, guarded, open_list
from bus_portal.urls import handler400, handler403, handler404, handler429, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

FLOORS = [
    path("a/", floors.constant, name="a"),
    path("b/", floors.one_query, name="b"),
    path("c/", floors.plain_list, name="c"),
    path("d/", floors.walled_list, name="d"),
    path("e/", floors.member_list, name="e"),
    path("e1/", guarded.generic, name="e1"),
    path("e2/", guarded.direct, name="e2"),
    path("e3/", guarded.by_hand, name="e3"),
    path("f/", floors.raw_list, name="f"),
    path("g/", floors.raw_found, name="g"),
    path("detalj/<uuid:pk>/", floors.detail, name="detail"),
    path("oppen/", open_list.open_list, name="open"),
]
urlpatterns = [*urlpatterns, path("bench/", include((FLOORS, "bench")))]
