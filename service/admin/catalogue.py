"""The `catalogue.toml` of the folder for uploads: read as it stands, and replaced by one that can be used."""

from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.settings import CATALOGUE, CorpusError, read_settings
from index.files import replace_file, writing_to
from service.admin.library import Library


class SettingsRefused(ValueError):
    """Settings that can't be used; the message names what is wrong and where, a line for each mistake."""


def settings_text(library: Library) -> str | None:
    """Return the folder's settings as they stand, None if it has none. Raises SettingsRefused if they are no text."""
    try:
        return (library.folder / CATALOGUE).read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsRefused(f"{CATALOGUE}: {error}") from error


def save_settings(library: Library, content: bytes) -> None:
    """Replace the folder's settings in one step; the former ones are kept aside.

    Raises SettingsRefused unless they are read without a mistake, NotWritten if the disk is full or broken.
    """
    with TemporaryDirectory() as folder:
        draft = Path(folder) / CATALOGUE
        draft.write_bytes(content)
        try:
            read_settings(draft)
        except CorpusError as error:
            raise SettingsRefused(str(error).replace(f"{draft}: ", "")) from error
    with writing_to(library.folder):
        library.folder.mkdir(parents=True, exist_ok=True)
    with library.locked():
        path = library.folder / CATALOGUE
        with writing_to(library.folder):
            if path.exists():
                library.keep_copy(path)
        replace_file(path, content)
