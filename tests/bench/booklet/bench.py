#!/usr/bin/env python3
"""The booklet beside what else turns words and photos into pages, with the same content, in turns in one run.

  bench.py INBEELD SAMPLE_PHOTOS [PHOTOS] [ROUNDS]

Run by hand on a quiet machine; needs libvips-tools, libimage-exiftool-perl and poppler-utils. Of pdflatex, weasyprint,
chromium and Typst (npm package @myriaddreamin/typst-ts-node-compiler, its folder in NODE_PATH) those that are there take
part. Prints wall time, CPU time, most memory and the size of the file, and how many of our pictures are the masters' bytes;
and how long layout takes alone, if layout_bench is built too. The program must be a release build.
"""
import hashlib
import html
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM, SAMPLES = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
PHOTOS = int(sys.argv[3]) if len(sys.argv) > 3 else 80
ROUNDS = int(sys.argv[4]) if len(sys.argv) > 4 else 1
HERE = pathlib.Path(__file__).resolve().parent
MAKERS = 8
MOST_SECONDS = 600
OPENING, CARD = "2026-07-02", "kaart-01"
STORY = ("Elke ochtend doe ik het gordijn open en kijk ik naar de boom. In het voorjaar wordt hij roze. Ik heb hem elke "
         "week op de foto gezet. Nu weet ik: geen dag is hetzelfde. ") * 4
TYPST = """
const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler");
const fs = require("fs");
const compiler = NodeCompiler.create({ workspace: process.argv[1] });
fs.writeFileSync(process.argv[3], compiler.pdf({ mainFilePath: process.argv[2] }));
"""


def course():
    """The sample course with people who said yes to everything, and so many photos of theirs."""
    file = json.loads((SAMPLES / "course.json").read_text())
    for key in ("must", "expected"):
        file.pop(key, None)
    staff = [person for person in file["persons"] if person["role"] == "staff"]
    model = next(person for person in file["persons"] if person["id"] == "d1")
    for key in ("persons", "consent_events", "photos", "texts", "rejected_at_ingest", "print_runs", "placements", "cameras"):
        file[key] = []
    file["measurement"]["scores"], file["monitoring_kor"]["rows"], file["booklet"]["page_plan"] = {}, [], []
    file["persons"] = staff + [dict(model, id=f"m{n}", code=f"M-{n}", sort_key=f"M{n}",
                                    display={"full": f"Maker {n}", "first": f"Maker {n}"}) for n in range(MAKERS)]
    for maker in range(MAKERS):
        for capacity in ("maker", "author"):
            file["consent_events"].append({
                "id": f"e-{maker}-{capacity}", "person": f"m{maker}", "capacity": capacity, "purpose": "booklet",
                "scope": "course", "decision": "grant", "valid_from": "2026-03-24", "form": "TF-2026-03",
                "language": "nl-B1", "method": "papier+pictogram", "given_by": "self", "recorded_by": staff[0]["id"],
                **({"name_form": "full"} if capacity == "maker" else {})})
        file["texts"].append({"id": f"s{maker}", "kind": "story", "author": f"m{maker}", "nl": STORY.strip(), "other": {},
                              "approved_at": "2026-06-16", "sensitive": False})
    for number in range(PHOTOS):
        name, taken = f"f{number:03}", "2026-04-20T11:12:00"
        file["texts"].append({"id": f"{name}-t", "kind": "title", "photo": name, "author": f"m{number % MAKERS}",
                              "nl": f"Foto {number + 1}", "other": {}, "approved_at": "2026-06-16"})
        file["photos"].append({
            "id": name, "course": file["course"]["id"], "meeting": 5, "file": f"IMG_{number + 1:04}.JPG", "camera": "cam01",
            "card": CARD, "taken_true": taken, "taken_camera": taken, "state": "selected", "people_check": "done",
            "attribution": {"person": f"m{number % MAKERS}", "status": "confirmed", "method": "qr-startfoto"},
            "depictions": [], "content_issues": [], "versions": [{"id": "v1", "kind": "original"}], "use_version": "v1",
            "pixels": [4000, 3000], "alt_nl": f"Foto {number + 1}", "title": f"{name}-t"})
    return file


