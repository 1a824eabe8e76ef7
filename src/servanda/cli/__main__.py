"""The command line as a module: `python -m servanda.cli`."""

from servanda.cli import main

if __name__ == "__main__":
    main(prog_name="servanda")
