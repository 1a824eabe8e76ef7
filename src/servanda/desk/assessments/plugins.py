"""The optional helpers of the inbox, as the settings name them; without any, nobody is asked."""

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import httpx2
from django.conf import settings

from servanda.matching.plugins import (
    Embedder,
    Endpoint,
    EndpointError,
    LocalVectors,
    ModelUnavailableError,
    Quoter,
    Request,
    Response,
)

PATIENCE = 30.0  # seconds
LONGEST = 2_000_000  # bytes of an answer
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Helpers:
    """What may be asked besides the matcher; either can be absent."""

    embedder: Embedder | None = None
    quoter: Quoter | None = None

    def __bool__(self) -> bool:
        return self.embedder is not None or self.quoter is not None

    @property
    def names(self) -> str:
        """Name them, for the page."""
        return ", ".join(one.name for one in (self.embedder, self.quoter) if one is not None)


def helpers() -> Helpers:
    """Return the helpers that the settings name."""
    quoter = None
    if settings.MODEL_URL and settings.MODEL_NAME:
        key = settings.MODEL_KEY
        quoter = Endpoint(settings.MODEL_URL, settings.MODEL_NAME, transport, key)
    return Helpers(_vectors(settings.WORD_VECTORS), quoter)


@lru_cache(maxsize=2)
def _vectors(folder: str) -> Embedder | None:
    """Load the word vectors of a folder once; where there are none, say so in the log."""
    if not folder:
        return None
    try:
        return LocalVectors.load(Path(folder))
    except (ModelUnavailableError, OSError, ValueError) as error:
        _log.warning("SERVANDA_WORD_VECTORS is not used: %s", error)
        return None


def transport(request: Request) -> Response:
    """Send a request to the operator's endpoint: no redirects, a time limit, a size limit."""
    try:
        with (
            httpx2.Client(timeout=PATIENCE, follow_redirects=False, trust_env=False) as client,
            client.stream(
                request.method,
                request.url,
                headers=dict(request.headers),
                content=request.body,
            ) as answer,
        ):
            return Response(answer.status_code, _limited(answer))
    except httpx2.HTTPError as error:
        raise EndpointError(
            f"The model could not be asked ({type(error).__name__}), and nothing was taken from "
            "it: check that it runs at the address in SERVANDA_MODEL_URL."
        ) from error


def _limited(answer: httpx2.Response) -> bytes:
    got = bytearray()
    for some in answer.iter_bytes():
        got += some
        if len(got) > LONGEST:
            raise EndpointError(
                f"The model answered with more than {LONGEST} bytes, and nothing was taken from it."
            )
    return bytes(got)
