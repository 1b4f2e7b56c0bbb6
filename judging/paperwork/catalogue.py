"""Every paper of an event in one table: its key, its name, when it is needed, who may have it, how it is drawn.

In:  nothing.   Out: KINDS, which pages, the command `print`, and the ZIP of all walk alike.   Draws nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from judging import queries
from judging.language import N_
from judging.paperwork.allocation import allocation_pdf
from judging.paperwork.announcement import mc_list_pdf
from judging.paperwork.blanks import attendance_pdf, draw_pdf, names_pdf, score_sheets_pdf, statements_pdf
from judging.paperwork.common import Paper, Source
from judging.paperwork.correction import correction_pdf
from judging.paperwork.decree import annex_pdf, decree_pdf
from judging.paperwork.feedback import feedback_pdf
from judging.paperwork.handover import handover_pdf
from judging.paperwork.judge_recap import judge_recaps_pdf, single_sheets_pdf
from judging.paperwork.minutes import minutes_pdf
from judging.paperwork.piagam import certificate_list, certificates_pdf
from judging.paperwork.recap import recap_pdf
from judging.paperwork.receipts import receipts_pdf
from judging.paperwork.recovery import recovery_pdf
from judging.paperwork.rules import rules_sheet_pdf
from judging.roles import Permission

GROUPS = (N_("Sebelum penilaian"), N_("Pleno"), N_("Hadiah dan keputusan"), N_("Hari penyerahan"), N_("Sesudahnya"))
BEFORE, PLENARY, PRIZES, DAY, AFTER = GROUPS
SIGNERS = {  # kind -> whose offices stand under it: dots where nobody was entered
    "aturan": ("kabid",),
    "undian": ("kabid",),
    "berita-acara": ("kabid",),
    "koreksi": ("kabid",),
    "rancangan": ("kepala",),
    "lampiran": ("kepala",),
    "alokasi": ("pptk", "bendahara", "kpa"),
    "kuitansi": ("bendahara", "kpa"),
    "tanda-terima": ("kabid", "pptk"),
}
OfEvent = Callable[[Source, int], Paper | None]
OfCategory = Callable[[Source, int, int], Paper | None]


NEEDS = {  # what a paper waits for, and how that is said
    "": "",
    "page": N_("Petunjuk belum ada."),
    "closed": N_("Menunggu penilaian ditutup."),
    "sealed": N_("Menunggu hasil yang dikunci."),
    "second": N_("Belum ada hasil pengganti."),
}


@dataclass(frozen=True, slots=True)
class Kind:
    key: str  # in addresses and file names
    title: str
    group: str
    permission: Permission
    needs: str = ""  # a key of NEEDS
    fixed_by: str = ""  # "seal" or "decree": from then on it is final, and kept when it is handed out
    on_request: bool = False  # not among "everything": asked for by name
    of_event: OfEvent | None = None
    of_category: OfCategory | None = None  # one paper for each category


def thanks_pdf(source: Source, event_id: int) -> Paper | None:
    """Piagam of taking part and of judging; None while nobody is to receive one."""
    with source.reading() as session:
        papers = queries.papers(session, event_id)
    return certificates_pdf(source, event_id, thanks=True) if certificate_list(papers, thanks=True) else None


def awards_pdf(source: Source, event_id: int) -> Paper | None:
    with source.reading() as session:
        papers = queries.papers(session, event_id)
    return certificates_pdf(source, event_id) if certificate_list(papers) else None


def allocation_or_none(source: Source, event_id: int) -> Paper | None:
    with source.reading() as session:
        papers = queries.papers(session, event_id)
    return allocation_pdf(source, event_id) if papers.results else None


_PAPERS, _STANDING, _PROGRESS = Permission.SEE_PAPERS, Permission.SEE_STANDING, Permission.SEE_PROGRESS
KINDS = (
    Kind("aturan", N_("Lembar aturan penilaian"), BEFORE, _PROGRESS, of_category=rules_sheet_pdf),
    Kind("lembar-kosong", N_("Lembar penilaian kosong"), BEFORE, _PROGRESS, of_category=score_sheets_pdf),
    Kind("pernyataan", N_("Pernyataan bebas benturan kepentingan"), BEFORE, _PROGRESS, of_event=statements_pdf),
    Kind("nama", N_("Persetujuan nama pada piagam"), BEFORE, _PROGRESS, of_event=names_pdf),
    Kind("undian", N_("Undian nomor urut"), BEFORE, _PROGRESS, of_event=draw_pdf),
    Kind("hadir", N_("Daftar hadir juri dan peserta"), BEFORE, _PROGRESS, of_event=attendance_pdf),
    Kind("pemulihan", N_("Lembar pemulihan"), BEFORE, _PROGRESS, "page", of_event=recovery_pdf),
    Kind("rekapitulasi", N_("Rekapitulasi nilai"), PLENARY, _STANDING, "closed", of_category=recap_pdf),
    Kind("rekap-juri", N_("Rekap tiap juri"), PLENARY, _STANDING, "closed", of_category=judge_recaps_pdf),
    Kind(
        "lembar-juri",
        N_("Lembar tiap juri, satu per peserta"),
        PLENARY,
        _STANDING,
        "closed",
        on_request=True,
        of_category=single_sheets_pdf,
    ),
    Kind("berita-acara", N_("Berita acara penilaian"), PLENARY, _STANDING, "sealed", "seal", of_category=minutes_pdf),
    Kind("koreksi", N_("Berita acara koreksi"), PLENARY, _STANDING, "second", "seal", of_category=correction_pdf),
    Kind("rancangan", N_("Rancangan keputusan"), PRIZES, _PAPERS, "sealed", of_event=decree_pdf),
    Kind("lampiran", N_("Lampiran keputusan"), PRIZES, _PAPERS, "sealed", "decree", of_event=annex_pdf),
    Kind("alokasi", N_("Daftar alokasi hadiah"), PRIZES, _PAPERS, "sealed", "decree", of_event=allocation_or_none),
    Kind("kuitansi", N_("Kuitansi rangkap tiga"), PRIZES, _PAPERS, "sealed", "decree", of_event=receipts_pdf),
    Kind("naskah-mc", N_("Naskah pengumuman untuk MC"), DAY, _PAPERS, "sealed", of_event=mc_list_pdf),
    Kind("tanda-terima", N_("Tanda terima trofi dan piagam"), DAY, _PAPERS, "sealed", "decree", of_event=handover_pdf),
    Kind("rapor", N_("Rapor peserta"), AFTER, _STANDING, "sealed", "seal", of_category=feedback_pdf),
)
PIAGAM = (
    Kind("piagam", N_("Piagam penghargaan"), DAY, _PAPERS, "sealed", "decree", of_event=awards_pdf),
    Kind("piagam-terima-kasih", N_("Piagam peserta dan juri"), DAY, _PAPERS, "sealed", "decree", of_event=thanks_pdf),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file to draw: a kind, and the category it is of."""

    kind: Kind
    category_id: int | None
    category_code: str
    category: str  # name; "" for a paper of the whole event

    @property
    def title(self) -> str:
        return f"{self.kind.title} {self.category}".strip()


def sheets(source: Source, event_id: int, *, piagam: bool = True) -> list[Sheet]:
    """Everything that may be asked for, in the order of the day, whether it can be drawn yet or not."""
    with source.reading() as session:
        categories = queries.categories(session, event_id)
    found = []
    for kind in (*KINDS, *(PIAGAM if piagam else ())):
        if kind.of_event:
            found.append(Sheet(kind, None, "", ""))
        else:
            found += [Sheet(kind, one.id, one.code, one.name) for one in categories]
    return found


def draw(source: Source, event_id: int, sheet: Sheet) -> Paper | None:
    """The paper; None while it waits for something."""
    if sheet.kind.of_event:
        return sheet.kind.of_event(source, event_id)
    if sheet.kind.of_category and sheet.category_id is not None:
        return sheet.kind.of_category(source, event_id, sheet.category_id)
    return None
