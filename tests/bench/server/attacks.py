#!/usr/bin/env python3
"""Asks the server what nobody should ask, directly, behind nginx as docs/serving.md has it, and behind an nginx that keeps answers.

    tests/bench/server/attacks.py PROGRAM LIBRARY [--at DAY]

LIBRARY has photos in it; a copy is used, and at the end everybody in it withdraws. Needs nginx and openssl. What is looked at: each
question gets one answer and no more (the server's own count is compared, so that a question hidden in another one shows behind a
proxy too), nothing of the disk is told, no header that was asked for comes back, and whoever asks beside it gets their own answer.
"""
import argparse
import http.client
import json
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time

from bench import InBeeld, free_port, wait_until_open

ROOT = pathlib.Path(__file__).parents[3]
HIDDEN = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
SIZES = ("320", "640", "960", "1280", "1920")
ACCEPTS = ("image/avif,image/webp,*/*", "image/webp,*/*", "image/jpeg")


def head(line, *fields, host="Host: a"):
    return "\r\n".join([line, *([host] if host else []), *fields, "", ""]).encode("latin-1")


def smuggling():
    """(what, bytes, answers that a well-behaved server may give to it)"""
    size = len(HIDDEN)
    get, post = "GET / HTTP/1.1", "POST / HTTP/1.1"
    yield "a body behind GET", head(get, f"Content-Length: {size}") + HIDDEN, 1
    yield "a body behind POST", head(post, f"Content-Length: {size}") + HIDDEN, 1
    for lengths in ((0, size), (size, 0), (size, size)):
        yield f"lengths {lengths}", head(post, *(f"Content-Length: {each}" for each in lengths)) + HIDDEN, 1
    for value in ("0, 34", "+0", "-1", "0x22", "34 34", "1e1", "00000000000000000000034", "18446744073709551616", "", "\t34", "34\t", "³"):
        yield f"the length {value!r}", head(post, f"Content-Length: {value}") + HIDDEN, 1
    chunk = b"0\r\n\r\n"
    for field in ("Transfer-Encoding: chunked", "Transfer-Encoding:chunked", "Transfer-Encoding : chunked", "Transfer-Encoding: xchunked", "transfer-encoding: CHUNKED",
                  "Transfer-Encoding: identity", "Transfer-Encoding: chunked, identity", "Transfer-Encoding:\tchunked", "Transfer-Encoding:\x0bchunked",
                  " Transfer-Encoding: chunked", "X: y\r\n Transfer-Encoding: chunked", "Transfer-Encoding\r\n: chunked", "X: y\nTransfer-Encoding: chunked", "Transfer_Encoding: chunked",
                  "X: y\rTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow", "Transfer-Encoding: \"chunked\""):
        yield f"{field!r} and a length", head(post, field, f"Content-Length: {len(chunk) + size}") + chunk + HIDDEN, 1
        yield f"{field!r} alone", head(post, field) + chunk + HIDDEN, 1
        yield f"{field!r} and no length to speak of", head(get, field, "Content-Length: 0") + chunk + HIDDEN, 1
    for chunked in (b"22;a=\"\r\n\r\n" + HIDDEN, b"ffffffffffffffff\r\n" + HIDDEN, b"-1\r\n" + HIDDEN, b"0\n\n" + HIDDEN, b"0\r\nX: y\r\n\r\n" + HIDDEN):
        yield f"chunks {chunked[:12]!r}", head(post, "Transfer-Encoding: chunked") + chunked, 1
    yield "Expect", head(post, "Expect: 100-continue", f"Content-Length: {size}") + HIDDEN, 2
    yield "Upgrade to h2c", head(get, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA") + HIDDEN, 1
    yield "Upgrade to a websocket", head(get, "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 777") + HIDDEN, 1
    yield "lines that end in LF", b"GET / HTTP/1.1\nHost: a\n\n" + HIDDEN, 1
    yield "a NUL in a header", head(get, "X: a\0b") + HIDDEN, 1
    yield "version 0.9", b"GET /healthz\r\n\r\n" + HIDDEN, 1
    yield "version 1.2", head("GET / HTTP/1.2") + HIDDEN, 1
    yield "the beginning of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + HIDDEN, 1
    yield "questions behind each other", head("GET /robots.txt HTTP/1.1") + HIDDEN, 2
    yield "no host", head(get, host="") + HIDDEN, 1
    yield "two hosts", head(get, "Host: b") + HIDDEN, 1
    yield "a question in the host", head(get, host="Host: a\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a"), 2
    yield "connect", head("CONNECT 127.0.0.1:22 HTTP/1.1") + HIDDEN, 1
    yield "elsewhere", head("GET http://127.0.0.1:22/ HTTP/1.1") + HIDDEN, 1
    yield "17 KB of head", head(get, "X: " + "y" * 17000) + HIDDEN, 1
    yield "1000 headers", head(get, *(f"X{i}: y" for i in range(1000))) + HIDDEN, 1
    yield "a megabyte of head", head(get, "X: " + "y" * 1_000_000), 1
    for method in ("TRACE", "PUT", "DELETE", "OPTIONS", "PATCH", "get", "G ET", "PROPFIND", "\x00GET"):
        yield f"the method {method!r}", head(f"{method} / HTTP/1.1", f"Content-Length: {size}") + HIDDEN, 1


def paths():
    up = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "..%5c", "..%252f", "%c0%ae%c0%ae/", "....//", "..;/", ".%00./", "%uff0e%uff0e/")
    targets = ("etc/passwd", "catalogue.db")
    for begin in ("/", "/assets/", "/beeld/", "/boekje/", "/foto/", "/en/", "/scherm/", "/beeld/AAAAAAAAAAAAAAAAAAAAAA/", "//", "/assets/site.css/"):
        for step in up:
            for times in (1, 8):
                for target in targets:
                    yield begin + step * times + target
    for path in ("/catalogue.db", "/key", "/.git/config", "/~root/", "//etc/passwd", "/assets/", "/assets/.", "/assets/..", "/assets/%00", "/assets/site.css%00.jpg",
                 "/assets/site.css::$DATA", "/boekje/../../key", "/boekje/-1", "/boekje/0x1", "/beeld//1280", "/foto/" + "A" * 22 + "%0d%0aX-Injected:%20y", "/%0d%0aX-Injected:y",
                 "/?n=%0d%0aX-Injected:y", "/scherm/" + "A" * 22 + "/lijst?n=%0d%0aX-Injected:y", "/healthz/../metrics", "//metrics", "/./metrics", "/%6detrics", "/metrics/", "/metrics?x",
                 "/en/../metrics", "/metrics%20", "/metrics;x", "/METRICS", "/" + "a" * 2100, "/\xe9", "/%", "/%zz", "/*", "*", ""):
        yield path


