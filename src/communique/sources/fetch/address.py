"""Which addresses may be fetched: http and https, and none within this machine or its networks."""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

Resolve = Callable[[str, int], Sequence[str]]
# NAT64 and what came before mapped addresses: an IPv4 address in the last 32 bits
_EMBEDDED = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "::/96")))


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the numeric addresses of a host; raise OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def checked(url: str) -> SplitResult:
    """Return the parts of an address; raise ValueError where it is none that may be fetched."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise ValueError("only http and https are fetched")
    if parts.username or parts.password:
        raise ValueError("an address with a name or password in it")
    if not parts.hostname or any(ord(character) <= 32 for character in url):
        raise ValueError("not an address")
    _ = parts.port  # raises ValueError where it is no number
    return parts


def permitted(host: str, port: int, allowed: frozenset[str], find: Resolve = resolve) -> str:
    """Return the numeric address at which a host may be reached.

    Every address of the host must be public unless the host is among `allowed`: else ValueError. The address
    returned is the one to connect to, so that no second look-up can lead elsewhere.
    """
    try:
        addresses = find(host, port)
    except (OSError, UnicodeError) as error:
        raise ValueError(f"no such host: {host}") from error
    if not addresses:
        raise ValueError(f"no such host: {host}")
    if host not in allowed:
        for address in addresses:
            if not is_public(address):
                raise ValueError(
                    f"{host} is at {address}, within this machine or network; --allow {host} lets it"
                )
    return addresses[0]


def aimed(parts: SplitResult, allowed: frozenset[str], find: Resolve = resolve) -> tuple[str, dict[str, str]]:
    """Return the address to connect to, its host permitted, and what else the client is told of it."""
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    address = permitted(host, port, allowed, find)
    where = f"[{address}]" if ":" in address else address
    return parts._replace(netloc=f"{where}:{port}", fragment="").geturl(), {"sni_hostname": host}


def check_literal(host: str, allowed: frozenset[str]) -> None:
    """Raise ValueError where a host, whose name a proxy will resolve, is by itself one within the network."""
    name = host.rstrip(".")
    address = _numeric(name)
    if address:
        within = not is_public(address)
    else:
        within = name == "localhost" or name.endswith((".localhost", ".local", ".internal"))
    if within and host not in allowed:
        raise ValueError(f"{host} is within this machine or network; --allow {host} lets it")


def _numeric(host: str) -> str | None:
    """Return the address that a host is by itself, also as one number or octal; None for a name."""
    with suppress(ValueError):
        return str(ipaddress.ip_address(host))
    with suppress(OSError):
        return socket.inet_ntoa(socket.inet_aton(host))  # reads 2130706433, 0177.1 and 0x7f.1
    return None


def is_public(address: str) -> bool:
    """Tell whether a numeric address is one of the public internet, also where it wraps another one."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and any(found in network for network in _EMBEDDED):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast
