#!/usr/bin/env python3
"""Asks the reference rule (consent_rule.py) and ours the same questions about worlds made by chance.

compare.py ANSWERS [WORLDS [SEED]]   ANSWERS: the program built from answers.cpp
Fails on the first answers that differ, and when some reason, name form or decision never came up: a comparison that
never met a rule says nothing about it.
"""
import collections, json, random, subprocess, sys, tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import consent_rule as rule

DAYS = ["2026-03-24", "2026-06-16", "2026-06-16T09:00:00", "2026-06-16T15:30:00", "2026-06-20", "2026-07-01",
        "2026-07-02", "2026-08-15", "2026-12-31"]
ASKED = ["2026-03-23", "2026-06-16", "2026-06-19", "2026-06-20", "2026-07-02", "2026-07-03", "2027-01-01", "2028-02-29"]
NAMES = ["full", "first", "pseudonym", "anonymous"]


def chance(dice, part):
    return dice.random() < part


def person(dice, number):
    made = {"id": f"d{number}", "role": dice.choice(["participant", "participant", "portrayed", "staff", "tombstone"]),
            "display": {"full": f"Full {number}", "first": f"First {number}", "pseudonym": f"Other {number}"}}
    if chance(dice, .6): made["name_form"] = dice.choice(NAMES)
    if chance(dice, .3): made["born"] = dice.choice(["2010-06-20", "2010-07-02", "2010-07-03", "2012-02-29", "1954-11-02"])
    if chance(dice, .05): made["minor_unknown_age"] = dice.choice([True, False])
    if chance(dice, .15):
        made["legal_rep"] = {"kind": "mentor", "from": dice.choice(["2024-01-01", "2026-06-20"])}
        if chance(dice, .5): made["legal_rep"]["until"] = dice.choice([None, "2026-07-02", "2027-01-01"])
    if chance(dice, .06): made["erased_at"] = dice.choice(["2026-06-20", "2026-07-03"])
    return made


def event(dice, number, persons, objects):
    made = {"id": f"e{number:04}", "person": dice.choice(persons)["id"],
            "capacity": dice.choice(["maker", "maker", "portrayed", "author"]),
            "purpose": dice.choice(["booklet", "website", "website", "practice_screen", "exhibition", "class", "accountability"]),
            "scope": dice.choice(["course", "course", dice.choice(objects)]),
            "decision": dice.choice(["grant", "grant", "grant", "grant", "deny", "withdraw"]),
            "valid_from": dice.choice(DAYS)}
    if chance(dice, .05): made["purpose"] = "*"
    if chance(dice, .3): made["name_form"] = dice.choice(NAMES)
    if chance(dice, .25): made["valid_until"] = dice.choice([None, "2026-06-20", "2026-07-02", "2026-07-03", "2027-01-01"])
    if chance(dice, .3): made["recorded_at"] = dice.choice(DAYS)
    if chance(dice, .3): made["given_by"] = dice.choice(["self", "parent", "rep"])
    if chance(dice, .4): made["assent"] = dice.choice([True, True, True, False])
    return made


def depiction(dice, number, persons):
    made = {"id": chr(ord("a") + number), "person": dice.choice([None, *[p["id"] for p in persons]])}
    if chance(dice, .3): made["recognisable"] = dice.choice([True, False])
    if chance(dice, .3): made["minor"] = dice.choice([True, False])
    if chance(dice, .3):
        made["balance"] = {"purposes": dice.sample(["class", "exhibition", "booklet", "website"], 2), "by": "t1", "reason": "x",
                           "date": "2026-06-01"}
    return made


def photo(dice, number, persons):
    made = {"id": f"p{number:02}", "state": dice.choice(["selected", "selected", "selected", "ingested", "quarantined", "deleted", "rejected"]),
            "attribution": {"person": dice.choice(persons)["id"], "status": dice.choice(["confirmed"] * 5 + ["proposed"])},
            "people_check": dice.choice(["done", "done", "done", "not_done"]),
            "depictions": [depiction(dice, i, persons) for i in range(dice.choice([0, 0, 1, 2]))],
            "content_issues": dice.choice([[], [], ["house_number"], ["plate", "letter"]])}
    if chance(dice, .04): made["attribution"]["person"] = None
    if chance(dice, .9):
        made["versions"] = [{"id": "v1", "kind": "original"}]
        if chance(dice, .4):
            edited = {"id": "v2", "kind": "retouch", "resolves": dice.choice([[], ["house_number"], ["plate", "letter"]]),
                      "recognisable": {each["id"]: dice.choice([True, False]) for each in made["depictions"]}}
            if chance(dice, .7): edited["approved_by_maker"] = dice.choice([True, True, False, None])
            made["versions"].append(edited)
        made["use_version"] = dice.choice([each["id"] for each in made["versions"]])
    return made


