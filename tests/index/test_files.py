"""Files are written whole, or there is an error; what is sealed tells when it was changed."""

import errno
import os
from pathlib import Path

import faiss
import numpy as np
import pytest

from index.files import NotWritten, sealed, sync, unsealed, write_array, write_file, writing_to

CONTENT = bytes(range(256)) * 9_000


def test_a_file_that_is_written_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system may take less at a time than it is given; the rest follows."""
    real, sizes = os.write, []

    def write(descriptor: int, content: memoryview) -> int:
        sizes.append(real(descriptor, content[:1_000_000]))
        return sizes[-1]

    monkeypatch.setattr(os, "write", write)
    write_file(tmp_path / "file", CONTENT)
    assert sizes == [1_000_000, 1_000_000, 304_000]
    assert (tmp_path / "file").read_bytes() == CONTENT


@pytest.mark.parametrize("kept", [0, 1, 1_048_576, len(CONTENT) - 1])
def test_a_file_that_lost_its_end_without_a_word(tmp_path: Path, kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that says it has written what it has not."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, content: [real(file, content[:kept]), len(content)][1])
    with pytest.raises(NotWritten, match=f"^{tmp_path} can't be written to: Input/output error$"):
        write_file(tmp_path / "file", CONTENT)


def test_a_file_that_has_another_bit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same length isn't the same content."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, content: real(file, bytes(content[:-1]) + b"\0"))
    with pytest.raises(NotWritten, match="Input/output error"):
        write_file(tmp_path / "file", CONTENT)


def test_a_shorter_file_replaces_a_longer_one(tmp_path: Path) -> None:
    """Nothing of what was there before stays."""
    write_file(tmp_path / "file", CONTENT)
    write_file(tmp_path / "file", b"")
    assert (tmp_path / "file").read_bytes() == b""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errno.ENOSPC, "no space left in {}"),
        (errno.EDQUOT, "no space left in {}"),
        (errno.EROFS, "{} can't be written to: Read-only file system"),
        (errno.EACCES, "{} can't be written to: Permission denied"),
        (errno.EFBIG, "{} can't be written to: File too large"),
    ],
)
def test_an_error_names_the_folder_and_the_reason(tmp_path: Path, error: int, said: str) -> None:
    """In words for somebody who looks after the machine."""
    with pytest.raises(NotWritten) as failed, writing_to(tmp_path):
        raise OSError(error, os.strerror(error), "somewhere/else")
    assert str(failed.value) == said.format(tmp_path)
    assert failed.value.error.errno == error


def test_what_is_closed_badly_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems tell only then that there was no room."""
    real = os.close

    def close(descriptor: int) -> None:
        real(descriptor)
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    monkeypatch.setattr(os, "close", close)
    with pytest.raises(NotWritten, match="no space left in"):
        write_file(tmp_path / "file", CONTENT)
    with pytest.raises(NotWritten, match="no space left in"):
        sync(tmp_path)


@pytest.mark.parametrize("values", [np.zeros((0, 3), np.float32), np.arange(12, dtype=np.uint32).reshape(3, 4).T])
def test_arrays_are_as_numpy_writes_them(tmp_path: Path, values: np.ndarray) -> None:
    """Byte by byte."""
    write_array(tmp_path / "ours.npy", values)
    np.save(tmp_path / "theirs.npy", values)
    assert (tmp_path / "ours.npy").read_bytes() == (tmp_path / "theirs.npy").read_bytes()


def test_what_is_sealed_comes_back(tmp_path: Path) -> None:
    """Umlauts, broken characters and nested lists, too."""
    fields = {"größe": 1, "names": ["a", "\udcff"], "more": {"none": None}}
    assert unsealed(sealed(fields)) == fields


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"{}", b'{"a": 1}', b'{"checksum": "0"}', b"\xff", b"[" * 9_999]
)
def test_what_was_not_sealed_is_refused(content: bytes) -> None:
    """Nothing, something else, no checksum, a wrong one."""
    with pytest.raises((ValueError, RecursionError)):
        unsealed(content)


def test_vectors_are_as_faiss_writes_them(tmp_path: Path) -> None:
    """Byte by byte, so that FAISS reads them."""
    from index.vectors import FlatIndex

    vectors = np.random.default_rng(1).normal(size=(7, 5)).astype(np.float32)
    FlatIndex.from_vectors(vectors).save(tmp_path / "ours")
    theirs = faiss.IndexFlatIP(5)
    theirs.add(vectors)
    faiss.write_index(theirs, str(tmp_path / "theirs"))
    assert (tmp_path / "ours").read_bytes() == (tmp_path / "theirs").read_bytes()
