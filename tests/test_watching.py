"""An answer that is made at most once in so many seconds, however many ask."""

import threading
from concurrent.futures import ThreadPoolExecutor

from claims.watching.kept import Kept


def test_it_is_made_once_and_anew_when_it_is_too_old():
    made = []
    kept = Kept(lambda: made.append(1) or len(made), seconds=60)
    assert [kept.get(), kept.get()] == [1, 1]
    kept.forget()
    assert kept.get() == 2


def test_while_one_thread_makes_a_new_one_the_others_get_the_last():
    begun, may_end = threading.Event(), threading.Event()
    answers = iter(["first", "second"])

    def make() -> str:
        answer = next(answers)
        if answer == "second":
            begun.set()
            may_end.wait(20)
        return answer

    kept = Kept(make, seconds=60)
    assert kept.get() == "first"
    kept.forget()
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(kept.get)
        assert begun.wait(20)
        assert kept.get() == "first"
        may_end.set()
        assert slow.result() == "second"


def test_many_who_ask_first_at_once_make_one():
    made = []
    kept = Kept(lambda: made.append(1) or "answer", seconds=60)
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _: kept.get(), range(40))) == {"answer"}
    assert made == [1]


def test_while_one_thread_hangs_the_others_are_told_that_it_is_late():
    begun, may_end = threading.Event(), threading.Event()

    def make() -> str:
        begun.set()
        may_end.wait(20)
        return "answer"

    kept = Kept(make, seconds=60, late=lambda: "late", patience=0.05)
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(kept.get)
        assert begun.wait(20)
        assert kept.get() == "late"
        assert kept.get() == "late"
        may_end.set()
        assert slow.result() == "answer"
    assert kept.get() == "answer"
