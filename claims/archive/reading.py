"""Makes a record of an export, in an empty database: all of it, or nothing.

The rows come as they were, so nothing that notes or refuses a change may act on them: PostgreSQL's rules
are put aside in the one transaction that loads them, which only the owner of the tables may do. What they
would have held is held at its end: foreign keys and checks by PostgreSQL, the rest by
`claims.verifying`.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction

from claims import verifying
from claims.actions import embedding
from claims.actions.assessing import index_words
from claims.archive import contents
from claims.archive.contents import MADE_BY_MIGRATIONS, Exported
from claims.archive.manifest import PIECE, Broken, Manifest, Step, stored
from claims.archive.writing import migrations
from claims.models import Appearance, Claim, Snapshot

CHUNK = 1_000  # claims that are made searchable at a time
NAMED = 20  # faults that are named


class NotEmpty(Exception):
    """The database holds a record already; the text says what to do."""


class Unsound(Broken):
    """What was loaded is not whole; the text says what is wrong."""


def refuse_unless_empty() -> None:
    """Raises NotEmpty if there is anything in the tables that an import fills."""
    for table in contents.tables():
        made = table.model._meta.label in MADE_BY_MIGRATIONS
        if not made and table.model._base_manager.exists():
            raise NotEmpty(
                f"This database holds a record already (there are rows in {table.name}). An export is "
                "imported into an empty one: name a new folder in PROVENANCE_DATA_DIR, or an empty "
                "database in DATABASE_URL and DATABASE_OWNER_URL."
            )


def refuse_other_tables(manifest: Manifest) -> None:
    """Raises Broken if the export was made of tables that are not as they are here."""
    here = migrations()
    for app in sorted({*here, *manifest.migrations}):
        there, own = manifest.migrations.get(app, ""), here.get(app, "")
        states = f"migration {app} {there or 'none'}; here it is {own or 'none'}"
        if there > own:
            raise Broken(
                f"The export was made by a newer version ({states}). "
                "Update Provenance, then import it."
            )
        if there < own:
            raise Broken(
                f"The export was made by an older version ({states}). "
                "Import it with that version, then update."
            )
    wanted = [table.path for table in contents.tables()]
    if [part.path for part in manifest.tables] != wanted:
        odd = sorted(set(wanted) ^ {part.path for part in manifest.tables})
        raise Broken(f"The manifest does not name the tables that there are: {', '.join(odd)}.")


def load(
    folder: Path, manifest: Manifest, *, step: Step = lambda number: None, sound: bool = True
) -> None:
    """Fill the empty database and the storage from a folder that was checked. Unless `sound` is False,
    what was loaded must be whole, as `manage.py verify` asks. `step` hears of rows, files and checks.

    Raises Broken, and leaves nothing then.
    """
    with _files(folder, step), transaction.atomic():
        try:
            with _rules_aside(contents.tables()):
                for table, part in zip(contents.tables(), manifest.tables, strict=True):
                    _fill(folder, table, part.rows, step)
                _make_again()
        except IntegrityError as error:
            raise Broken(f"The rows do not fit together: {_first_line(error)}") from error
        if sound and (faults := _faults(step)):
            told = "; ".join(f"{fault.where}: {fault.what}" for fault in faults)
            raise Unsound(f"What was loaded is not whole. {told}")
    ContentType.objects.clear_cache()
    embedding.ask()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def _rules_aside(tables: list[Exported]) -> Iterator[None]:
    """No trigger of ours fires inside. The transaction's end brings them back, however it ends."""
    try:
        _run(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER' for table in tables)
    except ProgrammingError as error:
        raise Broken(
            "An import needs the role that owns the tables: name it in DATABASE_OWNER_URL."
        ) from error
    yield
    _run(["SET CONSTRAINTS ALL IMMEDIATE"])  # a table with checks that wait cannot be altered
    _set_numbers_on()
    _run(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER' for table in tables)


def _fill(folder: Path, table: Exported, rows: int, step: Step) -> None:
    """Load a table: its lines into a temporary one, as they are, and from there the rows."""
    if table.model._meta.label in MADE_BY_MIGRATIONS:
        _run([f'DELETE FROM "{table.name}"'])  # noqa: S608
    _run(
        [
            "DROP TABLE IF EXISTS archive_line",
            "CREATE TEMPORARY TABLE archive_line"
            " (number bigint GENERATED ALWAYS AS IDENTITY, line json) ON COMMIT DROP",
        ]
    )
    columns = ", ".join(f'"{column}"' for column in table.columns)
    values = ", ".join(f'(row)."{column}"' for column in table.columns)
    insert = (
        f'INSERT INTO "{table.name}" ({columns}) SELECT {values} FROM ('  # noqa: S608
        f' SELECT json_populate_record(NULL::"{table.name}", line) AS row FROM archive_line'
        f" ORDER BY number OFFSET 0) told"
    )
    try:
        with connection.cursor() as cursor, (folder / table.path).open("rb") as file:
            copying = cursor.copy("COPY archive_line (line) FROM STDIN")
            with connection.wrap_database_errors, copying as lines:
                while piece := file.read(PIECE):
                    lines.write(piece.replace(b"\\", b"\\\\"))
            cursor.execute(insert)
            if cursor.rowcount != rows:
                raise Broken(f"{table.path} has {cursor.rowcount} rows, and not {rows}.")
    except DataError as error:
        raise Broken(f"{table.path} cannot be read: {_first_line(error)}") from error
    step(rows)


def _set_numbers_on() -> None:
    """The next number of each table is one that neither its rows nor its trail have borne."""
    trails = {
        verifying.followed(events)._meta.db_table: events._meta.db_table
        for events in verifying.trails()
    }
    with connection.cursor() as cursor:
        for table in contents.tables():
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table.name}"', table.key])
            if cursor.fetchone() == (None,):
                continue
            held = [f'(SELECT max("{table.key}") FROM "{table.name}")']  # noqa: S608
            if table.name in trails:
                held.append(f'(SELECT max("{table.key}") FROM "{trails[table.name]}")')  # noqa: S608
            cursor.execute(f"SELECT coalesce(greatest({', '.join(held)}), 0) + 1")
            (number,) = cursor.fetchone()
            cursor.execute(
                f'ALTER TABLE "{table.name}" ALTER COLUMN "{table.key}" RESTART WITH {number}'
            )


def _make_again() -> None:
    """What an export leaves out because it can be made: the words by which claims are found, now; their
    vectors by workers, for whom each waits."""
    _run(
        [
            "INSERT INTO claims_claimvector (claim_id)"
            " SELECT id FROM claims_claim WHERE merged_into_id IS NULL"
        ]
    )
    after = 0
    claims = Claim.with_merged.order_by("pk").values_list("pk", flat=True)
    while ids := list(claims.filter(pk__gt=after)[:CHUNK]):
        after = ids[-1]
        index_words(ids)


def _faults(step: Step) -> list[verifying.Fault]:
    """The first faults that `manage.py verify` would find."""
    found: list[verifying.Fault] = []
    for check in verifying.checks():
        for faults in check.faults:
            step(1)
            found += faults
            if len(found) >= NAMED:
                return found
    return found


@contextmanager
def _files(folder: Path, step: Step) -> Iterator[None]:
    """The stored files, for as long as what happens inside goes well; those that are there already and
    are the same stay."""
    written: list[str] = []
    try:
        for one in stored(folder):
            name = one.path.removeprefix("files/")
            if default_storage.exists(name):
                _refuse_another(name, one.sha256)
            else:
                with (folder / one.path).open("rb") as file:
                    written.append(default_storage.save(name, File(file)))
            step(1)
        yield
    except BaseException:
        for name in written:
            default_storage.delete(name)
        raise


def _refuse_another(name: str, sha256: str) -> None:
    found = hashlib.sha256()
    with default_storage.open(name) as file:
        while piece := file.read(PIECE):
            found.update(piece)
    if found.hexdigest() != sha256:
        raise Broken(f"Another file of the name {name} is stored here already.")


def _first_line(error: Exception) -> str:
    return str(error).strip().replace("\n", " ")[:400]


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def steps(manifest: Manifest, *, sound: bool = True) -> int:
    """How many rows and files there are to load, and to check if they must be `sound`, for a progress
    bar. Merged claims are not checked, so that it may end a little early."""
    rows = {part.path: part.rows for part in manifest.tables}
    checked = [Exported(model).path for model in (Snapshot, Appearance, Claim)] if sound else []
    trails = len(verifying.trails()) if sound else 0
    return sum(rows.values()) + manifest.files.rows + sum(rows[path] for path in checked) + trails
