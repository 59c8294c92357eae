"""What a start prepares, and what it leaves alone."""

import pytest
from django.contrib.auth import get_user_model

from provenance import prepare


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.mark.django_db
def test_an_administrator_is_made_once_with_the_password_that_was_told(said):
    prepare.make_administrator(said.append)
    prepare.make_administrator(said.append)
    admin = get_user_model().objects.get(is_superuser=True)
    assert len(said) == 1
    assert admin.check_password(said[0].split("Password: ")[1].split()[0])


@pytest.mark.django_db
def test_a_person_named_admin_is_not_made_an_administrator(said):
    get_user_model().objects.create_user(username="admin", password="one of their own")
    prepare.make_administrator(said.append)
    assert not get_user_model().objects.get(username="admin").is_superuser
    assert get_user_model().objects.filter(is_superuser=True).count() == 1


@pytest.mark.django_db
def test_a_migrated_database_is_not_migrated_again(said):
    prepare.migrate(said.append)
    assert said == []


@pytest.mark.django_db
def test_the_sample_is_loaded_into_an_empty_record_only(said, monkeypatch):
    from claims.models import Source

    loaded: list[str] = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: loaded.append(name))
    prepare.load_sample(said.append)
    assert loaded == ["load_sample"]

    Source.objects.create(name="Hospodářské noviny", kind="outlet")
    prepare.load_sample(said.append)
    assert loaded == ["load_sample"]


@pytest.fixture
def collected(settings, tmp_path):
    """Where static files are collected from and to: small folders instead of the real ones."""
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.DATA_DIR = tmp_path
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "page.css").write_text("body {}")
    return tmp_path


def test_static_files_are_collected_again_only_when_they_changed(collected):
    prepare.collect_static_files()
    manifest = collected / "collected" / "staticfiles.json"
    first = manifest.stat().st_mtime_ns
    prepare.collect_static_files()
    assert manifest.stat().st_mtime_ns == first

    (collected / "static" / "page.css").write_text("body { color: black }")
    prepare.collect_static_files()
    assert manifest.stat().st_mtime_ns > first
