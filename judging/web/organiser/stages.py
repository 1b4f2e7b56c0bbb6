"""The stages of an event, derived from its categories: the event is where its least advanced category is."""

from __future__ import annotations

from collections.abc import Sequence

from judging.language import N_, _

NAMES = {
    "setup": N_("Persiapan"),
    "judging": N_("Penilaian"),
    "closed": N_("Pleno"),
    "sealed": N_("Ditetapkan"),
    "announced": N_("Diumumkan"),
    "archived": N_("Diarsipkan"),
}


def event_stage(states: Sequence[str]) -> str:
    """The state of the least advanced category; an event without categories is being set up."""
    return min(states, key=list(NAMES).index, default="setup")


def stage_list(states: Sequence[str], planned: str) -> list[dict[str, str]]:
    """Rows for components/stages.html; `planned` is the day of the announcement in words, or empty."""
    now = list(NAMES).index(event_stage(states))
    return [
        {
            "name": _(name),
            "state": "done" if place < now else "now" if place == now else "to-come",
            "detail": _("rencana {planned}", planned=planned)
            if state == "announced" and planned and place > now
            else "",
        }
        for place, (state, name) in enumerate(NAMES.items())
    ]
