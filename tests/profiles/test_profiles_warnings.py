"""What the Pedoman would ask: one row per rule, on a KUBE about which there is nothing to ask."""

import pytest

from judging.plan import JudgePlan, MemberPlan
from judging.profiles import FORMS, NEEDED, MemberLimits, describe, panel_warnings, warnings
from judging.profiles.forms import TARGET_GROUPS
from judging.profiles.peers import JUDGE_ONCE, clashes

LIMITS = MemberLimits(5, 10)
OFFICES = ("ketua", "sekretaris", "bendahara")
GOOD = {
    "target_group": "PD", "member_unit": "orang", "officer_election": "deliberation",
    "member_book": True, "rules_book": True, "ledger": True, "officer_list": True,
    "training_on": "2023-02-13", "stimulus_on": "2023-05-22", "mentoring_on": "2023-06-05",
    "grant_amount": 16_000_000, "rolled_to": "Satu keluarga di RW 03",
    "monitored_village_on": "2026-01-12", "monitored_district_on": "2026-01-20", "monitored_city_on": "2026-01-29",
}  # fmt: skip
ORDER = ("Tiga langkah pembentukan berurutan: pelatihan, bantuan stimulan, pendampingan. "
         "Untuk sasaran keluarga fakir miskin langkah ini tidak diperiksa.")  # fmt: skip
ELECTED = "Pengurus dipilih dari dan oleh anggota."
TIERS = "Pemantauan dan laporan berjenjang dari desa/kelurahan sampai pusat."
UNIT = "Untuk sasaran ini satu unit permukiman sosial adalah satu KUBE; batas jumlah anggota tidak berlaku."
NINE = "Pedoman menyebut sembilan sasaran KUBE."
NO_ELECTION = ("election_missing", "Cara pemilihan pengurus belum diisi. Tanyakan kepada anggota.", ELECTED)
NO_UNIT = ("settlement_missing", "Nama unit permukiman sosial belum diisi. Tulis namanya.", UNIT)


def members(count, **elected):
    offices = [*OFFICES, *[""] * count][:count]
    return [MemberPlan("K", n, f"Anggota {n}", o, elected.get(o)) for n, o in enumerate(offices, start=1)]


def told(changes, count=8, limits=LIMITS, **elected):
    profile = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    found = warnings("kube", profile, members(count, **elected), limits=limits, linked=False)
    return [(one.code, one.message, one.reason) for one in found]


RULES = {
    "nothing to ask": ({}, []),
    "no target group": (
        {"target_group": None},
        [("target_missing", "Sasaran belum diisi. Pilih salah satu dari sembilan sasaran.", NINE)],
    ),
    "a tenth target group": (
        {"target_group": "PNS"},
        [("target_unknown", "Sasaran “PNS” tidak termasuk sembilan sasaran. Pilih ulang.", NINE)],
    ),
    "remote community without a unit": ({"target_group": "KAT"}, [NO_UNIT]),
    "slum area without a unit": ({"target_group": "KUMUH"}, [NO_UNIT]),
    "slum area with its unit": ({"target_group": "KUMUH", "settlement_unit": "Unit 3"}, []),
    "no election told": ({"officer_election": None}, [NO_ELECTION]),
    "officers by vote": ({"officer_election": "vote"}, []),
    "officers appointed": (
        {"officer_election": "appointed"},
        [("officers_appointed", "Pengurus ditunjuk pihak luar. Tulis alasannya bila benar.", ELECTED)],
    ),
    "a book is missing": (
        {"rules_book": False},
        [("books_missing", "Belum ada buku peraturan. Minta KUBE melengkapinya.",
          "Pedoman meminta empat buku administrasi.")],
    ),
    "all books are missing": (
        {"member_book": None, "rules_book": None, "ledger": False, "officer_list": None},
        [("books_missing", ("Belum ada pembukuan keuangan. Minta KUBE melengkapinya. Belum diketahui: buku anggota, "
          "buku peraturan, dan daftar pengurus. Tanyakan kepada KUBE."), "Pedoman meminta empat buku administrasi.")],
    ),
    "nobody asked about a book": (
        {"officer_list": None},
        [("books_missing", "Belum diketahui: daftar pengurus. Tanyakan kepada KUBE.",
          "Pedoman meminta empat buku administrasi.")],
    ),
    "a step is missing": (
        {"training_on": None},
        [("steps_missing", "Tanggal pelatihan keterampilan belum diisi. Isi tanggalnya.", ORDER)],
    ),
    "aid before training": (
        {"training_on": "2023-05-23"},
        [("steps_order", "Bantuan stimulan bertanggal sebelum pelatihan keterampilan. Periksa tanggalnya.", ORDER)],
    ),
    "mentoring before training, aid unknown": (
        {"stimulus_on": None, "mentoring_on": "2023-02-12"},
        [("steps_missing", "Tanggal bantuan stimulan belum diisi. Isi tanggalnya.", ORDER),
         ("steps_order", "Mulai pendampingan bertanggal sebelum pelatihan keterampilan. Periksa tanggalnya.", ORDER)],
    ),
    "the poor families' programme covers the steps": (
        {"target_group": "FM", "training_on": None, "stimulus_on": "2023-05-22", "mentoring_on": "2020-01-01"}, [],
    ),
    "no target group yet: which steps are asked for is not known": (
        {"target_group": None, "training_on": None, "stimulus_on": None, "mentoring_on": None},
        [("target_missing", "Sasaran belum diisi. Pilih salah satu dari sembilan sasaran.", NINE)],
    ),
    "no target group yet, aid before training": (
        {"target_group": None, "training_on": "2023-05-10", "stimulus_on": "2023-04-01"},
        [("target_missing", "Sasaran belum diisi. Pilih salah satu dari sembilan sasaran.", NINE),
         ("steps_order", "Bantuan stimulan bertanggal sebelum pelatihan keterampilan. Periksa tanggalnya.", ORDER)],
    ),
    "a grant not rolled on yet": ({"rolled_to": None}, []),
    "no grant, nothing to roll on": ({"rolled_to": None, "grant_amount": None}, []),
    "a level passed over": (
        {"monitored_district_on": None},
        [("monitoring_gap", "Laporan melewati kecamatan. Isi tanggal terimanya.", TIERS)],
    ),
    "levels out of order": (
        {"monitored_city_on": "2026-01-19"},
        [("monitoring_order", "Laporan diterima kabupaten/kota sebelum kecamatan. Periksa tanggalnya.", TIERS)],
    ),
    "no report yet": ({"monitored_village_on": None, "monitored_district_on": None, "monitored_city_on": None}, []),
}  # fmt: skip


