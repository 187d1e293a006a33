"""Children that do a piece of work and are killed at a chosen point; a program of its own.

One process loads the engine once and forks a child for every line it reads. A child is ended with
SIGKILL, so that nothing of it has time to tidy up.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[3]
NEVER = 10**9


@dataclass(frozen=True)
class End:
    """How a child ended.

    Attributes:
        killed: whether it was killed before it was done.
        said: the digest of what it made; "" when it was killed.
    """

    killed: bool
    said: str


class Nursery:
    """The process that has children, as a test sees it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def child(self, work: str, *, reports: int = NEVER, seconds: float = 0.0, **given: Any) -> End:
        """Have a piece of work done, or killed `seconds` after its report of that number."""
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        told = {"work": work, "reports": reports, "seconds": seconds, "given": given}
        stdin.write(json.dumps(told, default=str) + "\n")
        stdin.flush()
        ended = json.loads(stdout.readline())
        assert not ended["error"], ended["error"]
        return End(ended["killed"], ended["said"])


@contextmanager
def nursery(zone: str = "UTC") -> Iterator[Nursery]:
    """A nursery in a time zone."""
    told = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "TZ": zone}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.engines.screening.nursery"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | told,
    ) as process:  # fmt: skip
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()


def _warm() -> None:
    """Make what takes seconds once, before there are children."""
    from fulcrum.engines.screening.duck import slice_statements  # noqa: PLC0415
    from fulcrum.engines.screening.intake import ingest  # noqa: F401, PLC0415
    from fulcrum.engines.screening.pack import load_pack  # noqa: PLC0415
    from fulcrum.engines.screening.plan import make_plan  # noqa: PLC0415
    from fulcrum.engines.screening.run import screen  # noqa: F401, PLC0415

    slice_statements()
    pack = load_pack()
    for step in make_plan(pack, pack.values({})).steps:
        assert step.hits_sql
        assert (step.events_sql, step.gather_sql) is not None


def _work(work: str, given: dict[str, Any], report: Any) -> str:
    from fulcrum.engines.screening import IngestSpec, ScreenSpec, ingest, screen  # noqa: PLC0415

    given = {name: Path(one) if name in {"data", "out"} else one for name, one in given.items()}
    if work == "ingest":
        given["sources"] = tuple(Path(one) for one in given["sources"])
        return ingest(IngestSpec(**given), report).digest
    return screen(ScreenSpec(**given), report).digest


def _have_child(told: dict[str, Any]) -> dict[str, Any]:
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        code = 1
        try:
            said = _work(told["work"], told["given"], lambda *_told: os.write(write, b".") and None)
            os.write(write, f"\n{said}".encode())
            code = 0
        except BaseException:  # noqa: BLE001 - a child has nobody to tell but its mother
            os.write(write, b"!" + traceback.format_exc().encode())
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb", buffering=0) as pipe:
        heard = _listen(pipe, child, told["reports"], told["seconds"]).decode()
    _child, status = os.waitpid(child, 0)
    error = heard.partition("!")[2]
    return {
        "killed": os.WIFSIGNALED(status),
        "said": "" if error else heard.partition("\n")[2],
        "error": error,
    }


def _listen(pipe: IO[bytes], child: int, reports: int, seconds: float) -> bytes:
    """What a child says until it ends; it is killed at its point."""
    said, until = b"", None if reports else time.monotonic() + seconds
    while True:
        wait = None if until is None else max(0.0, until - time.monotonic())
        if not select.select([pipe], [], [], wait)[0]:
            os.kill(child, signal.SIGKILL)
            until = None
            continue
        some = pipe.read(4096)
        if not some:
            return said
        said += some
        if until is None and reports <= said.count(b".") and b"\n" not in said:
            until, reports = time.monotonic() + seconds, NEVER


def main() -> None:
    """Have a child for every line."""
    _warm()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_have_child(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
