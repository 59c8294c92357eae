"""deploy/: what stands there fits the program. (What containers and units do is not tried here.)"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from claims.watching import counts
from provenance import postgres_memory
from provenance.production import refusal
from tests.provenance.test_settings_table import in_the_table

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
# What each calls itself.
RUNS = {
    "migrate": {},
    "web": {"PROVENANCE_AS": "application"},
    "worker": {"PROVENANCE_AS": "worker"},
}
FILLED_IN = {
    "SITE_HOST": "record.example.org",
    "PROVENANCE_SECRET_KEY": "k3yThatNobodyGuesses-" * 3,
    "PROVENANCE_METRICS_TOKEN": "t0kenThatNobodyGuesses",
    "SUPERUSER_PASSWORD": "a-secret",
    "OWNER_PASSWORD": "another",
    "APP_PASSWORD": "a-third",
    "PROVENANCE_EMAIL_URL": "smtp+tls://record:secret@mail.example.org:587",
    "PROVENANCE_EMAIL_FROM": "record@example.org",
    "PROVENANCE_SITE_URL": "https://record.example.org",
    "PROVENANCE_ALLOWED_HOSTS": "record.example.org",
    "DATABASE_URL": "postgres://provenance_app:secret@127.0.0.1:1/provenance",
    "DATABASE_OWNER_URL": "postgres://provenance_owner:secret@127.0.0.1:1/provenance",
}


def example(path: str) -> dict[str, str]:
    """The variables of an example file, as they stand there."""
    lines = (DEPLOY / path).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def filled(found: dict[str, str]) -> dict[str, str]:
    """The same with what somebody fills in."""
    return {name: value or FILLED_IN.get(name, "") for name, value in found.items()}


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return found


def in_container(service: str, given: dict[str, str]) -> dict[str, str]:
    """The environment of a service of compose.yaml, on top of the image's own."""
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    image = re.search(r"^ENV PATH=.*?[^\\]\n", dockerfile, re.MULTILINE | re.DOTALL)
    assert image
    own = dict(re.findall(r"([A-Z_]+)=(\S+)", image[0]))
    own.pop("PATH")

    def value(match: re.Match[str]) -> str:
        return given.get(match[1]) or match[2] or ""

    wanted = compose()["services"][service]["environment"]
    pattern = re.compile(r"\$\{([A-Z_]+)(?::[-?]([^}]*))?\}")
    return own | {name: pattern.sub(value, str(text)) for name, text in wanted.items()}


def under_systemd(unit: Path) -> dict[str, str]:
    """The environment of a unit, filled in."""
    files = re.findall(r"^EnvironmentFile=/etc/provenance/(.*)$", unit.read_text(), re.MULTILINE)
    found: dict[str, str] = {}
    for name in files:
        found |= filled(example(f"systemd/{name}.example"))
    return found


def program(
    command: list[str], given: dict[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    """What a program of ours says with these variables and no others, when it has ended."""
    outer = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=outer | given | {"PROVENANCE_DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        timeout=240,
    )


@pytest.mark.parametrize("service", RUNS)
def test_every_variable_of_a_container_is_a_setting(service):
    found = in_container(service, {}).keys() - {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
    assert found <= set(in_the_table())


def test_what_compose_must_be_given_stands_in_its_example():
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\{([A-Z_]+):\?\}", text)) <= example("compose.env.example").keys()
    assert not set(example("compose.env.example")) - set(re.findall(r"\$\{([A-Z_]+)", text))


@pytest.mark.parametrize("service", RUNS)
def test_a_container_starts_once_the_example_is_filled_in_and_not_before(service):
    given = filled(example("compose.env.example"))
    assert refusal(in_container(service, given) | RUNS[service]) is None
    told = refusal(in_container(service, {}) | RUNS[service])
    assert told is not None
    assert "PROVENANCE_SECRET_KEY is not set" in told


def test_the_database_of_compose_is_set_as_the_embedded_one():
    told = [one.removeprefix("-c") for one in compose()["services"]["database"]["command"][1:]]
    sized = ("shared_buffers", "effective_cache_size")  # by what the machine has
    embedded = postgres_memory.settings()
    assert {one for one in embedded if not one.startswith(sized)} <= set(told)
    assert {one.split("=")[0] for one in embedded} <= {one.split("=")[0] for one in told}


def test_only_the_step_that_makes_the_tables_knows_their_owner():
    given = filled(example("compose.env.example"))
    assert "another" in in_container("migrate", given)["DATABASE_OWNER_URL"]
    for service in ("web", "worker"):
        assert "another" not in str(in_container(service, given))


def test_no_example_holds_a_secret():
    for path in (
        "compose.env.example",
        "systemd/provenance.env.example",
        "systemd/owner.env.example",
    ):
        for name, value in example(path).items():
            assert not value or not re.search("KEY|TOKEN|PASSWORD|DATABASE|EMAIL", name)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_once_its_examples_are_filled_in(unit):
    runs = RUNS.get(unit.stem.removeprefix("provenance-").rstrip("@"), {})
    found = under_systemd(unit)
    assert found.keys() <= set(in_the_table())
    assert refusal(found | runs) is None


def test_a_worker_gets_as_far_as_its_database_with_what_a_unit_gives_it(tmp_path):
    given = under_systemd(DEPLOY / "systemd" / "provenance-worker@.service")
    done = program(["-m", "provenance.worker"], given, tmp_path)
    assert "127.0.0.1:1 cannot be reached" in done.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_has_longer_to_stop_than_what_it_runs(unit):
    limit = re.search(r"^TimeoutStopSec=(\d+)$", unit.read_text(), re.MULTILINE)
    if "Type=oneshot" not in unit.read_text():
        assert limit
        assert int(limit[1]) > int(under_systemd(unit)["PROVENANCE_STOP_SECONDS"])


def test_the_deployment_passes_djangos_own_checks_of_one(tmp_path):
    given = in_container("migrate", filled(example("compose.env.example")))
    done = program(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], given, tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
def test_every_figure_that_an_alert_asks_for_is_given(client: Client):
    counts.forget()
    told = client.get("/metrics").content.decode() + client.get("/metrics").content.decode()
    rules = yaml.safe_load((DEPLOY / "prometheus-alerts.yaml").read_text(encoding="utf-8"))
    for rule in rules["groups"][0]["rules"]:
        assert rule["annotations"]["summary"].endswith(".")
        for name in re.findall(r"\b(?:provenance|django)_[a-z_]+", rule["expr"]):
            assert f"# TYPE {name.removesuffix('_bucket')} " in told, name