def text(dice, number, persons, photos):
    made = {"id": f"t{number}", "kind": "caption", "author": dice.choice(persons)["id"], "nl": "woorden",
            "approved_at": dice.choice([None, "2026-06-16", "2026-07-02", "2026-07-03"])}
    if chance(dice, .5): made["sensitive"] = dice.choice([True, False])
    if chance(dice, .5): made["photo"] = dice.choice(photos)["id"]
    return made


def item(dice, photo):
    made = {"photo": photo["id"]}
    if chance(dice, .5): made["version"] = dice.choice([each["id"] for each in photo.get("versions", [])] or ["v1"])
    return made


def world(dice):
    persons = [person(dice, i) for i in range(dice.randint(1, 3))]
    photos = [photo(dice, i, persons) for i in range(dice.randint(1, 3))]
    texts = [text(dice, i, persons, photos) for i in range(dice.randint(0, 2))]
    objects = [each["id"] for each in photos + texts]
    events = [event(dice, i, persons, objects) for i in range(dice.randint(0, 24))]
    dice.shuffle(events)
    made = {"persons": persons, "photos": photos, "texts": texts, "consent_events": events,
            "print_runs": [{"id": f"r{i}", "items": [item(dice, each) for each in photos if chance(dice, .8)]} for i in (1, 2)],
            "placements": [{"id": f"pl{i}", "run": dice.choice(["r1", "r2"]), "channel": dice.choice(list(rule.CHANNELS)), "since": "2026-06-20",
                            "until": dice.choice([None, "2026-07-03"]),
                            "state": dice.choice(["hanging", "in_stock", "playing", "given", "returned"])}
                           for i in range(dice.randint(1, 3))]}
    if chance(dice, .1):
        made["holds"] = [{"from": dice.choice(["2026-06-20", "2026-07-02"]), "until": dice.choice([None, "2026-07-03"]), "reason": "x"}]
    return made


def expected(made, days):
    photos, texts, retract = [], [], []
    for day in days:
        for each in made["photos"]:
            for version in [v["id"] for v in each.get("versions", [])] or ["v1"]:
                for channel in rule.CHANNELS:
                    said = rule.evaluate(made, each["id"], channel, day, version)
                    photos.append([day, each["id"], version, channel, said["allow"], said["name"], said["reasons"]])
        for each in made["texts"]:
            for channel in rule.CHANNELS:
                said = rule.text_allowed(made, each["id"], channel, day)
                texts.append([day, each["id"], channel, said["allow"], said["reasons"]])
        retract += [[day, each["placement"], each["photo"], each["reasons"]] for each in rule.retract_list(made, day)]
    return {"photos": photos, "texts": texts, "retract": retract}


def main(program, count=2000, seed=2026):
    dice = random.Random(seed)
    worlds = [world(dice) for _ in range(count)]
    days = [sorted(dice.sample(ASKED, 2)) for _ in worlds]
    with tempfile.TemporaryFile("w+") as questions:
        for made, asked in zip(worlds, days):
            questions.write(json.dumps({"world": made, "days": asked}) + "\n")
        questions.seek(0)
        ran = subprocess.run([program], stdin=questions, capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"{program} failed: {ran.stderr.strip()}")
    seen, answers = collections.Counter(), 0
    for number, (made, asked, line) in enumerate(zip(worlds, days, ran.stdout.splitlines(), strict=True)):
        ours, theirs = json.loads(line), expected(made, asked)
        for kind in theirs:
            if ours[kind] == theirs[kind]:
                answers += len(theirs[kind])
                continue
            pairs = [(a, b) for a, b in zip(ours[kind], theirs[kind]) if a != b] or [(ours[kind], theirs[kind])]
            sys.exit(f"world {number} (seed {seed}), {kind}: ours {pairs[0][0]}, reference {pairs[0][1]}\n{json.dumps(made)}")
        for row in theirs["photos"]:
            seen.update([f"name {row[5]}"] if row[4] else row[6])
        for row in theirs["texts"]:
            seen.update(row[4] or ["text allowed"])
    states = ["not_asked", "denied", "withdrawn", "expired", "turned_16", "needs_representative", "person_did_not_agree", "erased"]
    wanted = ([f"{who}_{state}" for who in ("maker", "portrayed", "author") for state in states] +
              [f"name {name}" for name in NAMES] + ["photo_quarantined", "photo_deleted", "photo_rejected", "not_attributed",
               "version_not_approved", "people_check_missing", "content_issue:house_number", "portrayed_unknown_person",
               "course_hold", "sensitive_needs_own_yes", "text_not_approved", "text allowed"])
    missed = [each for each in wanted if not seen[each]]
    if missed:
        sys.exit(f"these never came up in {count} worlds: {', '.join(missed)}")
    print(f"{count} worlds, {answers} answers, all the same; rarest: {min((seen[w], w) for w in wanted)}")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
