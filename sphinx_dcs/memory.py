"""Spares Python's garbage collector from looking at statements again and again.

Statements, the template and the dictionaries are hundreds of thousands of
objects that live as long as the build. Each full collection would visit all
of them: a quarter of the time of a build.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused() -> Iterator[None]:
    """Collect nothing within the block."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def long_lived() -> Iterator[None]:
    """Set aside what is made within the block, until :func:`release`."""
    with paused():
        try:
            yield
        finally:
            gc.freeze()


def release() -> None:
    """Have the collector look at everything again."""
    gc.unfreeze()
