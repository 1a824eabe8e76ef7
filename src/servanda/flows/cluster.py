"""The seam to a Dask cluster: the same portions on other machines' processors."""
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from distributed import Client

PATIENCE = 10
"""Seconds in which a scheduler has to answer."""


@contextmanager
def cluster_at(address: str) -> Iterator[tuple[Executor, int, Callable[[object], object]]]:
    """Return a cluster's executor, how many threads it has, and what gives all of them a value."""
    try:
        client = Client(address, set_as_default=False, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise ConnectionError(
            f"The Dask scheduler at {address} does not answer ({type(error).__name__}). Start it, "
            "correct its address, or leave it out to run on this machine."
        ) from None
    with client:
        threads = sum(client.nthreads().values()) or 1
        executor = client.get_executor(pure=False)
        yield executor, threads, lambda value: client.scatter(value, broadcast=True)
