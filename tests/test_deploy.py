"""What deploy/ names is there: settings, values of the chart, services, volumes, packages."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from eval.config import EvalSettings
from index.config import CONFIG_VARIABLE, ROOT, IndexSettings, Settings
from rag.config import RagSettings
from ui.config import UiSettings

DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
TEMPLATES = sorted((DEPLOY / "chart" / "templates").glob("*.yaml"))
PLAIN = [path for path in FILES if path.suffix == ".yaml" and path not in TEMPLATES]
TABLES: tuple[type[Settings], ...] = (IndexSettings, RagSettings, UiSettings, EvalSettings)
SETTINGS = {f"LUOHU_{table.table}_{field}".upper() for table in TABLES for field in table.model_fields}


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def rendered(template: Path) -> list[Any]:
    """The objects of a template, filled in with the chart's own values."""
    values = loaded(DEPLOY / "chart" / "values.yaml")

    def value(match: re.Match[str]) -> str:
        kind, *names = match[1].split(".")
        found: Any = values
        if kind == "Release":
            return {"Name": "luohu", "Revision": "1"}[names[0]]
        for name in names:
            found = found[name]
        return str(found)

    text = re.sub(
        r"\{\{- toYaml \.Values\.settings \| nindent 2 \}\}",
        "\n".join(f"{name}: {text!r}" for name, text in values["settings"].items()).replace("\n", "\n  "),
        template.read_text(encoding="utf-8"),
    )
    return list(yaml.safe_load_all(re.sub(r"\{\{ \.([\w.]+) \}\}", value, text)))


def test_there_is_something_to_deploy() -> None:
    assert {path.name for path in FILES} >= {"Dockerfile", "compose.yaml", "README.md", "values.yaml"}
    assert len(TEMPLATES) == 2


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_variable_is_a_setting(path: Path) -> None:
    named = set(re.findall(r"LUOHU_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert named <= SETTINGS | {CONFIG_VARIABLE}


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
def test_every_file_is_yaml(path: Path) -> None:
    assert isinstance(loaded(path), dict)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_become_objects(path: Path) -> None:
    for each in rendered(path):
        assert {"apiVersion", "kind", "metadata"} <= each.keys()


def test_containers_mount_the_volumes_they_have() -> None:
    for path in TEMPLATES:
        for each in rendered(path):
            if each["kind"] in ("Deployment", "Job"):
                pod = each["spec"]["template"]["spec"]
                (container,) = pod["containers"]
                assert {of["name"] for of in container["volumeMounts"]} == {of["name"] for of in pod["volumes"]}


def test_the_probes_ask_for_what_the_application_answers() -> None:
    (pod,) = [each["spec"]["template"]["spec"] for each in rendered(TEMPLATES[0]) if each["kind"] == "Deployment"]
    (container,) = pod["containers"]
    probes = [container[name]["httpGet"] for name in ("startupProbe", "readinessProbe", "livenessProbe")]
    (port,) = container["ports"]
    assert probes == [{"path": "/healthz", "port": port["containerPort"]}] * 3
    seconds = container["livenessProbe"]["periodSeconds"] * container["livenessProbe"]["failureThreshold"]
    assert seconds >= 300  # longer than a damaged index takes to be mended


def test_the_settings_of_the_chart_are_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in loaded(DEPLOY / "chart" / "values.yaml")["settings"].items():
        monkeypatch.setenv(name, text)
    for table in TABLES:
        table.load()


def test_compose_names_its_own_services_volumes_and_configs() -> None:
    compose = loaded(DEPLOY / "compose.yaml")
    for name, service in compose["services"].items():
        assert set(service.get("depends_on", ())) <= compose["services"].keys(), name
        volumes = {volume.partition(":")[0] for volume in service.get("volumes", ()) if volume[0].isalpha()}
        assert volumes <= compose["volumes"].keys(), name
        assert {config["source"] for config in service.get("configs", ())} <= compose["configs"].keys(), name
        waited = [on for on, how in service.get("depends_on", {}).items() if how["condition"] == "service_healthy"]
        assert all("healthcheck" in compose["services"][on] or on == "app" for on in waited), name


def test_the_settings_of_compose_are_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"POSTGRES_PASSWORD": "secret", "SESSION_KEY": "s" * 32}
    for name, text in loaded(DEPLOY / "compose.yaml")["services"]["app"]["environment"].items():
        monkeypatch.setenv(name, re.sub(r"\$\{(\w+)[^}]*\}", lambda found: given.get(found[1], ""), text))
    for table in TABLES:
        table.load()
    assert UiSettings.load().journal_url.get_secret_value().startswith("postgresql+psycopg://luohu:secret@")


def test_the_image_holds_every_package_and_the_seeds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {*project["tool"]["importlinter"]["root_packages"], "seeds"}
    image = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert needed <= set(re.findall(r"^COPY (\w+) \1$", image, re.MULTILINE))
    allowed = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{name}" for name in needed} <= set(allowed)
    (extras,) = re.findall(r"'\.\[(.+)\]'", image)
    assert set(extras.split(",")) <= project["project"]["optional-dependencies"].keys()
