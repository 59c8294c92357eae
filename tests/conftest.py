"""What every test may rely on: a PostgreSQL of its own, started when the first test asks for one."""

from collections.abc import Iterator

import pytest
from django.db import connections

from provenance import postgres


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Point Django at a throw-away server, whatever DATABASE_URL says."""
    with postgres.throw_away() as server:
        connections["default"].settings_dict.update(server)
        yield
