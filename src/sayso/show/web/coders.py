"""Who asks: the coder of a request, and whether he may do what is asked."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from sayso.model.edits import Coder
from sayso.show.web.accounts import Account, Accounts, Role
from sayso.show.web.rendering import the_options

READ_ONLY = "this desk is read-only; `sayso serve --write` takes changes"


@dataclass(frozen=True, slots=True)
class WebCoder:
    """Who asks: `name` stands in the log beside what he decides."""

    name: str
    role: Role

    @property
    def author(self) -> Coder:
        """The same as the log has it."""
        return Coder(self.name, self.role.value)


def cookie_name(request: Request) -> str:
    """The cookie of a session; browsers hold one of this prefix to HTTPS and to this host."""
    return "__Host-session" if the_options(request).secure else "session"


def the_accounts(request: Request) -> Accounts | None:
    """The accounts, where they are enabled."""
    found: Accounts | None = request.app.state.accounts
    return found


def the_coder(request: Request) -> WebCoder | None:
    """Who asks, None where nobody has logged in; without accounts, whoever asks is the editor.

    It is found out once for each request: a session is looked up in a file that may have changed.
    """
    if not hasattr(request.state, "coder"):
        request.state.coder = _who_asks(request)
    found: WebCoder | None = request.state.coder
    return found


def _who_asks(request: Request) -> WebCoder | None:
    options, accounts = the_options(request), the_accounts(request)
    if accounts is None:
        return WebCoder(options.coder, Role.EDITOR) if options.writing else None
    account = _of_token(request, accounts) or _of_session(request, accounts)
    return None if account is None else WebCoder(account.name, account.role)


def _of_token(request: Request, accounts: Accounts) -> Account | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return accounts.of_token(token.strip()) if kind.lower() == "bearer" else None


def _of_session(request: Request, accounts: Accounts) -> Account | None:
    secret = request.cookies.get(cookie_name(request))
    return accounts.of_session(secret) if secret else None


def needs(role: Role, request: Request) -> WebCoder:
    """Who asks, if he may do what needs this role.

    Raises:
        HTTPException: the desk is read-only or his role is not enough (403), or nobody has logged in (401).
    """
    if not the_options(request).writing:
        raise HTTPException(403, READ_ONLY)
    coder = the_coder(request)
    if coder is None:
        raise HTTPException(401, "log in first", {"WWW-Authenticate": "Bearer"})
    if not coder.role.may(role):
        raise HTTPException(403, f"only a {role.value} may do this; {coder.name} is a {coder.role.value}")
    return coder


def _a_coder(request: Request) -> WebCoder:
    return needs(Role.CODER, request)


def _an_editor(request: Request) -> WebCoder:
    return needs(Role.EDITOR, request)


TheCoder = Annotated[WebCoder | None, Depends(the_coder)]
ACoder = Annotated[WebCoder, Depends(_a_coder)]
AnEditor = Annotated[WebCoder, Depends(_an_editor)]
