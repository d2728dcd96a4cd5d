# `make` lists the targets. What takes more than a few lines stands in .ci/ and Tests/.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help

# Where `install` puts things; DESTDIR stages them under another root.
PREFIX ?= /usr/local
DESTDIR ?=

export LC_ALL := C.UTF-8

PROGRAM := .build/release/argent
SOURCES := Package.swift Sources Tests
BUILD_RELEASE = swift build -c release --omit-frame-pointers --product argent --static-swift-stdlib $$(.ci/static)

.PHONY: help
help: ## List these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' Makefile | while IFS=$$'\t' read -r name what; do printf '  %-15s %s\n' "$$name" "$$what"; done

.PHONY: needs
needs: ## Install the libraries a build needs, where they are missing
	@.ci/needs

.PHONY: run
run: needs ## Build, then open the prompt; without a terminal, replay Examples/tour.ag
	@$(BUILD_RELEASE)
	if [[ -t 0 && -t 1 ]]; then exec $(PROGRAM); else exec $(PROGRAM) run Examples/tour.ag; fi

.PHONY: build
build: needs ## Leave the release build of the program at .build/release/argent
	@$(BUILD_RELEASE)

.PHONY: test
test: needs ## Run the tests; FILTER=name runs a part
	@swift test --no-parallel $(if $(FILTER),--filter $(FILTER)) </dev/null

.PHONY: check
check: export ARGENT_STRICT := 1
check: lint ## What CI runs: all of the checks, without a warning
	@# Two at a time, as there are at least two cores: the oracle is made and the tests run while the compiler is busy.
	# What looks at a screen waits more than it works, and has the machine for itself.
	swift build --build-tests
	$(MAKE) --jobs=2 --output-sync build unit oracle
	$(MAKE) --jobs=2 --output-sync docs-check lessons gallery-check conformance robustness
	$(MAKE) --jobs=2 --output-sync terminal

# The tests as `test` runs them, where they are built already and another build is under way.
.PHONY: unit
unit:
	@.build/debug/argentPackageTests.xctest --testing-library swift-testing --no-parallel </dev/null

.PHONY: oracle
oracle:
	@.ci/oracle >/dev/null

.PHONY: lessons
lessons: build ## Check the course in Examples, and the sessions in docs/teaching.md, against what is recorded in them
	@$(PROGRAM) check Examples/*.ag
	python3 Tests/Notebook/pages.py --argent $(PROGRAM) docs/teaching.md

.PHONY: docs
docs: build ## Write the generated parts of docs/ from the declarations
	@$(PROGRAM) docs docs

.PHONY: docs-check
docs-check: build ## Fail where a generated part of docs/ is not what the declarations say
	@$(PROGRAM) docs docs --check

.PHONY: gallery
gallery: build ## Draw the gallery of plots in docs/ from Examples/plots; MATPLOTLIB=1 also asks matplotlib for its pictures
	@python3 Tests/Gallery/gallery.py --argent $(PROGRAM)
	$(if $(MATPLOTLIB),"$$(.ci/oracle)" Tests/Gallery/gallery.py --matplotlib)

.PHONY: gallery-check
gallery-check: build ## Fail where the gallery of plots is not what its scripts draw
	@python3 Tests/Gallery/gallery.py --argent $(PROGRAM) --check

.PHONY: conformance
conformance: conformance-records conformance-engine conformance-library conformance-language ## Ask CPython, IPython and PyTorch again, and compare; SEEDS=folder adds notebooks, FILTER=name runs a part

# Whether what is recorded is still what the oracle says, and what people write gives the same on both sides.
.PHONY: conformance-records
conformance-records: build
	@python=$$(.ci/oracle)
	for maker in Tests/Conformance/goldens/*.py; do "$$python" $$maker; done
	git diff --stat --exit-code -- 'Tests/*/Golden' Sources/Library/Torch/Signatures || { echo "These records are not what the oracle says."; exit 1; }
	"$$python" Tests/Conformance/syntax.py
	"$$python" Tests/Conformance/census.py
	"$$python" Tests/Conformance/conform.py --argent $(PROGRAM) $(if $(SEEDS),--notebooks $(SEEDS)) $(if $(FILTER),--filter $(FILTER))

