"""A signed piagam validates with other people's tools, and one flipped byte is found."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from piagam_samples import PIAGAM, text_of

from certificates.press import draw_piagam
from certificates.signing import CannotSign, OfficeSigner

pytest.importorskip("pyhanko", reason="pyHanko is optional")
PASSPHRASE = "rahasia kantor"


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> tuple[Path, Path]:
    """A self-made EC certificate as PKCS#12, and its public half as PEM."""
    folder, key = tmp_path_factory.mktemp("office"), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Dinas Contoh")])
    start = datetime.now(UTC) - timedelta(days=1)
    builder = x509.CertificateBuilder(
        issuer_name=name,
        subject_name=name,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=start,
        not_valid_after=start + timedelta(days=30),
    )
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    packed = pkcs12.serialize_key_and_certificates(
        b"kantor", key, certificate, None, BestAvailableEncryption(PASSPHRASE.encode())
    )
    (folder / "kantor.p12").write_bytes(packed)
    (folder / "kantor.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    return folder / "kantor.p12", folder / "kantor.pem"


@pytest.fixture(scope="module")
def signed(office) -> bytes:
    return OfficeSigner(office[0], PASSPHRASE).sign(draw_piagam([PIAGAM]))


def by_pyhanko(pdf: bytes, root: Path):
    from pyhanko.keys import load_cert_from_pemder  # noqa: PLC0415 - optional
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - optional
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 - optional
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 - optional

    context = ValidationContext(trust_roots=[load_cert_from_pemder(str(root))])
    return validate_pdf_signature(PdfFileReader(BytesIO(pdf)).embedded_signatures[0], context)


def test_a_signed_piagam_validates_with_both_tools(signed, office, tmp_path):
    path = tmp_path / "piagam.pdf"
    path.write_bytes(signed)
    told = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in told
    assert "Total document signed" in told
    status = by_pyhanko(signed, office[1])
    assert (status.intact, status.valid, status.bottom_line) == (True, True, True)
    assert subprocess.run(["qpdf", "--check", path], capture_output=True, check=False).returncode == 0
    assert "KUBE Melati Karya" in text_of(signed)


def test_one_flipped_byte_is_found(signed, office, tmp_path):
    at = signed.index(b"KUBE") if b"KUBE" in signed[:2000] else signed.index(b"stream") + 40
    altered = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    status = by_pyhanko(altered, office[1])
    assert (status.intact, status.bottom_line) == (False, False)
    path = tmp_path / "piagam.pdf"
    path.write_bytes(altered)
    told = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." not in told


def test_a_wrong_passphrase_is_told(office):
    with pytest.raises(CannotSign, match="kata sandinya"):
        OfficeSigner(office[0], "salah")
