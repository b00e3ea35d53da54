"""Kills what `timeline add` does at random moments, 200 times or as often as the argument says, and counts the harm.

Each round starts a process that adds events to one file without pause, kills it (SIGKILL) after a random time, and
loads the file. It must be whole, with every event that was there before; the next round's first addition must work.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from timeline.errors import DataError
from timeline.load import load

ROOT = Path(__file__).parent.parent
START = "title: Killed again and again\nevents:\n  - {date: 2000, title: The first}  # stays\n"
ADDING = """
import sys
from timeline.editing.insert import inserted
from timeline.storage import edit_file
for n in range(10_000):
    record = {"date": str(2001 + n % 20), "title": f"{sys.argv[2]} {n}"}
    edit_file(sys.argv[1], lambda old: inserted(old.decode(), sys.argv[1], [record]).encode())
    if n == 0:
        print("begun", flush=True)
"""


def main(rounds: int) -> int:
    dice = random.Random(1)
    broken = lost = stuck = litter = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.yaml"
        path.write_text(START)
        known = {"The first"}
        for n in range(rounds):
            command = [sys.executable, "-c", ADDING, str(path), str(n)]
            process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
            assert process.stdout is not None
            stuck += process.stdout.readline() != "begun\n"
            time.sleep(dice.random() * 0.1)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            litter += len(os.listdir(folder)) > 1
            try:
                titles = {event.title for event in load([str(path)]).events}
            except DataError:
                broken += 1
                path.write_text(START)
                known = {"The first"}
                continue
            lost += not known <= titles or "# stays" not in path.read_text()
            known = titles
            if len(known) > 200:
                path.write_text(START)
                known = {"The first"}
    print(f"{rounds} rounds: {broken} broken files, {lost} that lost something, {stuck} after which no addition worked")
    print(f"{litter} left a temporary file, which the next addition removed")
    return 1 if broken or lost or stuck else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
