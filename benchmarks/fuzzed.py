"""The catalogue for ``make fuzz-api``: no name has an address, so nobody else is asked anything."""

import socket

from catalog.ingestion import wire


def _no_names(host: str, port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


wire._lookup = _no_names

from config.wsgi import application  # noqa: E402

__all__ = ["application"]
