"""The commands that make and keep an index: building it, checking it, backing it up, restoring it."""

import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.encoders.load import load_encoder
from index.store import IndexUnavailable
from service.cli import inputs
from service.cli.errors import Failure, warn
from service.cli.json_output import print_json
from service.cli.setting_names import all_settings
from service.settings import BUNDLED
from service.sharing import building, mirror_of
from service.texts import Texts, of_terminal

if TYPE_CHECKING:
    from service.admin.verification import IndexCheck

_MEGABYTE = 1_000_000


def index_command(options: Namespace) -> int:
    """Build the index of a folder or the bundled corpus; unreadable files are reported and skipped."""
    from index.build import build_index
    from index.change import index_change
    from retriever.probe import probe
    from service.cli.progress import progress

    began = time.monotonic()
    settings = inputs.settings_of(options)
    with progress() as tell, inputs.explained_errors():
        corpus = inputs.read_corpus(inputs.folders_of(options) or settings.documents, tell)
        for problem in corpus.unread_files:
            warn(f"{problem.file}: {problem.reason}")
        with building(mirror_of(settings)) as publish:
            change = index_change(settings.index, corpus)
            encoder = load_encoder(settings.model)
            built = build_index(corpus, encoder, settings.index, tell, probe=probe, publish=publish)
    texts, seconds = of_terminal(), time.monotonic() - began
    counted = {"documents": len(built.documents), "measures": len(built.measures), "chunks": len(built.chunks)}
    if options.json:
        unread = [asdict(problem) for problem in corpus.unread_files]
        changed = asdict(change) if change else None
        result = {"generation": built.generation, **counted, "seconds": seconds}
        print_json({**result, "unread": unread, "change": changed})
    else:
        summary = texts.text(
            "terminal.built",
            documents=texts.text("common.count.documents", count=counted["documents"]),
            measures=texts.text("common.count.measures", count=counted["measures"]),
            chunks=texts.text("terminal.chunks", count=counted["chunks"]),
            seconds=texts.decimal(seconds, 1),
            generation=built.generation,
        )
        sys.stdout.write(f"{summary}\n")
    if change and change.gone:
        titles = (measure.title for measure in change.gone_measures)
        warn(texts.text("terminal.gone", count=change.gone, titles="; ".join(titles)))
    return 1 if corpus.unread_files else 0


def verify_command(options: Namespace) -> int:
    """Check every generation of the index, and say which would be served. Raises Failure unless all can."""
    from service.admin.verification import verify_index
    from service.cli.progress import progress

    settings, texts = inputs.settings_of(options), of_terminal()
    with progress() as tell, inputs.explained_errors():
        check = verify_index(settings.index, load_encoder(settings.model), tell)
        if not check.generations:
            raise IndexUnavailable(settings.index, ())
    if options.json:
        print_json(asdict(check))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _told(check, texts))
    if check.is_well:
        return 0
    if check.damaged:
        raise Failure(texts.text("terminal.verify.damaged", count=check.damaged, total=len(check.generations)))
    raise Failure(texts.text("terminal.verify.pointer"))


def backup_command(options: Namespace) -> int:
    """Save index, documents, feedback and settings in an archive."""
    from service.admin.backup import write_backup
    from service.cli.progress import progress

    texts = of_terminal()
    folders = inputs.folders_of(options)
    settings = inputs.settings_of(options, **({"documents": folders} if folders else {}))
    with progress() as tell, inputs.explained_errors():
        report = write_backup(settings, all_settings(), options.archive, tell)
    listing = report.listing
    if options.json:
        kept = {"files": len(listing.files), "bytes": report.size, "generation": listing.generation}
        documents = [BUNDLED if name is None else name for name in listing.documents]
        print_json({"archive": str(options.archive), **kept, "documents": documents, "left_out": report.left_out})
        return 0 if listing.generation else 1
    bundled = texts.text("terminal.backup.bundled")
    summary = texts.text(
        "terminal.backup.written",
        file=str(options.archive),
        files=texts.text("terminal.backup.files", count=len(listing.files)),
        size=texts.decimal(report.size / _MEGABYTE, 1),
        generation=listing.generation or texts.text("terminal.backup.no_index"),
        folders=", ".join(bundled if name is None else name for name in listing.documents),
    )
    sys.stdout.write(f"{summary}\n")
    for left in report.left_out:
        warn(f"left out: {left}")
    return 0 if listing.generation else 1


def restore_command(options: Namespace) -> int:
    """Restore an archive into a new folder, and check the index in it."""
    from service.admin.restore import SETTINGS, restore_backup
    from service.admin.verification import verify_index
    from service.cli.progress import progress

    texts = of_terminal()
    with progress() as tell, inputs.explained_errors():
        restored = restore_backup(options.archive, options.target, tell)
        check = verify_index(restored.index, load_encoder(inputs.settings_with().model), tell)
    if options.json:
        kept = {"folder": str(restored.folder), "files": len(restored.listing.files)}
        print_json({**kept, "settings": str(restored.folder / SETTINGS), "index": asdict(check)})
        return 0
    summary = texts.text(
        "terminal.restored",
        folder=str(restored.folder),
        files=texts.text("terminal.backup.files", count=len(restored.listing.files)),
        settings=str(restored.folder / SETTINGS),
    )
    sys.stdout.write(f"{summary}\n")
    if not check.serves:
        reasons = [each.problem for each in check.generations if each.problem]
        warn(str(IndexUnavailable(restored.index, reasons)))
    return 0


def _told(check: "IndexCheck", texts: Texts) -> Iterator[str]:
    for each in check.generations:
        if each.problem:
            yield each.problem  # which begins with the name
            continue
        assert each.built_at is not None, "it was read"
        yield texts.text(
            "terminal.verify.whole",
            name=each.name,
            documents=texts.text("common.count.documents", count=each.documents),
            measures=texts.text("common.count.measures", count=each.measures),
            built=each.built_at,
        )
    if check.serves:
        yield texts.text("terminal.verify.serves", name=check.serves)
    else:
        yield texts.text("terminal.verify.none")
