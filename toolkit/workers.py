"""Shards through any executor: in this process, in several, or on a cluster; a worker that dies costs its article."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import suppress
from multiprocessing.connection import wait as wait_for
from multiprocessing.context import ForkServerContext
from typing import Any, NamedTuple

from toolkit.errors import ToolkitError
from toolkit.intake import Item
from toolkit.shards import Done, Job, run

AHEAD = 2
"""So many shards wait for each worker, at most: what is read ahead is kept in memory."""
READY = "toolkit.ready"
MISSING = 'a cluster needs distributed; install it: pip install "parallax-toolkit[dask]"'


class Task(NamedTuple):
    """One shard by its number."""

    number: int
    shard: list[Item]


Make = Callable[[], Executor]


def processes(workers: int) -> ProcessPoolExecutor:
    """Start processes of this machine; nothing of this one is in them.

    Notes
    -----
    On Linux they begin from one that has read the rules and does nothing else, so that they are there at once and share
    its memory. Elsewhere the system's libraries do not allow that, and each is begun anew.
    """
    context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
    if isinstance(context, ForkServerContext):
        context.set_forkserver_preload([READY])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Leave it to the first process to be stopped, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


def cluster(address: str) -> Executor:
    """Reach a cluster of Dask's by its scheduler.

    Raises
    ------
    ToolkitError
        When `distributed` is not installed, or nobody answers at the address.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ToolkitError(MISSING) from None
    try:
        client: Any = Client(address, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call]
        executor: Executor = client.get_executor(pure=False, retries=2)
    except (OSError, ValueError, TimeoutError) as fault:
        raise ToolkitError(f"{address}: no scheduler of a cluster answers there: {_first_line(fault)}") from None
    return executor


def here(job: Job, tasks: Iterable[Task]) -> Iterator[tuple[Task, Done]]:
    """Run the shards in this process, one after the other."""
    return ((task, run(job, task.shard)) for task in tasks)


def anywhere(job: Job, tasks: Iterable[Task], make: Make, width: int, *, local: bool) -> Iterator[tuple[Task, Done]]:
    """Run the shards in an executor, as they get done.

    Parameters
    ----------
    make
        Makes the executor, again where one has broken.
    width
        How many shards run at a time.
    local
        Whether the executor's processes are this machine's: then what breaks it is looked for.

    Raises
    ------
    ToolkitError
        When a cluster goes away.
    """
    rest = iter(tasks)
    executor = make()
    running: dict[Future[Done], Task] = {}
    try:
        while True:
            _fill(executor, running, rest, job, width * AHEAD)
            if not running:
                return
            finished = [(running.pop(future), future) for future in wait(running, return_when=FIRST_COMPLETED).done]
            broken = [task for task, future in finished if _is_broken(future)]
            yield from ((task, _result(future, local=local)) for task, future in finished if task not in broken)
            if broken:
                executor.shutdown(wait=False, cancel_futures=True)
                broken += running.values()
                running.clear()
                yield from ((task, run_apart(job, task.shard)) for task in sorted(broken, key=lambda each: each.number))
                executor = make()
    finally:
        with suppress(Exception):
            executor.shutdown(wait=local, cancel_futures=True)


def _is_broken(future: Future[Done]) -> bool:
    return not future.cancelled() and isinstance(future.exception(), BrokenExecutor)


def _result(future: Future[Done], *, local: bool) -> Done:
    """Give what a shard gave; whatever a cluster raises when it goes away is told in one line."""
    try:
        return future.result()
    except ToolkitError:
        raise
    except (Exception, CancelledError) as fault:
        if local:
            raise
        raise ToolkitError(_gone(fault)) from None


def _fill(executor: Executor, running: dict[Future[Done], Task], rest: Iterator[Task], job: Job, most: int) -> None:
    while len(running) < most and (task := next(rest, None)) is not None:
        try:
            running[executor.submit(run, job, task.shard)] = task
        except BrokenExecutor:  # found at the submitting: the shard is looked at with those that were running
            failed: Future[Done] = Future()
            failed.set_exception(BrokenExecutor())
            running[failed] = task
            return


def run_apart(job: Job, shard: list[Item]) -> Done:
    """Run a shard in a process of its own; the articles that end such a process are rejected."""
    done = _alone(job, shard, frozenset())
    return done or run_without(job, shard)


def run_without(job: Job, shard: list[Item]) -> Done:
    """Run a shard without the articles that end the process that reads them.

    Raises
    ------
    ToolkitError
        When no process can be started for it at all.
    """
    ending = frozenset(_ending(job, shard))
    done = _alone(job, shard, ending)
    if done is None:
        raise ToolkitError("the processes that read articles are ended again and again; is there enough memory?")
    return done


def _ending(job: Job, shard: list[Item]) -> Iterator[str]:
    """Find by halves which articles end the process that reads them."""
    if _alone(job, shard, frozenset()) is not None:
        return
    if len(shard) == 1:
        yield shard[0].article.article_id
        return
    middle = len(shard) // 2
    yield from _ending(job, shard[:middle])
    yield from _ending(job, shard[middle:])


def _alone(job: Job, shard: list[Item], passed_over: frozenset[str]) -> Done | None:
    """Run a shard in a process of its own; nothing where that ended."""
    with processes(1) as executor:
        try:
            return executor.submit(run, job, shard, passed_over).result()
        except BrokenExecutor:
            return None


def _gone(fault: Exception) -> str:
    told = "the cluster went away, or its workers were ended"
    return f"{told}: {_first_line(fault)}; run the same command again to go on where it stopped"


def _first_line(fault: BaseException) -> str:
    return next(iter(str(fault).splitlines()), type(fault).__name__)
