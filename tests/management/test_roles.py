"""Who may do what, in the code and in the documentation."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

ROLES = Path(__file__).parents[2] / "docs" / "roles.md"


def test_the_documentation_says_what_the_code_does():
    printed = StringIO()
    call_command("roles", stdout=printed)
    assert printed.getvalue().strip() in ROLES.read_text(encoding="utf-8"), (
        "docs/roles.md is not what the code does: put in it what manage.py roles prints."
    )
