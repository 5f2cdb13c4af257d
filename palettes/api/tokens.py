"""Who asks: a visitor, or a token that was made in the admin."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from palettes.api.problems import ProblemError
from palettes.tokens import ApiToken
from palettes.visitors.on_request import visitor

JSON = "application/json"
FORM = "multipart/form-data"


def whose(request: HttpRequest) -> str:
    """Whom a request is counted for: its token, else its address. Raises ProblemError (401)."""
    token = _given(request)
    return f"token:{token.pk}" if token is not None else visitor(request)


def needs_type(request: HttpRequest, wanted: str) -> None:
    """Pass a request whose body is of this type. Raises ProblemError (415)."""
    if request.content_type != wanted:
        detail = f"Send {wanted}, not {(request.content_type or 'a body without a type')[:80]}."
        raise ProblemError(415, "unsupported_media_type", detail)


class Asking:
    """Lets everybody in, a token only if it holds; ``request.whose`` says who it is."""

    def __init__(self, body: str = "") -> None:
        self.body = body

    def __call__(self, request: Any) -> str:
        """Count the request for somebody."""
        request.whose = whose(request)
        if self.body:
            needs_type(request, self.body)
        return request.whose


class ApiTokenAuth(HttpBearer):
    """Lets in whoever has a token with a scope."""

    openapi_description = "A token made in the admin, with the scope that the operation needs."

    def __init__(self, scope: str, body: str = "") -> None:
        super().__init__()
        self.scope = scope
        self.body = body

    def __call__(self, request: HttpRequest) -> ApiToken:
        """The token's row. Raises ProblemError: 401, 403, 415."""
        token = _given(request)
        if token is None:
            raise _unauthorised("token_needed")
        if self.scope not in token.scopes:
            detail = f"This token does not have the scope “{self.scope}”: ask for one that has."
            raise ProblemError(403, "token_scope", detail)
        if self.body:
            needs_type(request, self.body)
        return token

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The row of a token."""
        return ApiToken.known(token)


def _given(request: HttpRequest) -> ApiToken | None:
    """The token of a request, None without one. Raises ProblemError (401)."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    token = ApiToken.known(text.strip())
    if token is None:
        raise _unauthorised("token_unknown")
    return token


def _unauthorised(code: str) -> ProblemError:
    return ProblemError(401, code, headers={"WWW-Authenticate": 'Bearer realm="Chromatheque"'})
