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
import sys
import tempfile
import time

from device import STREAM_POLL, Screen
from program import Server


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
            dropped = next((moment for moment in screen.dropped.get(address, []) if moment >= begun), 0)
            calm = not any(begun - 3 < moment < dropped for moment in screen.disturbed + server.disturbed)
            if calm and dropped >= begun:
                took.append(dropped - begun)
    return took


async def settle(server, screens):
    await asyncio.sleep(3 * STREAM_POLL)
    allowed = {a for a, p in server.told().items() if server.allowed.get(p, True)}
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
        server.allowed = dict.fromkeys(await server.that_come_and_go(), True)
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
