"""Settings of the index, and the one way all layers read theirs: defaults, then a TOML file, then the environment."""

import os
from pathlib import Path
from typing import ClassVar, Literal, Self

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    PyprojectTomlConfigSettingsSource,
    SettingsConfigDict,
)

from index.errors import SettingsError, first_problem

ROOT = Path(__file__).resolve().parent.parent
CONFIG_VARIABLE = "LUOHU_CONFIG"


class Settings(BaseSettings):
    """A table of settings: `[name]` in the TOML file, `LUOHU_NAME_FIELD` in the environment."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid")
    table: ClassVar[str]

    def __init_subclass__(cls, **kwargs: object) -> None:
        cls.model_config["env_prefix"] = f"LUOHU_{cls.table.upper()}_"
        cls.model_config["pyproject_toml_table_header"] = (cls.table,)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources, strongest first: arguments, environment, the file that LUOHU_CONFIG names."""
        file = Path(os.environ.get(CONFIG_VARIABLE) or os.devnull)
        return init_settings, env_settings, PyprojectTomlConfigSettingsSource(settings_cls, file)

    @classmethod
    def load(cls) -> Self:
        """Return the settings.

        Raises:
            SettingsError: an unknown key (the allowed ones are named), a value out of range, an unreadable file.
        """
        allowed = ", ".join(sorted(cls.model_fields))
        prefix = f"LUOHU_{cls.table.upper()}_"
        for name in os.environ:
            if name.startswith(prefix) and name.removeprefix(prefix).lower() not in cls.model_fields:
                raise SettingsError(f"unknown setting {name} in the environment; allowed in [{cls.table}]: {allowed}")
        file = os.environ.get(CONFIG_VARIABLE)
        if file and not Path(file).is_file():
            raise SettingsError(f"{CONFIG_VARIABLE} names {file}, which is not a file")
        try:
            return cls()
        except ValidationError as error:
            wrong = first_problem(error.errors())
            if wrong.kind == "extra_forbidden":
                raise SettingsError(
                    f"unknown setting {wrong.where!r} in [{cls.table}] of {file}; allowed: {allowed}"
                ) from error
            found = "something kept secret" if cls._is_secret(wrong.where) else repr(wrong.found)
            raise SettingsError(f"setting {wrong.where!r} in [{cls.table}]: {wrong.message}, found {found}") from error
        except AttributeError as error:  # pydantic-settings takes the table for one without looking
            raise SettingsError(f"{cls.table} in {file} must be a table: [{cls.table}]") from error
        except (OSError, ValueError) as error:  # tomllib's errors are ValueErrors
            where = f"the settings file {file}" if file else f"the settings [{cls.table}] in the environment"
            raise SettingsError(f"cannot read {where}: {error}") from error

    @classmethod
    def _is_secret(cls, place: str) -> bool:
        """Return whether a setting is, or holds, what no message may show."""
        field = cls.model_fields.get(place.partition(".")[0])
        return field is not None and SecretStr.__name__ in str(field.annotation)


class IndexSettings(Settings):
    """What is read, how it is cut, with which model, and where the result goes."""

    table: ClassVar[str] = "index"

    seeds_dir: Path = ROOT / "seeds"
    removed_dir: Path = Field(default=ROOT / "var" / "removed", description="keeps what is taken out of the seeds")
    inbox_dir: Path | None = Field(default=None, description="a folder whose files are added; None: none is watched")
    inbox_seconds: float = Field(default=10.0, ge=1, le=3_600, description="between two looks at that folder")
    artifacts_dir: Path = ROOT / "index" / "artifacts"
    cache_dir: Path = Field(
        default=Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "luohu-qa",
        description="where the offline default model is kept once converted, and what was read of files",
    )
    model: str = Field(default="packaged", min_length=1, description="'packaged', a hub id, or a local folder")
    query_prefix: str = "query: "
    passage_prefix: str = "passage: "
    engine: Literal["auto", "onnx", "torch"] = Field(
        default="auto", description="auto: onnx for an encoder of BERT's kind on this disk, torch for any other"
    )
    precision: Literal["auto", "float32", "bfloat16", "int8"] = Field(
        default="auto", description="auto: the fastest that engine and processor have"
    )
    batch_size: int = Field(default=8, ge=1, le=1024, description="passages that torch encodes together")
    embeddings_url: str = Field(
        default="",
        pattern="^(https?://.+)?$",
        description="OpenAI-compatible, ends in /v1; empty: encode here",
    )
    embeddings_key: SecretStr = Field(default=SecretStr(""), description="sent to the endpoint")
    embeddings_batch: int = Field(default=64, ge=1, le=2048, description="texts a request")
    embeddings_requests: int = Field(default=4, ge=1, le=64, description="requests at the same time")
    embeddings_retries: int = Field(default=6, ge=0, le=50, description="times a request is tried again")
    embeddings_seconds: float = Field(default=60.0, gt=0, le=3600, description="a request may take")
    nearest: Literal["auto", "exact", "cells", "graph"] = Field(
        default="auto",
        description="near vectors: all compared, by cells (IVF), by a graph (HNSW); auto: by their number",
    )
    milvus_uri: str = Field(
        default="",
        pattern=r"^(https?://.+|[^:]+\.db)?$",
        description="http(s)://… of Milvus, or a file *.db of milvus-lite; empty: FAISS and BM25 in this process",
    )
    milvus_token: SecretStr = Field(default=SecretStr(""), description="user:password, or an API key")
    milvus_collection: str = Field(
        default="luohu", pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,200}$", description="how the collections' names begin"
    )
    milvus_shards: int = Field(default=1, ge=1, le=64, description="of a new collection: how many take writes")
    milvus_replicas: int = Field(default=1, ge=1, le=64, description="copies of the collections that are searched")
    milvus_seconds: float = Field(default=30.0, gt=0, le=3600, description="a request to Milvus may take")
    read_max_mb: int = Field(default=50, ge=1, le=2_000, description="a file to be read may have")
    read_pages: int = Field(default=2_000, ge=1, le=100_000, description="a PDF may have")
    read_seconds: int = Field(default=120, ge=1, le=3_600, description="reading a file may take")
    read_memory_mb: int = Field(default=2_048, ge=256, le=64_000, description="reading a file may take")
    ocr_seconds: int = Field(default=3_600, ge=1, le=86_400, description="reading a file with scanned pages may take")
    chunk_chars: int = Field(default=300, ge=60, le=1200, description="longest chunk; a longer unit is cut for search")
