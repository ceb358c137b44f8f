"""Inputs of the commands, from options and environment: settings, corpus, index, question."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from corpus.progress import Progress
from corpus.text.invisible import visible
from corpus.text.language import analysed
from index.database.outage import DatabaseDown
from index.encoders.encoder import Encoder, EncoderError
from index.encoders.load import load_encoder
from index.files import NotWritten
from index.generations import IndexBusy
from index.manifest import IndexDamaged
from index.store import Index, IndexUnavailable
from retriever.query import TRUE_ONLY, Question
from retriever.retriever import Retriever
from service.cli.errors import Failure, UsageError, warn
from service.cli.setting_names import PREFIX, file_settings
from service.cli.waiting import waiting
from service.settings import BUNDLED, ModelSettings, Settings
from service.sharing import pulled

if TYPE_CHECKING:
    from corpus.collection import Corpus


def settings_of(options: Namespace, **more: object) -> Settings:
    """Return the settings from the environment, overridden by `--index` and `more`."""
    return settings_with(**{"index": options.index, **more})


def settings_with(**options: Any) -> Settings:
    """Return the settings of environment and file, overridden by options that aren't None. Raises Failure."""
    try:
        given = {name: value for name, value in options.items() if value is not None}
        return Settings(**{**_written_settings(), **given})
    except ValidationError as error:
        prefix = ModelSettings.model_config["env_prefix"] if error.title == ModelSettings.__name__ else "LOTSE_"
        wrong = (prefix + "_".join(map(str, found["loc"])).upper() + f": {found['msg']}" for found in error.errors())
        raise Failure("; ".join(wrong)) from error


def _written_settings() -> dict[str, Any]:
    """What the file of settings sets."""
    written = {name.removeprefix(PREFIX).lower(): value for name, value in file_settings().items()}
    of_model = {name: f"llm_{name}" for name in ModelSettings.model_fields}
    model: dict[str, Any] = {name: written[key] for name, key in of_model.items() if key in written}
    own: dict[str, Any] = {name: value for name, value in written.items() if name in Settings.model_fields}
    return own | ({"llm": ModelSettings(**model)} if model else {})


@contextmanager
def explained_errors() -> Iterator[None]:
    """Turn expected file, folder and network errors into a one-line Failure."""
    try:
        yield
    except _expected() as error:
        raise Failure(str(error)) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Failure(f"{error.filename or 'error'}: {error.strerror or error}") from error


def _expected() -> tuple[type[Exception], ...]:
    """Errors with a self-explanatory one-line message."""
    from corpus.collection import CorpusError
    from service.access.key_file import KeyRefused, KeysDamaged
    from service.admin.archive import ArchiveDamaged, FileUnreadable
    from service.admin.backup import NoBackup
    from service.admin.restore import NotRestored

    keys = (KeyRefused, KeysDamaged)
    kept = (ArchiveDamaged, FileUnreadable, NoBackup, NotRestored)
    return CorpusError, DatabaseDown, IndexUnavailable, IndexDamaged, IndexBusy, NotWritten, EncoderError, *keys, *kept


def read_corpus(folders: Sequence[Path | None], progress: Progress) -> "Corpus":
    """Return the documents of some folders; the bundled ones for None, or without any."""
    from corpus.collection import Corpus

    return Corpus.from_catalogues(folders, progress)


def folders_of(options: Namespace) -> tuple[Path | None, ...]:
    """Return the folders that were named; `bundled` stands for the bundled documents."""
    return tuple(None if str(folder) == BUNDLED else folder for folder in options.folders)


def filters_of(options: Namespace) -> dict[str, tuple[str, ...]]:
    """Return the values of each filter. Raises UsageError for an invalid value."""
    wanted: dict[str, tuple[str, ...]] = {}
    for key, value in options.filter:
        if key in TRUE_ONLY and value != "true":
            raise UsageError(f"filter {key!r} can only be 'true'")
        wanted[key] = (*wanted.get(key, ()), visible(value))
    return wanted


def question_of(options: Namespace, limit: int) -> Question:
    """Return the question that was typed. Raises UsageError if it is invalid."""
    wanted = filters_of(options)
    try:
        return Question(visible(" ".join(options.question)), limit, wanted, analysed(options.language))
    except ValueError as error:
        raise UsageError(str(error)) from error


def load_retriever(options: Namespace) -> Retriever:
    """Return a retriever over the index. Raises Failure if none can be loaded."""
    return Retriever(*load_index(options))


def load_index(options: Namespace) -> tuple[Index, Encoder]:
    """Return the index and the encoder that it was built with. Raises Failure if it can't be loaded."""
    settings = settings_of(options)
    with explained_errors(), waiting("loading"):
        if reason := pulled(settings):
            warn(f"{reason}; using what is here")
        encoder = load_encoder(settings.model)
        found = Index.load(settings.index, encoder)
    for reason in found.degraded:
        warn(f"{reason}; using generation {found.generation}")
    return found, encoder
