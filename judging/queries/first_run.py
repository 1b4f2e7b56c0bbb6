"""Whether a typed set-up token is the one an empty database waits for."""

from __future__ import annotations

import hmac

from sqlalchemy.orm import Session

from judging import codes
from judging.models import DatabaseFact

SETUP_TOKEN = "setup_token_sha256"  # noqa: S105 - the name of a fact, not a secret


def setup_token_fits(session: Session, token: str) -> bool:
    """False as well when no token was made, or when it was used."""
    stored = session.get(DatabaseFact, SETUP_TOKEN)
    return stored is not None and hmac.compare_digest(stored.value, codes.hashed(token.strip()))
