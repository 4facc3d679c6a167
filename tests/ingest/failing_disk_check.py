#!/usr/bin/env python3
"""Lets each single call to the disk fail, or the power with it, while a card is read.

  failing_disk_check.py PROGRAM SHIM SAMPLE_PHOTOS [ROUNDS | all]     exit code 1 and one line for all that is wrong

After every failure: no crash and one sentence; what was reported as in is in and reads back; what has a record has its
whole picture; the next run brings in the rest; and `inbeeld verify` finds nothing wrong then. See failing_disk.cpp.
"""
import json
import os
import random
import shutil
import sys
import tempfile

from made_cards import Library, make_card

PROGRAM, SHIM, SAMPLES = sys.argv[1:4]
ROUNDS = sys.argv[4] if len(sys.argv) > 4 else "40"
PHOTOS = 5

# What can become of each kind of call. "any" stands for each call in its turn.
FAULTS = {
    "open": ["EIO", "ENOSPC", "ENOSPC from then on"],
    "read": ["EIO", "EINTR", "short", "EIO from then on"],
    "write": ["EIO", "ENOSPC", "EINTR", "short", "ENOSPC from then on"],
    "sync": ["EIO", "ENOSPC", "EINTR", "EIO from then on"],
    "rename": ["EIO", "ENOSPC from then on"],
    "remove": ["EIO"],
    "mkdir": ["EIO", "ENOSPC from then on"],
    "close": ["EIO", "EINTR", "ENOSPC"],
    "truncate": ["EIO"],
    "any": ["kill", "lose-all", "lose-contents", "lose-names"],
}


class Rounds:
    def __init__(self, folder):
        self.folder = folder
        self.card = os.path.join(folder, "card")
        make_card(self.card, range(PHOTOS))
        self.library = Library(PROGRAM, os.path.join(folder, "library"), SAMPLES)
        self.fresh = os.path.join(folder, "fresh")
        shutil.copytree(self.library.folder, self.fresh)

    def begin(self):
        shutil.rmtree(self.library.folder)
        shutil.copytree(self.fresh, self.library.folder)
        kept = os.path.join(self.folder, "kept")
        shutil.rmtree(kept, ignore_errors=True)
        os.mkdir(kept)

    def environment(self, disk, **settings):
        return {**os.environ, "LD_PRELOAD": SHIM, "FAILING_DISK": disk, "ASAN_OPTIONS": "verify_asan_link_order=0",
                "FAILING_DISK_KEEPS": os.path.join(self.folder, "kept"), **settings}

    def counts(self, disk):
        """How many calls of each kind an undisturbed run makes."""
        self.begin()
        file = os.path.join(self.folder, "counts")
        self.library.run("ingest", self.card, check=True, env=self.environment(disk, FAILING_COUNTS=file))
        with open(file, encoding="ascii") as lines:
            counts = {call: int(count) for call, count in (line.split() for line in lines)}
        return {**counts, "any": sum(counts.values())}

    def wrong_now(self, run, killed):
        """What was promised at the moment of the failure must hold."""
        if run.returncode < 0 and not killed or run.returncode not in (0, 1, 3, 137, -9):
            yield f"ended with {run.returncode}: {run.stderr.decode()[-300:]}"
        if run.returncode == 3 and run.stderr.count(b"\n") != 1:
            yield f"said more or less than one sentence: {run.stderr.decode()}"
        verified = self.library.run("verify", "--json")
        if verified.returncode not in (0, 1):
            yield f"verify ended with {verified.returncode}: {verified.stderr.decode()}"
            return
        said = json.loads(verified.stdout)
        for fault in said["faults"]:
            if fault["kind"] not in ("unfinished", "no_record"):
                yield f"then {fault['what']}"
        if run.stdout:
            card = json.loads(run.stdout)["cards"][0]
            told = {photo["photo"] for photo in card["photos"] if photo["outcome"] in ("bound", "new", "duplicate")}
            if said["masters_whole"] < len(told):
                yield f"{len(told)} photos were told to be in and {said['masters_whole']} are"
            if card["may_be_wiped"] and len(told) < PHOTOS:
                yield "a card that is not in may be wiped"

    def wrong_later(self):
        run = self.library.run("ingest", self.card, "--json")
        if run.returncode != 0 or not json.loads(run.stdout)["cards"][0]["may_be_wiped"]:
            yield f"the next run ended with {run.returncode}: {run.stderr.decode()}"
        verified = self.library.run("verify", "--json")
        said = json.loads(verified.stdout)
        if verified.returncode != 0 or said["masters_whole"] != PHOTOS:
            yield f"after the next run: {said}"
        if len(self.library.renditions()) != 3 * PHOTOS:
            yield f"after the next run there are {len(self.library.renditions())} renditions"

    def wrong_when(self, disk, call, number, fault):
        self.begin()
        stays = {"FAILING_STAYS": "1"} if fault.endswith(" from then on") else {}
        run = self.library.run("ingest", self.card, "--json", timeout=120, env=self.environment(
            disk, FAILING_CALL=call, FAILING_AT=str(number), FAILING_WITH=fault.split()[0], **stays))
        for what in [*self.wrong_now(run, fault == "kill"), *self.wrong_later()]:
            yield f"{fault} at {call} {number} of {os.path.basename(disk)}: {what}"

    def all_faults(self):
        library = self.library.folder
        for call, count in self.counts(library).items():
            yield from ((library, call, number, fault) for fault in FAULTS[call] for number in range(1, count + 1))
        for call in ("open", "read", "close"):
            count = self.counts(self.card)[call]
            yield from ((self.card, call, number, fault) for fault in FAULTS[call] for number in range(1, count + 1))
        yield from ((library, "any", "end", fault) for fault in FAULTS["any"][1:])


def notices_a_lying_disk(rounds):
    """Whether this check would see it if the program, or the disk, did not sync."""
    rounds.begin()
    run = rounds.library.run("ingest", rounds.card, "--json", env=rounds.environment(
        rounds.library.folder, FAILING_LIES="1", FAILING_AT="end", FAILING_WITH="lose-all"))
    return any("told to be in" in what for what in rounds.wrong_now(run, False))


def main():
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        rounds = Rounds(folder)
        faults = list(rounds.all_faults())
        print(f"{len(faults)} ways to fail")
        if not notices_a_lying_disk(rounds):
            wrong.append("a disk that never synced was not noticed")
        if ROUNDS != "all":
            # One of each sort at least: the rare ones (rename, sync) are what it is about.
            sorts = {}
            for fault in faults:
                sorts.setdefault((fault[0], fault[1], fault[3]), []).append(fault)
            picked = [random.choice(sort) for sort in sorts.values()]
            faults = picked + random.sample(faults, max(0, min(len(faults), int(ROUNDS)) - len(picked)))
        for fault in faults:
            wrong += rounds.wrong_when(*fault)
    print(f"{len(faults)} failures, {len(wrong)} things wrong")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
