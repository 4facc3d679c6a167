#!/usr/bin/env python3
"""Damages a library in every way that `inbeeld verify` must find, and looks whether it does.

  verify_check.py PROGRAM SAMPLE_PHOTOS      exit code 1 and one line for everything that is wrong
"""
import json
import os
import sqlite3
import sys
import tempfile

from made_cards import Library, make_card, picture

PROGRAM, SAMPLES = sys.argv[1:3]


def verified(library, *options):
    """(exit code, {(kind, file name)}, {the same, of what was repaired})"""
    run = library.run("verify", "--json", *options)
    said = json.loads(run.stdout)
    names = [((fault["kind"], os.path.basename(fault["where"])), fault["repaired"]) for fault in said["faults"]]
    return run.returncode, {name for name, _ in names}, {name for name, repaired in names if repaired}


def write(path, data):
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)


def damage(library):
    """Does all of it, each to another picture. Returns what must be found and what of it can be repaired."""
    masters = sorted(library.masters().values())
    name = [os.path.basename(master) for master in masters]
    os.remove(masters[0])
    with open(masters[1], "r+b") as file:  # one bit of the coded picture
        file.seek(-10, os.SEEK_END)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))
    write(masters[2], open(masters[3], "rb").read())
    os.truncate(masters[4], 300)
    os.chmod(masters[5], 0o644)
    stranger = "0123" + 60 * "4"
    write(os.path.join(library.folder, "masters/01/23", stranger + ".jpg"), picture(4711))
    write(os.path.join(library.folder, "masters/notes.txt"), b"hello")
    write(os.path.join(library.folder, "renditions/01", stranger + "-320.jpg"), picture(1))
    write(os.path.join(library.folder, "unfinished/0000.part"), b"half")
    write(os.path.join(library.folder, "key.unfinished"), b"half")
    found = {("no_master", name[0]), ("other_picture", name[1]), ("other_picture", name[2]),
             ("other_picture", name[4]), ("open_to_others", name[5]), ("no_record", stranger + ".jpg"),
             ("not_ours", "notes.txt"), ("rendition_of_nothing", stranger + "-320.jpg"),
             ("unfinished", "0000.part"), ("unfinished", "key.unfinished")}
    return found, {fault for fault in found
                   if fault[0] in ("unfinished", "rendition_of_nothing", "open_to_others")}


def wrong_with(library, expected, *options):
    found = verified(library, *options)
    if found != expected:
        yield f"verify {options} gave {found}, not {expected}"


def checks(folder):
    card = os.path.join(folder, "card")
    library = Library(PROGRAM, os.path.join(folder, "library"), SAMPLES)
    make_card(card, range(12))
    library.run("ingest", card, check=True)
    yield from wrong_with(library, (0, set(), set()))
    found, mended = damage(library)
    before = library.masters()
    yield from wrong_with(library, (1, found, set()))
    yield from wrong_with(library, (1, found, mended), "--repair")
    if library.masters() != before:
        yield "a master was removed"
    yield from wrong_with(library, (1, found - mended, set()))
    library.run("ingest", card)
    left = {("no_record", "0123" + 60 * "4" + ".jpg"), ("not_ours", "notes.txt")}
    for fault in verified(library)[1] - left:
        if fault[0] != "other_picture" and fault[0] != "no_master":
            yield f"after reading the card again: {fault}"
    database = sqlite3.connect(os.path.join(library.folder, "catalogue.db"))
    database.execute("UPDATE picture SET photo = 'nowhere' WHERE rowid = 1")
    database.commit()
    database.close()
    if ("database", "catalogue.db") not in verified(library)[1]:
        yield "a record that speaks of none is not found"
    write(os.path.join(library.folder, "catalogue.db"), 9000 * b"x")
    run = library.run("verify")
    if run.returncode != 3 or not run.stderr.endswith(b"\n") or run.stderr.count(b"\n") != 1:
        yield f"a broken database ends with {run.returncode}: {run.stderr}"


def main():
    os.umask(0o077)
    with tempfile.TemporaryDirectory() as folder:
        wrong = list(checks(folder))
    print(f"{len(wrong)} things wrong")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
