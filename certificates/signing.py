"""Optional: a PDF signed with the office's own certificate, so that anyone can see that not a byte was changed.

In:  PDF bytes and a PKCS#12 file with its passphrase.   Out: the PDF with a signature appended.
Needs pyHanko (requirements-optional.txt); without it nothing else changes. The signature proves that the file is the
one the office signed. It is not a certified electronic signature, and no paper says so. RSA and EC keys both work;
EC is four times quicker.
"""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

FIELD = "TandaTanganKantor"
MISSING = "Penandatanganan memerlukan pyHanko. Pasang dengan: pip install -r requirements-optional.txt"
UNREADABLE = "Sertifikat tidak dapat dibuka. Periksa berkas PKCS#12 (.p12) dan kata sandinya."


class CannotSign(ValueError):
    """Signing is not possible here; the message says what to do, in Indonesian."""


class OfficeSigner:
    """The office's certificate, opened once and used for a whole batch."""

    def __init__(self, certificate: Path, passphrase: str) -> None:
        try:
            self._signers: Any = import_module("pyhanko.sign.signers")
            self._writing: Any = import_module("pyhanko.pdf_utils.incremental_writer")
        except ImportError as problem:
            raise CannotSign(MISSING) from problem
        self._signer = self._signers.SimpleSigner.load_pkcs12(str(certificate), passphrase=passphrase.encode())
        if self._signer is None:
            raise CannotSign(UNREADABLE)

    def sign(self, pdf: bytes) -> bytes:
        """The same pages with an invisible signature over all of their bytes."""
        metadata = self._signers.PdfSignatureMetadata(field_name=FIELD)
        writer = self._writing.IncrementalPdfFileWriter(BytesIO(pdf))
        signed: BytesIO = self._signers.sign_pdf(writer, metadata, signer=self._signer)
        return signed.getvalue()
