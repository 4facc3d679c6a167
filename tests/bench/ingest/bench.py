#!/usr/bin/env python3
"""Ingest beside what else does its parts, over the same photos in the page cache, in turns in one run.

  bench.py INBEELD DECODE_AND_SCALE SAMPLE_PHOTOS [PHOTOS] [ROUNDS]

Run by hand on a quiet machine; needs libvips-tools, libimage-exiftool-perl and mat2. Prints the wall time of each, a
photo, and how many times ours that is. Both programs must be a release build.
"""
import glob
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM, DECODE, SAMPLES = (os.path.abspath(path) for path in sys.argv[1:4])
PHOTOS = int(sys.argv[4]) if len(sys.argv) > 4 else 200
ROUNDS = int(sys.argv[5]) if len(sys.argv) > 5 else 1
HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = (1920, 1280, 320)
# All goes but the picture; what a gallery needs is copied back.
CLEAN = ["exiftool", "-q", "-overwrite_original", "-all=", "-tagsfromfile", "@", "-Orientation", "-DateTimeOriginal",
         "-Make", "-Model", "-ICC_Profile", "-ColorSpaceTags"]
MOST_MAT2 = 20  # it takes seconds a photo: so many are measured


def run(*command, **how):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)


def thumbnails(files, folder):
    for size in SIZES:
        run("vipsthumbnail", *files, "--size", f"{size}x{size}", "-o", os.path.join(folder, f"%s-{size}.jpg[Q=85]"))


def on_two(work, files):
    """The same on all processors, as a careful script would do it."""
    parts = [files[first::os.cpu_count()] for first in range(os.cpu_count())]
    children = []
    for part in parts:
        child = os.fork()
        if child == 0:
            work(part)
            os._exit(0)
        children.append(child)
    for child in children:
        if os.waitpid(child, 0)[1] != 0:
            sys.exit("a part of the pipeline failed")


def file_by_file(files, folder):
    def work(part):
        for file in part:
            copy = os.path.join(folder, os.path.basename(file))
            run("cp", file, copy)
            run("sha256sum", copy)
            run(*CLEAN, copy)
            for size in SIZES:
                run("vipsthumbnail", copy, "--size", f"{size}x{size}", "-o",
                    os.path.join(folder, f"%s-{size}.jpg[Q=85]"))
    on_two(work, files)
    run("sync", "-f", folder)


def in_batches(files, folder):
    def work(part):
        run("cp", *part, folder)
        copies = [os.path.join(folder, os.path.basename(file)) for file in part]
        run("sha256sum", *copies)
        run(*CLEAN, *copies)
        thumbnails(copies, folder)
    on_two(work, files)
    run("sync", "-f", folder)


def mat2(files, folder):
    def work(part):
        run("cp", *part, folder)
        run("mat2", "--inplace", *(os.path.join(folder, os.path.basename(file)) for file in part))
    on_two(work, files)


def ours(*options):
    def ingest(_, folder):
        library = os.path.join(folder, "library")
        run(PROGRAM, "--library", library, "course", "import", os.path.join(SAMPLES, "course.json"))
        begin = time.monotonic()
        run(PROGRAM, "--library", library, "ingest", *options, CARD)
        return time.monotonic() - begin
    return ingest


def ours_again(_, folder):
    library = os.path.join(folder, "library")
    run(PROGRAM, "--library", library, "course", "import", os.path.join(SAMPLES, "course.json"))
    run(PROGRAM, "--library", library, "ingest", CARD)
    begin = time.monotonic()
    run(PROGRAM, "--library", library, "ingest", CARD)
    return time.monotonic() - begin


def decode_and_scale(files, _):
    return float(subprocess.run([DECODE, *files], check=True, capture_output=True).stdout)


def measured(work, files, folder):
    place = os.path.join(folder, "work")
    os.mkdir(place)
    begin = time.monotonic()
    took = work(files, place)
    took = time.monotonic() - begin if took is None else took
    shutil.rmtree(place)
    return took / len(files) * 1000


WAYS = [("inbeeld", ours(), None),
        ("decoding once and scaling", decode_and_scale, None),
        ("inbeeld --no-renditions", ours("--no-renditions"), None),
        ("inbeeld, the same card again", ours_again, None),
        ("cp, sha256sum, exiftool, vipsthumbnail x 3: batched", in_batches, None),
        ("the same, a process for each file and step", file_by_file, None),
        ("mat2", mat2, MOST_MAT2)]


def main():
    times = {name: [] for name, _, _ in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        global CARD
        CARD = os.path.join(folder, "card")
        run(sys.executable, os.path.join(HERE, "make_photos.py"), SAMPLES, CARD, str(PHOTOS))
        files = sorted(glob.glob(os.path.join(CARD, "DCIM", "*", "*")))
        for file in files:
            with open(file, "rb") as photo:
                photo.read()
        for _ in range(ROUNDS):
            for name, work, most in WAYS:
                times[name].append(measured(work, files[:most], folder))
    base = statistics.median(times["inbeeld"])
    print(f"{PHOTOS} photos of 12 megapixels, {ROUNDS} rounds, {os.cpu_count()} processors")
    for name, took in times.items():
        print(f"{statistics.median(took):9.1f} ms a photo  {statistics.median(took) / base:6.2f} x ours   {name}")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"most memory of any process: {most / 1024:.0f} MB")


if __name__ == "__main__":
    main()
