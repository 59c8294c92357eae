"""An operation on indexes of a table that others read and write meanwhile."""

from django.contrib.postgres.operations import NotInTransactionMixin
from django.db import migrations


class IndexesAnew(NotInTransactionMixin, migrations.operations.base.Operation):
    """Each index built anew beside the one that has its name, and put into its place. Lists have one of the
    two all the while. Cut short, it is begun again: an index that had lost its place already gives it to the new
    one, which was finished by then; any other is built once more. Nothing is left behind."""

    atomic = False

    def __init__(self, model_name, indexes):
        """The indexes as they shall be; they have the names of those whose place they take."""
        self.model_name, self.indexes = model_name, indexes

    def state_forwards(self, app_label, state):
        """Note the new ones in the state of their model."""
        for index in self.indexes:
            state.remove_index(app_label, self.model_name.lower(), index.name)
            state.add_index(app_label, self.model_name.lower(), index)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Build them as the later state has them."""
        self._ensure_not_in_transaction(schema_editor)
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        wanted = to_state.models[app_label, self.model_name.lower()]
        for index in self.indexes:
            self._anew(schema_editor, model, wanted.get_index_by_name(index.name))

    database_backwards = database_forwards

    def describe(self):
        """What `manage.py migrate` says."""
        return f"Build {len(self.indexes)} indexes of {self.model_name} anew"

    def _anew(self, schema_editor, model, index):
        beside = index.clone()
        beside.name = f"{index.name[:25]}_anew"
        if not _finished(schema_editor.connection, beside.name, index.name):
            schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {beside.name}")
            schema_editor.add_index(model, beside, concurrently=True)
            schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index.name}")
        schema_editor.execute(f"ALTER INDEX {beside.name} RENAME TO {index.name}")


def _finished(connection, beside, name):
    """Whether only the name is left to give: the one that had it goes when the new one is finished, not before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM pg_index WHERE indexrelid = to_regclass(%s) AND indisvalid AND to_regclass(%s) IS NULL",
            [beside, name],
        )
        return cursor.fetchone() is not None


class NewIndexes(NotInTransactionMixin, migrations.operations.base.Operation):
    """Several indexes, built one after the other beside other work. Cut short, it begins anew."""

    atomic = False

    def __init__(self, model_name, indexes):
        """The indexes to build."""
        self.model_name, self.indexes = model_name, indexes

    def state_forwards(self, app_label, state):
        """Note them in the state of their model."""
        for index in self.indexes:
            state.add_index(app_label, self.model_name.lower(), index)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Build them. One that was there already was cut short or is not known to be whole."""
        self._ensure_not_in_transaction(schema_editor)
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            self._drop(schema_editor)
            for index in self.indexes:
                schema_editor.add_index(model, index, concurrently=True)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Take them away."""
        self._ensure_not_in_transaction(schema_editor)
        model = from_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            self._drop(schema_editor)

    def describe(self):
        """What `manage.py migrate` says."""
        return f"Build {len(self.indexes)} indexes of {self.model_name}"

    def _drop(self, schema_editor):
        for index in self.indexes:
            schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index.name}")