class Way:
    """One way to the server: its port, and whether TLS is spoken there."""

    def __init__(self, name, port, closed, server_port):
        self.name, self.port, self.closed, self.server_port = name, port, closed, server_port
        self.wrong = []

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=5)
        if not self.closed:
            return plain
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        return trusting.wrap_socket(plain, server_hostname="foto.example.org")

    def say(self, said, patience=1.5):
        """All that comes back."""
        came = b""
        try:
            with self.connect() as line:
                line.settimeout(patience)
                line.sendall(said)
                while more := line.recv(65536):
                    came += more
        except OSError:
            pass
        return came

    def ask(self, path, method="GET", **fields):
        asked = {"host": "foto.example.org", "connection": "close", **{name.replace("_", "-"): value for name, value in fields.items()}}
        said = self.say("\r\n".join([f"{method} {path} HTTP/1.1", *(f"{n}: {v}" for n, v in asked.items()), "", ""]).encode("latin-1"), 5)
        status = re.match(rb"HTTP/1\.1 (\d+)", said)
        return int(status[1]) if status else 0, said

    def counted(self):
        line = http.client.HTTPConnection("127.0.0.1", self.server_port)
        line.request("GET", "/metrics")
        return sum(int(number) for number in re.findall(r"inbeeld_answers_total.* (\d+)", line.getresponse().read().decode()))

    def blame(self, what, why):
        self.wrong.append(what)
        if len(self.wrong) <= 20:
            print(f"WRONG, {self.name}: {what}: {why}")

    def smuggle(self):
        times = 0
        for what, said, most in smuggling():
            times += 1
            before = self.counted()
            came = self.say(said, 0.3)
            made = self.counted() - before - 1  # the count itself
            answers = len(re.findall(rb"HTTP/1\.[01] \d\d\d ", came)) or int(came != b"")  # HTTP/0.9 has no heads
            innocent = self.ask("/robots.txt")
            # A proxy may read a second question where there rightly is one; then both know of it.
            if made > answers or (not self.closed and answers > most):
                self.blame(what, f"{answers} answers came and {made} were made, {most} may")
            if most == 1 and not self.closed and b"\r\n\r\nok\n" in came:
                self.blame(what, "the hidden question was answered")
            if b"root:" in came or b"SSH-" in came:
                self.blame(what, "told of something else than the site")
            if innocent[0] != 200 or b"User-agent" not in innocent[1]:
                self.blame(what, f"the next visitor got {innocent[1][:80]!r}")
        return times

    def stray(self):
        times = 0
        for path in paths():
            times += 1
            if not self.closed and path.startswith("/metrics"):
                continue  # which are for this machine
            status, said = self.ask(path)
            head_came = said.partition(b"\r\n\r\n")[0]
            if not 400 <= status < 500 and not (status == 200 and b"<!doctype html>" in said.lower()) and not (300 < status < 400 and self.closed):
                self.blame(path[:80], f"{status} {said[-60:]!r}")
            if status == 200 and path not in ("/?n=%0d%0aX-Injected:y",) and "metrics" not in path and b'class="wall' not in said:
                self.blame(path[:80], "is there")
            if b"x-injected" in head_came.lower() or b"root:" in said or b"SQLite format" in said or b"inbeeld_answers" in said:
                self.blame(path[:80], "tells too much")
        return times


