"""The browser of the journeys: the one of this machine; as root on Debian, installed when there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
INSTALL = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
PATIENCE = 600  # seconds for each of them
LOUD = "*** NO BROWSER: no chromium or google-chrome on this machine. The journeys through a real browser are NOT tested. ***"


def find() -> str | None:
    """The browser's program: CARE_BROWSER, or the first one on the PATH."""
    chosen = os.environ.get("CARE_BROWSER")
    if chosen:
        return shutil.which(chosen)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> bool:
    """Install chromium as root on Debian or a kin of it; whether that was done. Its output is shown only when it fails."""
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists() or shutil.which("apt-get") is None:
        return False
    print("No browser found: installing chromium with apt-get.", file=sys.stderr, flush=True)
    for command in INSTALL:
        try:
            done = subprocess.run(
                command,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            print(f"{' '.join(command)} took longer than {PATIENCE} s.", file=sys.stderr)
            return False
        if done.returncode != 0:
            print(f"{' '.join(command)} failed: {done.stderr.strip()[-500:]}", file=sys.stderr)
            return False
    return True


def print_browser() -> int:
    """Print the browser's path for CARE_BROWSER. Without one a loud line, and with CI=true status 1."""
    found = find() or (find() if install() else None)
    if found:
        print(found)
        return 0
    print(LOUD, file=sys.stderr)
    return 1 if os.environ.get("CI", "").lower() == "true" else 0
