"""The command line: thin; parses, calls, prints."""

from dkbm.cli.start import main

__all__ = ["main"]
