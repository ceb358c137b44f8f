"""The command that makes, lists and revokes keys."""

import sys
from argparse import Namespace
from datetime import UTC, date, datetime, time

from index.database.outage import DatabaseDown
from service.access.key import READING, AccessKey, new_secret, secret_digest
from service.access.key_file import KeyFile
from service.addresses import origin
from service.admin.audit import AuditLog
from service.cli import inputs
from service.cli.errors import UsageError, warn
from service.cli.json_output import print_json
from service.printable import printable
from service.sharing import shared_file
from service.texts import Texts, of_terminal


def keys_command(options: Namespace) -> int:
    """Add a key and print its secret, list all keys, or revoke one."""
    settings = inputs.settings_of(options)
    with shared_file(settings, settings.keys_file) as shared:
        return _act(options, KeyFile(settings.keys_file, shared), AuditLog(settings.audit_file))


def _act(options: Namespace, file: KeyFile, audit: AuditLog) -> int:
    try:
        file.pull()
    except DatabaseDown as error:
        warn(f"{error}; these are the keys that are known here")
    if options.action == "list":
        with inputs.explained_errors():
            _list_keys(file.read() or (), options, of_terminal())
        return 0
    if not options.name:
        raise UsageError(f"`keys {options.action}` needs the NAME of a key")
    if options.action == "add":
        _add(options, file, audit)
    else:
        with inputs.explained_errors(), audit.act(_operator(), "revoke key", options.name):
            file.revoke(options.name)
        if options.json:
            print_json({"name": options.name, "state": "revoked"})
            return 0
        sys.stdout.write(f"{of_terminal().text('terminal.keys.revoked', name=options.name)}\n")
    return 0


def _add(options: Namespace, file: KeyFile, audit: AuditLog) -> None:
    texts = of_terminal()
    named = options.user or options.origin
    secret = None if named else new_secret()
    with inputs.explained_errors():
        first = file.read() is None
        key = AccessKey(
            name=options.name,
            scopes=tuple(dict.fromkeys(options.scope or READING)),
            created=datetime.now(UTC),
            catalogues=tuple(dict.fromkeys(options.catalogue)) or None,
            expires=_end_of(options.expires) if options.expires else None,
            digest=secret_digest(secret) if secret else None,
            user=options.user,
            origin=_page(options.origin) if options.origin else None,
            **{name: most for name in ("per_minute", "at_once") if (most := getattr(options, name))},
        )
        with audit.act(_operator(), "add key", options.name):
            file.add(key)
    if options.json:
        print_json({"name": options.name, "state": "valid", "key": secret})
    elif secret:
        sys.stdout.write(f"{secret}\n")
        warn(texts.text("terminal.keys.once"))
    else:
        sys.stdout.write(f"{texts.text('terminal.keys.added', name=options.name)}\n")
    if first:
        warn(texts.text("terminal.keys.first"))


def _list_keys(keys: tuple[AccessKey, ...], options: Namespace, texts: Texts) -> None:
    if options.json:
        listed = [
            {
                "name": key.name,
                "state": key.state,
                "user": key.user,
                "origin": key.origin,
                "scopes": key.scopes,
                "catalogues": key.catalogues,
                "created": key.created.isoformat(timespec="seconds"),
                "expires": key.expires and key.expires.isoformat(timespec="seconds"),
                "revoked": key.revoked and key.revoked.isoformat(timespec="seconds"),
                "per_minute": key.per_minute,
                "at_once": key.at_once,
            }
            for key in keys
        ]
        print_json(listed)
        return
    if not keys:
        sys.stdout.write(f"{texts.text('terminal.keys.none')}\n")
    for key in keys:
        sys.stdout.write(f"{printable(_line(key, texts))}\n")


def _line(key: AccessKey, texts: Texts) -> str:
    """A key in a line, without anything that opens a door."""
    visible = ", ".join(key.catalogues) if key.catalogues else texts.text("terminal.keys.all_catalogues")
    until = texts.text("terminal.keys.until", day=f"{key.expires.astimezone():%Y-%m-%d}") if key.expires else ""
    state = texts.text(f"terminal.keys.states.{key.state}")
    whose = key.user or key.origin
    return " · ".join(filter(None, (key.name, state, whose, " ".join(key.scopes), visible, until)))


def _end_of(day: date) -> datetime:
    """The moment at which a day of the office's own time zone is over. Raises UsageError if it is past."""
    end = datetime.combine(day, time.max).astimezone(UTC)
    if end <= datetime.now(UTC):
        raise UsageError(f"{day} is over")
    return end


def _page(text: str) -> str:
    try:
        return origin(text)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _operator() -> str:
    """Who runs the command."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # there are users without a name
        return "unknown"
