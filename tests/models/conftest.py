"""The sessions in which the rules are tried."""

import pytest

from tests.sql import run


@pytest.fixture(params=["plain", "ignoring"])
def session(request: pytest.FixtureRequest, db: None) -> str:
    """A plain session, and one that tells django-pgtrigger to ignore every trigger there is."""
    if request.param == "ignoring":
        run(
            "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) "
            "FROM pg_trigger WHERE NOT tgisinternal"
        )
    return request.param
