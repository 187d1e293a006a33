"""Servers and workers keep a restore away, and a restore keeps them away."""

import os
from pathlib import Path

import pytest

from fulcrum.cli.platform.presence import alone, at_work
from fulcrum.kernel.errors import ConflictError


def test_servers_and_workers_work_side_by_side(tmp_path: Path) -> None:
    with at_work(tmp_path), at_work(tmp_path):
        pass
    with alone(tmp_path):
        pass


def test_whoever_replaces_the_data_waits_for_nobody(tmp_path: Path) -> None:
    with at_work(tmp_path), pytest.raises(ConflictError, match="Stop both"), alone(tmp_path):
        raise AssertionError("both at once")


def test_nobody_starts_while_it_is_replaced(tmp_path: Path) -> None:
    with alone(tmp_path):
        with pytest.raises(ConflictError, match="being restored"), at_work(tmp_path):
            raise AssertionError("both at once")
        with pytest.raises(ConflictError), alone(tmp_path):
            raise AssertionError("twice at once")


def test_a_blocked_read_inside_is_no_refusal(tmp_path: Path) -> None:
    with pytest.raises(BlockingIOError), at_work(tmp_path):
        raise BlockingIOError
    with alone(tmp_path):
        pass


def test_a_process_that_died_holds_nothing(tmp_path: Path) -> None:
    child = os.fork()
    if not child:
        with alone(tmp_path):
            os._exit(0)
    os.waitpid(child, 0)
    with alone(tmp_path):
        pass
