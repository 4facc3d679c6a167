#!/usr/bin/env python3
"""Two hundred screens live through a whole day in minutes, and at its end nothing may be lost.

    tests/bench/screens/day.py PROGRAM LIBRARY [--at DAY] [--screens 200] [--minutes 6] [--seed N]

LIBRARY is one with photos in it (./demo --no-serve FOLDER makes FOLDER/library, as of 2026-07-02); a copy is used. The screens do what
the page in the browser does: they ask for their list, hear of changes over the stream, fetch pictures, tell what they keep and
forget what is not listed or not heard of for the length of their lease. Their networks fall out, their devices are switched
off at night, some have wrong clocks; photos are withdrawn and given all day, and the server is stopped, killed and started.
A second here is some minutes there: asking is as often as that makes it, and the leases are as short. Run by hand."""
import argparse
import asyncio
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

LEASE = 20.0       # seconds that stand for the lease's hours
POLL = 3.0         # seconds between questions of a screen without a stream
STREAM_POLL = 9.0  # and of one that has it


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


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

    def told(self):
        """Photo of each address."""
        with sqlite3.connect(f"file:{self.library}/screens.db?mode=ro", uri=True) as db:
            return dict(db.execute("SELECT DISTINCT address, photo FROM told"))


class Refused(Exception):
    pass


class Screen:
    """One device: what it keeps survives that it is switched off."""

    def __init__(self, server, root, chance):
        self.server, self.root, self.chance = server, root, chance
        self.kept = {}           # address: size of the picture
        self.listed = None       # the list's addresses
        self.version = ""
        self.clean = ""
        self.until = 0.0         # steady clock
        self.online = True
        self.on = True
        self.revoked = False
        self.stream_heard = -1e9
        self.ask_at = 0.0
        self.wake = asyncio.Event()
        self.counts = {"asked": 0, "failed": 0, "expired": 0, "starts": 0, "streams": 0}
        self.dropped = {}        # address: when it was dropped last
        self.broken = []
        self.disturbed = []      # when its network or it itself went off or on

    async def talk(self, method, path, body=b"", timeout=8.0):
        if not self.online:
            self.counts["failed"] += 1
            await asyncio.sleep(0.02)
            raise Refused("no network")

        async def exchange():
            reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
            try:
                writer.write((f"{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
                              + (f"Content-Length: {len(body)}\r\n" if method == "POST" else "") + "\r\n").encode() + body)
                await writer.drain()
                data = await reader.read(-1)
            finally:
                writer.close()
            head, _, rest = data.partition(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head, re.I)
            if not head.startswith(b"HTTP/1.1 ") or (length and len(rest) != int(length[1])):
                raise Refused("cut off")
            return int(head[9:12]), rest
        try:
            return await asyncio.wait_for(exchange(), timeout)
        except (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError) as error:
            self.counts["failed"] += 1
            raise Refused(str(error)) from error

    async def ask(self):
        asked = time.monotonic()
        echo = f"{self.chance.randrange(10**9)}"
        status, body = await self.talk("GET", f"{self.root}/lijst?n={echo}")
        answer = json.loads(body)
        if answer["echo"] != echo:
            self.broken.append("an echo of another question")
        self.counts["asked"] += 1
        if status == 410:
            self.forget()
            self.revoked = True
            await self.beat("weg")
            return
        self.until = asked + LEASE
        if answer["versie"] != self.version:
            self.version, self.clean = answer["versie"], ""
            self.listed = {photo["id"]: photo["beeld"] for photo in answer["fotos"]}
            for address in set(self.kept) - set(self.listed):
                del self.kept[address]
                self.dropped[address] = time.monotonic()
        if self.clean != self.version:
            self.clean = self.version
            await self.beat("speelt")

    async def beat(self, state):
        if state == "verlopen" and self.listed is not None:
            return
        status, _ = await self.talk("POST", f"{self.root}/melding", json.dumps(
            {"versie": self.clean, "toont": next(iter(self.kept), ""), "staat": state, "uitgave": "x", "maat": "1920x1080"}).encode())
        if status != 204:
            self.broken.append(f"a beat was answered with {status}")

    def forget(self):
        for address in self.kept:
            self.dropped[address] = time.monotonic()
        self.kept, self.listed, self.version, self.clean = {}, None, "", ""

    async def fetch(self):
        for address, path in list((self.listed or {}).items()):
            if address in self.kept or self.listed is None:
                continue
            status, body = await self.talk("GET", path + "/1920")
            if status == 200 and self.listed is not None and address in self.listed:
                self.kept[address] = len(body)
            elif status not in (200, 410):
                self.broken.append(f"a picture was answered with {status}")

    async def follow(self):
        """The stream, as long as it lasts."""
        missed = 0
        while True:
            await asyncio.sleep(0.2 + self.chance.random() * min(0.8 * (missed + 1), 1.6))
            if not self.online or not self.on or self.revoked:
                continue
            writer = None
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
                writer.write(f"GET {self.root}/stroom HTTP/1.1\r\nHost: a\r\n\r\n".encode())
                self.counts["streams"] += 1
                while self.online and self.on:
                    line = await asyncio.wait_for(reader.readline(), 30)
                    if not line:
                        break
                    self.stream_heard, missed = time.monotonic(), 0
                    if line.startswith(b"data: ") and line[6:].strip().decode() not in (self.version, "1"):
                        self.ask_at = 0.0
                        self.wake.set()
            except (OSError, asyncio.TimeoutError):
                pass
            finally:
                if writer:
                    writer.close()
            missed += 1

    async def live(self):
        missed = 0
        while True:
            self.wake.clear()
            if not self.on:
                await asyncio.sleep(0.2)
                continue
            if time.monotonic() >= self.ask_at:
                try:
                    await self.ask()
                    missed = 0
                except (Refused, ValueError, KeyError):
                    missed += 1
                streaming = time.monotonic() - self.stream_heard < 10
                pause = min(0.7 * 2 ** missed, 12) if missed else STREAM_POLL if streaming else POLL
                self.ask_at = time.monotonic() + pause * self.chance.uniform(0.7, 1.3)
            try:
                await asyncio.wait_for(self.wake.wait(), 0.25)
            except asyncio.TimeoutError:
                pass

    async def keep(self):
        """Fetches what is missing, beside everything else."""
        while True:
            await asyncio.sleep(0.3)
            try:
                if self.on and self.online:
                    await self.fetch()
            except Refused:
                pass

    async def end_leases(self):
        """Nothing that is asked and not answered holds this up."""
        while True:
            await asyncio.sleep(0.25)
            if not self.on or self.listed is None or time.monotonic() < self.until:
                continue
            self.counts["expired"] += 1
            self.forget()
            self.ask_at = 0.0
            try:
                await self.beat("verlopen")
            except Refused:
                pass

    def switch_off(self):
        self.on = False

    def switch_on(self, clock_back):
        """Starts with what it kept; a clock that stands before what it said costs the whole lease, a start a quarter."""
        self.counts["starts"] += 1
        self.until = 0.0 if clock_back else self.until - LEASE / 4
        if time.monotonic() >= self.until:
            self.forget()
        self.on = True
        self.clean = ""
        self.ask_at = 0.0


