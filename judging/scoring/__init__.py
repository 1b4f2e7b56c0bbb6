"""STEPS 4-6: sheets to totals, totals to ranks, ranks to awards; pure and exact."""