.PHONY: conformance-engine
conformance-engine: build
	@$(if $(FILTER),exit,)
	python=$$(.ci/oracle)
	"$$python" Tests/Conformance/draws.py --argent $(PROGRAM)
	"$$python" Tests/Conformance/differential/differential.py --argent $(PROGRAM) --cases 1300
	"$$python" Tests/Conformance/histories.py --argent $(PROGRAM) --count 300

.PHONY: conformance-library
conformance-library: build
	@$(if $(FILTER),exit,)
	python=$$(.ci/oracle)
	"$$python" Tests/Conformance/training.py --argent $(PROGRAM)
	"$$python" Tests/Conformance/numpy_prints.py --argent $(PROGRAM)
	"$$python" Tests/Conformance/numpy_draws.py --argent $(PROGRAM)

.PHONY: conformance-language
conformance-language: build
	@$(if $(FILTER),exit,)
	python=$$(.ci/oracle)
	"$$python" Tests/Conformance/programs/compare.py --argent $(PROGRAM) --count 400
	"$$python" Tests/Notebook/roundtrip.py --argent $(PROGRAM)

.PHONY: programs
programs: build ## Compare random programs with CPython: make programs COUNT=20000 SEED=1
	@python=$$(.ci/oracle)
	"$$python" Tests/Conformance/programs/compare.py --argent $(PROGRAM) --count $(or $(COUNT),400) --seed $(or $(SEED),0)

.PHONY: fuzz
fuzz: build ## Change programs at random and look for crashes and hangs: make fuzz SECONDS=1800
	@python3 Tests/Robustness/fuzz.py --argent $(PROGRAM) --seconds $(or $(SECONDS),60)

.PHONY: differential
differential: build ## Compare random calls of every operation with PyTorch's; CASES=200000 SEED=1 ONLY=torch.add
	@python=$$(.ci/oracle)
	"$$python" Tests/Conformance/differential/differential.py --argent $(PROGRAM) --cases $(or $(CASES),200000) \
	  --seed $(or $(SEED),1) $(if $(ONLY),--only $(ONLY))

.PHONY: differential-record
differential-record: build ## Write down what still differs, and the table of operations
	@python=$$(.ci/oracle)
	"$$python" Tests/Conformance/differential/differential.py --argent $(PROGRAM) --cases $(or $(CASES),40000) --record

.PHONY: extremes
extremes: build ## Call everything with awkward arguments and look for crashes and hangs: make extremes FILTER=itertools
	@python3 Tests/Robustness/extremes.py --argent $(PROGRAM) --filter "$(FILTER)"

.PHONY: robustness
robustness: robustness-inputs robustness-sessions ## Feed the program what must not crash it, and kill sessions; KILLS=200 kills more

.PHONY: robustness-inputs
robustness-inputs: build
	@python3 Tests/Robustness/robustness.py --argent $(PROGRAM) --filter "$(FILTER)"
	python3 Tests/Robustness/fuzz.py --argent $(PROGRAM)

.PHONY: robustness-sessions
robustness-sessions: build
	@$(if $(FILTER),exit,)
	python3 Tests/Robustness/memory.py --argent $(PROGRAM)
	python3 Tests/Robustness/journal.py $(PROGRAM) --times $(or $(KILLS),40)

.PHONY: terminal
terminal: terminal-keys terminal-sessions ## Drive the prompt, performances and the sessions of the documentation in a pseudo-terminal

.PHONY: terminal-keys
terminal-keys: build
	@python=$$(.ci/oracle)
	"$$python" Tests/Terminal/prompt.py $(PROGRAM)
	"$$python" Tests/Terminal/keys.py $(PROGRAM)

