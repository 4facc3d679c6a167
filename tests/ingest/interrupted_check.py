#!/usr/bin/env python3
"""Kills `inbeeld ingest` at random moments and checks that nothing is lost and nothing is there twice.

  interrupted_check.py PROGRAM SAMPLE_PHOTOS [ROUNDS]      exit code 1 and one line for everything that is wrong
"""
import glob
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM, SAMPLES = sys.argv[1:3]
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 12


def inbeeld(library, *arguments):
    return [PROGRAM, "--library", library, "--at", "2026-07-02", *arguments]


def make_card(folder):
    place = os.path.join(folder, "DCIM", "100CANON")
    os.makedirs(place)
    for number, picture in enumerate(sorted(glob.glob(os.path.join(SAMPLES, "pictures", "*.jpg"))), 1):
        shutil.copy(picture, os.path.join(place, f"IMG_{number:04}.JPG"))
    return number


def make_library(folder):
    subprocess.run(inbeeld(folder, "course", "import", os.path.join(SAMPLES, "course.json")), check=True,
                   stdout=subprocess.DEVNULL)


def recorded(library):
    database = sqlite3.connect(os.path.join(library, "catalogue.db"))
    pictures = [row[0] for row in database.execute("SELECT id FROM picture")]
    database.close()
    return pictures


def masters(library):
    return {os.path.basename(file)[:-4]: file for file in glob.glob(os.path.join(library, "masters/*/*/*"))}


def wrong_with_recorded(library, whole):
    """A picture that has a record must lie there whole, at any moment. `whole` has each as it should be."""
    there = masters(library)
    for picture in recorded(library):
        if picture not in there:
            yield f"{picture} has a record but no master"
        elif picture_without_tags(there[picture]) != whole[picture]:
            yield f"{picture} is not whole"


def picture_without_tags(file):
    with open(file, "rb") as jpeg:
        data = jpeg.read()
    return data[data.rindex(b"\xff\xdb"):]  # the last tables and all that follows


def wrong_after_finishing(library, card, count):
    run = subprocess.run(inbeeld(library, "ingest", card, "--json"), capture_output=True, check=False)
    report = json.loads(run.stdout)["cards"][0]
    if run.returncode != 0 or not report["may_be_wiped"] or len(report["photos"]) != count:
        yield f"the next run ended with {run.returncode}: {run.stderr.decode()} {report['counts']}"
    if len(masters(library)) != count or len(recorded(library)) != count:
        yield f"{len(masters(library))} masters and {len(recorded(library))} records of {count} photos"
    if len(glob.glob(os.path.join(library, "renditions/*/*"))) != 3 * count:
        yield "renditions are missing"
    if os.listdir(os.path.join(library, "unfinished")):
        yield "unfinished files are left"
    for file in masters(library).values():
        with open(file, "rb") as jpeg:
            if b"inbeeld:evaluated-at" not in jpeg.read():
                yield f"{file} has no tags"


def main():
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        card, library = os.path.join(folder, "card"), os.path.join(folder, "library")
        count = make_card(card)
        make_library(library)
        begin = time.monotonic()
        wrong += wrong_after_finishing(library, card, count)
        duration = time.monotonic() - begin
        whole = {picture: picture_without_tags(file) for picture, file in masters(library).items()}
        for number in range(ROUNDS):
            shutil.rmtree(library)
            make_library(library)
            for _ in range(random.randint(1, 3)):
                process = subprocess.Popen(inbeeld(library, "ingest", card), stdout=subprocess.DEVNULL)
                time.sleep(random.uniform(0, duration))
                process.send_signal(signal.SIGKILL)
                process.wait()
                wrong += [f"round {number}: {what}" for what in wrong_with_recorded(library, whole)]
            wrong += [f"round {number}: {what}" for what in wrong_after_finishing(library, card, count)]
    print(f"{ROUNDS} rounds of {count} photos, {len(wrong)} things wrong")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
