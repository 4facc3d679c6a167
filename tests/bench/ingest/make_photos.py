#!/usr/bin/env python3
"""Makes a card of photos as heavy as a 12-megapixel compact's: enlarged real pictures with a sensor's noise.

  make_photos.py SAMPLE_PHOTOS CARD COUNT      needs libvips-tools

A few are really made; each of the others is one of those with another number in a quantisation table, which makes it
another picture and costs as much to decode. All carry the Exif of a camera with a place in it.
"""
import glob
import os
import subprocess
import sys
import tempfile

MADE = 8
WIDTH, HEIGHT = 4000, 3000
NOISE, QUALITY = 4, 92  # about 3.8 MB


def vips(*arguments):
    subprocess.run(["vips", *arguments], check=True, stdout=subprocess.DEVNULL)


def make(source, target, folder):
    large, noise, sum_of = (os.path.join(folder, name) for name in ("large.v", "noise.v", "sum.v"))
    vips("thumbnail", source, large, str(WIDTH), "--height", str(HEIGHT), "--size", "force")
    vips("gaussnoise", noise, str(WIDTH), str(HEIGHT), "--sigma", str(NOISE), "--mean", "0")
    vips("add", large, noise, sum_of)
    vips("cast", sum_of, large, "uchar")
    vips("jpegsave", large, target, "--Q", str(QUALITY), "--strip", "--subsample-mode", "on")
    subprocess.run(["exiftool", "-q", "-overwrite_original", "-Make=Canon", "-Model=Canon PowerShot A590 IS",
                    "-DateTimeOriginal=2026:04:20 11:12:00", "-Orientation#=1", "-GPSLatitude=52.09",
                    "-GPSLatitudeRef=N", "-GPSLongitude=5.12", "-GPSLongitudeRef=E", "-Artist=Somebody",
                    target], check=True)


def numbered(jpeg, number):
    """The same photo as another picture."""
    table = jpeg.index(b"\xff\xdb") + 5
    other = bytearray(jpeg)
    other[table + 63] = 1 + number % 250
    other[table + 62] = 1 + number // 250 % 250
    return bytes(other)


def main():
    samples, card, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    sources = sorted(glob.glob(os.path.join(samples, "pictures", "*.jpg")))[:MADE]
    with tempfile.TemporaryDirectory() as folder:
        photos = []
        for source in sources:
            target = os.path.join(folder, "photo.jpg")
            make(source, target, folder)
            with open(target, "rb") as file:
                photos.append(file.read())
    place = os.path.join(card, "DCIM", "100CANON")
    os.makedirs(place)
    for number in range(count):
        with open(os.path.join(place, f"IMG_{number + 1:04}.JPG"), "wb") as file:
            file.write(numbered(photos[number % len(photos)], number))
    print(f"{count} photos of {sum(map(len, photos)) / len(photos) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
