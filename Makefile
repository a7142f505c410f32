# Tradewind: two commands matter, `make run` and `make test`. `make` alone lists the rest.

# Where the demo listens, on this machine alone, and keeps its data.
HTTP  ?= $(or $(TRADEWIND_HTTP),127.0.0.1:8080)
MEDIA ?= $(or $(TRADEWIND_MEDIA),127.0.0.1:7882)
DATA  ?= $(or $(TRADEWIND_DATA),data)
RUNS  ?= 1000000

.DEFAULT_GOAL := help
.PHONY: help run build test lint format fuzz bench bench-build bench-media bench-networks bench-scale bench-scenes bench-hostile bench-long clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  make run takes HTTP=127.0.0.1:9090 (pages; usually 127.0.0.1:8080), MEDIA=127.0.0.1:7900 (pictures and"
	@echo "  sound; usually 127.0.0.1:7882) and DATA=folder (usually data); make fuzz takes RUNS=$(RUNS)"

run: build ## build and start the demo shop; prints three links
	@exec .build/release/tradewind serve --demo --data "$(DATA)" --http "$(HTTP)" --media "$(MEDIA)"

build: ## install what is missing and build the release program
	@scripts/install-packages.sh run
	@echo "Building Tradewind (the first time takes 10 to 15 minutes on two cores, later ones seconds) …"
	@swift build -c release --product tradewind

test: ## run everything: lint, unit and packet tests, fuzz corpus, browser
	@scripts/install-packages.sh run test
	@scripts/test.sh

lint: ## check the style of Swift and of the scripts
	@scripts/install-packages.sh test
	@scripts/lint.sh

format: ## put the Swift sources into the house's form
	@swift format --in-place --parallel --recursive Sources Tests Fuzz Package.swift

fuzz: ## feed each parser RUNS random inputs
	@scripts/fuzz.sh "$(RUNS)"

clean: ## remove what was built; data stays
	@rm -rf .build .build-fuzz .venv

bench: bench-build ## measure: packets beside their floor, joins, delay, chat
	@scripts/install-packages.sh test
	@scripts/prepare-python.sh
	@PYTHON=.venv/bin/python Benchmarks/run.sh

bench-media: bench-build ## measure: a forwarded packet beside its floor and beside Janus
	@scripts/install-packages.sh bench
	@Benchmarks/media.sh

bench-networks: bench-build ## measure: a show in Chromium over bad networks, beside Janus
	@scripts/install-packages.sh test bench
	@scripts/prepare-python.sh
	@PYTHON=.venv/bin/python Benchmarks/networks.sh

bench-scale: bench-build ## measure: cost per packet as viewers, shows and workers grow
	@Benchmarks/scale.sh

bench-scenes: bench-build ## measure: calls, guests and moderation as Chromium sees them, here and at 150 ms
	@scripts/install-packages.sh test
	@scripts/prepare-python.sh
	@PYTHON=.venv/bin/python Benchmarks/scenes.sh

bench-hostile: bench-build ## measure: good viewers under attacks, and memory while sessions come and go
	@Benchmarks/hostile.sh

bench-long: bench-build ## measure: picture against sound over two hours on bad lines
	@Benchmarks/long.sh

bench-build:
	@scripts/install-packages.sh run
	@swift build -c release --product tradewind
	@swift build -c release --product tradewind-bench
