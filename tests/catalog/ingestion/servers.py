"""Servers on loopback for tests: scripted to the byte, and gone when the test is."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import TracebackType
from typing import Self

Script = Callable[["Server", socket.socket, bytes], None]


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP answer; a header's underscores stand for hyphens."""
    fields = {"Content-Length": str(len(body)), "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def redirect(location: str) -> bytes:
    return answer(status="302 Found", Location=location)


NO_ROBOTS = answer(status="404 Not Found")


class Server:
    """Hands every connection to a script, with the request's head.

    Counts connections and keeps the heads; ``ended`` is set when the test is over. A request for
    robots.txt is answered with ``robots``, 404 unless given, and is counted apart; with None it
    is a request like any other.
    """

    def __init__(
        self,
        script: Script,
        *,
        context: ssl.SSLContext | None = None,
        reads: bool = True,
        robots: bytes | None = NO_ROBOTS,
    ) -> None:
        self.script = script
        self.robots = robots
        self.robots_asked = 0
        self.context = context
        self.reads = reads
        self.lock = threading.Lock()
        self.connections = 0
        self.heads: list[bytes] = []
        self.sent = 0
        self.ended = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.threads: list[threading.Thread] = []

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [head.split(b" ")[1].decode() for head in self.heads]

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.ended.set()
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for thread in self.threads:
            thread.join(5)

    def drip(self, connection: socket.socket, pieces: Iterable[bytes], every: float = 0.02) -> None:
        """Send one piece after the other until the test or the connection ends."""
        for piece in pieces:
            self.send(connection, piece)
            if self.ended.wait(every):
                return

    def flood(self, connection: socket.socket, piece: bytes) -> None:
        """Send the same piece as fast as it goes until the test or the connection ends."""
        while not self.ended.is_set():
            self.send(connection, piece)

    def send(self, connection: socket.socket, data: bytes) -> None:
        connection.sendall(data)
        self.sent += len(data)

    def _start(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self.threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.ended.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with self.lock:
                self.connections += 1
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        with connection, suppress(OSError):
            if self.context is not None:
                connection = self.context.wrap_socket(connection, server_side=True)
            with connection:
                head = _read_head(connection) if self.reads else b""
                if self.robots is not None and head.startswith(b"GET /robots.txt "):
                    with self.lock:
                        self.robots_asked += 1
                        self.connections -= 1
                    connection.sendall(self.robots)
                    return
                if head:
                    self.heads.append(head)
                self.script(self, connection, head)


def _read_head(connection: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head:
        data = connection.recv(4096)
        if not data:
            break
        head += data
    return head


def site(pages: dict[str, bytes | tuple[bytes, str]]) -> Script:
    """A script that serves bytes, or bytes and their type, by path; anything else is a 404."""

    def serve(server: Server, connection: socket.socket, head: bytes) -> None:
        path = head.split(b" ")[1].decode() if head else ""
        page = pages.get(path)
        if page is None:
            connection.sendall(answer(status="404 Not Found"))
            return
        body, kind = page if isinstance(page, tuple) else (page, "")
        is_page = body.lstrip()[:1] == b"<"
        kind = kind or ("text/html; charset=utf-8" if is_page else "image/jpeg")
        connection.sendall(answer(body, Content_Type=kind))

    return serve


def saying(data: bytes) -> Script:
    """A script that sends these bytes and closes."""
    return lambda server, connection, head: server.send(connection, data)


class _PretendSocket(socket.socket):
    """A socket to loopback that says it is connected to a public address."""

    peer = ("", 0)

    def getpeername(self) -> tuple[str, int]:
        return self.peer


class Net:
    """A pretended internet: names with answers, and public addresses that lead to servers.

    It stands in for the two lowest functions of the door, and keeps which addresses were tried.
    """

    def __init__(self) -> None:
        self.names: dict[str, list[str]] = {}
        self.hosts: dict[str, Server] = {}
        self.tried: list[str] = []

    def lookup(self, host: str, port: int) -> list[str]:
        if host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self.names[host]

    def connect(self, ip: object, port: int, timeout: float) -> socket.socket:
        self.tried.append(str(ip))
        if str(ip) not in self.hosts:
            raise ConnectionRefusedError
        sock = _PretendSocket(socket.AF_INET, socket.SOCK_STREAM)
        sock.settimeout(timeout)
        sock.connect(("127.0.0.1", self.hosts[str(ip)].port))
        sock.peer = (str(ip), port)
        return sock
