"""What goes into an export, and what stays behind."""

from django.apps import apps

from claims.archive.contents import EXPORTED, INSTEAD, LEFT_OUT, tables


def every_model() -> set[str]:
    """Every model that has rows of its own, or a view of them."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label for model in models if not model._meta.proxy}


def test_every_model_is_exported_or_left_out_with_a_reason_and_none_twice():
    assert len(EXPORTED) == len(set(EXPORTED))
    assert not set(EXPORTED) & set(LEFT_OUT)
    assert set(EXPORTED) | set(LEFT_OUT) == every_model()
    assert all(LEFT_OUT.values())


def test_what_is_exported_rests_on_nothing_that_is_left_out():
    for table in tables():
        for field in table.model._meta.concrete_fields:
            if field.remote_field:
                assert field.remote_field.model._meta.concrete_model._meta.label in EXPORTED


def test_what_is_replaced_are_columns_that_there_are():
    for label, field in INSTEAD:
        assert apps.get_model(label)._meta.get_field(field)
