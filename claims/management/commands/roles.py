"""`manage.py roles`: who may do what, as the table that stands in docs/roles.md."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand

from claims.access import ACTS, DATA, MAY, ROLES, Act, Role

YES, NO = "yes", ""
VERBS = ("view", "add", "change", "delete")


class Command(BaseCommand):
    """Prints it; a test holds the file to it."""

    help = "Print who may do what, as Markdown."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write("\n".join(lines()))


def lines() -> Iterator[str]:
    """The roles, then what each may do, then what each may do in the admin."""
    yield from table(
        ["role", "what it is for"], [[f"**{t.label}**", t.meaning] for t in ROLES.values()]
    )
    yield ""
    heads = ["", "what", *(role.value for role in Role)]
    acts = [
        [f"**{ACTS[act].label}**", ACTS[act].meaning, *(YES if act in MAY[r] else NO for r in Role)]
        for act in Act
    ]
    yield from table(heads, acts)
    yield ""
    yield from table(["in the admin", *(role.value for role in Role)], rows())


def rows() -> Iterator[list[str]]:
    """For each kind of record, what each role may do to it in the admin."""
    names = sorted({name.partition("_")[2] for role in Role for name in DATA[role]})
    for name in names:
        yield [
            name,
            *(
                ", ".join(verb for verb in VERBS if f"claims.{verb}_{name}" in DATA[role])
                for role in Role
            ),
        ]


def table(heads: list[str], body: object) -> Iterator[str]:
    """A table in Markdown."""
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in body:  # type: ignore[attr-defined]
        yield "| " + " | ".join(row) + " |"
