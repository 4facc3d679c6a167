#!/usr/bin/env python3
"""Holds the program against what the sample course says must come out of it (`must` and `expected`).

sample_course_test.py INBEELD COURSE.json
"""
import json, subprocess, sys, tempfile

program, course_file = sys.argv[1:3]
with open(course_file, encoding="utf-8") as file:
    text = file.read()
course = json.loads(text)
wrong = checked = 0


def inbeeld(library, *arguments):
    ran = subprocess.run([program, "--library", library, *arguments], capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"inbeeld {' '.join(arguments)}: exit {ran.returncode}: {ran.stderr}")
    return ran.stdout


def check(good, what):
    global wrong, checked
    checked += 1
    if not good:
        wrong += 1
        print("WRONG", what)


with tempfile.TemporaryDirectory() as folder:
    library = f"{folder}/library"
    inbeeld(library, "course", "import", course_file)
    inbeeld(library, "course", "export", f"{folder}/back.json")
    with open(f"{folder}/back.json", encoding="utf-8") as file:
        check(file.read() == text, "the course file comes back as it was")

    matrices, texts = {}, {}

    def photos_on(day):
        if day not in matrices:
            rows = json.loads(inbeeld(library, "--at", day, "consent", "matrix", "--json"))
            matrices[day] = {(row["photo"], row["channel"]): row for row in rows}
        return matrices[day]

    def texts_on(day):
        if day not in texts:
            rows = json.loads(inbeeld(library, "--at", day, "consent", "texts", "--json"))
            texts[day] = {(row["text"], row["channel"]): row for row in rows}
        return texts[day]

    for day, expected in course["expected"].items():
        if day[:2] != "20":
            continue
        for photo, channels in expected.items():
            for channel, said in channels.items():
                row = photos_on(day)[photo, channel]
                ours = f"Y:{row['name']}" if row["allow"] else "N:" + "+".join(row["reasons"])
                check(ours == said, f"{day} {photo} {channel}: {ours}, not {said}")
    for must in course["must"]:
        if must["kind"] == "photo":
            row = photos_on(must["at"])[must["photo"], must["channel"]]
            if must.get("version", row["version"]) != row["version"]:
                continue  # the command judges the version in use; oracle/compare.py tries every version
            check(row["allow"] == must["allow"] and (not row["allow"] or must.get("name", row["name"]) == row["name"])
                  and (row["allow"] or "reason" not in must or must["reason"] in row["reasons"]), (must, row))
        elif must["kind"] == "text":
            row = texts_on(must["at"])[must["text"], must["channel"]]
            check(row["allow"] == must["allow"] and (row["allow"] or must.get("reason") in [None, *row["reasons"]]), (must, row))

print(f"{checked} checked, {wrong} wrong")
sys.exit(1 if wrong or checked < 400 else 0)
