"""`argen demo`: the Gradio Space on this machine, in the browser."""

import argparse
import os
import sys
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from argen.generate import check_model


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen demo`."""
    add = parser.add_argument
    add("--port", type=int, help="port to serve on (the first free one from 7860)")
    add("--host", help="address to serve on (127.0.0.1: this machine only; 0.0.0.0: the network)")
    add("--model", default="argen/argen-mini", help="folder or Hub id of a generator (%(default)s)")
    add("--dataset", type=Path, help="folder of `argen dataset build` to browse (the sample inside the package)")
    add("--device", help="cpu, cuda, ... (a GPU if there is one)")
    add("--no-browser", action="store_true", help="do not open a browser")
    add("--share", action="store_true", help="also make a public address, through Gradio's servers")


def main(args: argparse.Namespace) -> int:
    """Run `argen demo` until it is interrupted; returns the exit status."""
    if args.port is not None and not 1 <= args.port <= 65535:
        raise ValueError(f"`--port` is {args.port}; it has to be from 1 to 65535")
    if args.dataset is not None and not args.dataset.is_dir():
        raise ValueError(
            f"`--dataset` {str(args.dataset)!r} is not a folder: name one that `argen dataset build` made"
        )
    check_model(args.model)
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    app = load_app()
    app.launch(
        app.Options(
            model=args.model,
            dataset=args.dataset,
            device=args.device,
            host=args.host,
            port=args.port,
            browser=not args.no_browser,
            share=args.share,
        )
    )
    return 0


def load_app() -> ModuleType:
    """The Space's own app.py, its siblings beside it on the path as when it is run there."""
    folder = Path(str(files("argen.spaces"))) / "demo"
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    spec = spec_from_file_location("argen_demo_app", folder / "app.py")
    assert spec is not None
    assert spec.loader is not None
    app = module_from_spec(spec)
    sys.modules[spec.name] = app  # where its dataclass looks for its own module
    spec.loader.exec_module(app)
    return app