def kinds(profile, count=0):
    found = warnings("kube", profile, members(count), limits=LIMITS, linked=False)
    return {one.code: (one.field, one.empty) for one in found}


def test_what_is_not_answered_yet_is_empty_and_not_outside():
    assert kinds({"grant_amount": 1}) == {
        "target_missing": ("target_group", True), "members_outside": ("members", True),
        "officer_missing": ("members", True), "election_missing": ("officer_election", True),
        "books_missing": ("member_book", True),
    }  # fmt: skip
    late = {"training_on": "2023-05-23", "ledger": False, "officer_election": "appointed", "rolled_to": None}
    assert kinds({**GOOD, **late}, 3) == {
        "members_outside": ("members", False), "officers_appointed": ("officer_election", False),
        "books_missing": ("ledger", False), "steps_order": ("stimulus_on", False),
    }  # fmt: skip


def test_a_name_that_ends_with_a_full_stop_ends_the_sentence_once():
    judge = {"name": "Budi Contoh, M.Si."}
    assert [str(fault) for fault in clashes(judge, [judge], JUDGE_ONCE)] == [
        ("Nama “Budi Contoh, M.Si.” sudah dipakai Budi Contoh, M.Si. "
         "Tambahkan pembeda pada nama ini, atau buka Budi Contoh, M.Si. di Semua juri.")
    ]  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_the_pedoman_warns(rule):
    changes, expected = RULES[rule]
    assert told(changes) == expected


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        (5, "orang", []), (10, "orang", []),
        (0, "orang", ["Anggota belum diisi.",
                      "Belum ada ketua, sekretaris, dan bendahara. Pilih dari daftar anggota."]),
        (12, "orang", ["Jumlah anggota 12 orang, di luar batas 5–10. Tulis alasannya bila benar."]),
        (4, "KK", ["Jumlah anggota 4 KK, di luar batas 5–10. Tulis alasannya bila benar."]),
    ],
)  # fmt: skip
def test_the_number_of_members_is_held_to_the_events_limits(count, unit, expected):
    assert [message for _, message, _ in told({"member_unit": unit}, count)] == expected


def test_limits_are_the_events_and_may_be_off():
    assert told({}, 12, MemberLimits(5, 20)) == []
    assert told({}, 40, None) == []
    assert told({"target_group": "KAT", "settlement_unit": "Unit 3"}, 40) == []
    assert MemberLimits.from_settings({"members_lowest": 5, "members_highest": 20}) == MemberLimits(5, 20)
    assert MemberLimits.from_settings({"members_lowest": None, "members_highest": None}) is None


