"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from provenance.ending import end_with
from provenance.unhurried import Unhurried
from provenance.web import SERVED

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "provenance.settings")
os.environ.setdefault("PROVENANCE_AS", "application")

if os.environ.get(SERVED):
    # A worker whose server was killed would hold the port, and answer nobody.
    end_with(parent=os.getppid())
application = Unhurried(get_wsgi_application())
if os.environ.get(SERVED):
    # All pages are loaded now, and what is loaded stays: looking through it for rings, Python's garbage
    # collector would hold up one request in a hundred for a tenth of a second.
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()