.PHONY: terminal-sessions
terminal-sessions: build
	@python=$$(.ci/oracle)
	"$$python" Tests/Terminal/play.py $(PROGRAM)
	"$$python" Tests/Terminal/session.py $(PROGRAM)
	"$$python" Tests/Terminal/magics.py $(PROGRAM)
	"$$python" Tests/Terminal/guide.py $(PROGRAM) docs/guide.md
	"$$python" Tests/Terminal/install.py $(PROGRAM)

.PHONY: guide
guide: build ## Write what the sessions in docs/guide.md show
	@python=$$(.ci/oracle)
	"$$python" Tests/Terminal/guide.py $(PROGRAM) --update docs/guide.md

.PHONY: golden-update
golden-update: build ## Rewrite the recorded outputs from CPython, IPython and PyTorch, then read the diff
	@python=$$(.ci/oracle)
	for maker in Tests/Conformance/goldens/*.py; do "$$python" $$maker; done
	"$$python" Tests/Conformance/syntax.py --update
	"$$python" Tests/Conformance/conform.py --update $(if $(FILTER),--filter $(FILTER))

.PHONY: bench
bench: build ## Time the benchmarks and the prompt; the table is kept under .build/bench
	@python3 Tests/Benchmarks/bench.py --argent $(PROGRAM) $(if $(FILTER),--filter $(FILTER))
	$(if $(FILTER),,python3 Tests/Benchmarks/prompt.py --argent $(PROGRAM))

.PHONY: bench-peers
bench-peers: build ## Time the benchmarks on Argent and on CPython with PyTorch, in turn, and print the ratios
	@python=$$(.ci/oracle)
	python3 Tests/Benchmarks/bench.py --argent $(PROGRAM) --peer "$$python" $(if $(FILTER),--filter $(FILTER))

.PHONY: bench-compare
bench-compare: ## Compare two kept tables: make bench-compare OLD=a.json NEW=b.json
	@python3 Tests/Benchmarks/bench.py --compare "$(OLD)" "$(NEW)"

.PHONY: sanitize
sanitize: needs ## Run the tests under AddressSanitizer, then under ThreadSanitizer; KIND=thread runs one, FILTER=name a part
	@for kind in $(or $(KIND),address thread); do .ci/sanitize $$kind "$(FILTER)"; done

.PHONY: format
format: ## Format the Swift sources in place
	@swift format --in-place --recursive --parallel $(SOURCES)

.PHONY: lint
lint: needs ## Check format and style, changing nothing
	@swift format lint --strict --recursive --parallel $(SOURCES)

.PHONY: install
install: build ## Install the program, its manual, shell completions, documentation and examples under PREFIX
	@bin="$(DESTDIR)$(PREFIX)/bin" share="$(DESTDIR)$(PREFIX)/share"
	install -Dm755 $(PROGRAM) "$$bin/argent"
	install -Dm644 docs/argent.1 "$$share/man/man1/argent.1"
	install -Dm644 -t "$$share/doc/argent" README.md CHANGELOG.md LICENSE docs/*.md
	install -Dm644 -t "$$share/doc/argent/reference" docs/reference/*.md
	install -Dm644 -t "$$share/doc/argent/examples" Examples/*.*
	mkdir -p "$$share/bash-completion/completions" "$$share/zsh/site-functions" "$$share/fish/vendor_completions.d"
	$(PROGRAM) --generate-completion-script bash > "$$share/bash-completion/completions/argent"
	$(PROGRAM) --generate-completion-script zsh > "$$share/zsh/site-functions/_argent"
	$(PROGRAM) --generate-completion-script fish > "$$share/fish/vendor_completions.d/argent.fish"

.PHONY: uninstall
uninstall: ## Remove what install put there
	@share="$(DESTDIR)$(PREFIX)/share"
	rm -f "$(DESTDIR)$(PREFIX)/bin/argent" "$$share/man/man1/argent.1" "$$share/bash-completion/completions/argent" \
	  "$$share/zsh/site-functions/_argent" "$$share/fish/vendor_completions.d/argent.fish"
	rm -rf "$$share/doc/argent"

.PHONY: clean
clean: ## Remove what was built
	@rm -rf .build .build-address .build-thread
