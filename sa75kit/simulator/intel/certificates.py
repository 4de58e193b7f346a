"""Self-signed certificates, as firmware makes them for itself, and the TLS it speaks."""

from __future__ import annotations

import ssl
import tempfile
import threading
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from sa75kit.simulator.intel.firmware import ManagementEngine

_lock = threading.Lock()
_key: list[rsa.RSAPrivateKey] = []


def _shared_key() -> rsa.RSAPrivateKey:
    # One key for all firmware of this process: making one takes longer than everything else.
    with _lock:
        if not _key:
            _key.append(rsa.generate_private_key(public_exponent=65537, key_size=2048))
        return _key[0]


def self_signed(name: str) -> bytes:
    """Give certificate and key in PEM for a machine of this name."""
    key = _shared_key()
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Intel(R) AMT"),
        ]
    )
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return certificate.public_bytes(serialization.Encoding.PEM) + private


def tls_of(engine: ManagementEngine, name: str) -> ssl.SSLContext:
    """Give the TLS that this firmware speaks: up to 9.x only 1.0 and 1.1, later up to 1.2."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as directory:
        pem = Path(directory) / "me.pem"
        pem.touch(mode=0o600)
        pem.write_bytes(self_signed(name))
        context.load_cert_chain(pem)
    old = engine.version[0] < 10 and ssl.HAS_TLSv1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        if old:
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
            # OpenSSL 3 gives TLS 1.0 and 1.1 only at security level 0.
            context.set_ciphers("ALL:@SECLEVEL=0")
        else:
            context.maximum_version = ssl.TLSVersion.TLSv1_2
    return context
