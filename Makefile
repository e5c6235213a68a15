# make help says what there is. Everything is built below build/ (BUILD=elsewhere moves it), data stands in var/.
BUILD ?= build
JOBS ?= $(shell nproc)
PRESET ?= dev

# Groups of packaging/debian-packages.txt.
NEEDS = build test
check: NEEDS = build test check package package-test
package: NEEDS = build test package

configure = cmake --preset $(1) -B $(BUILD)/$(1) >/dev/null
compile = $(call configure,$(1)) && cmake --build $(BUILD)/$(1) -j $(JOBS)

.DEFAULT_GOAL := help
.PHONY: help run test check bench bench-quick build screenshots package package-test deps format clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: deps ## Build, make a demo city on the first start, and serve it
	@$(call compile,release) --target tongzhou
	@tools/build-console
	@mkdir -p var
	$(BUILD)/release/src/main/tongzhou demo --today --if-empty --data var
	$(BUILD)/release/src/main/tongzhou serve --data var --console.folder $(CURDIR)/console/dist

test: deps ## Build and run every test, on SQLite and on PostgreSQL
	@$(call compile,dev)
	@tools/run-tests $(BUILD)/dev

check: deps ## Everything before a release: format, lint, tests, sanitizers, a minute of each fuzzer, the package
	@BUILD=$(BUILD) JOBS=$(JOBS) tools/check

bench: deps ## Measure the performance contract; writes bench/results.json
	@$(call compile,release) --target tongzhou tongzhou_bench
	$(BUILD)/release/bench/tongzhou_bench

bench-quick: deps ## The same at a hundredth of the rows
	@$(call compile,release) --target tongzhou tongzhou_bench
	$(BUILD)/release/bench/tongzhou_bench --quick

build: deps ## Build one preset, such as: make build PRESET=release
	@$(call compile,$(PRESET))

screenshots: deps ## Take the pictures of the guide anew
	@$(call compile,release) --target tongzhou
	@tools/build-console
	@TONGZHOU_PROGRAM=$(CURDIR)/$(BUILD)/release/src/main/tongzhou node tools/screenshots.mjs

package: deps ## Make the Debian package in dist/
	@$(call compile,release) --target tongzhou
	@tools/build-console
	cpack --config $(BUILD)/release/CPackConfig.cmake -B dist && rm -rf dist/_CPack_Packages

package-test: package ## Install, upgrade, use and purge the package in a Debian of its own
	@tools/install-packages package-test
	@BUILD=$(BUILD) tools/package-tests "$$(ls -t dist/tongzhou_*.deb | head -n 1)"

deps: ## Install the Debian packages that are missing
	@tools/install-packages $(NEEDS)

format: ## Format every C++ file
	git ls-files '*.cpp' '*.hpp' | xargs clang-format -i

clean: ## Remove what was built; var/ stays
	rm -rf $(BUILD) dist
