"""Statements are kept out of garbage collection while a site is built."""

from __future__ import annotations

import gc

import pytest

from sphinx_dcs.memory import long_lived, release


def test_what_is_made_is_set_aside_until_it_is_released() -> None:
    release()
    with long_lived():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    release()
    assert gc.get_freeze_count() == 0


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with long_lived():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
        release()


def test_a_failure_leaves_the_collector_on() -> None:
    with pytest.raises(ValueError, match="no"), long_lived():
        raise ValueError("no")
    assert gc.isenabled()
    release()
