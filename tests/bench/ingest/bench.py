#!/usr/bin/env python3
"""Ingest beside what else does its parts, over the same photos in the page cache, in turns in one run.

  bench.py INBEELD DECODE_AND_SCALE SAMPLE_PHOTOS [PHOTOS] [ROUNDS]

Run by hand on a quiet machine; needs libvips-tools and libimage-exiftool-perl, and measures mat2 where it is installed.
Prints the wall time and the processor time of each, a photo, and how many times ours they are: processor time says more
where something else runs too. Both programs must be a release build.
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


def processor_time():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def timed(work):
    """Seconds on the wall, and of the processors."""
    begin, busy = time.monotonic(), processor_time()
    work()
    return time.monotonic() - begin, processor_time() - busy


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
    return timed(lambda: (on_two(work, files), run("sync", "-f", folder)))


def in_batches(files, folder):
    def work(part):
        run("cp", *part, folder)
        copies = [os.path.join(folder, os.path.basename(file)) for file in part]
        run("sha256sum", *copies)
        run(*CLEAN, *copies)
        thumbnails(copies, folder)
    return timed(lambda: (on_two(work, files), run("sync", "-f", folder)))


def mat2(files, folder):
    def work(part):
        run("cp", *part, folder)
        run("mat2", "--inplace", *(os.path.join(folder, os.path.basename(file)) for file in part))
    return timed(lambda: on_two(work, files))


def library_in(folder):
    library = os.path.join(folder, "library")
    run(PROGRAM, "--library", library, "course", "import", os.path.join(SAMPLES, "course.json"))
    return library


def ours(*options):
    def ingest(_, folder):
        library = library_in(folder)
        return timed(lambda: run(PROGRAM, "--library", library, "ingest", *options, CARD))
    return ingest


def ours_again(_, folder):
    library = library_in(folder)
    run(PROGRAM, "--library", library, "ingest", CARD)
    return timed(lambda: run(PROGRAM, "--library", library, "ingest", CARD))


def decode_and_scale(files, _):
    busy = processor_time()
    wall = float(subprocess.run([DECODE, *files], check=True, capture_output=True).stdout)
    return wall, processor_time() - busy


def measured(work, files, folder):
    """Milliseconds a photo, on the wall and of the processors."""
    place = os.path.join(folder, "work")
    os.mkdir(place)
    took = work(files, place)
    shutil.rmtree(place)
    return [seconds / len(files) * 1000 for seconds in took]


WAYS = [("inbeeld", ours(), None),
        ("decoding once and scaling", decode_and_scale, None),
        ("inbeeld --no-renditions", ours("--no-renditions"), None),
        ("inbeeld, the same card again", ours_again, None),
        ("cp, sha256sum, exiftool, vipsthumbnail x 3: batched", in_batches, None),
        ("the same, a process for each file and step", file_by_file, None),
        ("mat2", mat2, MOST_MAT2)]


def main():
    ways = [way for way in WAYS if way[1] is not mat2 or shutil.which("mat2")]
    times = {name: [] for name, _, _ in ways}
    with tempfile.TemporaryDirectory() as folder:
        global CARD
        CARD = os.path.join(folder, "card")
        run(sys.executable, os.path.join(HERE, "make_photos.py"), SAMPLES, CARD, str(PHOTOS))
        files = sorted(glob.glob(os.path.join(CARD, "DCIM", "*", "*")))
        for file in files:
            with open(file, "rb") as photo:
                photo.read()
        for _ in range(ROUNDS):
            for name, work, most in ways:
                times[name].append(measured(work, files[:most], folder))
    middle = {name: [statistics.median(column) for column in zip(*took)] for name, took in times.items()}
    base = middle["inbeeld"]
    print(f"{PHOTOS} photos of 12 megapixels, {ROUNDS} rounds, {os.cpu_count()} processors")
    for name, (wall, busy) in middle.items():
        print(f"{wall:9.1f} ms a photo  {wall / base[0]:6.2f} x ours, {busy:9.1f} ms of processors {busy / base[1]:6.2f} x"
              f"   {name}")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"most memory of any process: {most / 1024:.0f} MB")


if __name__ == "__main__":
    main()
