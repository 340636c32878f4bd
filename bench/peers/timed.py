"""Runs a command on one core and writes what it cost.

python3 timed.py COST.json COMMAND... writes {"cpu", "wall", "peak"}: seconds
of processor time (of all threads and children), seconds of the clock, MiB of
the largest process. On a core that nothing else uses cpu and wall are the
same; on a busy machine cpu is the one to believe. Exits with the command's
code.
"""

import json
import os
import resource
import subprocess
import sys
import time


def main(cost, *command):
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    start = time.monotonic()
    code = subprocess.run(command).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    with open(cost, "w", encoding="utf-8") as out:
        json.dump({"cpu": used.ru_utime + used.ru_stime, "wall": time.monotonic() - start,
                   "peak": used.ru_maxrss / unit}, out)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
