"""A file of milvus-lite of a test's own."""

from collections.abc import Iterator

import pytest
from milvus_lite.server_manager import server_manager_instance


@pytest.fixture(scope="module")
def uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URI of a file that no other module's tests use."""
    path = str(tmp_path_factory.mktemp("milvus") / "test.db")
    yield path
    server_manager_instance.release_server(path)