def test_officers_come_from_the_members():
    assert told({}, 2, None) == [("officer_missing", "Belum ada bendahara. Pilih dari daftar anggota.", ELECTED)]
    assert told({}, ketua=True, bendahara=False) == [
        ("officer_not_elected", "Anggota 3 (bendahara) tidak dipilih anggota. Tulis alasannya bila benar.", ELECTED)
    ]


@pytest.mark.parametrize(
    ("profile", "linked", "codes"),
    [
        ({"element": "PSM"}, True, []),
        ({"element": "PSM"}, False, ["link_missing"]),
        ({}, True, ["element_missing"]),
    ],
)
def test_a_pendamping_stands_beside_a_kube(profile, linked, codes):
    found = warnings("pendamping", profile, [], limits=LIMITS, linked=linked)
    assert [one.code for one in found] == codes


def test_a_category_without_a_form_has_nothing_to_ask_or_show():
    assert warnings("", {"target_group": "X"}, [], limits=LIMITS, linked=False) == ()
    assert describe("", {"target_group": "X"}, []) == ()


BACKGROUNDS = {"praktisi_sosial": "Praktisi sosial", "forum_csr": "Forum CSR", "akademisi": "Akademisi"}


@pytest.mark.parametrize(
    ("seated", "reserves", "messages"),
    [
        (("praktisi_sosial", "forum_csr", "akademisi"), ("forum_csr",), []),
        (("praktisi_sosial", "akademisi", "akademisi"), ("forum_csr",),
         ["Belum ada juri dari Forum CSR. Tambahkan juri."]),
        (("praktisi_sosial", "forum_csr", "akademisi", "akademisi"), (),
         ["Jumlah juri 4, genap. Tambah atau kurangi satu bila dapat.",
          "Belum ada juri cadangan. Siapkan satu bila dapat."]),
    ],
)  # fmt: skip
def test_a_panel_has_every_background_an_odd_number_and_a_reserve(seated, reserves, messages):
    judges = [JudgePlan(f"J{n}", f"Juri {n}", background, "") for n, background in enumerate(seated)]
    judges += [JudgePlan(f"C{n}", f"Cadangan {n}", code, "", is_reserve=True) for n, code in enumerate(reserves)]
    assert [one.message for one in panel_warnings(BACKGROUNDS, judges)] == messages


def test_a_profile_is_shown_as_people_read_it():
    profile = {"target_group": "KAT", "formed_on": "2020-09-09", "ledger": False, "grant_amount": 20_000_000,
               "grant_year": 2021, "member_unit": "KK"}  # fmt: skip
    assert describe("kube", profile, members(6)) == (
        ("Sasaran", "Komunitas adat terpencil [masyarakat terasing]"),
        ("Satuan anggota", "KK"),
        ("Tanggal pembentukan", "9 September 2020"),
        ("Pembukuan keuangan", "Belum ada"),
        ("Nilai hibah", "Rp20.000.000"),
        ("Tahun hibah", "2021"),
        ("Ketua", "Anggota 1"),
        ("Sekretaris", "Anggota 2"),
        ("Bendahara", "Anggota 3"),
        ("Jumlah anggota", "6 KK"),
    )


def test_nine_target_groups_and_no_word_of_yesterday_alone():
    assert list(TARGET_GROUPS) == ["FM", "KAT", "PD", "LU", "AT", "PRSE", "KMM", "RP", "KUMUH"]
    fields = [field for form in FORMS.values() for field in form]
    words = " ".join(text for f in fields for text in (f.label, f.help, *f.choices.values())).casefold()
    old = ("psk", "penyandang cacat", "masyarakat terasing", "panita", "pmks", "propinsi", "pinjaman", "cicilan")
    assert [word for word in old if word in words] == []


@pytest.mark.parametrize("key", [item.key for item in FORMS["kube"]])
def test_a_question_may_stay_empty_when_nothing_misses_its_answer(key):
    """The page says so beside the question; here it is asked of the rules themselves."""
    profile = {name: value for name, value in GOOD.items() if name != key}
    found = warnings("kube", profile, members(8), limits=LIMITS, linked=False)
    assert any(one.empty for one in found) == (key in NEEDED)


def test_of_a_facilitator_the_element_is_missed_and_nothing_else():
    found = warnings("pendamping", {}, [], limits=None, linked=True)
    assert [one.field for one in found if one.empty] == [item.key for item in FORMS["pendamping"] if item.key in NEEDED]
