# Every target makes .venv by itself; with .venv there it starts at once.

PYTHON ?= python3
PORT ?= 8501
WORKERS ?= 2
BIN := .venv/bin
export Q

.DEFAULT_GOAL := help
.PHONY: help install app test lint format check bench build ask screenshots

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 13

install: .venv/.installed  ## make .venv and install kb into it, with what developing needs

.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,llm,ocr,sign-on]'
	@touch $@

app: build  ## open the web page on http://127.0.0.1:8501 (PORT=… for another port)
	$(BIN)/streamlit run streamlit_app.py --server.port $(PORT)

build: .venv/.installed  ## read corpus/ into index/, where something changed
	$(BIN)/kb build corpus --index index --if-changed

ask: build  ## answer a question: make ask Q="2027年智能算力规模预计是多少？"
	@$(BIN)/kb ask "$$Q"

test: .venv/.installed  ## run the tests
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: .venv/.installed  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.installed  ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: lint test  ## lint, then test

bench: .venv/.installed  ## measure speed
	$(BIN)/python -m bench

screenshots: .venv/.installed  ## pictures of every page into screenshots/, the best into docs/pictures/
	$(BIN)/python tests/screenshots.py --best docs/pictures
