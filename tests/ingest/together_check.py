#!/usr/bin/env python3
"""Several programs at one library at once: two cards are read while somebody withdraws.

  together_check.py PROGRAM SAMPLE_PHOTOS      exit code 1 and one line for everything that is wrong
"""
import json
import os
import sys
import tempfile

from made_cards import Library, make_card

PROGRAM, SAMPLES = sys.argv[1:3]
PHOTOS = 200


def wrong_with_reading(name, process, count):
    output, errors = process.communicate(timeout=300)
    if process.returncode != 0:
        yield f"reading {name} ended with {process.returncode}: {errors.decode()}"
        return
    card = json.loads(output)["cards"][0]
    if len(card["photos"]) != count or not card["may_be_wiped"]:
        yield f"{name}: {card['counts']}, may be wiped: {card['may_be_wiped']}"


def two_cards_and_somebody_who_withdraws(folder):
    library = Library(PROGRAM, os.path.join(folder, "library"), SAMPLES)
    cards = [os.path.join(folder, name) for name in ("one", "two")]
    make_card(cards[0], range(PHOTOS))
    make_card(cards[1], range(PHOTOS // 2, PHOTOS + PHOTOS // 2))  # half of them the same pictures
    readings = [library.start("ingest", card, "--json") for card in cards]
    answers = [library.run("consent", "withdraw", "--person", "d1", "--purpose", purpose)
               for purpose in ("booklet", "website", "exhibition")]
    early = [process.poll() is None for process in readings]
    for answer in answers:
        if answer.returncode != 0:
            yield f"withdrawing ended with {answer.returncode}: {answer.stderr.decode()}"
    if not all(early):
        yield "withdrawing had to wait until a card was read to its end"
    for card, process in zip(cards, readings, strict=True):
        yield from wrong_with_reading(os.path.basename(card), process, PHOTOS)
    pictures = PHOTOS + PHOTOS // 2
    if len(library.records()) != pictures or sorted(library.records()) != sorted(library.masters()):
        yield f"{len(library.records())} records and {len(library.masters())} masters of {pictures} pictures"
    if len(library.renditions()) != 3 * pictures or library.unfinished():
        yield f"{len(library.renditions())} renditions, unfinished: {library.unfinished()}"


def main():
    with tempfile.TemporaryDirectory() as folder:
        wrong = list(two_cards_and_somebody_who_withdraws(folder))
    print(f"{len(wrong)} things wrong")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
