"""Every measurement, one after the other, each in a process of its own; with a number the pages alone, on a
record of so many claims (`bench.scale`)."""

import subprocess
import sys

PARTS = (
    "assess",
    "anchoring",
    "extract",
    "capture",
    "seeds",
    "figures",
    "suggesting",
    "matching",
    "copies",
    "pages",
    "captures",
    "drafts",
    "exporting",
    "api",
    "importing",
    "machines",
)

if sys.argv[1:]:
    sys.exit(subprocess.run([sys.executable, "-m", "bench.scale", *sys.argv[1:]]).returncode)
for part in PARTS:
    print(f"\nbench.{part}\n", flush=True)
    subprocess.run([sys.executable, "-m", f"bench.{part}"], check=True)