def measured(command, **how):
    """Wall and CPU seconds, most memory in MB; None when it failed or took too long."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    try:
        child = subprocess.Popen(["timeout", str(MOST_SECONDS), "/usr/bin/time", "-f", "%M", "-o", how.pop("memory"),
                                  *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
        failed = child.wait() not in (0, 1)
    except FileNotFoundError:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return None if failed else (time.monotonic() - begin, cpu)


def peers(folder, photos):
    """Name, command and PDF of each that is installed; two photos and a piece of the story on every page."""
    pairs = [photos[at:at + 2] for at in range(0, len(photos), 2)]
    words = html.escape(STORY[:330])
    page = folder / "pages.html"
    page.write_text("<meta charset=utf-8><style>@page{size:210mm 210mm;margin:16mm}section{break-after:page;font:11pt/16pt "
                    "serif}img{width:84mm}</style>" + "".join(
                        f"<section><p lang=nl>{words}</p>" + "".join(f"<img src='{photo.as_uri()}'>" for photo in pair) +
                        "</section>" for pair in pairs))
    (folder / "pages.tex").write_text(
        "\\documentclass{article}\\usepackage{graphicx}\\usepackage[paperwidth=210mm,paperheight=210mm,margin=16mm]{geometry}"
        "\\begin{document}" + "".join(STORY[:330] + "\\par " + "".join(
            f"\\includegraphics[width=84mm]{{{photo}}} " for photo in pair) + "\\newpage " for pair in pairs) + "\\end{document}")
    (folder / "pages.typ").write_text(
        "#set page(width: 210mm, height: 210mm, margin: 16mm)\n" + "#pagebreak()\n".join(
            STORY[:330] + "\n\n" + "".join(f'#box(image("{photo.relative_to(folder)}", width: 84mm)) ' for photo in pair) + "\n"
            for pair in pairs))
    chromium = shutil.which("chromium") or "chromium"
    return [("pdflatex", ["pdflatex", "-interaction=batchmode", "-output-directory", folder, folder / "pages.tex"], "pages.pdf"),
            ("WeasyPrint", ["weasyprint", page, folder / "weasy.pdf"], "weasy.pdf"),
            ("Typst", ["node", "-e", TYPST, folder, folder / "pages.typ", folder / "typst.pdf"], "typst.pdf"),
            ("Chromium", [chromium, "--headless", "--no-sandbox", "--no-pdf-header-footer",
                          f"--print-to-pdf={folder}/chromium.pdf", page], "chromium.pdf")]


def identical_pictures(pdf, masters, folder):
    """Whose coded bytes in the file are those of a master."""
    known = {coded(path.read_bytes()) for path in masters.rglob("*.jpg")}
    subprocess.run(["pdfimages", "-j", pdf, folder / "image"], check=True)
    found = list(folder.glob("image-*.jpg"))
    return sum(coded(path.read_bytes()) in known for path in found), len(found)


def coded(jpeg):
    """A JPEG without its application segments."""
    rest, at = hashlib.sha256(), 2
    while jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        length = int.from_bytes(jpeg[at + 2:at + 4], "big")
        if not 0xE0 <= jpeg[at + 1] <= 0xEF and jpeg[at + 1] != 0xFE:
            rest.update(jpeg[at:at + 2 + length])
        at += 2 + length
    rest.update(jpeg[at:])
    return rest.digest()


def main():
    with tempfile.TemporaryDirectory(prefix="bench-booklet-") as name:
        folder = pathlib.Path(name)
        card = folder / "card"
        subprocess.run([sys.executable, HERE.parent / "ingest" / "make_photos.py", SAMPLES, card, str(PHOTOS)], check=True)
        (card / "INBEELD").mkdir()
        (card / "INBEELD" / "KAART.txt").write_text(CARD + "\nDeze kaart hoort bij een camera van de fotocursus In Beeld.\n")
        (folder / "course.json").write_text(json.dumps(course()))
        ours = [PROGRAM, "--library", folder / "library", "--at", OPENING]
        subprocess.run([*ours, "course", "import", folder / "course.json"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([*ours, "ingest", card], check=True, stdout=subprocess.DEVNULL)
        photos = sorted(card.rglob("*.JPG"))
        copied = ["sh", "-c", f"cat {card}/DCIM/*/*.JPG > {folder}/copy"]
        contestants = [("inbeeld", [*ours, "booklet", "-o", folder / "ours.pdf"], "ours.pdf"),
                       ("copying the photos", copied, "copy"), *peers(folder, photos)]
        print(f"{PHOTOS} photos of 12 MP, {ROUNDS} rounds; medians\n"
              f"{'':20}{'wall s':>8}{'CPU s':>8}{'MB':>7}{'file MB':>9}{'wall, against ours':>20}")
        times = {who: [] for who, _, _ in contestants}
        for _ in range(ROUNDS):
            for who, command, _ in contestants:
                times[who].append(measured(command, memory=folder / "memory"))
                if times[who][-1]:
                    times[who][-1] += (int((folder / "memory").read_text().split()[-1]) / 1024,)
        first = None
        for who, _, file in contestants:
            if None in times[who] or not (folder / file).is_file():
                print(f"{who:20}  not there, failed, or more than {MOST_SECONDS} s")
                continue
            wall, cpu, memory = (statistics.median(values) for values in zip(*times[who]))
            first = first or wall
            size = (folder / file).stat().st_size / 1e6
            print(f"{who:20}{wall:8.2f}{cpu:8.2f}{memory:7.0f}{size:9.1f}{wall / first:20.1f}")
        same, all_of = identical_pictures(folder / "ours.pdf", folder / "library" / "masters", folder)
        print(f"pictures in our file that are a master's bytes: {same} of {all_of}")
        layout = PROGRAM.parent / "tests" / "bench" / "booklet" / "layout_bench"
        if layout.is_file():
            print("layout alone, milliseconds", flush=True)
            subprocess.run([layout, folder / "library", OPENING, "9"], check=True)


main()
