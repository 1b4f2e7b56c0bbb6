"""serve --https: a certificate that a strict client accepts, and a reload without a connection over it."""

from __future__ import annotations

import base64
import hashlib
import os
import socket
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from chromium import FLAGS, executable, until
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import ExtendedKeyUsageOID
from playwright.sync_api import Playwright
from tablet_hall import ROOT, TABLET, chosen, copy_of, ready, sign_in, tap, wait_for, watch

from judging.cli import lan_certificate


def test_the_certificate_has_what_ipados_and_android_ask_for(tmp_path: Path):
    files = lan_certificate.prepare(tmp_path / "https", ["192.168.1.5", "laptop.local"])
    leaf = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert [str(name.value) for name in names] == ["192.168.1.5", "laptop.local"]
    assert list(usage) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc <= timedelta(days=398)
    assert [path.stat().st_mode & 0o777 for path in (files.key, tmp_path / "https" / "ca.key")] == [0o600, 0o600]


def test_a_new_address_gets_a_new_certificate_from_the_same_authority(tmp_path: Path):
    first = lan_certificate.prepare(tmp_path, ["192.168.1.5"])
    authority, leaf = first.authority.read_bytes(), first.certificate.read_bytes()
    assert lan_certificate.prepare(tmp_path, ["192.168.1.5"]).certificate.read_bytes() == leaf
    moved = lan_certificate.prepare(tmp_path, ["10.0.0.7"])
    assert (moved.authority.read_bytes(), moved.certificate.read_bytes() == leaf) == (authority, False)


def free_ports() -> tuple[int, int]:
    doors = [socket.socket(), socket.socket()]
    for door in doors:
        door.bind(("127.0.0.1", 0))
    ports = tuple(int(door.getsockname()[1]) for door in doors)
    for door in doors:
        door.close()
    return ports[0], ports[1]


@pytest.fixture
def secure(stage_folders: Callable[[str, str], Path], tmp_path: Path) -> Iterator[tuple[int, int, Path]]:
    """(https port, http port, the authority's file) of a running server."""
    data = copy_of(stage_folders("kube-dki", "judging"), tmp_path / "secure")
    port, plain = free_ports()
    command = [sys.executable, "-m", "flask", "--app", "app", "serve", "--no-sample", "--https"]
    command += ["--port", str(port), "--install-port", str(plain)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "JUARA_DATA": str(data)}, **quiet)
    authority = data / "https" / "ca.pem"
    until(lambda: process.poll() is None and open_port(port) and open_port(plain))
    yield port, plain, authority
    process.terminate()
    process.wait(timeout=10)


def open_port(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


def test_a_strict_client_accepts_it_by_address_and_by_name(secure: tuple[int, int, Path]):
    port, plain, authority = secure
    trust = ssl.create_default_context(cafile=str(authority))
    for host in ("127.0.0.1", "localhost"):
        with urllib.request.urlopen(f"https://{host}:{port}/juri/masuk", context=trust, timeout=10) as answer:
            assert answer.status == 200
    with urllib.request.urlopen(f"http://127.0.0.1:{plain}/pasang-sertifikat/juara-ca.crt", timeout=10) as answer:
        assert (answer.read(), answer.headers["Content-Type"]) == (authority.read_bytes(), "application/x-x509-ca-cert")
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        urllib.request.urlopen(f"https://127.0.0.1:{port}/juri/masuk", context=ssl.create_default_context(), timeout=10)


@pytest.mark.browser
def test_a_reload_without_a_connection_works_over_https(
    playwright: Playwright, secure: tuple[int, int, Path], tmp_path: Path
):
    """The one certificate is trusted by its key, as an installed authority would make it trusted."""
    port, _plain, authority = secure
    leaf = x509.load_pem_x509_certificate((authority.parent / "server.pem").read_bytes())
    key = leaf.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    trusted = base64.b64encode(hashlib.sha256(key).digest()).decode()
    flags = [*FLAGS, f"--ignore-certificate-errors-spki-list={trusted}"]
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile", executable_path=executable(), args=flags, viewport=TABLET
    )
    page = context.pages[0]
    address = f"https://127.0.0.1:{port}"
    sign_in(page, address)
    page.locator("[data-sheet-row]", has_text="Belum dinilai").first.locator("a").click()
    page.wait_for_url("**/juri/lembar/*")
    worker = "navigator.serviceWorker.getRegistrations().then((all) => all[0]?.active?.state === 'activated')"
    watch(page, lambda: page.evaluate(worker))
    context.set_offline(True)
    tap(page, 0, 4)
    wait_for(page, "1 lembar belum terkirim")
    page.reload()
    ready(page)
    assert page.evaluate("fetch(location.href).then(() => 'answered', () => 'cut')") == "cut"
    tap(page, 1, 2)
    assert chosen(page).startswith("42-")
    context.set_offline(False)
    wait_for(page, "Tersambung, semua terkirim")
    context.close()
