"""Ports for servers that a bench starts."""
import socket
import time


def free_port():
    """One of which the next is free too: there the leaders' pages are."""
    while True:
        with socket.socket() as probe, socket.socket() as behind:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
            try:
                behind.bind(("127.0.0.1", port + 1))
                return port
            except OSError:
                pass


def wait_until_open(port):
    """Until somebody listens there, for at most five seconds; whether somebody does."""
    for _ in range(50):
        time.sleep(0.1)
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return True
        except OSError:
            pass
    return False
