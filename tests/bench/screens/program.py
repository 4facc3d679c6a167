"""The program that day.py watches: stopped and started, and what the leaders do meanwhile."""
import asyncio
import json
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from ports import free_port


class Server:
    """The program, which is stopped and started, and what the leaders do meanwhile."""

    def __init__(self, program, library, day):
        self.command = [program, "--library", str(library), *(["--at", day] if day else [])]
        self.library = library
        self.port = free_port()
        self.child = None
        self.memory = []     # of each life
        self.disturbed = []  # when it was stopped and started
        self.allowed = {}    # photo: may it be shown
        self.makers = {}

    async def start(self):
        self.memory.append([])
        self.disturbed.append(time.monotonic())
        self.child = await asyncio.create_subprocess_exec(
            *self.command, "serve", "--listen", f"127.0.0.1:{self.port}", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        while b"Ctrl-C" not in (line := await self.child.stdout.readline()):
            if not line:
                raise SystemExit("the server did not open")

    async def stop(self, how=signal.SIGTERM):
        self.disturbed.append(time.monotonic())
        self.child.send_signal(how)
        await self.child.wait()

    def measure(self):
        try:
            status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
            self.memory[-1].append(int(re.search(r"^VmRSS:\s+(\d+)", status, re.M)[1]) / 1024)
        except (OSError, TypeError):
            pass

    async def run(self, *words):
        child = await asyncio.create_subprocess_exec(*self.command, *words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out, error = await child.communicate()
        if child.returncode != 0:
            raise RuntimeError(f"{words}: {error.decode()}")
        return out.decode()

    async def say(self, decision, photo):
        await self.run("consent", decision, "--person", self.makers[photo], "--capacity", "maker",
                       "--purpose", "practice_screen", "--scope", photo)

    async def that_come_and_go(self):
        """Photos that one person can take away and give again: of others somebody else has a say too."""
        async def seen():
            return {row["photo"] for row in json.loads(await self.run("consent", "matrix", "--json"))
                    if row["channel"] == "practice_screen" and row["allow"] and row["photo"] in self.makers}
        everything = await seen()
        for photo in everything:
            await self.say("withdraw", photo)
        stay = await seen()
        for photo in everything:
            await self.say("grant", photo)
        return sorted((everything - stay) & await seen())

    def told(self):
        """Photo of each address."""
        with sqlite3.connect(f"file:{self.library}/screens.db?mode=ro", uri=True) as db:
            return dict(db.execute("SELECT DISTINCT address, photo FROM told"))
