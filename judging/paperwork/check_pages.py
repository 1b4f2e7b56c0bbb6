"""The pages behind the QR codes as plain files, for a host that keeps them after the event's laptop is gone.

In:  every piagam ever issued.   Out: path -> HTML, under the QR's own path (periksa/CODE/index.html).
Says holder, award, event, date, and whether it stands; nothing else. An unknown code gets 404.html, always the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

from judging import queries, words
from judging.paperwork.common import Source
from judging.queries import Papers
from judging.queries.certificates import CORRECTING, NO_LONGER, OTHER_NAME, OTHER_WORDS, due
from judging.queries.results import Issued, every_issued

ASK = "Tanyakan kepada penyelenggara."
VERDICTS = {
    "valid": ("Piagam ini tercatat dan berlaku.", "ok"),
    "replaced": ("Piagam ini sudah diganti dengan piagam yang lebih baru.", "warn"),
    "revoked": ("Piagam ini sudah dicabut dan tidak berlaku.", "bad"),
    OTHER_NAME: (f"Hasil yang lebih baru mencetak nama lain; penggantinya belum terbit. {ASK}", "warn"),
    OTHER_WORDS: (f"Hasil yang lebih baru mencetak keterangan lain; penggantinya belum terbit. {ASK}", "warn"),
    NO_LONGER: (f"Menurut hasil yang lebih baru, piagam ini bukan lagi untuk penerima ini. {ASK}", "bad"),
    CORRECTING: ("Hasil kegiatan ini sedang dikoreksi. Periksa lagi sesudah hasilnya diumumkan.", "warn"),
}
UNKNOWN = "Kode ini tidak ada dalam catatan. Periksa hurufnya, atau tanyakan kepada penyelenggara."
STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1.2rem;color:#14181c}"
    "h1{font-size:1.5rem;line-height:1.2}p.v{padding:.8rem 1rem;border-left:.4rem solid}"
    "p.ok{border-color:#146c43;background:#e9f5ee}p.warn{border-color:#8a5a00;background:#fdf3dc}"
    "p.bad{border-color:#9b1c1c;background:#fbeaea}dt{color:#4a5560;font-size:.9rem}"
    "dd{margin:0 0 .8rem;font-weight:600}"
)


def check_pages(source: Source, event_id: int) -> Mapping[str, str]:
    """Everything to put on the host; "404.html" for the codes it does not know."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        issued, newest = every_issued(session, event_id), due(session, event_id)
    pages = {f"periksa/{one.code}/index.html": page(papers, *told(one, newest.word(one))) for one in issued}
    pages["404.html"] = page(papers, f'<p class="v warn">{escape(UNKNOWN)}</p>')
    pages["periksa/index.html"] = pages["404.html"]
    return pages


def told(one: Issued, word: str) -> tuple[str, ...]:
    words_of, kind = VERDICTS[word]
    lines = [f'<p class="v {kind}">{escape(words_of)}</p>']
    if one.state != "revoked":
        facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in facts_of(one.body))
        lines.append(f"<dl>{facts}</dl>")
    return tuple(lines)


def facts_of(body: Mapping[str, object]) -> list[tuple[str, str]]:
    return [
        ("Diberikan kepada", str(body["name"])),
        ("Sebagai", str(body["label"])),
        ("Kegiatan", f"{body['category']} {body['level']} Tahun {body['year']}"),
        ("Tanggal piagam", words.long_date(date.fromisoformat(str(body["day"])))),
    ]


def page(papers: Papers, *lines: str) -> str:
    organiser = escape(str(papers.settings.get("organiser") or papers.event.name))
    sample = "<p><b>DATA CONTOH</b> – bukan piagam sungguhan.</p>" if papers.event.is_sample else ""
    return (
        '<!doctype html><html lang="id"><meta charset="utf-8"><meta name="robots" content="noindex">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Periksa piagam</title>'
        f"<style>{STYLE}</style><h1>Periksa piagam</h1>{''.join(lines)}{sample}"
        f"<p>Penyelenggara: {organiser}. Kode ini bukan tanda tangan elektronik.</p></html>\n"
    )
