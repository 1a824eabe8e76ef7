"""The seam to a Dask cluster: the same `submit` on other machines' processors."""
# mypy: disable-error-code="no-untyped-call"

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from distributed import Client


@contextmanager
def executor_of(address: str) -> Iterator[tuple[Executor, int]]:
    """Return the cluster's executor and how many threads it has."""
    with Client(address, set_as_default=False) as client:
        threads = sum(client.nthreads().values()) or 1
        yield client.get_executor(pure=False), threads
