"""Ask many hosts at once, inside and outside; everything goes to disk as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from typing import TypeVar

from sa75kit.assessment import Assessment, Witness, assess
from sa75kit.case.folder import SiteFolder, Taken
from sa75kit.errors import HostError
from sa75kit.facts import facts_from, queries_for, unread
from sa75kit.inventory import Host
from sa75kit.reading import Reading
from sa75kit.remoting.session import Answers, Connect

Look = Callable[[str], Reading[Witness]]
Item = TypeVar("Item")
Made = TypeVar("Made")


def probe_hosts(
    hosts: Sequence[Host],
    *,
    connect: Connect,
    look: Look,
    folder: SiteFolder,
    probe: str,
    tool: str,
    parallel: int,
) -> Iterator[Assessment]:
    """Give each host's assessment as it is finished; a host's failure is its own reason.

    At most `parallel` hosts are in flight, and only what an assessment holds stays in memory.
    """

    def ask(host: Host) -> Assessment:
        taken = take(host, connect=connect, look=look, tool=tool)
        folder.write_taken(probe, taken)
        return assessment_of(taken, tool)

    return in_parallel(ask, hosts, parallel)


def take(host: Host, *, connect: Connect, look: Look, tool: str) -> Taken:
    """Ask one host everything, from inside and from outside; never raises for the host."""
    answers: Answers = {}
    failure: str | None = None
    moment = datetime.now(UTC)
    try:
        with connect(host) as session:
            answers = session.read(queries_for(tool))
    except HostError as error:
        failure = str(error)
    except Exception as error:  # the edge of one host's work: kept with its type
        failure = f"{host.name}: {type(error).__name__}: {error}"
    return Taken(
        host=host.name,
        moment=moment,
        failure=None if answers else failure,
        answers=answers,
        wire=look(host.address),
    )


def assessment_of(taken: Taken, tool: str) -> Assessment:
    """Read what was taken of a host."""
    if taken.failure is not None:
        facts = unread(taken.host, taken.moment, taken.failure)
        return assess(facts, taken.wire, reached=False)
    facts = facts_from(taken.host, taken.moment, taken.answers, tool)
    return assess(facts, taken.wire, reached=True)


def in_parallel(
    work: Callable[[Item], Made], items: Sequence[Item], parallel: int
) -> Iterator[Made]:
    """Give what `work` makes of every item, as each is finished."""
    waiting = iter(items)
    with ThreadPoolExecutor(max_workers=max(1, min(parallel, len(items)))) as threads:
        under_way: set[Future[Made]] = set()
        for item in waiting:
            under_way.add(threads.submit(work, item))
            if len(under_way) >= 2 * parallel:
                finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        while under_way:
            finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in finished)
