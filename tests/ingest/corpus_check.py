#!/usr/bin/env python3
"""Scrubs every file of a corpus of real and hostile pictures and checks what comes out.

  corpus_check.py PROGRAM CORPUS      exit code 1 and one line for everything that is wrong

CORPUS holds MANIFEST.tsv (what each file is and what is expected of it) and needles.json (bytes that tell a place
and must not survive, also not inflated, decoded or put together). The corpus is not part of the project.
"""
import base64
import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

CODING = {0xDB, 0xC4, 0xDA, 0xDD, 0xCC} | set(range(0xC0, 0xD0))


def segments(jpeg):
    """(marker, bytes) of the first picture, as the corpus counts them; 'scan' for coded data, 'end' for the rest."""
    at = 2
    while at + 2 <= len(jpeg):
        if jpeg[at] != 0xFF:
            found = jpeg.find(b"\xff", at)
            if found < 0:
                return
            at = found
            continue
        marker = jpeg[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker == 0xD9:
            yield "end", jpeg[at + 2:]
            return
        elif 0xD0 <= marker <= 0xD7 or marker == 1:
            at += 2
        else:
            length = int.from_bytes(jpeg[at + 2:at + 4], "big")
            yield marker, jpeg[at:at + 2 + length]
            at += 2 + length
            if marker == 0xDA:
                end = at
                while True:
                    end = jpeg.find(b"\xff", end)
                    if end < 0 or end + 1 >= len(jpeg):
                        yield "scan", jpeg[at:]
                        return
                    if jpeg[end + 1] == 0 or 0xD0 <= jpeg[end + 1] <= 0xD7:
                        end += 2
                    elif jpeg[end + 1] == 0xFF:
                        end += 1
                    else:
                        break
                yield "scan", jpeg[at:end]
                at = end


def picture_hash(jpeg):
    picture = hashlib.sha256()
    for marker, part in segments(jpeg):
        if marker == "scan" or marker in CODING:
            picture.update(part)
    return picture.hexdigest()


def views(data):
    """The forms in which bytes may hide: as they are, without NULs, from hexadecimal, from base64."""
    found = [data, data.replace(b"\0", b"")]
    for run in re.findall(rb"[0-9a-fA-F\n]{80,}", data):
        digits = re.sub(rb"\s", b"", run)
        found.append(bytes.fromhex(digits[:len(digits) & ~1].decode()))
    for run in re.findall(rb"[A-Za-z0-9+/\r\n]{300,}={0,2}", data):
        clean = re.sub(rb"[\s=]", b"", run)
        found.append(base64.b64decode(clean[:len(clean) & ~3]))
    return found


def is_allowed(marker, part):
    """Whether a segment may stand in what we write: coding, or one that we made ourselves."""
    content = part[4:]
    return marker in ("scan", "end") or marker in CODING or (marker, True) in (
        (0xE0, len(content) == 14 and content.startswith(b"JFIF\0")),
        (0xE1, content.startswith(b"Exif\0\0")),
        (0xE2, content.startswith(b"ICC_PROFILE\0")),
        (0xEE, len(content) == 12 and content.startswith(b"Adobe\0")))


def what_is_written(jpeg):
    """Everything in a file but its scans: where an allow-list can be checked by eye and by machine."""
    return b"".join(part for marker, part in segments(jpeg) if marker != "scan")


# Pictures of another kind than JPEG that the manifest calls clean, but that no decoder reads (a wrong checksum in the
# header, no table of contents).
UNREADABLE = {"real/NOM__exif-both.png", "real/NOM__exif-legacy-app1.png",
              "real/MEI__IllegalArgumentException.HeifReader.processBoxes.heif"}


def expected_outcomes(row):
    """The manifest says 'clean' also of kinds of files that this program leaves on the card."""
    extension = row["file"].rsplit(".", 1)[-1].lower()
    outcomes = set()
    for word in row["expect"].split("-or-"):
        outcomes.add({"reject": "rejected", "drop": "rejected", "quarantine": "quarantined"}.get(word, word))
    if row["file"] in UNREADABLE or extension in ("xmp", "mp4", "mov", "avi", "3gp", "nef", "cr2", "dng", "raf", "rw2", "thm", "log"):
        return {"rejected"}
    return outcomes


def wrong_with(row, result, needles):
    wrong = []
    if result["outcome"] not in expected_outcomes(row):
        wrong.append(f"is {result['outcome']} ({result['reason']}), not {row['expect']}")
    if result["outcome"] != "clean" and not result["reason"]:
        wrong.append(f"is {result['outcome']} without a reason")
    if not result["output"]:
        return wrong
    with open(result["output"], "rb") as output:
        jpeg = output.read()
    for place, strings in needles.items():
        for needle in strings:
            if any(bytes.fromhex(needle) in view for view in views(jpeg)):
                wrong.append(f"still holds {bytes.fromhex(needle)!r} ({place})")
    for marker, part in segments(jpeg):
        if not is_allowed(marker, part):
            wrong.append(f"holds a segment {marker:#x} that is not on the list: {part[:30]!r}")
    ends = [part for marker, part in segments(jpeg) if marker == "end"]
    if ends != [b""]:
        wrong.append("does not end with EOI")
    if result["outcome"] == "clean" and row["pixel_sha256"] and row["expect"] == "clean":
        if picture_hash(jpeg) != row["pixel_sha256"]:
            wrong.append("is another coded picture")
    return wrong


def scrub(program, files, folder):
    run = subprocess.run([program, "scrub", *files, "-o", folder, "--json"], capture_output=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"scrub ended with {run.returncode}: {run.stderr.decode(errors='replace')}")
    return json.loads(run.stdout)


def main():
    program, corpus = sys.argv[1:3]
    with open(os.path.join(corpus, "needles.json"), encoding="utf-8") as file:
        needles = json.load(file)
    with open(os.path.join(corpus, "MANIFEST.tsv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        once, twice = os.path.join(folder, "once"), os.path.join(folder, "twice")
        results = scrub(program, [os.path.join(corpus, row["file"]) for row in rows], once)
        for row, result in zip(rows, results, strict=True):
            wrong += [f"{row['file']} {what}" for what in wrong_with(row, result, needles.get(row["file"], {}))]
        outputs = [result["output"] for result in results if result["output"]]
        for first, second in zip(outputs, scrub(program, outputs, twice), strict=True):
            same = second["output"] and open(first, "rb").read() == open(second["output"], "rb").read()
            if second["outcome"] != "clean" or not same:
                wrong.append(f"{first} is not the same when scrubbed again")
    print(f"{len(rows)} files, {len(outputs)} pictures written, {len(wrong)} things wrong")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
