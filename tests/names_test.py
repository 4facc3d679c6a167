#!/usr/bin/env python3
"""Plants names that are nobody's in a course, makes everything that can be made of it, and searches every byte for what
should not be there.   names_test.py PROGRAM FOLDER SEED

What may be read where follows from the course alone, by the reference rule (tests/catalogue/oracle/consent_rule.py); with
another seed other names are planted and other people hide theirs. Everything that was planted and is not allowed is a leak:
in file names, addresses, pages, heads of answers, logs, tags of pictures, and in PDF text, objects, bookmarks and titles.
"""
import html
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time
import unicodedata
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent
sys.path.insert(0, str(HERE / "catalogue" / "oracle"))
import consent_rule  # noqa: E402

OPENING = "2026-07-02"
MEETING = "2026-06-16"
SCRIPTS = {"ar": "بتثجحخدذرزسشصضطظعغفقكلمنهوي", "ti": "ሀለሐመሠረሰቀበተኀነአከወዐዘየደገጠጨፀፈ", "uk": "бвгджзклмнпрстфхцчшщюя"}


class Planter:
    """Makes words that stand nowhere else, and remembers what each of them is."""

    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.secrets = {}  # word -> what it is

    def word(self, what, language="nl", length=9):
        while True:
            if language in SCRIPTS:
                made = "".join(self.dice.choice(SCRIPTS[language]) for _ in range(7))
            else:
                made = "".join(self.dice.choice("qxzvwkj" if i % 2 == 0 else "aeuoy") for i in range(length)).capitalize()
            if made not in self.secrets:
                self.secrets[made] = what
                return made


