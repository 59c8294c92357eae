"""When a delivery that failed is tried again.

The waits are those that the specification proposes. Each is made up to a tenth longer by chance, so that
what failed together does not come back together.
"""

from datetime import timedelta

WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
MOST = len(WAITS) + 1  # attempts of one delivery, over some three days
GIVE_UP = timedelta(days=5)  # without one success, after which the webhook itself is stopped


def wait(tries: int, chance: float, asked: float | None = None) -> timedelta | None:
    """How long to wait after so many tries, or None if that was the last.

    `chance` is between 0 and 1; `asked` is what the receiver itself asks for, in seconds (Retry-After).
    """
    if tries >= MOST:
        return None
    planned = WAITS[tries - 1] * (1 + chance / 10)
    return max(planned, timedelta(seconds=asked)) if asked else planned
