"""The doors: a judge with card and PIN, an organiser with login and password, and the way out."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from judging import actions, queries, words
from judging.actions import SignedIn
from judging.language import N_, _
from judging.queries import Visitor
from judging.queries.credentials import account_password, card_pin
from judging.sample import judge_sign_ins, organiser_sign_ins
from judging.web.access import database, public, session_cookie, utc_now
from judging.web.pins import compared
from judging.web.template_globals import current_event

blueprint = Blueprint("session", __name__)
TOO_LONG = N_("Isian ini terlalu panjang. Periksa lagi.")


class CardForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    card_code = StringField(validators=[Length(max=40, message=TOO_LONG)])
    card_secret = StringField(
        validators=[Length(max=64, message=TOO_LONG)]
    )  # from the QR's fragment, put here by the page's script
    pin = PasswordField(validators=[InputRequired(N_("PIN belum diisi.")), Length(max=20, message=TOO_LONG)])


class AccountForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    login = StringField(validators=[InputRequired(N_("Nama masuk belum diisi.")), Length(max=80, message=TOO_LONG)])
    password = PasswordField(
        validators=[InputRequired(N_("Kata sandi belum diisi.")), Length(max=200, message=TOO_LONG)]
    )
    next_url = StringField()


@blueprint.route("/juri/masuk", methods=["GET", "POST"])
@public
def judge_sign_in() -> ResponseReturnValue:
    form, problems = CardForm(), []
    code, secret = str(form.card_code.data or ""), str(form.card_secret.data or "")
    if form.validate_on_submit() and not (code or secret):
        problems = [_("Kode kartu belum diisi.")]
    elif form.validate_on_submit():
        pin = compared(str(form.pin.data), partial(card_pin, code=code, secret=secret))
        with database().writing() as session:
            found = actions.sign_in_with_card(
                session, code=code, secret=secret, pin=pin, now=utc_now(), device=device()
            )
        if isinstance(found, SignedIn):
            return _enter(found, url_for("judge.sheets"))
        problems = [found.message]
    return render_template(
        "session/judge_sign_in.html",
        card_code=code,
        card_secret=secret,
        judge=None,
        problems=_problems(form, problems),
        today=_today(),
        sample_sign_ins=_samples("juri"),
    )


@blueprint.route("/panitia/masuk", methods=["GET", "POST"])
@public
def organiser_sign_in() -> ResponseReturnValue:
    form, problems = AccountForm(), []
    if form.validate_on_submit():
        login = str(form.login.data)
        password = compared(str(form.password.data), partial(account_password, login=login))
        with database().writing() as session:
            found = actions.sign_in_with_password(
                session, login=login, password=password, now=utc_now(), device=device()
            )
        if isinstance(found, SignedIn):
            return _enter(found, _own_path(str(form.next_url.data or "")) or url_for("organiser.home"))
        problems = [found.message]
    return render_template(
        "session/organiser_sign_in.html",
        login=form.login.data or request.args.get("nama", ""),
        problems=_problems(form, problems),
        today=_today(),
        next_url=form.next_url.data or request.args.get("lanjut", ""),
        sample_sign_ins=_samples("panitia"),
    )


@blueprint.post("/keluar")
@public
def sign_out() -> ResponseReturnValue:
    visit: Visitor | None = g.visitor
    if visit is not None and visit.actor.session_id is not None:
        with database().writing() as session:
            actions.sign_out(session, visit.actor.session_id, now=utc_now())
    judging = visit is not None and visit.actor.judge_id is not None
    response = redirect(url_for("session.judge_sign_in" if judging else "public.home"))
    response.delete_cookie(session_cookie())
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def device() -> str:
    """A word for the journal, nothing more: which kind of machine this came from."""
    return request.user_agent.string[:120]


def _enter(found: SignedIn, where: str) -> ResponseReturnValue:
    return keep_cookie(redirect(where), found.token)


def keep_cookie(response: Response, token: str) -> Response:
    """The session's secret, out of reach of scripts and of other sites."""
    response.set_cookie(
        session_cookie(), token, httponly=True, samesite="Lax", secure=bool(current_app.config["SESSION_COOKIE_SECURE"])
    )
    return response


def _own_path(text: str) -> str:
    """A path of this app that can be read, or nothing: never another site."""
    parts = urlsplit(text)
    if parts.scheme or parts.netloc or not text.startswith("/"):
        return ""
    try:
        current_app.url_map.bind("").match(parts.path, method="GET")
    except HTTPException:
        return ""
    return parts.path


def _problems(form: FlaskForm, more: list[str]) -> list[str]:
    return [*(_(text) for texts in form.errors.values() for text in texts), *more]


def _today() -> str:
    return words.day_date(words.local(utc_now(), current_app.extensions["juara"].settings.time_zone).date())


def _samples(who: str) -> list[tuple[str, str]]:
    event = current_event()
    if event is None or not event.is_sample:
        return []
    if who == "panitia":
        return organiser_sign_ins()
    with database().reading() as session:
        return judge_sign_ins(judge.code for judge in queries.judges(session, event.id))
