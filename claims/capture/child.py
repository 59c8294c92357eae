"""The process that reads documents from strangers, so that the program itself never does.

    program ──► helper ──► worker   waiting, warm
                      ├──► worker   reading a document
                      └──► ...

The helper has imported everything and read a page or two. It forks workers ahead of time, watches them,
and reads nothing from strangers itself. A worker takes a document through the socket at which all of them
wait, reads it within its limits of memory and time, and answers.

A PDF or an archive has a worker to itself, which then ends; so has whatever is refused. Web pages and
texts share one, a few after another: a fork, and the memory copied after it, cost more than reading a page.

The helper runs without the program's environment, files and sockets. When the program ends, the socket
closes; then the workers end, and the helper after them.

This bounds what a document can use up and what it can break. It is no jail: code that took over a worker
would run as the program's user, and could reach the next few pages that its worker is handed.
"""

import ctypes
import gc
import logging
import math
import os
import resource
import select
import signal
import socket
import struct
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from claims.capture import wire
from claims.capture.extracted import Limits
from claims.capture.reading import read
from claims.capture.refusals import NotExtracted, Reason, refusal

DOCUMENTS = 32  # that one worker reads, if they are of the simple kinds; 1 keeps all apart
SIMPLE = {"text/html", "text/plain"}
WORKERS = 3  # more than most machines have cores, so that a slow document leaves room for others
PROGRAM_GONE, UNABLE = 3, 4  # exit statuses of a worker without work, and of one that cannot begin
SECONDS = struct.Struct("d")  # what a worker tells the helper: how long it may take
OPEN_FILES = 64
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG

WORDS = (
    "The council of a town that was invented met in the evening, and heard what it had to hear. "
)
PAGE = (
    '<!doctype html><html lang="en"><head><title>A page - An outlet</title>'
    '<meta name="author" content="A Writer"></head><body><nav><a href="/">Home</a></nav>'
    f"<article><h1>A page</h1>{f'<p>{WORDS * 4}</p>' * 5}</article></body></html>"
)
# So little text makes trafilatura try its last resorts, whose word lists take a second to load.
BRIEF = f"<html><head></head><body><p>{WORDS}</p><p>{WORDS}</p></body></html>"


@dataclass
class Worker:
    """A worker as the helper sees it. `pipe` gives its seconds when it begins, and ends when it ends."""

    pid: int
    pipe: int
    deadline: float = math.inf


def serve() -> None:
    """Be the helper: keep workers ready at the socket on standard input until the program is gone."""
    door = socket.socket(fileno=os.dup(0))
    logging.disable(logging.CRITICAL)
    warm(PAGE, BRIEF)
    gc.collect()
    gc.freeze()
    workers: dict[int, Worker] = {}
    try:
        while True:
            while len(workers) < WORKERS:
                hire(workers, door)
            watch(workers)
    finally:
        for worker in workers.values():
            os.kill(worker.pid, signal.SIGKILL)


def warm(*pages: str) -> None:
    """Read invented pages, so that what is loaded late is loaded now."""
    for page in pages:
        read(page.encode(), "text/html", "", "https://example.org/", Limits())


def hire(workers: dict[int, Worker], door: socket.socket) -> None:
    """Fork a worker."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if not pid:
        work(door, theirs)
    os.close(theirs)
    workers[ours] = Worker(pid, ours)


def watch(workers: dict[int, Worker]) -> None:
    """Wait until a worker begins or ends, or its time is up, and do what that asks for."""
    soonest = min(worker.deadline for worker in workers.values())
    wait = None if soonest == math.inf else max(0, soonest - time.monotonic())
    for pipe in select.select(workers, [], [], wait)[0]:
        said = os.read(pipe, SECONDS.size)
        if said:
            workers[pipe].deadline = time.monotonic() + SECONDS.unpack(said)[0]
        else:
            bury(workers.pop(pipe))
    for worker in workers.values():
        if worker.deadline <= time.monotonic():
            worker.deadline = math.inf
            os.kill(worker.pid, signal.SIGKILL)


def bury(worker: Worker) -> None:
    """Take note of a worker's end. The helper ends too if the program is gone, or if a worker found that
    it cannot work here: then the next would not either."""
    os.kill(worker.pid, signal.SIGKILL)  # it may have closed its pipe and gone on
    _, status = os.waitpid(worker.pid, 0)
    os.close(worker.pipe)
    if os.waitstatus_to_exitcode(status) in {PROGRAM_GONE, UNABLE}:
        sys.exit()


def work(door: socket.socket, pipe: int) -> NoReturn:
    """Be a worker: take documents and answer, then end. Nothing returns from here into the helper."""
    status = UNABLE
    try:
        shut_in()
        warm(PAGE)
        for _ in range(DOCUMENTS):
            _, handed, _, _ = socket.recv_fds(door, 1, 1)
            status = 0 if handed else PROGRAM_GONE
            if not handed or not attend(socket.socket(fileno=handed[0]), pipe, door):
                break
    finally:
        os._exit(status)  # whatever happened: if the answer is not whole, the program sees that


def attend(client: socket.socket, pipe: int, door: socket.socket) -> bool:
    """Read the document that is asked for, and answer. False if the worker should read no other."""
    with client, client.makefile("rb") as stream:
        asked = wire.requested(stream)
        confine(asked["limits"])
        if asked["media_type"] not in SIMPLE:
            door.close()
        client.sendall(wire.BEGUN)
        os.write(pipe, SECONDS.pack(asked["limits"].seconds))
        refused = answer(asked, client)
    os.write(pipe, SECONDS.pack(math.inf))
    return not refused and asked["media_type"] in SIMPLE


def answer(asked: dict[str, Any], client: socket.socket) -> bool:
    """Say what is in the document, or why that cannot be said. True if it cannot."""
    try:
        for part in wire.answer(read(**asked), asked["content"]):
            client.sendall(part)
        return False
    except NotExtracted as error:
        client.sendall(wire.refused(error))
    except (
        Exception
    ) as error:  # whatever a document does to its reader is told as the document's fault
        reason = Reason.MEMORY if isinstance(error, MemoryError) else Reason.BROKE_DOWN
        client.sendall(wire.refused(refusal(reason)))
    return True


def shut_in() -> None:
    """Leave a worker no output, no files to write, few to open, no processes to start, and no life after
    the helper's."""
    with Path(os.devnull).open("r+b") as nothing:
        for standard in range(3):
            os.dup2(nothing.fileno(), standard)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def confine(limits: Limits) -> None:
    """Hold a worker to its memory, and to its seconds even if nobody watches. Outside Linux, where the
    memory in use cannot be told, only to its seconds."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + limits.seconds) + 1
    _hold(resource.RLIMIT_CPU, seconds)
    if in_use := _memory_in_use():
        _hold(resource.RLIMIT_AS, in_use + limits.memory)


def _memory_in_use() -> int:
    """The size of this process's address space, in bytes; 0 where the system does not tell."""
    try:
        with Path("/proc/self/statm").open("rb") as statm:
            return int(statm.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _hold(what: int, most: int) -> None:
    """Set a limit that the next document may set anew, within what the machine allows."""
    _, highest = resource.getrlimit(what)
    resource.setrlimit(
        what, (most if highest == resource.RLIM_INFINITY else min(most, highest), highest)
    )
