"""Searches files and answers for planted words, in all the ways in which they may be written."""
import html
import re
import shutil
import subprocess
import unicodedata
import urllib.parse


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout


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
