#!/usr/bin/env python3
"""Two years of a course, day by day, with random answers, stops, ends, birthdays, holds and an erasure: after every day the
matrix, what is to be taken down and what ends soon have to be as the reference rule (consent_rule.py) says.

two_years_test.py WALK [SEEDS [FIRST_SEED]]   WALK: the program built from walk.cpp
"""
import collections, datetime, json, random, subprocess, sys, tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import consent_rule as rule

START, DAYS, AHEAD = datetime.date(2026, 3, 24), 730, 30
PURPOSES = ["exhibition", "website", "booklet", "practice_screen"]
CHANNELS = list(rule.CHANNELS)


def on(day):
    return (START + datetime.timedelta(day)).isoformat()


def course(dice):
    born = lambda: dice.choice([None, "1954-11-02", (START + datetime.timedelta(dice.randint(-9, DAYS))).replace(year=2010).isoformat()
                                .replace("02-29", "03-01")])
    persons = [{"id": f"d{i}", "role": "participant", "code": f"W-0{i}", "display": {"full": f"Full{i} Naam{i}", "first": f"Full{i}"},
                "name_form": dice.choice(["full", "first", "anonymous"]), "born": born()} for i in range(4)]
    persons.append({"id": "x1", "role": "portrayed", "code": "X-1", "display": {"first": "Iks"}, "born": born()})
    persons[0]["legal_rep"] = {"kind": "mentor", "from": on(dice.randint(0, DAYS)), "until": dice.choice([None, on(DAYS - 9)])}
    photos = [{"id": f"p{i}", "state": "selected", "attribution": {"person": f"d{i % 4}", "status": "confirmed"}, "people_check": "done",
               "content_issues": [], "versions": [{"id": "v1", "kind": "original"}], "use_version": "v1",
               "depictions": [{"id": "a", "person": dice.choice(["x1", "d1", "d2"])}] if dice.random() < .4 else []} for i in range(5)]
    texts = [{"id": "t1", "kind": "story", "author": "d1", "nl": "woorden", "approved_at": on(80), "sensitive": dice.random() < .5}]
    runs = [{"id": "r1", "items": [{"photo": photo["id"]} for photo in photos]}]
    places = []
    for i in range(6):
        since = dice.randint(60, DAYS)
        places.append({"id": f"pl{i}", "run": "r1", "channel": dice.choice(["exhibition_print", "practice_screen", "booklet_print", "site"]),
                       "where": "ergens", "since": on(since), "until": dice.choice([None, on(since + dice.randint(1, 200))]),
                       "state": dice.choice(["hanging", "playing", "in_stock", "given"])})
    return {"schema": "inbeeld.sample-course/1", "course": {"id": "W-1", "title": "Twee jaar"}, "persons": persons, "photos": photos,
            "texts": texts, "consent_events": [], "print_runs": runs, "placements": places}


def said(dice, day, gone):
    who = dice.choice([each for each in ("d0", "d1", "d2", "d3", "x1") if each not in gone])
    capacity = "portrayed" if who == "x1" else dice.choice(["maker", "maker", "maker", "portrayed", "author"])
    scope = dice.choice(["course", "course", "t1" if capacity == "author" else dice.choice([f"p{i}" for i in range(5)])])
    decision = dice.choice(["grant"] * 7 + ["deny", "withdraw"])
    begins = max(0, day + dice.choice([0, 0, 0, 0, -dice.randint(1, 40), dice.randint(1, 40)]))  # back-dated, or to begin later
    event = {"person": who, "capacity": capacity, "purpose": dice.choice(PURPOSES), "scope": scope, "decision": decision,
             "valid_from": on(begins), "recorded_at": on(day) + f"T{dice.randint(9, 16):02}:00:00", "given_by": "self"}
    if decision == "grant":
        if dice.random() < .4: event["valid_until"] = dice.choice(["never", on(begins + dice.randint(1, 250))])
        if dice.random() < .3: event["name_form"] = dice.choice(["full", "first", "pseudonym", "anonymous"])
        if dice.random() < .25: event.update(given_by=dice.choice(["parent", "rep"]), assent=dice.random() < .8)
    return event


