"""An answer that is made at most once in so many seconds."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Keeps what `make` returned for `seconds`. While one thread makes a new answer the others get the last,
    and only where there is none yet do they wait for it."""

    def __init__(self, make: Callable[[], T], seconds: float) -> None:
        self.make, self.seconds = make, seconds
        self.lock = threading.Lock()
        self.answers: list[T] = []  # none or one
        self.until = 0.0

    def get(self) -> T:
        """The answer, not older than `seconds` unless a new one is just being made."""
        if self.answers and (self.fresh() or self.lock.locked()):
            return self.answers[0]
        with self.lock:
            if not self.answers or not self.fresh():
                self.answers = [self.make()]
                self.until = time.monotonic() + self.seconds
            return self.answers[0]

    def fresh(self) -> bool:
        """Whether the answer may still be given."""
        return time.monotonic() < self.until

    def forget(self) -> None:
        """Make a new one next time."""
        self.until = 0.0
