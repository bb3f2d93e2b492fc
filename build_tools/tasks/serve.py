"""Run `editions serve`: show the finished site to browsers on this machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from build_tools.paths import BuildFolder


def serve_site(build: BuildFolder, port: int, on_address: Callable[[str], None]) -> NoReturn:
    """Serve the site of a build folder until it is interrupted, as KeyboardInterrupt then says.

    `on_address` is given the address once it answers. Raises UserError `serve/…` if there is no site, or the
    port cannot be had.
    """
    from build_tools import site_server

    site_server.read_served_site(build.site)
    with site_server.open_socket(port) as listening:
        host, taken = listening.getsockname()
        on_address(f"http://{host}:{taken}/")
        site_server.run_server(build.site, listening, site_server.ServerSettings())
    raise KeyboardInterrupt