def days_of(dice):
    """At first everybody is asked much; later little."""
    gone, held = set(), False
    for day in range(DAYS):
        asked = {"day": on(day)}
        count = dice.choice([0, 1, 3]) if day < 90 and day % 7 == 0 else int(dice.random() < .06)
        events = [said(dice, day, gone) for _ in range(count)]
        if events: asked["events"] = events
        if dice.random() < (.004 if not held else .2):
            held = not held
            asked["hold"] = held
        if day == DAYS * 3 // 4:
            gone.add("d3")
            asked["erase"] = ["d3"]
        if day % 30 == 0: asked["agenda"] = AHEAD
        yield asked


def ends(world, open_now, day):
    """What is open on a day and closed on the next, within the days ahead."""
    rows, before = set(), open_now
    for ahead in range(1, AHEAD + 1):
        then = on(day + ahead)
        now = {(photo["id"], channel) for photo in world["photos"] for channel in CHANNELS
               if rule.evaluate(world, photo["id"], channel, then)["allow"]}
        rows |= {(then, photo, channel) for photo, channel in before - now}
        before = now
    return rows


def same(what, ours, theirs, where):
    if ours != theirs:
        pairs = [(a, b) for a, b in zip(ours, theirs) if a != b] or [(ours, theirs)]
        sys.exit(f"{where}, {what}: ours {pairs[0][0]}, reference {pairs[0][1]}")


def walk(program, seed, seen):
    dice = random.Random(seed)
    world = course(dice)
    asked = list(days_of(dice))
    with tempfile.TemporaryDirectory() as folder:
        lines = [{"library": folder + "/library", "course": world}, *asked]
        ran = subprocess.run([program], input="\n".join(map(json.dumps, lines)) + "\n", capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"seed {seed}: {program} failed: {ran.stderr.strip()}")
    for number, (question, line) in enumerate(zip(asked, ran.stdout.splitlines(), strict=True)):
        day, ours, where = question["day"], json.loads(line), f"seed {seed}, {question['day']}"
        world = ours.get("course", world)
        for event in question.get("events", []):
            if "erase" not in question and not any(all(record.get(key) == event[key] for key in ("person", "capacity", "purpose", "scope", "decision"))
                                                   and record["valid_from"][:10] == event["valid_from"] for record in world["consent_events"]):
                sys.exit(f"{where}: what was said is not in the log: {event}")
        photos, opened = [], set()
        for photo in world["photos"]:
            for channel in CHANNELS:
                judged = rule.evaluate(world, photo["id"], channel, day)
                photos.append([photo["id"], photo["use_version"], channel, judged["allow"], judged["name"], judged["reasons"]])
                if judged["allow"]: opened.add((photo["id"], channel))
                seen.update([f"name {judged['name']}"] if judged["allow"] else judged["reasons"])
        same("matrix", sorted(ours["photos"]), sorted(photos), where)
        texts = [[text["id"], channel, *rule.text_allowed(world, text["id"], channel, day).values()] for text in world["texts"] for channel in CHANNELS]
        same("texts", sorted(ours["texts"]), sorted(texts), where)
        retract = [[each["placement"], each["photo"], each["reasons"]] for each in rule.retract_list(world, day)]
        same("retract", sorted(ours["retract"]), sorted(retract), where)
        seen.update(["retract"] * len(retract))
        if "agenda" in question:
            expected = ends(world, opened, number)
            same("agenda", sorted({tuple(row) for row in ours["agenda"]}), sorted(expected), where)
            seen.update(["agenda"] * len(expected))


def main(program, seeds=1, first=1):
    seen = collections.Counter()
    for seed in range(first, first + seeds):
        walk(program, seed, seen)
    wanted = ["maker_not_asked", "maker_denied", "maker_withdrawn", "maker_expired", "course_hold", "photo_deleted", "name full",
              "retract", "agenda"]
    missed = [each for each in wanted if not seen[each]]
    if missed:
        sys.exit(f"these never came up: {', '.join(missed)}")
    print(f"{seeds} times {DAYS} days, all the same; {seen['retract']} to take down, {seen['agenda']} ending soon")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