async def trouble(screens, chance, end):
    """What happens to devices and networks of a practice."""
    while time.monotonic() < end:
        await asyncio.sleep(0.15)
        screen = chance.choice(screens)
        screen.disturbed.append(time.monotonic())
        if not screen.on:
            screen.switch_on(clock_back=chance.random() < 0.3)
        elif not screen.online:
            screen.online = True
        elif chance.random() < 0.5:
            screen.online = False
        elif chance.random() < 0.4:
            screen.switch_off()
    for screen in screens:
        screen.online = True
        if not screen.on:
            screen.switch_on(clock_back=False)


async def leaders(server, screens, chance, end, withdrawn):
    """Photos are withdrawn and given; how long until those who were there have it no more."""
    while time.monotonic() < end:
        await asyncio.sleep(chance.uniform(1.0, 3.0))
        photos = sorted(server.allowed)
        photo = chance.choice(photos)
        if server.allowed[photo]:
            address = next((a for a, p in server.told().items() if p == photo), None)
            holding = [s for s in screens if address in s.kept and s.online and s.on]
            begun = time.monotonic()
            await server.say("withdraw", photo)
            server.allowed[photo] = False
            withdrawn.append((photo, address, begun, time.monotonic(), holding))
        else:
            await server.say("grant", photo)
            server.allowed[photo] = True


async def restarts(server, chance, end):
    begun = time.monotonic()
    while time.monotonic() < begun + (end - begun) / 2:  # and lives through the second half in one go
        await asyncio.sleep(chance.uniform(15, 30))
        await server.stop(chance.choice([signal.SIGTERM, signal.SIGKILL]))
        await asyncio.sleep(chance.choice([0.1, 1, 4]))
        await server.start()


async def watch(server, screens, end, wrong):
    """All the time: nobody holds what was withdrawn past their lease."""
    while time.monotonic() < end:
        await asyncio.sleep(0.5)
        server.measure()
        now = time.monotonic()
        for screen in screens:
            if screen.on and screen.kept and now > screen.until + 1.5:
                wrong.append(f"{screen.root[:12]} kept photos {now - screen.until:.1f} s past its lease")


