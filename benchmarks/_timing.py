"""How long something takes, of this process's CPU."""

import statistics
import time
from collections.abc import Callable


def median(run: Callable[[], object], repeat: int) -> float:
    """Median CPU in ms."""
    times = []
    for _ in range(repeat):
        begin = time.process_time()
        run()
        times.append((time.process_time() - begin) * 1000)
    return statistics.median(times)
