"""A tie the declared chain leaves open is decided by people, on the record, and shown with its reason."""

from __future__ import annotations

import pytest
from sites import SECOND, problems, words

from judging import actions, codes, queries
from judging.cli.demo import _Steps
from judging.roles import SYSTEM
from judging.spreadsheet.samples import sample_scores
from judging.web.access import utc_now

UTR, SEL = "KUBE-UTR", "KUBE-SEL"
FORM = SECOND | {"kind": "tie", "rank": "2", "reason": "Kehadiran anggota lebih lengkap.", "present": "Retno\nBambang"}


@pytest.fixture
def tied(open_site):
    """KUBE-UTR with the very scores of KUBE-SEL: the same judges, the same values, so only the pleno can decide."""
    site = open_site("setup")
    steps = _Steps(site.database, "kube-dki", 1)
    scores = sample_scores("kube-dki")
    with site.database.writing() as session:
        for category in queries.categories(session, 1):
            actions.open_judging(session, SYSTEM, category.id, now=utc_now())
    with site.database.writing() as session:
        for sheet in queries.open_sheets(session, 1):
            source = SEL if sheet.participant == UTR else sheet.participant
            given = scores[source, sheet.round, sheet.judge]
            ticks = {code: (0,) for code in given if given[code] in sheet.note_units}
            entry = actions.SheetEntry(codes.new_secret(), 0, "submit", given, ticks, {})
            assert actions.save_entry(session, sheet.actor, sheet.id, entry, now=utc_now()).word == "saved"
    steps.close()
    return site


def order(site) -> list[tuple[int, str, str]]:
    with site.database.reading() as session:
        (category, *_) = queries.categories(session, 1)
        found = queries.visible_standing(session, category.id)
    return [(row.rank, row.participant, row.award) for row in found.rows]


def test_an_open_tie_blocks_the_seal_and_says_so(tied):
    ketua = tied.organiser("ketua")
    text = words(ketua.get("/panitia/pleno/kube"))
    assert "masih bernilai sama Perlu diputus sebelum hasil dikunci." in text
    assert "Nilai sama menunggu pleno" in text
    assert "Masih ada nilai sama yang menunggu keputusan pleno." in text
    assert ketua.post("/panitia/pleno/kube/kunci", data=SECOND).status_code == 422


def test_the_pleno_puts_the_tied_in_order(tied):
    ketua = tied.organiser("ketua")
    answer = ketua.post("/panitia/pleno/kube/putuskan", data=FORM | {f"place-{SEL}": "2", f"place-{UTR}": "3"})
    text = words(ketua.get("/panitia/pleno/kube"))
    assert answer.status_code == 302
    assert order(tied)[1:3] == [(2, SEL, "Juara II"), (3, UTR, "Juara III")]
    assert "Nilai sama keputusan pleno" in text
    assert "Hadir Retno, Bambang" in text
    assert ketua.post("/panitia/pleno/kube/kunci", data=SECOND).status_code == 302


def test_the_same_place_makes_twin_winners_who_share_the_money(tied):
    ketua = tied.organiser("ketua")
    ketua.post("/panitia/pleno/kube/putuskan", data=FORM | {f"place-{SEL}": "2", f"place-{UTR}": "2"})
    assert "Nilai sama juara kembar" in words(ketua.get("/panitia/pleno/kube"))
    assert ketua.post("/panitia/pleno/kube/kunci", data=SECOND).status_code == 302
    text = words(ketua.get("/panitia/hadiah"))
    assert "Juara II trofi dan piagam KUBE Bahari Rejeki, Jakarta Utara Rp7.700.000" in text
    assert "Juara II trofi dan piagam KUBE Guyub Hijau, Jakarta Selatan Rp7.700.000" in text
    assert "Juara III bagian dari juara kembar" in text


def test_the_hall_is_told_of_five_winners_when_two_share_a_place(tied):
    ketua = tied.organiser("ketua")
    ketua.post("/panitia/pleno/kube/putuskan", data=FORM | {f"place-{SEL}": "2", f"place-{UTR}": "2"})
    ketua.post("/panitia/pleno/kube/kunci", data=SECOND)
    panitia = tied.organiser("panitia")
    assert panitia.post("/panitia/pengumuman/kendali/mulai", data={"category": ["kube"]}).status_code == 302
    panitia.post("/panitia/pengumuman/kendali", data={"button": "next", "version": "1"})
    assert "Sebentar lagi: lima KUBE Berprestasi" in " ".join(words(tied.anyone().get("/layar")).split())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({f"place-{UTR}": ""}, "Pilih tempat untuk setiap peserta. Tempat yang sama berarti juara kembar."),
        ({"reason": " "}, "Alasan belum ditulis. Tulis alasan singkat, lalu ulangi."),
        ({"present": "\n"}, "Tulis siapa saja yang hadir dalam pleno."),
        (
            {"second_login": "ketua"},
            "Orang kedua harus orang lain. Minta rekan memasukkan nama masuk dan PIN-nya sendiri.",
        ),
    ],
)
def test_a_decision_that_lacks_something_is_told_and_what_was_typed_stays(tied, change, told):
    typed = FORM | {f"place-{SEL}": "2", f"place-{UTR}": "3"} | change
    answer = tied.organiser("ketua").post("/panitia/pleno/kube/putuskan", data=typed)
    body = answer.get_data(as_text=True)
    assert (answer.status_code, problems(answer)) == (422, [told])
    assert f'<select id="place-{SEL}"' in body
    assert '<option value="2" selected>' in body
    assert typed["reason"].strip() in body


def test_a_decision_can_be_taken_back_before_sealing(tied):
    ketua = tied.organiser("ketua")
    ketua.post("/panitia/pleno/kube/putuskan", data=FORM | {f"place-{SEL}": "2", f"place-{UTR}": "3"})
    assert ketua.post("/panitia/pleno/kube/cabut/1", data={"reason": ""}).status_code == 422
    assert ketua.post("/panitia/pleno/kube/cabut/1", data={"reason": "Salah baca."}).status_code == 302
    assert ketua.post("/panitia/pleno/kube/cabut/1", data={"reason": "Lagi."}).status_code == 422
    assert [rank for rank, _, _ in order(tied)] == [1, 2, 2, 4, 5]


def test_the_committee_sees_the_tie_but_does_not_decide(tied):
    panitia = tied.organiser("panitia")
    assert "Diputus ketua atau wakil dalam pleno." in words(panitia.get("/panitia/pleno/kube"))
    assert panitia.post("/panitia/pleno/kube/putuskan", data=FORM).status_code == 403


def test_departing_from_the_declared_rule_is_a_decision_too(open_site):
    site = open_site("closed")
    ketua = site.organiser("ketua")
    form = SECOND | {
        "kind": "rule",
        "method": "mean",
        "panel_rule": "present_judges",
        "reason": "J5 ikut.",
        "present": "Retno",
    }
    assert ketua.post("/panitia/pleno/pendamping/putuskan", data=form).status_code == 302
    text = words(ketua.get("/panitia/pleno/pendamping"))
    assert "Aturan lain: Rata-rata nilai juri yang dihitung; Semua nilai yang masuk dihitung" in text
    assert "J5 tidak dihitung" not in text
