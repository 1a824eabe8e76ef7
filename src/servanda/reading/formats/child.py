"""The child process that parses one untrusted document and ends.

It has everything it needs before it looks at the document: the modules are loaded, the bytes are
read. From then on the kernel refuses it memory, time, further processes, files and sockets (no new
descriptor can be opened), so that even a parser that has been taken over reaches nothing.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable

from servanda.reading.formats import html_page, pdf
from servanda.reading.formats.blocks import Block, lay_out
from servanda.reading.formats.docx import document
from servanda.reading.formats.limits import Limits
from servanda.reading.formats.refusal import Refusal

_DEEPEST = 20_000  # calls; old pages nest hundreds of tags that nobody closed
_OPEN = 0  # the three that are open stay so; one that is closed makes room for no other
_PRELOADED_CODECS = ("ascii", "latin-1", "utf-8", "utf-16", "utf-16-le", "cp437")
_TOO_MUCH = (
    "reading it takes more memory or time than any document needs",
    "save it anew as DOCX, PDF or plain text and try again",
)
_GAVE_UP = (
    "its structure is damaged or not what its format allows",
    "save it anew as DOCX, PDF or plain text and try again",
)


def main(kind: str, limits: Limits) -> None:
    """Read the document from standard input, answer on standard output."""
    sys.setrecursionlimit(_DEEPEST)
    for codec in _PRELOADED_CODECS:
        "".encode(codec)
    data = sys.stdin.buffer.read(limits.document_bytes * 4)
    confine(limits)
    sys.stdout.write(json.dumps(answer(kind, data, limits), ensure_ascii=True))
    sys.stdout.flush()


def confine(limits: Limits) -> None:
    """Give up, for good, what parsing does not need."""
    memory = limits.memory_bytes
    seconds = limits.cpu_seconds
    for what, how_much in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.characters * 12),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, _OPEN),
    ):
        _, hard = resource.getrlimit(what)
        least = how_much if hard == resource.RLIM_INFINITY else min(how_much, hard)
        resource.setrlimit(what, (least, least))


def answer(kind: str, data: bytes, limits: Limits) -> dict[str, str]:
    """Give the text and title, or why there is none."""
    try:
        text, title = _PARSERS[kind](data, limits)
    except Refusal as refusal:
        return {"why": refusal.why, "advice": refusal.advice}
    except (MemoryError, RecursionError):
        return {"why": _TOO_MUCH[0], "advice": _TOO_MUCH[1]}
    except Exception:  # noqa: BLE001 - a hostile document may break a parser in any way
        return {"why": _GAVE_UP[0], "advice": _GAVE_UP[1]}
    if len(text) > limits.characters:
        return {
            "why": f"its text is longer than {limits.characters:,} characters",
            "advice": "give it in parts, without its annexes",
        }
    return {"text": text, "title": title}


def _html(data: bytes, _limits: Limits) -> tuple[str, str]:
    return _laid_out(html_page.blocks_of(data.decode("utf-8")))


def _docx(data: bytes, limits: Limits) -> tuple[str, str]:
    return _laid_out(document.blocks_of(data, limits))


def _laid_out(parsed: tuple[list[Block], str]) -> tuple[str, str]:
    blocks, title = parsed
    return lay_out(blocks), title


_PARSERS: dict[str, Callable[[bytes, Limits], tuple[str, str]]] = {
    "html": _html,
    "docx": _docx,
    "pdf": pdf.text_of,
}

if __name__ == "__main__":
    main(sys.argv[1], Limits(**json.loads(sys.argv[2])))