class Course:
    """The sample course with every name, id and secret replaced by a planted word."""

    def __init__(self, seed):
        self.planter = Planter(seed)
        self.dice = random.Random(seed + 1000)
        self.file = json.loads((SOURCE / "sample-photos" / "course.json").read_text())
        for expectations in ("must", "expected"):
            self.file.pop(expectations, None)
        self.own = {}    # person -> {"first", "surname", "pseudonym", "native", "code"}: words
        self.texts = {}  # text -> its words
        self.rename_ids()
        self.plant_people()
        self.plant_the_rest()
        if seed > 1:
            self.shuffle_name_forms()

    def rename_ids(self):
        lists = {"persons": 11, "photos": 11, "texts": 11, "cameras": 9, "referrers": 9, "consent_events": 11,
                 "print_runs": 9, "placements": 9}
        new = {}
        for key, length in lists.items():
            for record in self.file[key]:
                new[record["id"]] = self.planter.word(f"id of {key}", length=length).lower()
        for photo in self.file["photos"]:
            new.setdefault(photo["card"], self.planter.word("label of a card").lower())
        ids = re.compile("(?<![\\w-])(" + "|".join(map(re.escape, sorted(new, key=len, reverse=True))) + ")(?![\\w-])")

        def rename(value):
            if isinstance(value, str):
                return ids.sub(lambda found: new[found.group()], value)
            if isinstance(value, list):
                return [rename(each) for each in value]
            if isinstance(value, dict):
                return {key: rename(each) for key, each in value.items()}
            return value

        self.file = rename(self.file)
        # The renamed words are looked for as they are written now.
        self.planter.secrets = {word.lower(): what for word, what in self.planter.secrets.items()}

    def plant_people(self):
        for person in self.file["persons"]:
            mine = self.own[person["id"]] = {}
            display = person.get("display", {})
            word = self.planter.word
            if "first" in display:
                mine["first"] = display["first"] = word("a first name")
            if "full" in display:
                mine["surname"] = word("a surname")
                display["full"] = f"{display['first']} {mine['surname']}"
                person["sort_key"] = mine["surname"]
            if display:
                display.setdefault("pseudonym", "")
                mine["pseudonym"] = display["pseudonym"] = word("another name")
            for language in display.get("native", {}):
                mine["native"] = display["native"][language] = word("a name in its own script", language)
            mine["code"] = person["code"] = word("a code")
            for field in ("helper", "relation", "parent", "name_reason_internal"):
                if field in person:
                    person[field] = word(field)
            if person.get("legal_rep"):
                person["legal_rep"]["name"] = word("name of a representative")

    def plant_the_rest(self):
        word = self.planter.word
        for number, photo in enumerate(self.file["photos"]):
            stem = "".join(self.dice.choice("QXZVWKJ") for _ in range(4)) + f"{4127 + 53 * number}"
            self.planter.secrets[stem] = "name of a file on the card"
            photo["file"] = stem + ".JPG"
        for text in self.file["texts"]:
            words = self.texts[text["id"]] = []
            for language, wordings in (("nl", text), *((other, text["other"]) for other in text.get("other", {}))):
                if wordings.get(language):
                    planted = word("words of somebody", language)
                    wordings[language] += " " + planted
                    words.append(planted)
        for referrer in self.file["referrers"]:
            referrer["organisation"] = f"Praktijk {word('a referrer')}"
            referrer["email"] = word("address of a referrer").lower() + "@example.org"
        witnesses, notes = [word("a witness") for _ in range(9)], [word("a note") for _ in range(9)]
        for event in self.file["consent_events"]:
            event["witness"], event["note"] = self.dice.choice(witnesses), self.dice.choice(notes)
        self.camera_words = {tag: word(f"{tag} of a camera") for tag in ("Artist", "OwnerName", "Copyright", "City", "Comment",
                                                                        "PersonInImage", "SerialNumber", "thumbnail")}

    def shuffle_name_forms(self):
        forms = ["full", "first", "pseudonym", "anonymous"]
        for person in self.file["persons"]:
            if "name_form" in person and person["role"] == "participant":
                person["name_form"] = self.dice.choice(forms)
        for event in self.file["consent_events"]:
            if event.get("name_form"):
                event["name_form"] = self.dice.choice(forms)

    # --- what may be read where ---

    def names_in(self, channel, day):
        allowed = set()
        people = {person["id"]: person for person in self.file["persons"]}
        for photo in self.file["photos"]:
            verdict = consent_rule.evaluate(self.file, photo["id"], channel, day)
            if verdict["allow"]:
                allowed |= self.words_of_name(people[photo["attribution"]["person"]], verdict["name"])
        return allowed

    def words_of_name(self, person, form):
        mine = self.own[person["id"]]
        parts = {"full": ["first", "surname"], "first": ["first"], "pseudonym": ["pseudonym"], "anonymous": []}[form]
        # The one name in somebody's own script is the pseudonym's for who goes by one, otherwise the person's own.
        if form != "anonymous" and (form == "pseudonym") == (person.get("name_form") == "pseudonym"):
            parts = parts + ["native"]
        return {mine[part] for part in parts if part in mine}

    def in_doubt(self):
        """Names in somebody's own script of whom nobody knows whether they are the pseudonym's: these stay away."""
        natives = set()
        for person in self.file["persons"]:
            mine = self.own.get(person["id"], {})
            if person.get("name_form", "anonymous") == "anonymous" and {"native", "pseudonym"} <= set(mine):
                natives.add(mine["native"])
        return natives

    def words_in(self, channel, day):
        allowed = set()
        for text in self.file["texts"]:
            beside = text.get("photo")
            if not consent_rule.text_allowed(self.file, text["id"], channel, day)["allow"]:
                continue
            if beside is None or consent_rule.evaluate(self.file, beside, channel, day)["allow"]:
                allowed |= set(self.texts[text["id"]])
        return allowed

    def allowed(self, *channels, day=OPENING):
        return set().union(*(self.names_in(channel, day) | self.words_in(channel, day) for channel in channels))

    def on_start_cards(self):
        allowed = set()
        for person in self.participants():
            form = consent_rule.name_for_channel(
                consent_rule.name_choice(self.file["consent_events"], person, None, "class", consent_rule.d(OPENING)), "first")
            if person["name_form"] == "pseudonym":
                form = consent_rule.name_meet(form, "pseudonym")
            allowed |= self.words_of_name(person, form) | {self.own[person["id"]]["code"]}
        return allowed

    def in_proof_of(self, person):
        mine = self.own[person["id"]]
        allowed = {mine["code"]}
        for text in self.file["texts"]:
            if text["author"] == person["id"]:
                allowed |= set(self.texts[text["id"]])
        for form in self.forms_chosen_by(person):
            allowed |= self.words_of_name(person, form)
        return allowed

    def forms_chosen_by(self, person):
        forms = {person["name_form"]}
        for event in self.file["consent_events"]:
            if event["person"] == person["id"] and event["capacity"] == "maker" and event.get("name_form"):
                forms.add(event["name_form"])
        return forms | ({"first"} if "full" in forms else set())

    def participants(self):
        return [person for person in self.file["persons"] if person["role"] == "participant"]


