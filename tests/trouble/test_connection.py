"""A connection that dies in the middle of a context leaves the process able to begin anew."""

import pytest
from django.db import OperationalError, connection

from core.access import acting_as, current, job_regions
from tests.core.obligations.build import make_town
from tests.database import as_loader
from tests.trouble.gone import end_all


@pytest.mark.django_db(transaction=True)
def test_a_context_inside_another_whose_connection_dies_leaves_no_transaction_open(database_name):
    with as_loader():
        region = make_town().region
    with pytest.raises(OperationalError), acting_as(job="sweep"), acting_as(job="sweep", region_id=region.pk):
        end_all(database_name)
    assert (connection.in_atomic_block, connection.savepoint_ids, current()) == (False, [], None)

    with acting_as(job="sweep"):
        assert [region_id for region_id, _code in job_regions()] == [region.pk]
