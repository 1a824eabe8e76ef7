"""Keeps the parsing process (see `forge`) and asks it to parse one document after the other."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from types import TracebackType
from typing import Any

from servanda.reading.formats.limits import Limits
from servanda.reading.formats.refusal import Refusal

_FORGE = "servanda.reading.articles.forge"
_LENGTH = 8
_ENDED = ("its parser was ended by the system", "give a simpler copy, or try again")
_GAVE_UP = ("its structure is damaged or not what its format allows", "get an undamaged copy of it")


class Workshop:
    """Parses documents in children that are thrown away; started when first needed."""

    def __init__(self) -> None:
        self._forge: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Workshop:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the parsing process."""
        if self._forge is not None:
            self._forge.kill()
            self._forge.communicate()
            self._forge = None

    def parse(self, kind: str, data: bytes, limits: Limits) -> dict[str, Any]:
        """Return what a document holds, or raise Refusal."""
        answer = self._ask_again_if_need_be(kind, data, limits)
        try:
            told = json.loads(answer)
        except (ValueError, RecursionError):
            raise Refusal(*_GAVE_UP) from None
        if not isinstance(told, dict):
            raise Refusal(*_GAVE_UP)
        if "why" in told:
            raise Refusal(str(told["why"]), str(told.get("advice", "")))
        return told

    def _ask_again_if_need_be(self, kind: str, data: bytes, limits: Limits) -> bytes:
        """Ask a second parsing process where the first ended, which is seldom the document's doing."""
        for _attempt in range(2):
            try:
                if answer := self._ask(kind, data, limits):
                    return answer
            except OSError:
                pass
            self.close()
        raise Refusal(*_ENDED)

    def _ask(self, kind: str, data: bytes, limits: Limits) -> bytes:
        forge = self._running()
        assert forge.stdin is not None  # noqa: S101 - both are pipes
        assert forge.stdout is not None  # noqa: S101
        order = {"kind": kind, "size": len(data), "limits": asdict(limits)}
        try:
            forge.stdin.write(json.dumps(order).encode() + b"\n")
            forge.stdin.write(data)
            forge.stdin.flush()
            length = int.from_bytes(forge.stdout.read(_LENGTH), "big")
            return forge.stdout.read(length)
        except BaseException:
            self.close()  # whatever it was in the middle of, it is not asked again
            raise

    def _running(self) -> subprocess.Popen[bytes]:
        if self._forge is not None and self._forge.poll() is not None:
            self.close()
        if self._forge is None:
            self._forge = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-I", "-X", "utf8", "-m", _FORGE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={},
                cwd=tempfile.gettempdir(),
                start_new_session=True,
            )
        return self._forge
