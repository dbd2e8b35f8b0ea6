"""Several questions in one statement give what each would have given alone: objects, values, order, count."""

from django.apps import apps
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef
from django.test.utils import CaptureQueriesContext

from core.access import acting_as
from core.access.together import together
from core.people.models import Person, RoleAssignment
from sip.models import Call, ForumCase, Participation
from tests.access.world import make_world
from tests.database import as_loader
from tests.kept import kept


@kept
def world():
    return make_world("escalated")


def alone_and_together(questions) -> tuple[list, list, int]:
    """What they hold asked one by one, what they hold asked together, and in how many statements."""
    alone = [list(one.all()) for one in questions]
    with CaptureQueriesContext(connection) as asked:
        together(*questions)
        answers = [list(one) for one in questions]
    return _values(alone), _values(answers), len(asked)


def _values(answers) -> list[list]:
    return [list(map(_plain, rows)) for rows in answers]


def _plain(row, joins=2):
    """An object as its values, and those of the objects joined to it."""
    if not hasattr(row, "_state"):
        return row
    values = {name: value for name, value in row.__dict__.items() if name != "_state"}
    kept = row._state.fields_cache if joins else {}
    return type(row), values, {name: _plain(value, joins - 1) for name, value in kept.items()}


def test_every_table_reads_the_same(world):
    models = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    with as_loader():
        alone, answers, statements = alone_and_together([one._default_manager.order_by("pk")[:20] for one in models])
    assert (answers, statements) == (alone, 1)
    assert any(answers)


def test_joins_annotations_values_and_order_stay(world):
    with as_loader():
        alone, answers, statements = alone_and_together(
            [
                Call.objects.select_related("assignment__person", "unit__district").order_by("-unit__name"),
                ForumCase.objects.annotate(n=Count("case__participations")).order_by("case_id"),
                Person.objects.values("family_name", held=F("role_assignments__pk")).order_by("family_name", "pk"),
                RoleAssignment.objects.values_list("person__given_name", "valid_from").order_by("pk"),
                Participation.objects.values_list("unit__name", flat=True).order_by("unit__name", "pk"),
                ForumCase.objects.filter(Exists(Call.objects.filter(case_id=OuterRef("pk")))).only("status"),
                world.case.case.participations.select_related("unit").order_by("pk"),
                RoleAssignment.objects.values("pk").union(Person.objects.values("pk")).order_by("id"),
            ]
        )
    assert (answers, statements) == (alone, 1)
    assert all(answers)


def test_counts_come_along_and_what_can_have_no_rows_costs_nothing(world):
    with as_loader():
        people, nobody = Person.objects.order_by("family_name"), Person.objects.none()
        with CaptureQueriesContext(connection) as asked:
            counts = together(people[:2], nobody, counting=[people, nobody])
            assert (together(nobody), list(nobody), together(counting=[nobody])) == ([], [], [0])
        assert counts == [people.count(), 0]
        assert len(asked) == 1


def test_what_is_cut_or_grouped_is_counted_as_it_stands(world):
    with as_loader():
        cut = Person.objects.order_by("?")[:2]
        grouped = Participation.objects.values("case_id").annotate(n=Count("pk")).order_by("-n")
        assert grouped.count() < Participation.objects.count()
        assert together(counting=[cut, grouped]) == [2, grouped.count()]


def test_what_is_known_already_is_not_asked_again(world):
    with as_loader():
        people = Person.objects.all()
        assert len(people) > 1
        with CaptureQueriesContext(connection) as asked:
            together(people)
        assert len(asked) == 0


def test_the_children_of_rows_are_asked_for_as_always(world):
    with as_loader():
        people = Person.objects.prefetch_related("role_assignments").order_by("pk")
        with CaptureQueriesContext(connection) as asked:
            together(people)
            assert sum(len(one.role_assignments.all()) for one in people) == RoleAssignment.objects.count()
        assert len(asked) == 3  # together, prefetch, and the count of this line


def test_row_security_holds_in_every_part(world):
    town = world.town
    with acting_as(town.colleague):
        cases = ForumCase.objects.all()
        assert together(cases, counting=[ForumCase.objects.all()]) == [0]
        assert list(cases) == []
    with acting_as(town.teacher):
        cases = ForumCase.objects.all()
        assert together(cases, counting=[ForumCase.objects.all()]) == [1]
        assert [case.pk for case in cases] == [world.case.pk]
