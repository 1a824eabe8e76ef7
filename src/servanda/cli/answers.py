"""How a command answers: results on standard output, one sentence on standard error.

Exit code 0 is success, 1 a finding (mistakes in a dossier), 2 input that cannot be used, 3 a fault
of Servanda itself.
"""

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

UNUSABLE = 2
FAULT = 3
_INTERRUPTED = 130


class Refused(click.ClickException):
    """Input that cannot be used: its sentence goes to standard error, the exit code is 2."""

    exit_code = UNUSABLE


class OneSentenceGroup(click.Group):
    """A group that answers every error with one sentence instead of usage or a traceback."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run the command and exit with its code."""
        extra["standalone_mode"] = False
        try:
            code = super().main(args, *rest, **extra)
        except click.exceptions.NoArgsIsHelpError as shown:
            click.echo(shown.format_message(), err=True)
            sys.exit(UNUSABLE)
        except click.ClickException as error:
            _refuse(error)
        except (click.Abort, KeyboardInterrupt):
            sys.exit(_INTERRUPTED)
        except BrokenPipeError:
            _be_silent()
        except Exception as error:  # noqa: BLE001 - nobody should be shown a traceback
            _own_up(error)
        sys.exit(code if isinstance(code, int) else 0)


def say(text: str) -> None:
    """Write a result to standard output as UTF-8, whatever the locale, with nothing added."""
    if sys.stdout is None:
        raise Refused("The result cannot be written: standard output is closed; open it.")
    stream = sys.stdout.buffer
    try:
        stream.write(text.encode("utf-8", "replace"))
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # else what is left would be tried again
        raise Refused(f"The result cannot be written: {error.strerror}; write elsewhere.") from None


def _refuse(error: click.ClickException) -> NoReturn:
    sentence = error.format_message()
    if isinstance(error, click.UsageError) and error.ctx is not None:
        sentence = f"{sentence.rstrip('. ')}; see {error.ctx.command_path} --help."
    click.echo(f"servanda: {' '.join(sentence.split())}", err=True)
    sys.exit(UNUSABLE)


def _own_up(error: Exception) -> NoReturn:
    if os.environ.get("SERVANDA_DEBUG"):
        raise error
    what = " ".join(str(error).split())[:200]
    click.echo(
        f"servanda: something is wrong in Servanda itself ({type(error).__name__}: {what}); "
        "set SERVANDA_DEBUG=1 to see where, and please report it.",
        err=True,
    )
    sys.exit(FAULT)


def _be_silent() -> NoReturn:
    """End quietly when whoever reads our output has stopped, as `head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(1)
