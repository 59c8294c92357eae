"""What the embedded PostgreSQL may use of the machine."""

import pytest

from provenance.postgres_memory import for_indexes, of_this_machine, settings

GB = 1024**3


@pytest.mark.parametrize(
    ("memory", "shared"),
    [(GB // 4, "128MB"), (4 * GB, "1024MB"), (8 * GB, "2048MB"), (256 * GB, "8192MB")],
)
def test_a_quarter_of_the_memory_is_shared_within_bounds(memory, shared):
    assert f"shared_buffers={shared}" in settings(memory)


def test_what_may_be_cached_is_never_less_than_what_is_shared():
    assert "effective_cache_size=192MB" in settings(GB // 4)


def test_this_machine_has_memory_enough():
    assert any(one.startswith("shared_buffers=") for one in settings())


@pytest.mark.parametrize(
    ("memory", "wanted"), [(GB // 2, "128MB"), (4 * GB, "512MB"), (256 * GB, "2048MB")]
)
def test_indexes_are_made_in_an_eighth_of_the_memory_within_bounds(memory, wanted):
    assert for_indexes(memory, shared=256 * GB) == f"-c maintenance_work_mem={wanted}"


def test_where_processes_may_share_less_one_makes_an_index_alone():
    options = for_indexes(4 * GB, shared=GB // 16)
    assert options == "-c maintenance_work_mem=512MB -c max_parallel_maintenance_workers=0"


def test_a_container_may_take_less_than_its_machine_has(tmp_path):
    limit = tmp_path / "memory.max"
    limit.write_text(f"{GB // 2}\n")
    assert of_this_machine((tmp_path / "missing", limit)) == GB // 2


def test_a_container_without_a_limit_may_take_all_that_its_machine_has(tmp_path):
    limit = tmp_path / "memory.max"
    limit.write_text("max\n")
    assert of_this_machine((limit,)) == of_this_machine(())


def test_an_older_postgresql_is_told_nothing_that_it_does_not_know():
    assert "io_method=sync" in settings(GB)
    assert not any(one.startswith("io_method") for one in settings(GB, major=17))
