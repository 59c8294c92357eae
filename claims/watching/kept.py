"""An answer that is made at most once in so many seconds."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
NOT_NOW = float("inf")


class Kept(Generic[T]):
    """Keeps what `make` returned for `seconds`. While one thread makes a new answer the others get the last,
    and only where there is none yet do they wait for it. Once that takes longer than `patience` seconds they
    are told `late`, if there is such an answer."""

    def __init__(
        self,
        make: Callable[[], T],
        seconds: float,
        late: Callable[[], T] | None = None,
        patience: float = threading.TIMEOUT_MAX,
    ) -> None:
        self.make, self.seconds, self.late, self.patience = make, seconds, late, patience
        self.lock = threading.Lock()
        self.answers: list[T] = []  # none or one
        self.until, self.began = 0.0, NOT_NOW

    def get(self) -> T:
        """The answer, not older than `seconds` unless a new one is just being made."""
        if self.answers and self.fresh():
            return self.answers[0]
        if self.lock.acquire(blocking=False):
            try:
                return self._made()
            finally:
                self.lock.release()
        return self._meanwhile()

    def _made(self) -> T:
        if not self.answers or not self.fresh():
            self.began = time.monotonic()
            try:
                self.answers = [self.make()]
            finally:
                self.began = NOT_NOW
            self.until = time.monotonic() + self.seconds
        return self.answers[0]

    def _meanwhile(self) -> T:
        """While another thread makes the answer."""
        left = min(self.patience, self.patience - (time.monotonic() - self.began))
        if self.answers and left > 0:
            return self.answers[0]
        if left > 0 and self.lock.acquire(timeout=left):
            self.lock.release()
            return self.get()
        return self.late() if self.late else self.answers[0]

    def fresh(self) -> bool:
        """Whether the answer may still be given."""
        return time.monotonic() < self.until

    def forget(self) -> None:
        """Make a new one next time."""
        self.until = 0.0
