"""Where sentence-transformers does its work: a graph is compared with it once, when it is written."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.config import ROOT
from index.encode.embedder import Embedder
from index.encode.reference import TEXTS, check_graph
from index.errors import ModelError

pytestmark = pytest.mark.model

OPENED = """
import sys
from pathlib import Path
from index.config import IndexSettings
from index.encode.embedder import make_embedder

make_embedder(IndexSettings(cache_dir=Path(sys.argv[1]), engine="onnx", precision="float32")).embed_query("学位")
print("sentence_transformers" in sys.modules)
"""


def opened(cache: Path) -> str:
    command = [sys.executable, "-c", OPENED, str(cache)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()[-1]


def test_the_library_is_loaded_when_the_graph_is_written_and_at_no_question(model_folder: Path, tmp_path: Path) -> None:
    (tmp_path / model_folder.name).symlink_to(model_folder)
    assert opened(tmp_path) == "True"
    assert opened(tmp_path) == "False"


def test_vectors_that_differ_for_one_text_are_refused(packaged_embedder: Embedder, model_folder: Path) -> None:
    prefix = "passage: "

    def embed(texts: tuple[str, ...]) -> NDArray[np.float32]:
        bare = [text.removeprefix(prefix) for text in texts]
        return packaged_embedder.embed_passages(bare)

    with pytest.raises(ModelError, match=r"does not give sentence-transformers' vectors \(cosine 0\.9"):
        check_graph(embed, model_folder, "float32")  # the prefix is no part of the texts that are compared


def test_one_of_the_texts_is_beyond_the_longest_input() -> None:
    assert max(map(len, TEXTS)) > 2 * 512
