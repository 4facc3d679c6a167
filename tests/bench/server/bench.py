#!/usr/bin/env python3
"""Measures the server beside nginx, on this machine, in one run, and prints ratios.

    tests/bench/server/bench.py PROGRAM LIBRARY [--at DAY] [PART...]     parts: speed tls slow screens stop; all without

PROGRAM is a release build, LIBRARY one with photos in it (./demo --no-serve FOLDER makes FOLDER/library); a copy of it is
used. Needs wrk and nginx. Speed is told in pairs, one after the other, because the machine does other things too; what
counts most is the processor's time per answer. Run by hand: no test depends on how fast a machine is."""
import argparse
import os
import pathlib
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from ports import free_port, wait_until_open

ROUNDS, SECONDS = 3, 3


class Process:
    """What the kernel says of a process and its children."""

    def __init__(self, pid):
        self.pids = [pid, *map(int, pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]

    def cpu(self):
        ticks = 0
        for pid in self.pids:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def status(self, key):
        return sum(int(re.search(rf"^{key}:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text(), re.M)[1])
                   for pid in self.pids)

    def threads(self):
        return self.status("Threads")

    def megabytes(self):
        return self.status("VmRSS") / 1024


class InBeeld:
    scheme = "http"

    def __init__(self, program, library, day, *more):
        self.command = [program, "--library", str(library), *(["--at", day] if day else [])]
        self.port = free_port()
        self.child = subprocess.Popen([*self.command, "serve", "--listen", f"127.0.0.1:{self.port}", *more],
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.child.stdout:
            if "Ctrl-C" in line:
                break
        self.process = Process(self.child.pid)

    def run(self, *words):
        return subprocess.run([*self.command, *words], capture_output=True, text=True, check=True).stdout

    def stop(self):
        begun = time.monotonic()
        self.child.terminate()
        self.child.wait()
        return time.monotonic() - begun


class Nginx:
    scheme = "http"

    def __init__(self, folder, certificate=""):
        self.port = free_port()
        for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
            (folder / name).mkdir(exist_ok=True)
        temporary = " ".join(f"{name}_temp_path {folder}/{folder_name};" for name, folder_name in (
            ("client_body", "body"), ("proxy", "proxy"), ("fastcgi", "fastcgi"), ("uwsgi", "uwsgi"), ("scgi", "scgi")))
        conf = folder / "nginx.conf"
        conf.write_text(f"""daemon off; worker_processes 2; pid {folder}/pid; error_log /dev/null;
events {{ worker_connections 4096; }}
http {{ sendfile on; tcp_nopush on; access_log off; open_file_cache max=100; etag on; {temporary}
  types {{ text/html html; image/jpeg jpg; }} keepalive_requests 1000;
  server {{ listen 127.0.0.1:{self.port} {"ssl" if certificate else ""} backlog=1024; {certificate} root {folder}/www; }} }}""")
        self.child = subprocess.Popen(["nginx", "-c", str(conf), "-p", str(folder)], stderr=subprocess.DEVNULL)
        wait_until_open(self.port)
        self.process = Process(self.child.pid)

    def stop(self):
        self.child.terminate()
        self.child.wait()


def get(port, path):
    return urllib.request.urlopen(f"http://127.0.0.1:{port}{path}").read()


def wrk(server, path, connections):
    before = server.process.cpu()
    said = subprocess.run(["wrk", "-t2", f"-c{connections}", f"-d{SECONDS}s", "--latency",
                           f"{server.scheme}://127.0.0.1:{server.port}{path}"], capture_output=True, text=True, check=True).stdout
    spent = server.process.cpu() - before
    answers = int(re.search(r"(\d+) requests in", said)[1])
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    cut = re.search(r"Socket errors: (.*)", said)
    return {"rate": float(re.search(r"Requests/sec: +([\d.]+)", said)[1]), "cpu": spent / max(answers, 1) * 1e6,
            "p99": re.search(r"99% +(\S+)", said)[1], "wrong": (wrong[1] + " refused " if wrong else "") + (cut[1] if cut else "")}


def picture_near(server, wanted):
    """The address of the rendition whose size is nearest to `wanted` bytes."""
    page = get(server.port, "/").decode()
    sizes = {address: len(get(server.port, address)) for address in sorted(set(re.findall(r"/beeld/[\w-]+/\d+", page)))}
    return min(sizes, key=lambda address: abs(sizes[address] - wanted))


def compare(what, mine, theirs, connections):
    pairs = [(wrk(*mine, connections), wrk(*theirs, connections)) for _ in range(ROUNDS)]
    rate = statistics.median(a["rate"] / b["rate"] for a, b in pairs)
    cpu = statistics.median(a["cpu"] / b["cpu"] for a, b in pairs)
    a, b = pairs[-1]
    ours = mine[0].process
    print(f"{what} {rate:5.2f} x nginx's answers a second, {cpu:5.2f} x its processor time; last: {a['rate']:.0f}/s {a['cpu']:.0f} us "
          f"p99 {a['p99']} against {b['rate']:.0f}/s {b['cpu']:.0f} us p99 {b['p99']}; {ours.threads()} threads, {ours.megabytes():.0f} MB"
          f" {a['wrong']}", flush=True)


def speed(ours, folder):
    picture = picture_near(ours, 150_000)
    www = folder / "www"
    www.mkdir(exist_ok=True)
    (www / "picture.jpg").write_bytes(get(ours.port, picture))
    (www / "page.html").write_bytes(get(ours.port, "/"))
    nginx = Nginx(folder)
    idle = []
    print(f"picture {len((www / 'picture.jpg').read_bytes())} bytes, page {len((www / 'page.html').read_bytes())} bytes")
    try:
        for idling in (0, 1000):
            idle = [held(server.port, b"") for server in (ours, nginx) for _ in range(idling)]
            for name, mine, theirs in (("picture", picture, "/picture.jpg"), ("page", "/", "/page.html")):
                for connections in (50, 500):
                    compare(f"{name:8} c={connections:<4} idle={idling:<5}", (ours, mine), (nginx, theirs), connections)
            for each in idle:
                each.close()
    finally:
        nginx.stop()


def tls(program, library, day, folder):
    """Both with the same certificate and the ciphers of TLS 1.3."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    plain = InBeeld(program, library, day)
    picture, www = picture_near(plain, 150_000), folder / "www"
    www.mkdir(exist_ok=True)
    (www / "picture.jpg").write_bytes(get(plain.port, picture))
    (www / "page.html").write_bytes(get(plain.port, "/"))
    plain.stop()
    ours = InBeeld(program, library, day, "--certificate", str(certificate), "--key", str(key))
    nginx = Nginx(folder, f"ssl_certificate {certificate}; ssl_certificate_key {key}; ssl_protocols TLSv1.2 TLSv1.3;")
    ours.scheme = nginx.scheme = "https"
    try:
        for name, mine, theirs in (("picture", picture, "/picture.jpg"), ("page", "/", "/page.html")):
            compare(f"{name:8} c=50   over TLS  ", (ours, mine), (nginx, theirs), 50)
    finally:
        nginx.stop()
        ours.stop()


def held(port, said):
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(said)
    return connection


def waits(port, path, times=40):
    """Milliseconds until a new visitor has a whole answer, sorted."""
    took = []
    for _ in range(times):
        begun = time.monotonic()
        get(port, path)
        took.append((time.monotonic() - begun) * 1000)
        time.sleep(0.02)
    return sorted(took)


def told(name, took):
    return f"{name}: median {took[len(took) // 2]:.1f} ms, slowest {took[-1]:.1f} ms"


def slow(ours):
    picture = picture_near(ours, 150_000)
    print(told("alone", waits(ours.port, picture)))
    asked = f"GET {picture} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    for name, number, said in (("500 that send a byte now and then", 500, b"GET / HT"), ("500 that ask and do not read", 500, asked * 8),
                               ("2000 that say nothing", 2000, b""), ("1000 with half a question", 1000, b"GET / HTTP/1.1\r\nHo")):
        lagging = [held(ours.port, said) for _ in range(number)]
        stop = threading.Event()

        def drip():
            while not stop.wait(1):
                for each in lagging:
                    try:
                        each.send(b"T")
                    except OSError:
                        pass
        dripping = threading.Thread(target=drip)
        if "now and then" in name:
            dripping.start()
        time.sleep(0.5)
        print(told(f"beside {name}", waits(ours.port, picture)) + f"; {ours.process.threads()} threads, {ours.process.megabytes():.0f} MB")
        stop.set()
        if "now and then" in name:
            dripping.join()
        for each in lagging:
            each.close()
        time.sleep(1)


def screens(ours, practice, number=2000):
    before = ours.process.threads(), ours.process.megabytes()
    tokens = [re.search(r"/scherm/(\S+)", ours.run("screens", "add", "--practice", practice))[1] for _ in range((number + 2) // 3)]
    streams = [held(ours.port, f"GET /scherm/{tokens[i // 3]}/stroom HTTP/1.1\r\nHost: a\r\n\r\n".encode()) for i in range(number)]
    time.sleep(5)
    print(f"{number} screens: {ours.process.threads() - before[0]:+} threads, {ours.process.megabytes() - before[1]:+.1f} MB")
    for each in streams:
        each.setblocking(False)
        while True:
            try:
                if not each.recv(65536):
                    print("a screen was hung up on")
                    break
            except BlockingIOError:
                break
    begun = time.monotonic()
    cpu = ours.process.cpu()
    ours.run("screens", "keep-off", "--practice", practice, "--photo", "p01")
    waiting, reached = set(streams), []
    while waiting and time.monotonic() < begun + 10:
        for each in list(waiting):
            try:
                if b"lijst" in each.recv(65536):
                    reached.append(time.monotonic() - begun)
                    waiting.discard(each)
            except BlockingIOError:
                pass
        time.sleep(0.005)
    print(f"a change reached {len(reached)} of {number} screens, the last after {max(reached, default=0):.2f} s, "
          f"with {ours.process.cpu() - cpu:.2f} s of the processor")
    ours.run("screens", "let-on", "--practice", practice, "--photo", "p01")
    print(told("a visitor beside them", waits(ours.port, "/")))
    return streams


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("program")
    asked.add_argument("library", type=pathlib.Path)
    asked.add_argument("parts", nargs="*", default=["speed", "tls", "slow", "screens", "stop"])
    asked.add_argument("--at", default="")
    asked.add_argument("--practice", default="r1")
    said = asked.parse_intermixed_args()
    for tool in ("wrk", "nginx"):
        if not shutil.which(tool):
            sys.exit(f"bench: {tool} is not installed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        library = folder / "library"
        shutil.copytree(said.library, library)
        ours = InBeeld(said.program, library, said.at)
        kept = []
        if "speed" in said.parts:
            speed(ours, folder)
        if "tls" in said.parts:
            tls(said.program, library, said.at, folder)
        if "slow" in said.parts:
            slow(ours)
        if "screens" in said.parts:
            kept = screens(ours, said.practice)
        if "stop" in said.parts:
            kept += [held(ours.port, b"") for _ in range(1000)]
        print(f"stopped in {ours.stop():.1f} s with {len(kept)} connections open")


if __name__ == "__main__":
    main()
