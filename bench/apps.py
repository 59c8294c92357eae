"""Django set up, without a record: imported first by measurements that ask PostgreSQL nothing, because what
they measure stands beside what knows the models."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "provenance.settings")
django.setup()
