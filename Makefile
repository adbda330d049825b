PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
RIG ?= ../shared/face-rig/face_rig.safetensors

.PHONY: install demo test check typing train-mini train-duse duse cif integrity ard affect hub browser demo-load bench

$(BIN)/argen: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -c constraints-cpu.txt -e '.[dev]'
	touch $@

install: $(BIN)/argen

# One clip, one contact sheet and one report from a portrait that ships inside the package.
demo: install
	$(BIN)/argen generate release/portraits/portrait_03.png --emotion fear --intensity 0.9 --seed 1 -o runs/demo/fear.mp4

test: install
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not slow and not benchmark"

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

# DuSE-mini: three sets of clips (heavily and mildly altered ones to learn from, people never seen to be judged by), some
# of them through the generator's VAE, the text side of its encoder, then the recogniser; two to three hours on two cores, most
# of it for the clips. Each part resumes where it stopped.
CLIPS := -m argen.training.supervised --config training/configs/duse_clips.yaml --stage cache --rig $(RIG)
train-duse: install
	$(BIN)/python $(CLIPS)
	$(BIN)/python $(CLIPS) --set output=runs/duse/clear --set cache.count=6000 --set cache.randomization=0.4 --set cache.seed=11 --set cache.shard_size=32
	$(BIN)/python $(CLIPS) --set output=runs/duse/test --set cache.count=1024 --set cache.identities=[1000000,1060000] --set cache.seed=42
	$(BIN)/python -m argen.training.duse_decoded --source runs/duse/clear/cache --output runs/duse/decoded --shards 29
	$(BIN)/python -m argen.training.duse_encoder --config training/configs/duse_encoder.yaml
	$(BIN)/python -m argen.training.duse_train --config training/configs/duse_mini.yaml

# DuSE against what it has to beat, the long-tail options, and whether it uses motion: an hour and a half on two cores.
duse: install
	$(BIN)/python -m argen.training.duse_compare --config training/configs/duse_mini.yaml
	$(BIN)/python -m argen.training.duse_compare --config training/configs/duse_mini.yaml --long-tail 50
	$(BIN)/python -m argen.training.duse_probe --config training/configs/duse_mini.yaml --rig $(RIG) --train-clips 1200 --test-clips 360

# CIF against PatchCore and its own parts on the procedural industrial set: an hour on one core, resumes.
cif: install
	$(BIN)/argen cif benchmark

# The face-integrity screen from a rig and the clips that `make train-mini` rendered, then its table: an hour on one core, resumes.
FACE = argen.training.integrity
integrity: install
	$(BIN)/python -m $(FACE)_fit --config training/configs/cif_face.yaml --rig $(RIG)
	$(BIN)/python -m $(FACE)_evaluate --config training/configs/cif_face.yaml --rig $(RIG)

# What a sentence is worth: plans against the annotated sentences, then clips of every arm (25 minutes on two cores).
affect: install
	$(BIN)/python -m pytest -q -s --timeout 0 -m benchmark tests/benchmarks/test_affect.py
	$(BIN)/argen evaluate-affect --sentences tests/affect/sentences_tune.jsonl

# argen-mini after ARD against before: three trainings, 200 held-out prompts, docs/ard/; 40 minutes of CPU, each part resumes.
ard: install
	$(BIN)/python -m argen.training.ard_study --config training/configs/ard_mini.yaml --rig $(RIG)

# The wheel alone in a clean environment against a Hub on this machine: push, docs/hub.md, pull, the Space (10 to 20 minutes).
hub: install
	$(BIN)/python tests/hub/clean_wheel.py

# The demo as a person uses it, in Debian's Chromium (apt install chromium).
browser: install
	$(BIN)/python -m pytest -q -m slow tests/spaces

# The demo under load: cold start, first and later clips, memory over 200 requests, 16 clients, a fuzzed API.
demo-load: install
	$(BIN)/python -m pytest -q -s --timeout 0 -m benchmark tests/benchmarks/test_demo.py

bench: install
	OMP_WAIT_POLICY=PASSIVE $(BIN)/python -m pytest -q -s --timeout 0 -m benchmark tests/benchmarks
