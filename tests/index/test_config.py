"""Settings: strongest source first, and a wrong one is named with what would be right."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from index.config import CONFIG_VARIABLE, IndexSettings
from index.errors import SettingsError

ALLOWED = (
    "artifacts_dir, batch_size, cache_dir, chunk_chars, embeddings_batch, embeddings_key, embeddings_requests, "
    "embeddings_retries, embeddings_seconds, embeddings_url, engine, inbox_dir, inbox_seconds, "
    "milvus_collection, milvus_replicas, "
    "milvus_seconds, milvus_shards, milvus_token, milvus_uri, model, nearest, ocr_seconds, passage_prefix, precision, "
    "query_prefix, read_max_mb, read_memory_mb, read_pages, read_seconds, removed_dir, seeds_dir"
)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "luohu.toml"
    monkeypatch.setenv(CONFIG_VARIABLE, str(path))
    return path


def test_defaults_lie_in_the_project() -> None:
    settings = IndexSettings.load()
    assert (settings.model, settings.chunk_chars) == ("packaged", 300)
    assert (settings.seeds_dir / "catalog.toml").is_file()


def test_environment_is_stronger_than_file_and_file_than_default(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("[index]\nchunk_chars = 120\nbatch_size = 8\n[rag]\nanything = 1\n")
    monkeypatch.setenv("LUOHU_INDEX_BATCH_SIZE", "16")
    settings = IndexSettings.load()
    assert (settings.chunk_chars, settings.batch_size, settings.model) == (120, 16, "packaged")


def test_an_unknown_key_in_the_file_names_the_allowed_ones(file: Path) -> None:
    file.write_text("[index]\nchunk_size = 120\n")
    with pytest.raises(SettingsError) as caught:
        IndexSettings.load()
    assert str(caught.value) == f"unknown setting 'chunk_size' in [index] of {file}; allowed: {ALLOWED}"


def test_an_unknown_key_in_the_environment_names_the_allowed_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOHU_INDEX_CHUNK_SIZE", "120")
    with pytest.raises(SettingsError) as caught:
        IndexSettings.load()
    expected = f"unknown setting LUOHU_INDEX_CHUNK_SIZE in the environment; allowed in [index]: {ALLOWED}"
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("chunk_chars", "59"),
        ("chunk_chars", "1201"),
        ("chunk_chars", "many"),
        ("batch_size", "0"),
        ("batch_size", ""),
        ("precision", "float16"),
        ("model", ""),
    ],
)
def test_a_value_out_of_range_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"LUOHU_INDEX_{name.upper()}", value)
    with pytest.raises(SettingsError, match=rf"^setting '{name}' in \[index\]: .*, found '{value}'$"):
        IndexSettings.load()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[index", "cannot read the settings file"),
        (b"# \xff", "cannot read the settings file"),
        (b"index = 3", r"must be a table: \[index\]"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(file: Path, content: bytes, message: str) -> None:
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=message) as caught:
        IndexSettings.load()
    assert str(file) in str(caught.value)


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(SettingsError, match=f"LUOHU_CONFIG names {file}, which is not a file"):
        IndexSettings.load()


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        IndexSettings().chunk_chars = 100  # type: ignore[misc]
