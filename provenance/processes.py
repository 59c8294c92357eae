"""Several processes at work on one command."""

import gc
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

import django

from provenance.ending import end_with

# Objects that are made before Python looks for rings among them: work that goes through many rows makes
# millions that are in none, and looking at them takes a tenth of its time.
SELDOM = 200_000
USUALLY = gc.get_threshold()


@contextmanager
def processes(number: int) -> Iterator[ProcessPoolExecutor]:
    """So many processes, each with Django set up and a database connection of its own.

    They end with this one, however it ends. What was given to them and has not begun by the end of the
    block is left undone.
    """
    pool = ProcessPoolExecutor(
        number, get_context("spawn"), initializer=begin, initargs=(os.getpid(),)
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def begin(parent: int) -> None:
    """Set a process up. Ctrl-C is for `parent`, which ends it."""
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()
    seldom_looking_for_rings()


def seldom_looking_for_rings() -> None:
    """Have Python's garbage collector look seldom, and never at what is there already."""
    gc.freeze()
    gc.set_threshold(SELDOM)


@contextmanager
def rings_looked_for_seldom() -> Iterator[None]:
    """The same for as long as the block runs. In a process that does other things too, they have it so
    meanwhile: rings that they leave wait a little longer."""
    seldom_looking_for_rings()
    try:
        yield
    finally:
        gc.set_threshold(*USUALLY)
        gc.unfreeze()
