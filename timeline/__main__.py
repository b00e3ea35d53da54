"""The entry point: `timeline` and `python -m timeline`."""

from __future__ import annotations

import gc

# A run is short and makes no garbage that is worth a search; collecting while files load costs twice their time.
gc.disable()


def run() -> None:
    """Runs the command line and leaves at once: what was written is flushed, nothing is torn down."""
    import os
    import sys

    try:
        from timeline.cli import main

        code = main(sys.argv[1:])
    except KeyboardInterrupt:  # before there was anything that could be interrupted
        code = 130
    os._exit(code)


if __name__ == "__main__":
    run()
