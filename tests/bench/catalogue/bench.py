#!/usr/bin/env python3
"""The consent rule at the size of 100 courses, beside the reference rule.   bench.py INBEELD MATRIX_BENCH [COURSES [SAMPLE]]

800 makers, 30,000 photos, 60,000 events, 13 channels for 100 courses. Prints our times, the reference's over a sample of
photos, and the ratio an answer. Run by hand, on one core: taskset -c 0 tests/bench/catalogue/bench.py ...
"""
import datetime, json, pathlib, random, sqlite3, subprocess, sys, tempfile, time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "catalogue" / "oracle"))
import consent_rule as rule

DAY = "2027-02-01"


def world(courses, dice):
    start = datetime.date(2026, 3, 24)
    on = lambda: (start + datetime.timedelta(dice.randint(0, 300))).isoformat()
    persons = [{"id": f"d{i}", "role": "participant", "code": f"C{i // 8:03}-{i % 8}", "name_form": dice.choice(["full", "first", "anonymous"]),
                "display": {"full": f"Full Name{i}", "first": f"Full{i}"}, "born": "1970-01-01"} for i in range(8 * courses)]
    photos = [{"id": f"p{i:05}", "state": "selected", "attribution": {"person": f"d{i % len(persons)}", "status": "confirmed"},
               "people_check": "done", "content_issues": [], "versions": [{"id": "v1", "kind": "original"}], "use_version": "v1",
               "depictions": [{"id": "a", "person": dice.choice(persons)["id"]}] if i % 5 == 0 else []} for i in range(300 * courses)]
    events = []
    for number in range(600 * courses):
        i = dice.randrange(len(persons))
        own = f"p{i + len(persons) * dice.randrange(len(photos) // len(persons)):05}"
        events.append({"id": f"e{number:06}", "person": f"d{i}", "capacity": dice.choice(["maker", "maker", "portrayed"]),
                       "purpose": dice.choice(rule.PURPOSES), "scope": dice.choice(["course", "course", own]),
                       "decision": dice.choice(["grant"] * 6 + ["deny", "withdraw"]), "valid_from": on()})
    return {"schema": "inbeeld.sample-course/1", "course": {"id": "BENCH", "title": "Honderd cursussen"}, "persons": persons,
            "photos": photos, "texts": [], "consent_events": events}


def with_pictures(library, photos):
    """Records of pictures, without their files: what is asked here never opens one."""
    database = sqlite3.connect(library / "catalogue.db")
    database.executemany("INSERT INTO picture (id, photo, version, width, height, orientation, make, model, damage) "
                         "VALUES (?, ?, 'v1', 4000, 3000, 1, '', '', '')", [(f"{i:064x}", photo["id"]) for i, photo in enumerate(photos)])
    database.commit()
    database.close()


def main(inbeeld, matrix, courses=100, sample=20):
    dice = random.Random(2026)
    made = world(courses, dice)
    with tempfile.TemporaryDirectory() as folder:
        library = pathlib.Path(folder) / "library"
        file = pathlib.Path(folder) / "course.json"
        file.write_text(json.dumps(made))
        subprocess.run([inbeeld, "--library", library, "course", "import", file], check=True, stdout=subprocess.DEVNULL)
        with_pictures(library, made["photos"])
        ours = json.loads(subprocess.run([matrix, library, DAY, "5"], check=True, capture_output=True, text=True).stdout)
    asked = dice.sample(made["photos"], sample)
    begin = time.perf_counter()
    for photo in asked:
        for channel in rule.CHANNELS:
            rule.evaluate(made, photo["id"], channel, DAY)
    theirs = (time.perf_counter() - begin) * 1000 / (sample * len(rule.CHANNELS))
    each = ours["matrix"] / ours["answers"]
    print(f"{courses} courses: {len(made['persons'])} makers, {len(made['photos'])} photos, {len(made['consent_events'])} events")
    print(f"matrix          {ours['matrix']:9.1f} ms for {ours['answers']} answers, {each * 1000:.2f} µs each")
    print(f"reference rule  {theirs * 1000:9.2f} µs an answer (sample of {sample} photos): {theirs / each:.0f} × ours")
    print(f"site, all       {ours['site']:9.2f} ms for {ours['shown']} photos, {ours['site'] * 1000 / max(1, ours['shown']):.2f} µs each")
    print(f"site, a page    {ours['page']:9.3f} ms for {ours['on_page']} photos; one address {ours['one'] * 1000:.1f} µs")
    print(f"first reading   {ours['open']:9.1f} ms")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
