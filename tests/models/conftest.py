"""The session in which the rules are tried."""

import pytest

from tests.sql import run


@pytest.fixture
def session(db: None) -> None:
    """A session that tells django-pgtrigger to ignore every trigger there is.

    What PostgreSQL refuses here it refuses everywhere: a rule that could be switched off would show.
    """
    run(
        "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) "
        "FROM pg_trigger WHERE NOT tgisinternal"
    )
