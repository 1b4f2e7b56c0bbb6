"""Files that only look like a spreadsheet, told by their first bytes.

In:  the bytes of a file that is no zip.   Out: what it is and what to do, or None.
Does not read them: each is a refusal that names the way out.
"""

from __future__ import annotations

import re

AS_XLSX = "Buka di aplikasi lembar kerja, simpan sebagai XLSX, lalu unggah lagi."
HEAD = 4096  # bytes that tell
# In the order of asking: the pattern, what the file is, what to do.
_KINDS = (
    (rb"%PDF-", "Berkas ini PDF, bukan lembar kerja.", "Minta berkas aslinya (XLSX, ODS, atau CSV) dari pembuatnya."),
    (rb"\{\\rtf", "Berkas ini dokumen teks (RTF), bukan lembar kerja.", "Salin tabelnya ke lembar kerja."),
    (rb"\s*\{[^}]*docs\.google\.com", "Berkas ini hanya tautan ke Google Spreadsheet, tanpa isinya.",
     "Di Google Spreadsheet pilih File, Download, Microsoft Excel (.xlsx), lalu unggah hasilnya."),
    (rb"(?:\s*<\?xml[^>]*>)?(?:\s*<\?mso-application[^>]*>)?\s*<(?:\w+:)?Workbook[\s>]",
     "Berkas ini bernama Excel, tetapi isinya XML lama (SpreadsheetML 2003).", AS_XLSX),
    (rb"\s*MIME-Version:", "Berkas ini halaman web (MHT) yang diberi nama Excel.", AS_XLSX),
    (rb"(?:\s*<\?xml[^>]*>)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b",
     "Berkas ini halaman web (HTML) yang diberi nama Excel.", AS_XLSX),
)  # fmt: skip
# Streams of an old compound file, which Excel up to 2003 also is.
_STREAMS = (
    ("EncryptedPackage", "Berkas ini dikunci dengan kata sandi.", "Simpan ulang tanpa kata sandi, lalu unggah lagi."),
    ("WordDocument", "Berkas ini dokumen Word, bukan lembar kerja.", "Salin tabelnya ke lembar kerja."),
)
COMPOUND = b"\xd0\xcf\x11\xe0"


def foreign(data: bytes) -> tuple[str, str] | None:
    """What is wrong and what to do, for a kind of file that people take for a spreadsheet."""
    for name, wrong, fix in _STREAMS:
        if data.startswith(COMPOUND) and name.encode("utf-16-le") in data:
            return wrong, fix
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf")
    for pattern, wrong, fix in _KINDS:
        if re.match(pattern, head, re.IGNORECASE | re.DOTALL):
            return wrong, fix
    return None
