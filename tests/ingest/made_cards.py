"""Cards of small pictures, and libraries to read them into, for the checks that run `inbeeld` as a program."""
import glob
import os
import sqlite3
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
QUANTISATION = b"\xff\xdb\x00\x43\x00"


def picture(number):
    """A JPEG of 16 x 16 pixels; each number gives another one, because its quantisation table tells another number."""
    with open(os.path.join(HERE, "../fuzz/corpus/baseline"), "rb") as file:
        jpeg = bytearray(file.read())
    last = jpeg.index(QUANTISATION) + len(QUANTISATION) + 63
    for place in range(3):
        jpeg[last - place] = 1 + number % 250
        number //= 250
    return bytes(jpeg)


def make_card(folder, numbers, label=None):
    """A card with these pictures, 9,999 in a folder at most. Returns how many."""
    numbers = list(numbers)
    for place, number in enumerate(numbers):
        directory = os.path.join(folder, "DCIM", f"{100 + place // 9999}CANON")
        os.makedirs(directory, exist_ok=True)
        with open(os.path.join(directory, f"IMG_{place % 9999 + 1:04}.JPG"), "wb") as file:
            file.write(picture(number))
    if label:
        os.makedirs(os.path.join(folder, "INBEELD"))
        with open(os.path.join(folder, "INBEELD", "KAART.txt"), "w", encoding="utf-8") as file:
            file.write(label + "\n")
    return len(numbers)


class Library:
    def __init__(self, program, folder, samples):
        self.program, self.folder = program, folder
        self.run("course", "import", os.path.join(samples, "course.json"), check=True)

    def command(self, *arguments):
        return [self.program, "--library", self.folder, "--at", "2026-07-02", *arguments]

    def run(self, *arguments, check=False, **how):
        return subprocess.run(self.command(*arguments), check=check, capture_output=True, **how)

    def start(self, *arguments, **how):
        return subprocess.Popen(self.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)

    def records(self):
        database = sqlite3.connect(os.path.join(self.folder, "catalogue.db"))
        try:
            return [row[0] for row in database.execute("SELECT id FROM picture")]
        finally:
            database.close()

    def masters(self):
        return {os.path.basename(file)[:-4]: file
                for file in glob.glob(os.path.join(self.folder, "masters/*/*/*"))}

    def renditions(self):
        return glob.glob(os.path.join(self.folder, "renditions/*/*"))

    def unfinished(self):
        return os.listdir(os.path.join(self.folder, "unfinished"))
