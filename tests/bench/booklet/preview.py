#!/usr/bin/env python3
"""How long leaders wait for the booklet's pages: laid out whole, after one other caption, and each page painted.

  preview.py INBEELD LIBRARY [DAY]

Run by hand on a quiet machine, with a release build and a library with a course in it, which is copied first. Prints what the
browser waits for (whole pages over HTTP, with everything else on them) and how they compare.
"""
import http.cookiejar
import html
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

PROGRAM, LIBRARY = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
DAY = sys.argv[3] if len(sys.argv) > 3 else "2026-07-02"
PASSWORD = "zeven groene fietsen in de sloot"


class Leader:
    """A browser, as far as it is needed."""

    def __init__(self, address):
        self.address = address
        self.browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path):
        begin = time.perf_counter()
        body = self.browser.open(self.address + path).read()
        return body, 1000 * (time.perf_counter() - begin)

    def send(self, path, page, fields):
        hidden = dict(re.findall(r'name="(zegel|stand)" value="([^"]*)"', page))
        data = urllib.parse.urlencode({**{name: html.unescape(value) for name, value in hidden.items()}, **fields})
        return self.browser.open(urllib.request.Request(self.address + path, data.encode())).read().decode()


def started(library):
    server = subprocess.Popen([PROGRAM, "--library", library, "--at", DAY, "serve", "--listen", "127.0.0.1:8190"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in server.stdout:
        if "/welkom/" in line:
            return server, line.strip()
    sys.exit("preview.py: the library has leaders already; take one without")


def main():
    with tempfile.TemporaryDirectory(prefix="bench-preview-") as name:
        library = pathlib.Path(name) / "library"
        shutil.copytree(LIBRARY, library)
        for file in library.glob("leaders.db*"):
            file.unlink()
        server, link = started(library)
        try:
            address, path = link[:link.index("/welkom")], link[link.index("/welkom"):]
            leader = Leader(address)
            leader.send(path, leader.get(path)[0].decode(),
                        {"naam": "Jacqueline", "login": "jacqueline", "wachtwoord": PASSWORD})
            page, whole = leader.get("/boekje")
            kept = statistics.median(leader.get("/boekje")[1] for _ in range(5))
            numbers = re.findall(r"/beeld/boekje/(\d+)", page.decode())
            painted = [leader.get(f"/beeld/boekje/{number}")[1] for number in numbers]
            again = [leader.get(f"/beeld/boekje/{number}")[1] for number in numbers]
            photo = re.search(r'<rect data-photo="([^"]+)"[^>]*data-moves', page.decode()).group(1)
            after = []
            for words in ("Andere woorden", "Weer andere woorden", "Nog een keer"):
                leader.send(f"/fotos/{photo}/tekst", leader.get(f"/fotos/{photo}")[0].decode(),
                            {"soort": "caption", "taal": "nl", "woorden": words})
                of_photo = leader.get(f"/fotos/{photo}")[0].decode()
                text = re.search(r'name="tekst" value="([^"]+)"', of_photo).group(1)
                leader.send(f"/fotos/{photo}/tekst/goed", of_photo, {"tekst": text})
                after.append(leader.get("/boekje")[1])
            changed = statistics.median(after)
        finally:
            server.terminate()
            server.wait()
    print(f"{len(numbers)} pages; milliseconds\n"
          f"the page, booklet laid out whole    {whole:8.0f}\n"
          f"the page, nothing changed           {kept:8.0f}\n"
          f"the page, after one other caption   {changed:8.0f}\n"
          f"of the layout, for one caption      {max(0, changed - kept) / max(1, whole - kept):8.2f}\n"
          f"one page painted, median and most   {statistics.median(painted):8.0f}{max(painted):8.0f}\n"
          f"the same page again                 {statistics.median(again):8.0f}")


main()
