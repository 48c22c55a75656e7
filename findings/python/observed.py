"""Prints what a program did and ends with status 1 when that is no longer what was recorded."""

import sys


def observe(what, seen, recorded):
    print(f"{what}: {seen!r}", flush=True)
    if seen != recorded:
        sys.exit(f"changed: {what} was {recorded!r} when this was recorded")