class Search:
    """Looks for planted words in all the ways in which they may be written."""

    def __init__(self, secrets):
        self.secrets = secrets
        self.forms = {}
        for word in secrets:
            plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
            written = {word, word.lower(), plain.lower(), word[::-1]}
            forms = {text.encode() for text in written}
            forms |= {text.encode(code) for text in (word, word.lower()) for code in ("utf-16-be", "utf-16-le")}
            forms |= {form.hex().encode() for form in (word.encode("utf-16-be"), word.encode())}
            self.forms[word] = {form.lower() for form in forms}
        self.found = {}  # where -> words found that may be there
        self.leaks = []

    def look(self, where, data, allowed=frozenset()):
        low = data.lower()
        tight = re.sub(rb"\s+", b"", low) if len(low) < 40_000_000 else low
        for word, forms in self.forms.items():
            if any(form in low or form in tight for form in forms):
                if word in allowed:
                    self.found.setdefault(where.split(":")[0], set()).add(word)
                else:
                    self.leaks.append(f"{where} holds {word} ({self.secrets[word]})")

    def look_in_file(self, path, allowed, where=None):
        where = where or path.name
        self.look(f"{where}: the file's name", str(path.name).encode(), allowed=frozenset())
        data = path.read_bytes()
        self.look(f"{where}: its bytes", data, allowed)
        if data.startswith(b"%PDF"):
            self.look_in_pdf(path, allowed, where)
        elif data[:3] == b"\xff\xd8\xff" or data.startswith(b"\x89PNG"):
            self.look(f"{where}: its tags", output("exiftool", "-a", "-u", "-G1", "-ee3", "-m", str(path)), allowed)
        else:
            text = data.decode("utf-8", "replace")
            self.look(f"{where}: as text", html.unescape(urllib.parse.unquote(text)).encode(), allowed)

    def look_in_pdf(self, path, allowed, where):
        opened = path.parent / (path.stem + "-opened")
        opened.mkdir(exist_ok=True)
        output("qpdf", "--qdf", "--object-streams=disable", "--normalize-content=n", str(path), str(opened / "objects"))
        self.look(f"{where}: its objects", (opened / "objects").read_bytes(), allowed)
        self.look(f"{where}: its text", output("pdftotext", str(path), "-"), allowed)
        self.look(f"{where}: its tagged text", output("pdfinfo", "-struct-text", str(path)), allowed)
        self.look(f"{where}: what it says of itself", output("pdfinfo", "-meta", str(path)) + output("pdfinfo", str(path)), allowed)
        output("pdfimages", "-all", str(path), str(opened / "picture"))
        pictures = sorted(opened.glob("picture*"))
        for picture in pictures:
            self.look(f"{where}: {picture.name}", picture.read_bytes())
        if pictures:
            self.look(f"{where}: tags of its pictures", output("exiftool", "-a", "-u", "-G1", "-m", *map(str, pictures)))
        shutil.rmtree(opened)


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout


