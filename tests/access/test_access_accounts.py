"""Accounts: the first one of an empty database, new passwords, and shutting somebody out."""

from __future__ import annotations

import io
import re

import pytest
from flask.testing import FlaskClient
from people import NOW, organiser, witness
from sites import SECOND, Site, problems
from stage_sites import add_people, site_over

from judging import actions, queries
from judging.models import DatabaseFact
from judging.queries.first_run import SETUP_TOKEN
from judging.roles import Role
from judging.sample import PASSWORD, PIN
from judging.spreadsheet import filled_workbook
from judging.spreadsheet.samples import sample_plan

CHOSEN = {"password": "kata sandi panjang", "pin": "135790"}
WRONG_TOKEN = [actions.WRONG_SETUP_TOKEN]


@pytest.fixture
def empty(tmp_path) -> Site:
    return site_over(tmp_path / "empty")


def token_of(site: Site) -> str:
    with site.database.writing() as session:
        return actions.new_setup_token(session)


def sent(client: FlaskClient, token: str, workbook: bytes | None = None, **changes: str):
    book = filled_workbook(sample_plan("kube-dki")) if workbook is None else workbook
    file = {"workbook": (io.BytesIO(book), "buku.xlsx")}
    return client.post("/mulai", data={"token": token, **CHOSEN, **changes, **file})


def test_an_empty_database_gives_nobody_a_way_in(empty):
    client = empty.anyone()
    assert client.get("/mulai").status_code == 200
    answer = client.post("/panitia/masuk", data={"login": "panitia", "password": PASSWORD})
    assert (answer.status_code, len(problems(answer))) == (200, 1)
    assert problems(sent(client, "")) == WRONG_TOKEN


def test_the_token_brings_in_the_first_event_and_its_panitia_once(empty):
    token = token_of(empty)
    client = empty.anyone()
    answer = sent(client, token)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/panitia/masuk?nama=panitia")
    entered = client.post("/panitia/masuk", data={"login": "panitia", "password": CHOSEN["password"]})
    assert entered.status_code == 302
    assert client.get("/panitia/pengaturan").status_code == 200
    assert [client.get("/mulai").status_code, sent(client, token).status_code] == [404, 404]
    with empty.database.reading() as session:
        assert session.get(DatabaseFact, SETUP_TOKEN) is None
        assert [a.login for a in queries.accounts(session) if a.ready] == ["panitia"]
    assert empty.database.verify().ok


def test_the_token_is_stored_as_a_hash_and_a_new_one_replaces_it(empty):
    old, new = token_of(empty), token_of(empty)
    with empty.database.reading() as session:
        stored = session.get_one(DatabaseFact, SETUP_TOKEN).value
        assert re.fullmatch("[0-9a-f]{64}", stored)
        assert new not in stored
        assert [queries.setup_token_fits(session, one) for one in (old, new, f" {new} ", "")] == [
            False,
            True,
            True,
            False,
        ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"password": "terlalu"}, "Kata sandi paling sedikit 12 huruf atau angka."),
        ({"pin": "12345"}, "PIN harus 6 angka."),
        ({"pin": "١٢٣٤٥٦"}, "PIN harus 6 angka."),
    ],
)
def test_a_weak_choice_leaves_the_database_empty_and_the_token_good(empty, changes, problem):
    token = token_of(empty)
    answer = sent(empty.anyone(), token, **changes)
    assert (answer.status_code, problems(answer)) == (422, [problem])
    with empty.database.reading() as session:
        assert queries.events(session) == []
        assert queries.setup_token_fits(session, token)


def test_a_file_that_is_no_workbook_is_answered_with_its_problems(empty):
    answer = sent(empty.anyone(), token_of(empty), workbook=b"bukan buku kerja")
    assert answer.status_code == 422
    assert len(problems(answer)) >= 1


def made(answer) -> tuple[str, str]:
    password, pin = re.findall(r'<span class="code">([^<]+)</span>', answer.get_data(as_text=True))
    return password, pin


def spare(site: Site) -> tuple[int, FlaskClient]:
    key = add_people(site.database)["cadangan"]
    return key, site.organiser("cadangan")


def test_panitia_gives_an_account_a_new_password_shown_once(open_site):
    site = open_site("setup")
    key, signed_in = spare(site)
    panitia = site.organiser("panitia")
    answer = panitia.post(f"/panitia/pengaturan/akun/{key}/sandi")
    password, pin = made(answer)
    assert re.fullmatch("([0-9A-Z]{4}-){3}[0-9A-Z]{4} [0-9]{6}", f"{password} {pin}")
    assert password not in panitia.get("/panitia/pengaturan/akun").get_data(as_text=True)
    assert signed_in.get("/panitia").status_code == 302
    enters = [site.anyone().post("/panitia/masuk", data={"login": "cadangan", "password": one}).status_code
              for one in (PASSWORD, password)]  # fmt: skip
    assert enters == [200, 302]


def test_once_judging_is_open_a_second_person_confirms_a_new_password(open_site):
    """Else one person alone could become the chair, and confirm what one person alone may not."""
    site = open_site("judging")
    panitia = site.organiser("panitia")
    with site.database.reading() as session:
        ketua = next(one for one in queries.accounts(session, 1) if one.login == "ketua").id
    path = f"/panitia/pengaturan/akun/{ketua}/sandi"
    alone = panitia.post(path)
    myself = panitia.post(path, data={"second_login": "panitia", "second_pin": PIN})
    assert [alone.status_code, myself.status_code, panitia.post(path, data=SECOND).status_code] == [422, 422, 200]
    with site.database.writing() as session, pytest.raises(actions.Refused):
        actions.set_credentials(
            session, organiser(session, Role.PANITIA), ketua, password="x" * 12, pin="135790", now=NOW,
            witness=witness(organiser(session, Role.PANITIA)),
        )  # fmt: skip


def test_an_account_shut_out_is_out_at_once_and_can_come_back(open_site):
    site = open_site("judging")
    key, signed_in = spare(site)
    panitia, path = site.organiser("panitia"), f"/panitia/pengaturan/akun/{key}/aktif"
    assert signed_in.get("/panitia/kemajuan").status_code == 200
    assert panitia.post(path, data={"active": "0"}).status_code == 302
    assert signed_in.get("/panitia/kemajuan").status_code == 302
    door = {"login": "cadangan", "password": PASSWORD}
    assert site.anyone().post("/panitia/masuk", data=door).status_code == 200
    assert panitia.post(path, data={"active": "1"}).status_code == 302
    assert signed_in.get("/panitia/kemajuan").status_code == 302  # an ended session stays ended
    assert site.anyone().post("/panitia/masuk", data=door).status_code == 302


def test_nobody_shuts_out_the_own_account(open_site):
    site = open_site("judging")
    with site.database.reading() as session:
        own = next(one for one in queries.accounts(session, 1) if one.login == "panitia").id
    answer = site.organiser("panitia").post(f"/panitia/pengaturan/akun/{own}/aktif", data={"active": "0"})
    assert problems(answer) == ["Akun sendiri tidak dapat dinonaktifkan. Minta rekan panitia melakukannya."]
