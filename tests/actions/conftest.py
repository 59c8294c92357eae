"""What the tests of the actions share."""

from collections.abc import Iterator

import pytest

from claims.actions.assessing import assess_all
from claims.models import Touched


@pytest.fixture
def true_record(db: None) -> Iterator[None]:
    """After the test nothing waits to be assessed, and every stored assessment is a fresh one."""
    yield
    assert not Touched.objects.exists()
    assert [found for _, found in assess_all() if found] == []
