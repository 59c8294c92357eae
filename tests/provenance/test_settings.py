"""What the environment decides."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NAMES = (
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SECURE_PROXY_SSL_HEADER",
    "ACCOUNT_DEFAULT_HTTP_PROTOCOL",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
    "ALLAUTH_TRUSTED_PROXY_COUNT",
    "EMAIL_BACKEND",
    "EMAIL_HOST",
    "CANONICAL_URL",
    "NEWSROOM",
    "SITE_URL",
    "REPLICAS",
    "DATABASE_ROUTERS",
)
SHOW = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES}}}))
"""


def settings_with(folder: Path, **variables: str) -> dict[str, Any]:
    """The settings of a process with these variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PROVENANCE_")}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "provenance.settings",
        "PROVENANCE_DATA_DIR": str(folder),
        **variables,
    }
    command = [sys.executable, "-c", SHOW]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise ValueError(done.stderr.strip().splitlines()[-1])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_on_ones_own_machine_all_works_without_https_and_without_a_mail_server(tmp_path):
    found = settings_with(tmp_path)
    assert not found["SESSION_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_HTTPONLY"]
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert found["SECURE_PROXY_SSL_HEADER"] is None
    assert "console" in found["EMAIL_BACKEND"]


def test_over_https_cookies_and_links_and_passkeys_are_for_https_alone(tmp_path):
    found = settings_with(tmp_path, PROVENANCE_HTTPS="1", PROVENANCE_PROXIES="1")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["ACCOUNT_DEFAULT_HTTP_PROTOCOL"] == "https"
    assert not found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_without_a_proxy_nobody_is_believed_who_says_that_they_are_one(tmp_path):
    found = settings_with(tmp_path, PROVENANCE_HTTPS="1")
    assert found["SECURE_PROXY_SSL_HEADER"] is None
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0


def test_a_mail_server_is_named_in_one_variable(tmp_path):
    found = settings_with(tmp_path, PROVENANCE_EMAIL_URL="smtps://a:b@mail.example.org")
    assert (found["EMAIL_HOST"], "smtp" in found["EMAIL_BACKEND"]) == ("mail.example.org", True)


def test_a_number_of_proxies_that_is_none_is_told_in_one_sentence(tmp_path):
    with pytest.raises(ValueError, match="PROVENANCE_PROXIES must be a whole number, 0 or more"):
        settings_with(tmp_path, PROVENANCE_PROXIES="many")


def test_the_site_calls_itself_as_it_is_told_and_else_as_it_is_asked_for(tmp_path):
    found = settings_with(tmp_path)
    assert found["CANONICAL_URL"] == ""
    assert found["SITE_URL"] == "http://127.0.0.1:8000"
    assert found["NEWSROOM"] == ""
    found = settings_with(
        tmp_path,
        PROVENANCE_SITE_URL="https://record.example.org/",
        PROVENANCE_NEWSROOM="The Example Courier ",
    )
    assert found["CANONICAL_URL"] == found["SITE_URL"] == "https://record.example.org"
    assert found["NEWSROOM"] == "The Example Courier"


@pytest.mark.parametrize(
    ("who", "replicas"), [("application", ["replica1", "replica2"]), ("worker", []), ("", [])]
)
def test_the_web_server_alone_reads_from_replicas(tmp_path, who, replicas):
    found = settings_with(
        tmp_path,
        PROVENANCE_AS=who,
        DATABASE_URL="postgres://app@primary/record",
        DATABASE_REPLICA_URLS="postgres://app@one/record  postgres://app@two/record",
    )
    assert found["REPLICAS"] == replicas
    assert bool(found["DATABASE_ROUTERS"]) == bool(replicas)


def test_the_address_of_a_replica_that_cannot_be_read_is_not_repeated(tmp_path):
    with pytest.raises(ValueError, match="DATABASE_REPLICA_URLS must name") as refused:
        settings_with(tmp_path, PROVENANCE_AS="application", DATABASE_REPLICA_URLS="secret-word")
    assert "secret-word" not in str(refused.value)
