"""The Hub layout of an ARGen folder: where a name points to, how the index names our classes, which files travel."""

import importlib
import importlib.util
import inspect
import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from diffusers.utils.dynamic_modules_utils import get_relative_import_files
from huggingface_hub import snapshot_download


INDEX = "model_index.json"
OUR_SUFFIX = "_argen"
OUR_NAMESPACE = "argen"
DOWNLOADED = ["*.json", "*.safetensors", "*.txt", "*.model", "*.py", "*.md"]
LOAD_KEYS = ("_name_or_path", "name_or_path", "is_local", "local_files_only")  # how and where this copy was loaded


def embedded_folder(repo_id: str) -> Path | None:
    """Folder of one of our models inside the installed package (`argen.release`), None where there is none."""
    namespace, _, name = repo_id.partition("/")
    if namespace != OUR_NAMESPACE or importlib.util.find_spec("argen") is None:
        return None
    spec = importlib.util.find_spec("argen.release")
    for root in (spec.submodule_search_locations or []) if spec is not None else []:
        if (Path(root) / name / INDEX).is_file():
            return Path(root) / name
    return None


def resolve_folder(name: str, revision: str | None = None, **download: Any) -> str:
    """Local folder of a pipeline: the folder itself, our copy in the package, else a Hub snapshot.

    Args:
        name: a folder, or a Hub id. One of ours without `revision` is taken from the installed package when it is there.
        revision: branch, tag or commit on the Hub.
        download: keyword arguments of `huggingface_hub.snapshot_download` (`cache_dir`, `token`, ...).
    """
    if os.path.isdir(name):
        return name
    embedded = embedded_folder(name) if revision is None else None
    if embedded is not None:
        return str(embedded)
    return snapshot_download(name, revision=revision, allow_patterns=DOWNLOADED, **download)


def plan_text(text: str, **request: Any) -> Any:
    """Plan a text by Affective Semantic Injection, which is imported at the first use."""
    return importlib.import_module(f"{OUR_NAMESPACE}.pipelines.affect.injection").make_plan(text, **request)


def installed_planner(package: str) -> Callable[..., Any] | None:
    """What plans a text where this code runs as the installed package (`plan_text`), None in a Hub copy."""
    return plan_text if package.startswith(f"{OUR_NAMESPACE}.") else None


def is_ours(entry: Any) -> bool:
    """Whether an index entry `[library, class]` names a module of this package, by its file name."""
    return isinstance(entry, list | tuple) and isinstance(entry[0], str) and entry[0].endswith(OUR_SUFFIX)


def read_index(index: dict[str, Any], package: str) -> dict[str, Any]:
    """Index as the running class needs it: no code of the folder is named, `adapter_argen` becomes our own module."""
    name = index.get("_class_name")
    if isinstance(name, list | tuple):
        index["_class_name"] = name[1]
    for key, entry in index.items():
        if is_ours(entry) and key != "_class_name":
            module = f"{package}.{entry[0].rpartition('.')[2]}"
            importlib.import_module(
                module
            )  # diffusers looks up a component's class in modules that are loaded already
            index[key] = [module, entry[1]]
    return index


def write_layout(folder: str | os.PathLike, pipeline_class: type, components: Mapping[str, Any]) -> None:
    """Turn a folder written by diffusers into one that loads with and without this package.

    Rewrites `model_index.json` to file names, puts each module next to what needs it, removes what tells of the machine that saved.

    Args:
        folder: what `DiffusionPipeline.save_pretrained` wrote.
        pipeline_class: the class saved; its module and the siblings that it imports go to the root of the folder.
        components: name -> object; those of our own classes get a copy of their module in their sub-folder.
    """
    root = Path(folder)
    entry = pipeline_class.__module__.rpartition(".")[2]
    index = json.loads((root / INDEX).read_text(encoding="utf-8"))
    index["_class_name"] = [entry, pipeline_class.__name__]
    for name, component in components.items():
        if component is not None and is_ours(index.get(name)):
            source = Path(inspect.getfile(type(component)))
            index[name] = [source.stem, type(component).__name__]
            shutil.copyfile(source, root / name / source.name)
    _write_json(root / INDEX, index)
    for config in root.glob("*/*config.json"):
        _write_json(config, json.loads(config.read_text(encoding="utf-8")))
    for source in code_files(pipeline_class):
        shutil.copyfile(source, root / source.name)


def code_files(pipeline_class: type) -> list[Path]:
    """The module of a pipeline class and the siblings it imports (the star rule: it imports all of its closure)."""
    entry = Path(inspect.getfile(pipeline_class))
    return [entry, *sorted({Path(name) for name in get_relative_import_files(entry)})]


def _write_json(path: Path, content: dict[str, Any]) -> None:
    content = {key: value for key, value in content.items() if key not in LOAD_KEYS}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
