"""Every measurement, one after the other, each in a process of its own."""

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
    "queue",
    "captures",
    "drafts",
    "exporting",
    "api",
    "importing",
    "machines",
)

for part in PARTS:
    print(f"\nbench.{part}\n", flush=True)
    subprocess.run([sys.executable, "-m", f"bench.{part}"], check=True)
