"""A screen as day.py plays it: it does what the page in the browser does, without showing anything."""
import asyncio
import json
import re
import time

LEASE = 20.0       # seconds that stand for the lease's hours
POLL = 3.0         # seconds between questions of a screen without a stream
STREAM_POLL = 9.0  # and of one that has it


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
        self.dropped = {}        # address: whenever it was dropped
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
                self.dropped.setdefault(address, []).append(time.monotonic())
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
            self.dropped.setdefault(address, []).append(time.monotonic())
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
