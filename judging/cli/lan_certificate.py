"""https in a hall without internet: the event's own certificate authority, and a certificate for this laptop.

In:  a folder, host names and addresses.   Out: paths of PEM files. Keys are readable by their owner only.
A tablet takes the certificate once it trusts the authority: installed by hand, explained on /pasang-sertifikat.
Limits: Apple takes at most 825 days below a user's own authority, names and addresses in subjectAltName, the purpose
serverAuth, SHA-256; browsers no longer read the common name.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CA_DAYS, LEAF_DAYS, RENEW_DAYS = 800, 397, 30


@dataclass(frozen=True, slots=True)
class Files:
    authority: Path  # what tablets install
    certificate: Path  # this laptop's, with the authority behind it
    key: Path


def prepare(folder: Path, hosts: list[str]) -> Files:
    """The authority is made once and kept, or tablets would have to install again; the rest follows the address."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = Files(folder / "ca.pem", folder / "server.pem", folder / "server.key")
    ca_key_path = folder / "ca.key"
    if not (found.authority.exists() and ca_key_path.exists()):
        _make_authority(found.authority, ca_key_path)
    if not _still_good(found.certificate, hosts):
        _make_certificate(found, ca_key_path, hosts)
    return found


def own_hosts(listen: str) -> list[str]:
    """Every name and address by which a tablet may reach this laptop."""
    name = socket.gethostname()
    listed = [listen, "127.0.0.1", "localhost", name, f"{name}.local"]
    return list(dict.fromkeys(host for host in listed if host and host != "0.0.0.0"))  # noqa: S104 - left out, not bound


def _make_authority(path: Path, key_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Juara {socket.gethostname()}"[:60])])
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    authority = (
        _builder(name, name, key, CA_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_key(key_path, key)
    path.write_bytes(authority.public_bytes(serialization.Encoding.PEM))


def _make_certificate(files: Files, ca_key_path: Path, hosts: list[str]) -> None:
    authority = x509.load_pem_x509_certificate(files.authority.read_bytes())
    ca_key = serialization.load_pem_private_key(ca_key_path.read_bytes(), password=None)
    if not isinstance(ca_key, ec.EllipticCurvePrivateKey):
        raise TypeError("the authority's key is not one of ours")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0][:60])])
    certificate = (
        _builder(name, authority.subject, key, LEAF_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([_name(host) for host in hosts]), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    _write_key(files.key, key)
    files.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + files.authority.read_bytes())


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, days: int
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # a tablet's clock may be a little behind
        .not_valid_after(now + timedelta(days=days - 1))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _still_good(path: Path, hosts: list[str]) -> bool:
    if not path.exists():
        return False
    known = x509.load_pem_x509_certificate(path.read_bytes())
    names = known.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    late = known.not_valid_after_utc < datetime.now(UTC) + timedelta(days=RENEW_DAYS)
    return not late and set(names) == {_name(host) for host in hosts}


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
