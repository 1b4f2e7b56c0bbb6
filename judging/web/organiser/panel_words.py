"""Words of the pleno's page: tie-break steps, why a sheet is missing. What papers say too is in judging.rule_words."""

from __future__ import annotations

from collections.abc import Mapping

from judging.language import N_, _

MISSING = {
    "blank": N_("belum dinilai"),
    "draft": N_("belum dikirim"),
    "reopened": N_("ditarik kembali"),
    "recused": N_("benturan kepentingan"),
    "absent": N_("tidak hadir"),
    "substituted": "digantikan",
}


def step_title(step: str, aspects: Mapping[str, str]) -> str:
    if step == "head_to_head":
        return _("Banding langsung antarjuri")
    if step == "plenary":
        return _("Keputusan pleno")
    return _("Aspek {title}", title=aspects[step.removeprefix("aspect:")].lower())
