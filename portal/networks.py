"""How often others may make the site write something: counted per network, which is too large to tell persons apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


@dataclass(frozen=True)
class NetworkLimit:
    """So many requests of one network within a period; each kind of request has a ``name`` and a limit of its own."""

    name: str
    most: int
    period: timedelta = timedelta(hours=1)

    def is_free(self, network: str | None) -> bool:
        """Count a request of a network; False when there were too many within the period."""
        key = f"{self.name}-network:{network}"
        cache.add(key, 0, int(self.period.total_seconds()))
        try:
            return bool(cache.incr(key) <= self.most)
        except ValueError:
            # It ran out between the two lines.
            return True


def network_of(request: HttpRequest) -> str | None:
    """Return the network of a reader: /24, or /48 of IPv6."""
    try:
        address = ip_address(get_adapter().get_client_ip(request).split("%")[0])
    except (ValueError, PermissionDenied):
        return None
    return str(ip_network(f"{address}/{24 if address.version == 4 else 48}", strict=False))
