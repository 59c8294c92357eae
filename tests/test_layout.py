"""The layout that the design promises: imports point one way, and a page is easy to find."""

import ast
from pathlib import Path

import pytest
from django.urls import get_resolver

ROOT = Path(__file__).parents[1]
APP = ROOT / "claims"

PURE = {
    "anchoring",
    "checking",
    "copies",
    "differences",
    "drawing",
    "excerpts",
    "figures",
    "flags",
    "fragments",
    "graph",
    "mentions",
    "origins",
    "sentences",
    "spreadsheets",
    "typed",
    "urgency",
    "vocabulary",
    "what_changed",
    "what_if",
}

# They answer with something other than a page.
WITHOUT_TEMPLATE = {
    "annotation",
    "annotations",
    "check_report",
    "claim_data",
    "claim_prov",
    "claim_submit",
    "feeds",
    "healthz",
    "import_refused",
    "import_template",
    "list_export",
    "metrics",
    "oembed",
    "readyz",
    "review_export",
    "review_feed",
    "robots",
    "sitemap",
    "snapshot_file",
}

# What each part of the app may import of the others; everything may import what is pure.
MAY_IMPORT = {
    "models": set(),
    "comparing": {"models"},
    "evidence": {"comparing", "models"},
    "assessed": {"evidence", "models"},
    "paging": set(),
    "problems": set(),
    "highlights": set(),
    "versions": {"models"},
    "access": {"busy", "models"},
    "agenda": {"access", "models"},
    "archive": {"actions", "models", "verifying"},
    "backend": {"access"},
    "history": {"models", "paging"},
    "importing": {"models", "quotes"},
    "quotes": set(),
    "sealing": set(),
    "storing": set(),
    "signing_in": {"models"},
    "watching": set(),
    "webhooks": {"capture"},
    "drafts": {"capture", "matching", "models"},
    "forms": {
        "access",
        "actions",
        "comparing",
        "drafts",
        "filters",
        "importing",
        "matching",
        "models",
        "paging",
        "quotes",
    },
    "tallying": {"models", "paging"},
    "filters": {"access", "models", "paging", "problems"},
    "actions": {
        "access",
        "agenda",
        "assessed",
        "capture",
        "comparing",
        "evidence",
        "importing",
        "matching",
        "models",
        "paging",
        "quotes",
        "refusals",
        "sealing",
        "storing",
        "tallying",
        "webhooks",
    },
    "capture": set(),
    "matching": {"models"},
    "refusals": set(),
    "api": {
        "access",
        "actions",
        "busy",
        "drafts",
        "evidence",
        "filters",
        "forms",
        "matching",
        "models",
        "paging",
        "problems",
        "quotes",
        "refusals",
        "storing",
    },
    "publish": {"access", "comparing", "history", "importing", "models", "paging"},
    "views": {
        "access",
        "actions",
        "agenda",
        "assessed",
        "comparing",
        "drafts",
        "evidence",
        "filters",
        "forms",
        "highlights",
        "history",
        "importing",
        "matching",
        "models",
        "paging",
        "problems",
        "publish",
        "quotes",
        "signing_in",
        "storing",
        "tallying",
        "watching",
    },
    "admin": {
        "access",
        "actions",
        "evidence",
        "filters",
        "importing",
        "matching",
        "models",
        "publish",
        "quotes",
        "refusals",
        "versions",
    },
    "templatetags": {"access", "filters", "highlights", "models"},
    "verifying": {"actions", "assessed", "evidence", "matching", "models"},
    "busy": {"problems", "storing"},
    "turns": {"busy"},
    "management": {
        "access",
        "actions",
        "archive",
        "drafts",
        "importing",
        "matching",
        "models",
        "storing",
        "verifying",
    },
    "tasks": {"actions"},
    "urls": {"views"},
    "apps": {"signing_in"},
}


def parts() -> dict[str, list[Path]]:
    """The modules of each part of the app: a file, or all files of a package."""
    found = {}
    for path in sorted(APP.iterdir()):
        if path.suffix == ".py" and path.stem != "__init__":
            found[path.stem] = [path]
        elif (path / "__init__.py").exists() and path.name != "migrations":
            found[path.name] = sorted(path.rglob("*.py"))
    return found


def imported(module: Path) -> set[str]:
    """The dotted names that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def parts_imported(module: Path) -> set[str]:
    """The parts of the app that a module imports."""
    return {name.split(".")[1] for name in imported(module) if name.startswith("claims.")}


@pytest.mark.parametrize("part", sorted(PURE))
def test_what_is_pure_imports_neither_django_nor_anything_that_does(part):
    for module in parts()[part]:
        assert not {name for name in imported(module) if name.split(".")[0] == "django"}
        assert parts_imported(module) <= PURE


@pytest.mark.parametrize("part", sorted(set(parts()) - PURE))
def test_imports_point_one_way(part):
    for module in parts()[part]:
        assert parts_imported(module) <= PURE | {part} | MAY_IMPORT[part], module


def test_every_page_has_a_view_module_a_template_and_a_test_module_of_its_name():
    for pattern in get_resolver("claims.urls").url_patterns:
        module = pattern.callback.__module__.rpartition(".")[2]
        assert (APP / "views" / f"{module}.py").exists()
        assert (ROOT / "tests" / "views" / f"test_{module}.py").exists()
        if module not in WITHOUT_TEMPLATE:
            assert (ROOT / "templates" / "claims" / f"{module}.html").exists()
