"""Who administers, what there is to administer, and what each act is done within: it is noted, its errors explained."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Annotated

from fastapi import Depends, Request

from index.database.outage import DatabaseDown
from index.files import NotWritten
from service.admin.audit import AuditLog
from service.admin.catalogue import SettingsRefused
from service.admin.library import Library, NameTaken, NoDocument, UploadRefused
from service.admin.rebuild import Rebuild, RebuildRunning
from service.api.access import Bearer, bearer_of
from service.api.languages import negotiated
from service.api.problems import ProblemError
from service.settings import Settings
from service.texts import Texts


async def administrator(request: Request) -> Bearer:
    """Return whoever asks, who has been let in for this. Raises ProblemError otherwise."""
    bearer = bearer_of(request)
    if bearer is None or "admin" not in bearer.key.scopes:
        raise ProblemError("unauthorised", {"WWW-Authenticate": "Bearer"})
    return bearer


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


Configured = Annotated[Settings, Depends(_settings)]


async def _library(settings: Configured) -> Library:
    if settings.own_folder is None:
        raise ProblemError("no-folder")
    return Library(settings.own_folder)


async def _rebuild(request: Request) -> Rebuild:
    rebuild: Rebuild = request.app.state.rebuild
    return rebuild


async def _told(request: Request) -> Texts:
    return Texts.in_language(negotiated(request.headers.get("accept-language")))


async def _act(
    settings: Configured, bearer: Annotated[Bearer, Depends(administrator)]
) -> Callable[..., AbstractContextManager[None]]:
    """What an act is done within, given what it is and which document it concerns: it is noted, errors explained."""

    @contextmanager
    def act(what: str, which: str | None = None) -> Iterator[None]:
        with _explained(settings), AuditLog(settings.audit_file).act(bearer.who, what, which), _explained(settings):
            yield

    return act


Acting = Annotated[Callable[..., AbstractContextManager[None]], Depends(_act)]
Own = Annotated[Library, Depends(_library)]
Building = Annotated[Rebuild, Depends(_rebuild)]
Told = Annotated[Texts, Depends(_told)]
"""The texts in the language that whoever asks prefers."""


@contextmanager
def _explained(settings: Settings) -> Iterator[None]:
    """Answer with a problem if something can't be done, or the disk is full or broken."""
    try:
        yield
    except UploadRefused as error:
        raise ProblemError("unreadable", reason=str(error)) from error
    except SettingsRefused as error:
        raise ProblemError("catalogue-refused", reason=str(error)) from error
    except NameTaken as error:
        raise ProblemError("document-exists") from error
    except NoDocument as error:
        raise ProblemError("unknown-document") from error
    except RebuildRunning as error:
        raise ProblemError("rebuild-running") from error
    except DatabaseDown as error:
        raise ProblemError("database-down", reason=str(error)) from error
    except NotWritten as error:
        raise ProblemError("not-written", reason=without_folder(str(error), settings)) from error


def without_folder(reason: str, settings: Settings) -> str:
    """Never reveal a folder's path, not even to administrators."""
    for folder in filter(None, (*settings.documents, settings.index, settings.audit_file.parent)):
        reason = reason.replace(str(folder), folder.name)
    return reason
