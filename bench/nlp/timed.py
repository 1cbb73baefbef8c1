#!/usr/bin/env python3
"""Runs a command and prints, as JSON, seconds of user time, seconds by the clock and peak memory in MiB: timed.py OUTPUT COMMAND...

A program of its own because a child's peak memory counts from its parent's size, and this parent is small.
"""
import json
import resource
import subprocess
import sys
import time

begun = time.monotonic()
with open(sys.argv[1], "wb") as out:
    status = subprocess.run(sys.argv[2:], stdout=out).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([usage.ru_utime, time.monotonic() - begun, usage.ru_maxrss / 1024]))
sys.exit(status)