class Nginx:
    """With the server block of docs/serving.md, on ports and with a certificate of our own."""

    def __init__(self, folder, ours, keeps):
        self.port = free_port()
        folder.mkdir()
        block = re.search(r"nginx:\n```\n(.*?)\n```", (ROOT / "docs/serving.md").read_text(), re.S)[1]
        for name in ("fullchain", "privkey"):
            block = block.replace(f"/etc/letsencrypt/live/foto.example.org/{name}.pem", f"{folder.parent}/{name}.pem")
        block = (block.replace("443 ssl", f"127.0.0.1:{self.port} ssl").replace("127.0.0.1:8080", f"127.0.0.1:{ours.port}")
                 .replace("/var/log/nginx", str(folder)))
        if keeps:
            block = ("proxy_cache_path %s/kept keys_zone=kept:1m;\n" % folder) + block.replace(
                "proxy_pass", "proxy_cache kept; proxy_cache_valid 200 206 304 10m; add_header X-Kept $upstream_cache_status always; proxy_pass", 1).replace("proxy_buffering off;", "")
        temporary = " ".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (folder / "nginx.conf").write_text(f"daemon off; pid {folder}/pid; error_log {folder}/errors;\nevents {{}}\nhttp {{ {temporary}\n{block} }}")
        self.child = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)], stderr=subprocess.DEVNULL)
        if not wait_until_open(self.port):
            sys.exit((folder / "errors").read_text())

    def stop(self):
        self.child.terminate()
        self.child.wait()


