#!/usr/bin/env python3
"""Plants names that are nobody's in a course, makes everything that can be made of it, and searches every byte for what
should not be there.   names_test.py PROGRAM FOLDER SEED

What may be read where follows from the course alone, by the reference rule (tests/catalogue/oracle/consent_rule.py); with
another seed other names are planted and other people hide theirs. Everything that was planted and is not allowed is a leak:
in file names, addresses, pages, heads of answers, logs, tags of pictures, and in PDF text, objects, bookmarks and titles.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from planted_course import MEETING, OPENING, Course, consent_rule
from planted_search import Search, output


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
