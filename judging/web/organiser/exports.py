"""Every table of the event as a file: XLSX to print and sort, CSV for other programs; all at once in one workbook.

One address for each table, so that its right stands in the map of pages: that of the page that shows the same.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Response, abort, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from judging import queries, words
from judging.language import N_, _
from judging.queries import exports as tables
from judging.queries.exports import Cell, Table
from judging.roles import Permission
from judging.spreadsheet.export import sheet_name
from judging.spreadsheet.formatted import Heading, table_csv, tables_xlsx
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser.common import blueprint, event_id, page, require_organiser, zone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8", "zip": "application/zip"}


@dataclass(frozen=True, slots=True)
class Export:
    key: str  # in the address and the file's name
    title: str
    help: str
    permission: Permission
    read: Callable[[Session, int], list[Table]]


EXPORTS = (
    Export("peserta", N_("Peserta"), N_("Dengan profilnya."), Permission.SET_UP, tables.participants),
    Export("anggota", N_("Anggota kelompok"), N_("Dengan jabatannya."), Permission.SET_UP, tables.members),
    Export("juri", N_("Juri"), N_("Unsur, lembaga, kartu, kehadiran."), Permission.SET_UP, tables.judges),
    Export("penugasan", N_("Penugasan juri"), N_("Dengan pengganti dan alasannya."), Permission.SET_UP, tables.seats),
    Export("benturan", N_("Benturan kepentingan"), N_("Juri, peserta, alasan."), Permission.SET_UP, tables.conflicts),
    Export(
        "kategori", N_("Kategori"), N_("Sesi, rubrik, cara menghitung."), Permission.SEE_PROGRESS, tables.categories
    ),
    Export("hadiah", N_("Hadiah"), N_("Sebutan juara, uang, barang."), Permission.SEE_PAPERS, tables.awards),
    Export("pejabat", N_("Pejabat"), N_("Siapa menandatangani apa."), Permission.SET_UP, tables.officials),
    Export("lembar", N_("Keadaan lembar"), N_("Keadaan saja, tanpa skor."), Permission.SEE_PROGRESS, tables.sheets),
    Export("skor", N_("Skor"), N_("Per indikator, juri dengan kodenya."), Permission.SEE_STANDING, tables.scores),
    Export(
        "hasil", N_("Hasil"), N_("Seperti ditetapkan, dengan nomor versinya."), Permission.SEE_STANDING, tables.results
    ),
    Export("rekapitulasi", N_("Rekapitulasi"), N_("Peserta × aspek dan juri."), Permission.SEE_STANDING, tables.recap),
    Export(
        "alokasi", N_("Alokasi hadiah"), N_("Uang dan pajak tiap penerima."), Permission.SEE_PAPERS, tables.allocation
    ),
    Export(
        "catatan",
        N_("Catatan kejadian"),
        N_("Apa, kapan, oleh siapa; tanpa isinya."),
        Permission.KEEP_RECORD,
        tables.journal_events,
    ),
)
WAITS = {
    "skor": N_("Tersedia setelah penilaian ditutup."),
    "rekapitulasi": N_("Tersedia setelah penilaian ditutup."),
    "hasil": N_("Tersedia setelah hasil ditetapkan."),
    "alokasi": N_("Tersedia setelah hasil ditetapkan."),
}


@blueprint.get("/ekspor")
@allow()
def exports() -> ResponseReturnValue:
    require_organiser()
    rows = []
    with database().reading() as session:
        for one in _open_to_me():
            found = one.read(session, event_id())
            rows.append((one, sum(len(table.rows) for table in found)))
    return page("organiser/exports.html", rows=[_row(one, count) for one, count in rows])


@blueprint.get("/ekspor/semua")
@allow()
def export_all() -> Response:
    require_organiser()
    with database().reading() as session:
        found = [table for one in _open_to_me() for table in one.read(session, event_id()) if table.rows]
    return _send("semua", "xlsx", found)


def _register(export: Export) -> None:
    @allow(export.permission)
    def take(form: str) -> Response:
        if form not in ("xlsx", "csv"):
            abort(404)
        with database().reading() as session:
            found = export.read(session, event_id())
        return _send(export.key, form, found if any(table.rows for table in found) else abort(404))

    blueprint.add_url_rule(f"/ekspor/{export.key}/<form>", f"export_{export.key}", take, methods=["GET"])


for _export in EXPORTS:
    _register(_export)


def _open_to_me() -> list[Export]:
    return [one for one in EXPORTS if actor().may(one.permission)]


def _row(one: Export, count: int) -> dict[str, object]:
    waits = "" if count else _(WAITS.get(one.key, N_("Belum ada isinya.")))
    return {
        "title": _(one.title),
        "text": waits or _(one.help),
        "count": count,
        "forms": []
        if waits
        else [(form.upper(), url_for(f"organiser.export_{one.key}", form=form)) for form in ("xlsx", "csv")],
    }


def _send(key: str, form: str, found: Sequence[Table]) -> Response:
    """Several tables as CSV come as a ZIP. Samples carry their mark in the file's name too."""
    with database().reading() as session:
        event = queries.event(session, event_id())
        paper = queries.settings(session, event_id()).get("paper")
    local = [_local(table) for table in found]
    made = _made(utc_now())
    heading = Heading(f"{event.name} {event.year}", made, str(paper or "A4"), event.is_sample)
    if form == "xlsx":
        content, ending = tables_xlsx(local, heading), "xlsx"
    elif len(local) == 1:
        content, ending = table_csv(local[0]), "csv"
    else:
        content, ending = _zipped(local), "zip"
    name = f"{'contoh-' if event.is_sample else ''}{key}-{event.code}.{ending}"
    return send_file(io.BytesIO(content), mimetype=MEDIA[ending], as_attachment=True, download_name=name)


def _made(now: datetime) -> str:
    return f"Dibuat {words.long_date(words.local(now, zone()).date())}"


def _local(table: Table) -> Table:
    """Times as the clock on the wall shows them."""
    return replace(table, rows=tuple(tuple(_local_cell(cell) for cell in row) for row in table.rows))


def _local_cell(cell: Cell) -> Cell:
    return words.local(cell, zone()).replace(tzinfo=None) if isinstance(cell, datetime) else cell


def _zipped(found: Sequence[Table]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, table in enumerate(found, start=1):
            archive.writestr(f"{number:02d} {sheet_name(table.title)}.csv", table_csv(table))
    return stream.getvalue()
