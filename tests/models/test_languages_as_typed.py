"""Languages that were written before PostgreSQL asked for tags: what the migration makes of them."""

from importlib import import_module

import pytest
from django.apps import apps

from tests import builders as make
from tests.sql import run, update

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("typed", "tag"), [("en_gb", "en-GB"), (" De ", "de"), ("English", "")])
def test_a_tag_gets_its_form_and_what_is_none_stays_in_the_trail(typed: str, tag: str) -> None:
    article = make.snapshot().article
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("ALTER TABLE claims_article DROP CONSTRAINT article_language_is_a_tag")
    update(article, language=typed)
    import_module("claims.migrations.0015_words").make_languages_tags(apps, None)
    article.refresh_from_db()
    assert article.language == tag
    assert article.events.filter(language=typed).exists()  # type: ignore[attr-defined]
