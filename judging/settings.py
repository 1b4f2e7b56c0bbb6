"""The process's environment, read once.

In:  environment variables.   Out: one frozen dataclass.
Does not know the event's own settings (letterhead, limits, wording): those are journaled rows, see queries/settings.py.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    data_dir: Path
    database_url: str
    key_path: Path  # the journal's HMAC key: outside the database and outside every backup
    public_host: str = ""  # permanent https host printed in the QR of a piagam; empty = no QR
    time_zone: str = "Asia/Jakarta"
    trusted_hosts: tuple[str, ...] = ()  # empty = whatever name the LAN uses
    secure_cookies: bool = False
    practice: bool = False  # the practice event beside the real one: marked, and anybody may begin it anew
    backup_2: Path | None = None  # second place for copies of the database, such as a USB stick

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        env = os.environ if environment is None else environment
        data_dir = Path(env.get("JUARA_DATA", "data")).absolute()
        hosts = env.get("JUARA_TRUSTED_HOSTS", "")
        return cls(
            data_dir=data_dir,
            database_url=env.get("DATABASE_URL", f"sqlite:///{(data_dir / 'juara.db').as_posix()}"),
            key_path=Path(env.get("JUARA_KEY", str(data_dir / "journal.key"))),
            public_host=env.get("JUARA_PUBLIC_HOST", "").rstrip("/"),
            time_zone=env.get("JUARA_TIME_ZONE", "Asia/Jakarta"),
            trusted_hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
            secure_cookies=env.get("JUARA_SECURE_COOKIES", "") == "1",
            backup_2=Path(second).absolute() if (second := env.get("JUARA_BACKUP_2", "")) else None,
        )