def withdraw_all(ours, ways, course):
    """Every address of a photo that was there, in every size and coding, is gone once everybody has withdrawn, whatever was asked before."""
    wall = ways[0].ask("/")[1].decode("utf-8", "replace")
    photos = sorted(set(re.findall(r"/beeld/([\w-]{22})/", wall)))
    asked = {}
    for way in ways:
        for photo in photos:
            for size in SIZES:
                for accept in ACCEPTS:
                    status, said = way.ask(f"/beeld/{photo}/{size}", accept=accept)
                    tag = re.search(rb"etag: (\S+)", said, re.I)
                    if status == 200:
                        asked[f"/beeld/{photo}/{size}", accept] = tag[1].decode()
            asked[f"/foto/{photo}", "text/html"] = '"none"'
            asked[f"/en/foto/{photo}", "text/html"] = '"none"'
            way.ask(f"/foto/{photo}")
    told = json.loads(course.read_text())
    everybody = [person["id"] for person in told["persons"] if person["role"] not in ("tombstone", "staff")]
    begun = time.monotonic()
    for person in everybody:
        ours.run("consent", "withdraw", "--person", person)
    took = time.monotonic() - begun
    # What those who give the course made themselves, with nobody to be recognised, is nobody's to withdraw.
    staff = {person["id"] for person in told["persons"] if person["role"] == "staff"}
    theirs = {photo["id"] for photo in told["photos"] if photo["attribution"] and photo["attribution"]["person"] in staff}
    stay = {row["photo"] for row in json.loads(ours.run("consent", "matrix", "--json")) if row["channel"] == "site" and row["allow"]}
    on_wall = set(re.findall(r"/beeld/([\w-]{22})/", ways[0].ask("/")[1].decode("utf-8", "replace")))
    if not stay <= theirs or len(on_wall) != len(stay):
        ways[0].blame("the wall", f"shows {len(on_wall)} photos, of which {stay - theirs} were withdrawn")
    asked = {key: tag for key, tag in asked.items() if not any(photo in key[0] for photo in on_wall)}
    times = 0
    for way in ways:
        for (path, accept), tag in asked.items():
            for method, fields in (("GET", {}), ("HEAD", {}), ("GET", {"if_none_match": tag}), ("GET", {"if_none_match": "*"}), ("GET", {"range": "bytes=0-99"}),
                                   ("GET", {"range": "bytes=0-", "if_range": tag}), ("HEAD", {"if_none_match": tag}), ("GET", {"if_modified_since": "Fri, 01 Jan 2027 00:00:00 GMT"})):
                times += 1
                status, said = way.ask(path, method, accept=accept, **fields)
                if status != 410 or b"\xff\xd8\xff" in said:
                    way.blame(f"{method} {path} {fields}", f"{status} after everybody withdrew")
    print(f"{len(photos)} photos, {len(asked)} addresses and codings, {times} questions after {len(everybody)} people withdrew in {took:.1f} s")


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("program")
    asked.add_argument("library", type=pathlib.Path)
    asked.add_argument("--at", default="")
    said = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        shutil.copytree(said.library, folder / "library")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=foto.example.org",
                        "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")], check=True, capture_output=True)
        ours = InBeeld(said.program, folder / "library", said.at)
        ours.run("course", "export", str(folder / "course.json"))
        proxies = [Nginx(folder / "as-documented", ours, False), Nginx(folder / "that-keeps", ours, True)]
        ways = [Way("directly", ours.port, False, ours.port), Way("nginx as documented", proxies[0].port, True, ours.port),
                Way("nginx that keeps answers", proxies[1].port, True, ours.port)]
        for way in ways[:2]:
            print(f"{way.name}: {way.smuggle()} questions in disguise, {way.stray()} paths, {len(way.wrong)} wrong")
        withdraw_all(ours, ways, folder / "course.json")
        for proxy in proxies:
            proxy.stop()
        print(f"stopped in {ours.stop():.1f} s")
    sys.exit(1 if any(way.wrong for way in ways) else 0)


main()