def percentile(numbers, part):
    return sorted(numbers)[min(len(numbers) - 1, int(len(numbers) * part))] if numbers else 0


def times_of(server, withdrawn):
    """Seconds from the withdrawal until each screen that was there had dropped it, where nothing else went wrong meanwhile."""
    took = []
    for _, address, begun, committed, holding in withdrawn:
        for screen in holding:
            dropped = screen.dropped.get(address, 0)
            calm = not any(begun - 3 < moment < dropped for moment in screen.disturbed + server.disturbed)
            if calm and dropped >= begun:
                took.append(dropped - begun)
    return took


async def settle(server, screens):
    await asyncio.sleep(3 * STREAM_POLL)
    allowed = {a for a, p in server.told().items() if server.allowed.get(p)}
    short = [s for s in screens if set(s.kept) != set(s.listed or {})]
    wrong = [s for s in screens if set(s.kept) - allowed]
    receipts = json.loads(await server.run("screens", "receipts", "--json"))
    return short, wrong, [r for r in receipts if r["gone"] != r["screens"]], len(receipts)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("library", type=pathlib.Path)
    parser.add_argument("--at")
    parser.add_argument("--screens", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    said = parser.parse_args()
    chance = random.Random(said.seed)
    with tempfile.TemporaryDirectory() as work:
        library = pathlib.Path(work) / "library"
        shutil.copytree(said.library, library)
        for old in [*library.glob("screens.db*"), *library.glob("leaders.db*")]:
            old.unlink()
        server = Server(os.path.abspath(said.program), library, said.at)
        await server.run("course", "export", f"{work}/course.json")
        course = json.loads(pathlib.Path(f"{work}/course.json").read_text())
        server.makers = {p["id"]: p["attribution"]["person"] for p in course["photos"] if p.get("attribution")}
        matrix = json.loads(await server.run("consent", "matrix", "--json"))
        server.allowed = {row["photo"]: True for row in matrix
                          if row["channel"] == "practice_screen" and row["allow"] and row["photo"] in server.makers}
        roots = [re.search(r"/scherm/\S+", await server.run("screens", "add", "--practice", chance.choice(["r1", "r2"])))[0]
                 for _ in range(said.screens)]
        await server.start()
        screens = [Screen(server, root, chance) for root in roots]
        lives = [asyncio.create_task(job) for s in screens for job in (s.live(), s.follow(), s.keep(), s.end_leases())]
        await asyncio.sleep(15)
        end = time.monotonic() + said.minutes * 60
        withdrawn, wrong = [], []
        await asyncio.gather(trouble(screens, chance, end), leaders(server, screens, chance, end, withdrawn),
                             restarts(server, chance, end), watch(server, screens, end, wrong))
        short, held, open_receipts, receipts = await settle(server, screens)
        server.measure()
        dead = [str(t.exception()) for t in lives if t.done()]
        await server.stop()
        for task in lives:
            task.cancel()
    took = times_of(server, withdrawn)
    print(f"seed {said.seed}: {said.screens} screens, {len(withdrawn)} withdrawals, "
          + ", ".join(f"{name} {sum(s.counts[name] for s in screens)}" for name in screens[0].counts))
    print(f"a withdrawn photo was dropped by {len(took)} screens that were there: p50 {percentile(took, .5):.2f} s, p99 "
          f"{percentile(took, .99):.2f} s, most {max(took, default=0):.2f} s")
    last = server.memory[-1]
    print(f"memory of the server, in {len(server.memory)} lives up to {max(m for life in server.memory for m in life):.0f} MB; in the "
          f"last, of {len(last) / 2:.0f} s, {last[0]:.0f} MB at first, {max(last[:len(last) // 2]):.0f} in its first half, "
          f"{max(last[len(last) // 2:]):.0f} in its second")
    problems = {"screens without a photo of their list": len(short), "screens that hold what is withdrawn": len(held),
                "receipts that are not in": len(open_receipts), "held past the lease": len(wrong),
                "wrong answers": sum(len(s.broken) for s in screens), "screens that died": len(dead)}
    print(f"{receipts} receipts; " + ", ".join(f"{what}: {number}" for what, number in problems.items()))
    for line in [*wrong[:5], *dead[:5], *[b for s in screens for b in s.broken][:5], *map(str, open_receipts[:3])]:
        print("  " + line)
    sys.exit(1 if any(problems.values()) else 0)


asyncio.run(main())
