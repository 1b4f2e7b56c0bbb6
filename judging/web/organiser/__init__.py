"""The organiser's pages: panitia, ketua, wakil, bendahara. One module per family of pages, one blueprint for all."""

from judging.web.organiser import (
    announce,
    documents,
    home,
    importing,
    judges,
    participants,
    pleno,
    prizes,
    progress,
    settings,
)
from judging.web.organiser.common import blueprint

__all__ = [
    "announce",
    "blueprint",
    "documents",
    "home",
    "importing",
    "judges",
    "participants",
    "pleno",
    "prizes",
    "progress",
    "settings",
]
