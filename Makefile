PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
RIG ?= ../shared/face-rig/face_rig.safetensors

.PHONY: install demo test check typing train-mini affect bench

$(BIN)/argen: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -c constraints-cpu.txt -e '.[dev]'
	touch $@

install: $(BIN)/argen

# One clip, one contact sheet and one report from a portrait that ships inside the package.
demo: install
	$(BIN)/argen generate release/portraits/portrait_03.png --emotion fear --intensity 0.9 --seed 1 -o runs/demo/fear.mp4

test: install
	$(BIN)/python -m pytest -q -m "not slow and not benchmark"

check: install typing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

# A tree of links under the import names: type checkers do not follow the import hook of an editable install.
typing:
	mkdir -p .typing/argen
	ln -sfn $(addprefix ../../,pipelines training dataset_builders release $(wildcard pipelines/_root/*)) .typing/argen/

# Every stage of the embedded model, hours on two cores, minutes on a large GPU; each stage resumes where it stopped.
train-mini: install
	$(BIN)/python -m argen.training.supervised --config training/configs/argen_mini.yaml --rig $(RIG)

# What a sentence is worth: plans against the annotated sentences, then clips of every arm (25 minutes on two cores).
affect: install
	$(BIN)/python -m pytest -q -s -m benchmark tests/benchmarks/test_affect.py
	$(BIN)/argen evaluate-affect --sentences tests/affect/sentences_tune.jsonl

bench: install
	$(BIN)/python -m pytest -q -s -m benchmark tests/benchmarks
