"""`python -m ui.held.ask FOLDER`: build an index of one uploaded file alone, and ask it what it would answer.

What is shown has been asked: an example is a question whose answer cites what it was drawn from.
"""

import sys
import tempfile
from pathlib import Path

from index.build import build_index
from index.catalog.add import add_document
from index.catalog.change import CATALOG
from index.config import IndexSettings
from index.encode.embedder import Embedder, make_embedder
from index.errors import LuohuError
from index.load.limits import Limits
from index.whole import whole_file
from rag.config import RagSettings
from rag.opening import assistant_over
from rag.records import Language
from ui.held.records import Asked
from ui.held.shelf import ASKED, FILE

MOST_SHOWN = 5
MOST_BYTES = 5_000_000  # of a file that is tried: a text of 1 MB is encoded in two minutes
LANGUAGES = (Language.SIMPLIFIED, Language.TRADITIONAL, Language.ENGLISH)


def questions(file: Path, settings: IndexSettings, embedder: Embedder) -> Asked:
    """Return up to five questions a language that the document of a file answers by itself.

    Raises:
        LuohuError: it cannot be read or encoded.
    """
    with tempfile.TemporaryDirectory(prefix="luohu-qa-asked-") as made:
        folder = Path(made)
        (folder / "seeds").mkdir()
        (folder / "seeds" / CATALOG).touch()
        alone = settings.model_copy(
            update={"seeds_dir": folder / "seeds", "artifacts_dir": folder / "artifacts", "milvus_uri": ""}
        )
        add_document(file, alone.seeds_dir, limits=Limits.of(settings))
        index = build_index(alone, embedder)
        assistant = assistant_over(index, embedder, RagSettings.load(), cache_dir=settings.cache_dir)
        return Asked(questions={language: assistant.examples(language)[:MOST_SHOWN] for language in LANGUAGES})


def main(folder: Path) -> int:
    """Write the questions beside the file: none where it cannot be asked."""
    settings = IndexSettings.load()
    (file,) = (path for path in (folder / FILE).iterdir() if path.name != CATALOG)
    asked = Asked(questions={})
    try:
        if file.stat().st_size <= MOST_BYTES:
            asked = questions(file, settings, make_embedder(settings))
    except (LuohuError, OSError) as error:
        print(error, file=sys.stderr)
    with whole_file(folder / ASKED) as written:
        written.write_text(asked.model_dump_json(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
