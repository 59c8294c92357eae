"""A worker: it does the jobs of the queue, as `python -m provenance.worker`.

`manage.py run` starts one beside the web server. Any number of them may run, on any machines that
reach the database and the files.
"""

import os
import sys

import django
from django.core.management import call_command

from provenance.web import end_with


def main() -> None:
    """Work until told to stop; a job that has begun is finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "provenance.settings")
    os.environ.setdefault("PROVENANCE_AS", "application")
    django.setup()
    call_command("procrastinate", "worker", "--concurrency=1", "--shutdown-graceful-timeout=20")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        end_with(parent=int(sys.argv[1]))
    main()
