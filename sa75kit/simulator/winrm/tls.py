"""The certificate of an HTTPS listener."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes


@dataclass(frozen=True, kw_only=True)
class TlsFiles:
    """The files of a listener's certificate and key, both PEM."""

    certificate: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """Give what a listener needs to speak TLS with this certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context

    def channel_binding(self) -> bytes:
        """Give tls-server-end-point of RFC 5929, which an NTLM logon may be bound to."""
        certificate = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        try:
            algorithm = certificate.signature_hash_algorithm
        except UnsupportedAlgorithm:
            algorithm = None
        if algorithm is None or algorithm.name in ("md5", "sha1"):
            algorithm = hashes.SHA256()
        return b"tls-server-end-point:" + certificate.fingerprint(algorithm)
