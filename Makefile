# Everything a fresh machine needs: `make demo` shows the program, `make test` proves it.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: demo test lint docs sbom campaign campaign-kills fuzz bench bench-reading bench-sources train requirements clean

demo: .venv/run.done ## install, then read the sample releases into a ledger and show what is in it
	$(BIN)/communique demo

test: .venv/test.done ## install what the tests need and run all of them
	$(BIN)/python -m pytest -n auto

lint: .venv/test.done ## ruff, mypy strict, the contracts between rooms, the size budget
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python bench/size_budget.py

docs: .venv/test.done ## the documentation as a site, in out/docs; what Sphinx warns of is an error
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs out/docs

sbom: .venv/test.done ## what the program is made of, pinned and hashed, as CycloneDX in out/sbom.json
	mkdir -p out
	$(BIN)/python -W ignore -m cyclonedx_py requirements requirements/run.txt --pyproject pyproject.toml \
		--output-reproducible --output-format JSON --output-file out/sbom.json

campaign: .venv/test.done ## the slow tests
	$(BIN)/python -m pytest -m campaign -o addopts=

campaign-kills: .venv/test.done ## end the program with kill -9 at 200 of its steps, on both databases
	$(BIN)/python -m pytest -m campaign -o addopts= tests/runs/test_killed.py

fuzz: .venv/test.done ## read a million broken documents, from where it was stopped; FUZZ="--minutes 10" and others
	$(BIN)/python -m fuzz $(FUZZ)

bench: .venv/test.done ## speed, growth and accuracy in one table; BENCH="--large" adds 100,000 releases
	$(BIN)/python -m bench $(BENCH)

bench-sources: .venv/test.done ## speed and memory of the readers of formats; a simulated day of watching
	$(BIN)/python -m bench.sources

bench-reading: .venv/test.done ## accuracy of the reader on the annotated releases
	$(BIN)/python -m bench.reading

train: .venv/train.done ## fit the reader again from the gold and write its weights
	$(BIN)/python -m train

requirements: .venv/test.done ## pin and hash again what pyproject.toml asks for
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras \
		--allow-unsafe --extra web --extra mcp --output-file requirements/run.txt pyproject.toml requirements/build.in
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras \
		--allow-unsafe --output-file requirements/test.txt requirements/test.in

.venv/made:
	$(PYTHON) -c 'import sys; sys.exit("communique needs Python 3.11 or newer") if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv .venv
	touch $@

.venv/run.done: .venv/made requirements/run.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

.venv/test.done: .venv/run.done requirements/test.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/test.txt
	touch $@

.venv/train.done: .venv/test.done requirements/train.txt
	$(BIN)/python -m pip install --quiet -r requirements/train.txt
	touch $@

clean:
	rm -rf .venv build dist out
