"""Serve the files of a finished site to browsers on this machine, as a host would."""

from build_tools.site_server.served_site import ServedSite as ServedSite
from build_tools.site_server.served_site import read_served_site as read_served_site
from build_tools.site_server.server import ServerSettings as ServerSettings
from build_tools.site_server.server import open_socket as open_socket
from build_tools.site_server.server import run_server as run_server
