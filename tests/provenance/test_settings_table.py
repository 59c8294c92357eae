"""docs/settings.md is complete: what the program reads of its environment stands there, and nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = re.compile(r"(PROVENANCE|DATABASE|WEB|PROMETHEUS)_[A-Z_]+")
ASKING = {"os.environ.get", "os.environ.setdefault", "os.environ.pop", "os.getenv"}


def read_by_the_program() -> set[str]:
    """The names of variables in the program's source."""
    modules = [ROOT / "manage.py", *ROOT.glob("provenance/**/*.py"), *ROOT.glob("claims/**/*.py")]
    return {name for module in modules for name in named(ast.parse(module.read_text()))}


def named(tree: ast.AST) -> Iterator[str]:
    """Names of ours, wherever they stand alone, and whatever `os.environ` is asked for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if OURS.fullmatch(node.value):
                yield node.value
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            yield from constant(node.slice)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ASKING:
            yield from constant(node.args[0])


def constant(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def in_the_table() -> list[str]:
    """The names in the first column."""
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE)


def test_what_the_program_reads_is_in_the_table_and_nothing_else():
    assert set(in_the_table()) == read_by_the_program()


def test_each_is_there_once_with_its_meaning_default_and_example():
    assert len(in_the_table()) == len(set(in_the_table()))
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for row in re.findall(r"^\| `.*", text, re.MULTILINE):
        assert len([cell for cell in row.strip("|").split(" | ") if cell.strip()]) == 4, row
