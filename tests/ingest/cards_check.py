#!/usr/bin/env python3
"""The life of a card at the command line: prepared, looked at, taken in as it comes, wiped.

  cards_check.py PROGRAM SAMPLE_PHOTOS      exit code 1 and one line for everything that is wrong
"""
import hashlib
import os
import shutil
import signal
import sys
import tempfile

from made_cards import Library, make_card, picture

PROGRAM, SAMPLES = sys.argv[1:3]
SENTENCE = "Deze kaart kan gewist worden"


def state_of(folder):
    """Every file of a library but those that SQLite and the lock keep while somebody is in."""
    state = {}
    for place, _, names in os.walk(folder):
        for name in names:
            if name in (".lock", ".queue") or name.endswith(("-wal", "-shm")):
                continue
            with open(os.path.join(place, name), "rb") as file:
                state[os.path.join(place, name)] = hashlib.sha256(file.read()).hexdigest()
    return state


def only_looking(folder):
    library = Library(PROGRAM, os.path.join(folder, "library"), SAMPLES)
    card = os.path.join(folder, "card")
    make_card(card, range(5))
    before, card_before = state_of(library.folder), state_of(card)
    answer = library.run("ingest", "--dry-run", card)
    said = answer.stdout.decode()
    if answer.returncode != 0 or "5 that would come in" not in said or SENTENCE in said:
        yield f"--dry-run said: {said}{answer.stderr.decode()}"
    if state_of(library.folder) != before or state_of(card) != card_before:
        yield "--dry-run wrote something"
    if answer.stderr:
        yield f"progress is shown where nobody looks: {answer.stderr.decode()}"


def prepared_read_and_wiped(folder):
    library = Library(PROGRAM, os.path.join(folder, "library"), SAMPLES)
    card = os.path.join(folder, "card")
    make_card(card, range(100, 103))  # a previous owner's
    said = library.run("card", "prepare", card, "--card", "kaart-15", "--camera", "cam15", "--person", "d5",
                       "--from", "2026-03-24", check=True).stdout.decode()
    if "3 pictures of a previous owner" not in said:
        yield f"card prepare said: {said}"
    with open(os.path.join(card, "INBEELD", "KAART.txt"), encoding="utf-8") as file:
        number = file.read()
    if "15" in number.replace("-", " ").split() or "kaart" in number.lower() or len(number) != 20:
        yield f"KAART.txt says more than a number: {number!r}"
    with open(os.path.join(card, "DCIM", "100CANON", "IMG_0009.JPG"), "wb") as file:
        file.write(picture(7))
    answer = library.run("card", "wipe", card)
    if answer.returncode == 0 or b"IMG_0009" not in answer.stderr:
        yield f"a card with a photo that is not in was wiped, or it is not told which: {answer.stderr.decode()}"
    said = library.run("ingest", card, check=True).stdout.decode()
    if SENTENCE not in said or len(library.masters()) != 1 or "Whose: of d5: 1 photo" not in said:
        yield f"ingest said: {said}"
    if len(os.listdir(os.path.join(library.folder, "manifests"))) != 1:
        yield "the run left no manifest"
    answer = library.run("card", "wipe", card)
    if answer.returncode != 0 or os.listdir(os.path.join(card, "DCIM")):
        yield f"card wipe said: {answer.stdout.decode()}{answer.stderr.decode()}"
    with open(os.path.join(card, "INBEELD", "KAART.txt"), encoding="utf-8") as file:
        if file.read() != number:
            yield "wiping changed the card's number"
    copied = os.path.join(folder, "copied.json")
    library.run("course", "export", copied, check=True)
    second = Library(PROGRAM, os.path.join(folder, "second"), folder_with_course(folder, copied))
    make_card(card, range(100, 101))  # the same previous owner's photo, read into a library made anew
    said = second.run("ingest", card, check=True).stdout.decode()
    if second.masters() or "Card kaart-15" not in said:
        yield f"an export does not carry cards and earlier owners' files: {said}"


def folder_with_course(folder, file):
    place = os.path.join(folder, "course")
    os.makedirs(place)
    shutil.copy(file, os.path.join(place, "course.json"))
    return place


def cards_as_they_come(folder):
    library = Library(PROGRAM, os.path.join(folder, "library"), SAMPLES)
    reader, aside = os.path.join(folder, "reader"), os.path.join(folder, "aside")
    os.makedirs(reader)
    make_card(os.path.join(reader, "kaart-07"), range(20), "kaart-07")
    make_card(os.path.join(aside, "kaart-09"), range(20, 60), "kaart-09")
    make_card(os.path.join(aside, "kaart-12"), range(60, 90), "kaart-12")
    watching = library.start("ingest", "--watch", reader)
    for name in os.listdir(aside):
        os.rename(os.path.join(aside, name), os.path.join(reader, name))
    said, told = "", 0
    while told < 3:
        line = watching.stdout.readline().decode()
        if not line:
            yield f"watching ended by itself: {said}{watching.stderr.read().decode()}"
            return
        said += line
        told += SENTENCE in line
    watching.send_signal(signal.SIGTERM)
    rest, errors = watching.communicate(timeout=60)
    if watching.returncode != 0:
        yield f"watching ended with {watching.returncode}: {rest.decode()}{errors.decode()}"
    if len(library.masters()) != 90 or sorted(library.records()) != sorted(library.masters()):
        yield f"{len(library.masters())} masters and {len(library.records())} records of 90 pictures"
    for label in ("kaart-07", "kaart-09", "kaart-12"):
        if f"Card {label} " not in said:
            yield f"{label} was not told: {said}"


def main():
    wrong = []
    for part in (only_looking, prepared_read_and_wiped, cards_as_they_come):
        with tempfile.TemporaryDirectory() as folder:
            wrong += [f"{part.__name__}: {each}" for each in part(folder)]
    print(f"{len(wrong)} things wrong")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
