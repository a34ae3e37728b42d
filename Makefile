# make run    a demonstration network on this machine, at http://127.0.0.1:8080
# make test   everything: both engines, browser, accessibility
# make check  format, lints, the laws of the house
# make bench  figures and ratios, never a pass or fail by time
# make build  the release program, at target/release/techclinic
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.PHONY: help run test check build bench web web-again test-packages

# The chores, built with the features of the whole workspace so that nothing is compiled twice.
xtask := cargo build -q --workspace --bin xtask && target/debug/xtask

help:
	@grep -E '^# make' Makefile | cut -c3-

# The front end: styles, type and the small script, which the program embeds.
web: web/node_modules/.built

# Not `npm ci`, which refuses a lock file that leaves out the packages of other platforms.
web/node_modules/.installed: web/package.json web/package-lock.json
	@npm install --prefix web --no-audit --no-fund --loglevel=error
	touch $@

# The styles depend on the class names in the templates.
web_sources := $(shell find web crates/*/src -path web/node_modules -prune -o -path web/dist -prune -o \
	-type f \( -name '*.html' -o -path '*/house/src/layout/*.rs' -o -name '*.css' -o -name '*.ts' -o -name '*.js' -o -name '*.mjs' -o -name 'package*.json' \) -print)

# The stamp lies outside of web/dist, all of which is embedded.
web/node_modules/.built: web/node_modules/.installed $(web_sources) $(if $(wildcard web/dist),,web-again)
	@npm run --silent build --prefix web
	touch $@

run: web
	@cargo build --profile brisk -p techclinic
	mkdir -p data
	exec target/brisk/techclinic serve --demo --database-url sqlite://data/techclinic.db --data-dir data

build: web
	@cargo build --release -p techclinic

# The load comes from wrk, a package of Debian's.
bench: web
	@command -v wrk >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get install -y -qq wrk >/dev/null; } || echo "make bench: MISSING: wrk — install with: sudo apt-get install wrk"
	cargo bench -p techclinic -p search -p meaning -p paper --bench documents --bench drafts --bench pages --bench plans --bench registers --bench finding --bench search --bench sheets --bench speed --bench judge

# Clippy looks at the code into which the front end is embedded, so it needs the front end.
check: web
	@cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	if cargo deny --version >/dev/null 2>&1; then cargo deny --log-level error check licenses bans sources; fi
	$(xtask) tidy

# PostgreSQL and a browser, from Debian's packages, when they are missing and we may.
test-packages:
	@wanted=
	compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted="$$wanted postgresql"
	command -v chromium >/dev/null || wanted="$$wanted chromium"
	command -v chromedriver >/dev/null || wanted="$$wanted chromium-driver"
	if [ -z "$$wanted" ]; then exit 0; fi
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		echo "make test: installing$$wanted"
		export DEBIAN_FRONTEND=noninteractive
		apt-get update -qq && apt-get install -y -qq --no-install-recommends $$wanted >/dev/null || true
	else
		echo "make test: MISSING:$$wanted — install with: sudo apt-get install$$wanted"
	fi

test: web test-packages
	@trap '$(xtask) test-database stop' EXIT
	if url=$$($(xtask) test-database start); then
		export TEST_POSTGRES_URL=$$url
		echo "make test: both engines, SQLite and PostgreSQL at $$url"
	else
		unset TEST_POSTGRES_URL
		echo "make test: NO POSTGRESQL: only SQLite is tested, half of the suite is left out"
	fi
	if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then
		echo "make test: browser tests with $$(chromium --version 2>/dev/null || true)"
	else
		echo "make test: NO BROWSER: tests that need Chromium and its driver will say so"
	fi
	cargo test --workspace --doc --quiet
	if cargo nextest --version >/dev/null 2>&1; then
		cargo nextest run --workspace --all-targets
	else
		cargo test --workspace --all-targets --no-fail-fast
	fi