class Workshop:
    """Makes everything of one course."""

    def __init__(self, program, folder, course):
        self.program, self.folder, self.course = program, folder, course
        self.library = folder / "library"

    def inbeeld(self, *arguments, day=OPENING, fine=(0, 1)):
        command = [self.program, "--library", self.library, "--at", day, *arguments]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
        if done.returncode not in fine:
            sys.exit(f"names_test: {' '.join(map(str, arguments))} ended with {done.returncode}: {done.stderr}")
        return done

    def pictures(self):
        """A picture for every photo and version, no two the same, tagged as a talkative camera would."""
        made = []
        for number, photo in enumerate(self.course.file["photos"]):
            for version in photo["versions"]:
                is_original = version["id"] == "v1"
                place = self.folder / ("cards/" + photo["card"] + "/DCIM/100INBLD" if is_original else "versions")
                place.mkdir(parents=True, exist_ok=True)
                path = place / (photo["file"] if is_original else f"{photo['id']}-{version['id']}.jpg")
                size = "1200x1600" if number % 3 == 1 else "1600x1200"
                colours = f"#{(number * 7919) % 4096:03x}-#{4095 - len(made) * 31:03x}"
                output("convert", "-size", size, f"gradient:{colours}", "-quality", "85", str(path))
                made.append(path)
        words = self.course.camera_words
        thumbnail = self.folder / "thumbnail.jpg"
        output("convert", "-size", "160x120", "xc:red", "-set", "comment", words["thumbnail"], str(thumbnail))
        tags = [f"-{tag}={word}" for tag, word in words.items() if tag not in ("thumbnail", "City", "PersonInImage")]
        tags += [f"-IPTC:City={words['City']}", f"-XMP-photoshop:City={words['City']}",
                 f"-XMP-iptcExt:PersonInImage={words['PersonInImage']}", f"-ThumbnailImage<={thumbnail}",
                 "-GPSLatitude=52.1", "-GPSLongitude=5.1"]
        output("exiftool", "-q", "-m", "-overwrite_original", *tags, *map(str, made))

    def make_all(self):
        file = self.folder / "course.json"
        file.write_text(json.dumps(self.course.file, ensure_ascii=False))
        self.pictures()
        self.inbeeld("course", "import", file)
        for card in sorted((self.folder / "cards").iterdir()):
            self.inbeeld("ingest", "--card", card.name, card)
        for version in sorted((self.folder / "versions").glob("*.jpg")):
            self.inbeeld("version", "add", *version.stem.rsplit("-", 1), version)
        self.inbeeld("tags", "refresh")
        out = self.folder / "out"
        out.mkdir()
        self.inbeeld("poster", "--all", "-o", out / "posters", "--preview", out / "previews")
        self.inbeeld("window-poster", "--all", "-o", out / "windows")
        self.inbeeld("series-poster", "--all", "-o", out / "series")
        self.inbeeld("labels", "--all", "--site", "https://foto.example.org", "-o", out / "labels.pdf")
        self.inbeeld("opening-poster", "-o", out / "opening.pdf")
        self.inbeeld("flyer", "-o", out / "flyer.pdf")
        self.inbeeld("archive", "export", out / "archive", "--address", "https://archief.example.org/kijk", fine=(0, 3))
        self.inbeeld("booklet", "--without-refused", "-o", out / "booklet.pdf")
        self.inbeeld("booklet", "--without-refused", "--edition", "screen", "-o", out / "booklet-screen.pdf")
        self.screens = [re.search(r"/scherm/\S+", self.inbeeld("screens", "add", "--practice", practice["id"]).stdout).group()
                        for practice in self.course.file["referrers"] if practice.get("has_screen")]
        self.inbeeld("start-cards", "--meeting", "5", "-o", out / "start-cards.pdf")
        self.inbeeld("consent-form", "-o", out / "consent-form.pdf")
        self.inbeeld("invitation", "-o", out / "invitation.pdf")
        self.inbeeld("report", "-o", out / "report.pdf")
        self.inbeeld("register", "-o", out / "register.pdf")
        self.inbeeld("register", "-o", out / "register.md")
        for moment in ("start", "end"):
            self.inbeeld("form", "print", moment, "-o", out / f"form-{moment}.pdf")
        for number, person in enumerate(self.course.participants()):
            self.inbeeld("proof", "--person", person["id"], "-o", out / f"proof-{number}.pdf", day=MEETING)
            self.inbeeld("contact-sheet", "--person", person["id"], "-o", out / f"contact-sheet-{number}.pdf", day=MEETING)


