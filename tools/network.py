"""Addresses and ports of this machine.

In:  nothing, or an address and a port.   Out: the address other devices on the LAN use; why a port cannot be opened.
Does not know what will listen there. Sends nothing over the network.
"""

from __future__ import annotations

import errno
import os
import socket

# RFC 5737 keeps this address for documentation, so whatever the network, it lies beyond the gateway.
BEYOND_THE_GATEWAY = ("203.0.113.1", 9)
NEXT_PORTS = 20


def lan_address() -> str | None:
    """The IPv4 address this machine uses towards its network, or None when it is on none.

    Connecting a datagram socket sends no packet; it only makes the system choose an interface.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(BEYOND_THE_GATEWAY)
        except OSError:
            return address_by_name()
        return str(probe.getsockname()[0])


def address_by_name() -> str | None:
    """A network without a gateway (a bare access point in a hall): ask for the addresses of our own name."""
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return None
    addresses = (str(entry[4][0]) for entry in found)
    return next((address for address in addresses if not address.startswith("127.")), None)


def why_closed(host: str, port: int) -> str | None:
    """None when a server can listen there; else the reason, in Indonesian."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":  # there the option means the opposite: it would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refusal:
            return reason(refusal, host, port)
    return None


def reason(refusal: OSError, host: str, port: int) -> str:
    """The system's refusal in words a person can act on."""
    if refusal.errno == errno.EADDRINUSE:
        return f"port {port} sedang dipakai program lain (mungkin Juara sudah berjalan di jendela lain)."
    if refusal.errno in {errno.EACCES, errno.EPERM}:
        return f"port {port} tidak boleh dibuka oleh akun ini."
    return f"alamat {host} port {port} tidak dapat dibuka: {refusal.strerror}."


def free_port(host: str, after: int) -> int | None:
    """The nearest port above `after` that can be opened, among the next few."""
    ports = range(after + 1, min(after + 1 + NEXT_PORTS, 65536))
    return next((port for port in ports if why_closed(host, port) is None), None)
