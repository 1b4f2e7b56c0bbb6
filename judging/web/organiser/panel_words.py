"""Words of the pleno's page: tie-break steps, why a sheet is missing. What papers say too is in judging.rule_words."""

from __future__ import annotations

from collections.abc import Mapping

MISSING = {
    "blank": "belum dinilai",
    "draft": "belum dikirim",
    "reopened": "ditarik kembali",
    "recused": "benturan kepentingan",
    "absent": "tidak hadir",
    "substituted": "digantikan",
}


def step_title(step: str, aspects: Mapping[str, str]) -> str:
    if step == "head_to_head":
        return "Banding langsung antarjuri"
    if step == "plenary":
        return "Keputusan pleno"
    return f"Aspek {aspects[step.removeprefix('aspect:')].lower()}"