class Site:
    """Walks the site and its screens over the network, and knocks on doors that are not there."""

    def __init__(self, workshop):
        self.errors = (workshop.folder / "server-log").open("w+")
        self.server = subprocess.Popen(
            [str(workshop.program), "--library", str(workshop.library), "--at", OPENING, "serve", "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=self.errors, text=True)
        self.roots = []
        self.screens = workshop.screens
        while True:
            line = self.server.stdout.readline()
            if not line:
                sys.exit("names_test: the server did not open")
            self.roots += re.findall(r"http://\S+", line)
            if "/boekje" in line:
                break
        time.sleep(0.5)

    def walk(self):
        base = re.match(r"http://[^/]+", self.roots[0]).group()
        waiting = [urllib.parse.urlsplit(root).path or "/" for root in self.roots]
        # Every screen says its list at an address of its own, which its script makes.
        waiting += self.screens + [screen + what for screen in self.screens for what in ("/lijst", "/feed.json", "/feed.xml")]
        waiting += ["/nergens", "/foto/AAAAAAAAAAAAAAAAAAAAAA", "/scherm/AAAAAAAAAAAAAAAAAAAAAA", "/%2e%2e/catalogue.db"]
        seen = set()
        while waiting:
            address = waiting.pop()
            if address in seen:
                continue
            seen.add(address)
            head, body = self.get(base + address)
            yield address, head, body
            kind = re.search(r"content-type: *(\S+)", head.decode().lower())
            if kind and kind.group(1).startswith(("text/html", "application/json")):
                text = body.decode("utf-8", "replace").replace("\\/", "/")
                waiting += re.findall(r"""["' ,(](/[A-Za-z0-9_./-]+)""", text)

    @staticmethod
    def get(address):
        try:
            answer = urllib.request.urlopen(address, timeout=60)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        return str(answer.headers).encode(), answer.read()

    def close(self):
        self.server.terminate()
        self.server.wait()
        self.errors.flush()
        self.errors.seek(0)
        return self.errors.read().encode()


def look_at_papers(search, course, out):
    of_paper = {"booklet.pdf": course.allowed("booklet_print"), "booklet-screen.pdf": course.allowed("booklet_pdf"),
                "start-cards.pdf": course.on_start_cards(), "consent-form.pdf": set(), "invitation.pdf": set(),
                "report.pdf": course.words_in("report", OPENING), "register.pdf": set(), "register.md": set(),
                "form-start.pdf": set(), "form-end.pdf": set(), "labels.pdf": course.allowed("exhibition_print"),
                "opening.pdf": course.allowed("exhibition_print"), "flyer.pdf": course.allowed("recruit")}
    for number, person in enumerate(course.participants()):
        of_paper[f"proof-{number}.pdf"] = course.in_proof_of(person)
        # By its number a maker's photo is found again; the sheet is for the maker and the trainers alone.
        photos = {photo["id"] for photo in course.file["photos"] if photo["attribution"].get("person") == person["id"]}
        of_paper[f"contact-sheet-{number}.pdf"] = course.in_proof_of(person) | photos
    for name, allowed in of_paper.items():
        search.look_in_file(out / name, allowed)
    posters = []
    for folder, channel in (("posters", "exhibition_print"), ("series", "exhibition_print"), ("windows", "window_print")):
        for poster in sorted((out / folder).glob("*")):
            posters.append(poster)
            search.look_in_file(poster, course.allowed(channel), f"{folder}/{poster.name}")
    for path in sorted(path for path in (out / "archive").rglob("*") if path.is_file()):
        may = {"manifest.json": ["archive_keep"], "master.jpg": list(consent_rule.CHANNELS)}.get(path.name, [])
        search.look_in_file(path, course.allowed(*may) if may else set(), f"archive/{path.parent.name}/{path.name}")
    for preview in sorted((out / "previews").iterdir()):
        search.look_in_file(preview, set(), "previews/" + preview.name)
    return len(of_paper) + len(posters)


def look_in_library(search, course, library):
    """Masters carry the least name under which they are shown anywhere; smaller sizes carry nothing."""
    anywhere = course.allowed(*consent_rule.CHANNELS)
    pictures = 0
    for folder, allowed in (("masters", anywhere), ("renditions", set())):
        files = [path for path in sorted((library / folder).rglob("*")) if path.is_file()]
        pictures += len(files)
        for path in files:
            search.look(f"{folder}: {path.name}", str(path.relative_to(library)).encode() + path.read_bytes(), allowed)
        for first in range(0, len(files), 50):
            tags = output("exiftool", "-a", "-u", "-G1", "-ee3", "-m", *map(str, files[first:first + 50]))
            search.look(f"{folder}: tags", tags.replace(str(library).encode(), b""), allowed)
    return pictures


def look_at_site(search, course, workshop):
    site = Site(workshop)
    on_site = course.allowed("site")
    visited = 0
    try:
        for address, head, body in site.walk():
            visited += 1
            is_screen = address.startswith("/scherm/")
            allowed = course.allowed("practice_screen") if is_screen else on_site
            if body.startswith(b"%PDF"):
                allowed = course.allowed("booklet_pdf")
            search.look(f"address {address}", address.encode() + b"\n" + head)
            page = workshop.folder / "page"
            page.write_bytes(body)
            search.look_in_file(page, allowed, ("screen" if is_screen else "site") + ": " + address)
    finally:
        log = site.close()
    search.look("the server's log", log)
    return visited


def expect(condition, complaint, complaints):
    if not condition:
        complaints.append(complaint)


def main(program, folder, seed):
    folder = pathlib.Path(folder).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    course = Course(int(seed))
    workshop = Workshop(pathlib.Path(program).resolve(), folder, course)
    workshop.make_all()

    search = Search(course.planter.secrets)
    papers = look_at_papers(search, course, folder / "out")
    pictures = look_in_library(search, course, workshop.library)
    visited = look_at_site(search, course, workshop)

    # The search must be able to find: what may be read is where it should be.
    complaints = list(search.leaks)
    expect(search.found.get("booklet.pdf", set()) >= course.names_in("booklet_print", OPENING) - course.in_doubt(),
           "the booklet misses a name that its bearer wants in it", complaints)
    expect(search.found.get("start-cards.pdf", set()) >= course.on_start_cards() - {
        word for person in course.participants() for word in [course.own[person["id"]].get("native")]},
           "the start cards miss a name or a code", complaints)
    expect(visited >= 15 and papers >= 15 and pictures >= 60,
           f"only {visited} addresses, {papers} papers and {pictures} pictures were found", complaints)
    blind = Search(course.planter.secrets)
    blind.look("the course itself", (folder / "course.json").read_bytes())
    expect(len(blind.leaks) >= 300, f"only {len(blind.leaks)} words were planted", complaints)
    for complaint in complaints:
        print("LEAK:", complaint, file=sys.stderr)
    if complaints:
        sys.exit(1)
    print(f"{len(course.planter.secrets)} planted words, {papers} papers, {pictures} pictures, {visited} addresses: no leak.")


if __name__ == "__main__":
    main(*sys.argv[1:])
