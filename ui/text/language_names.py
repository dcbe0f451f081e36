"""The languages by the name their own readers know."""

from collections.abc import Mapping
from types import MappingProxyType

from rag.records import Language

LANGUAGE_NAMES: Mapping[Language, str] = MappingProxyType(
    {Language.SIMPLIFIED: "简体中文", Language.TRADITIONAL: "繁體中文", Language.ENGLISH: "English"}
)
