"""user: give an organiser's account a password and a PIN."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from judging import actions, codes, queries
from judging.cli.common import database, stop, utc_now
from judging.roles import SYSTEM


@click.command("user")
@click.argument("login", required=False)
@with_appcontext
def user(login: str | None) -> None:
    """Beri kata sandi dan PIN baru kepada akun LOGIN; tanpa LOGIN, sebutkan akun yang ada.

    Kata sandi dan PIN dicetak sekali ini saja. Serahkan langsung kepada orangnya.
    """
    with database().reading() as session:
        accounts = {account.login: account for account in queries.accounts(session)}
    if login is None:
        for account in accounts.values():
            click.echo(f"{account.login:<14} {account.name} ({', '.join(account.roles)})")
        return
    if login not in accounts:
        stop(f"Akun {login} tidak ada. Yang ada: {', '.join(accounts) or 'belum ada'}.")
    password, pin = codes.in_groups(codes.random_code(16)), codes.new_pin()
    with database().writing() as session:
        actions.set_credentials(session, SYSTEM, accounts[login].id, password=password, pin=pin, now=utc_now())
    click.echo(f"{login}: kata sandi {password}, PIN {pin}")
