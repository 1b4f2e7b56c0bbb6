"""Judges' cards: drawn at the one moment their PINs are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urlsplit

from certificates.cards import JudgeCard, draw_cards
from judging import codes
from judging.paperwork.common import Paper

CARD_GROUP = 3  # "GBS-T2Q": on the card as on the screen


class Card(Protocol):
    """An issued card, as far as paper needs it."""

    @property
    def judge_code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def background(self) -> str: ...
    @property
    def institution(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def secret(self) -> str: ...
    @property
    def pin(self) -> str: ...


def cards_pdf(cards: Sequence[Card], *, event_name: str, base_url: str, is_sample: bool) -> Paper:
    """`base_url` is where tablets reach this server, such as http://192.168.1.5:8000."""
    address = f"{urlsplit(base_url).netloc}/juri"
    drawn = [
        JudgeCard(
            event=event_name,
            code=card.judge_code,
            name=card.name,
            background=card.background,
            institution=card.institution,
            typed_code=codes.in_groups(card.code, CARD_GROUP),
            url=f"{base_url.rstrip('/')}/juri/masuk#{card.secret}",
            address=address,
            pin=card.pin,
            sample=is_sample,
        )
        for card in cards
    ]
    name = "kartu-juri" if len(cards) > 1 else f"kartu-{cards[0].judge_code}"
    return Paper(f"{name}.pdf", draw_cards(drawn))
