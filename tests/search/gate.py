"""A door in front of a real server: what comes through a local port is passed on, refused, or left to wait."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Gate:
    """Listens on ``address`` and passes connections on to ``target``, a port of this machine, while it is open."""

    def __init__(self, target: int = 0) -> None:
        self.target = target
        self.hanging = False
        self.waiting = 0  # connections that were left without an answer
        self._open: list[socket.socket] = []
        self._listener = self._listen(0)
        self.port: int = self._listener.getsockname()[1]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def hang(self) -> None:
        """Take connections and answer nothing, not on those that are open either."""
        self.hanging = True
        self._drop()

    def refuse(self) -> None:
        """Take no connections any more."""
        self._close_listener()
        self._drop()

    def reopen(self) -> None:
        self.hanging = False
        self._drop()
        if self._listener.fileno() < 0:
            self._listener = self._listen(self.port)

    def close(self) -> None:
        self._close_listener()
        self._drop()

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, args=[listener], daemon=True).start()
        return listener

    def _close_listener(self) -> None:
        with suppress(OSError):
            # Closing alone does not wake who waits for a connection.
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _drop(self) -> None:
        while self._open:
            with suppress(OSError):
                self._open[-1].shutdown(socket.SHUT_RDWR)
            self._open.pop().close()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                came, _address = listener.accept()
                self._open.append(came)
                if self.hanging or not self.target:
                    self.waiting += 1
                    continue
                onward = socket.create_connection(("127.0.0.1", self.target))
                self._open.append(onward)
                for pair in ((came, onward), (onward, came)):
                    threading.Thread(target=_pass_on, args=pair, daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
