# The front door. `make demo` sets up a Debian 12 machine and reads the sample pages; `make test` sets up and runs every test.
SHELL := /bin/bash
MODEL := .deps/data/models/en_core_web_md.entente
DEMO  := build/demo.db

.PHONY: all build setup demo test sanitize bench bench-dumps bench-duplicates bench-nlp bench-encoder bench-pages bench-coder fuzz format clean distclean install

all: build $(MODEL)

setup:
	@scripts/setup

build: setup
	@[ -f build/build.ninja ] || cmake --preset release >/dev/null
	@cmake --build --preset release -- --quiet

$(MODEL): build
	@build/entente model check $@ >/dev/null 2>&1 || build/entente model import .deps/en_core_web_md $@

demo: all
	@scripts/demo $(DEMO)

test: all
	@ctest --preset release -j 2 --output-on-failure $(CTEST_ARGS)

# The same tests under the address and undefined-behaviour sanitizers.
sanitize: all
	@cmake --preset asan >/dev/null
	@cmake --build --preset asan -- --quiet
	@ctest --preset asan -j 2 --output-on-failure $(CTEST_ARGS)

bench: all
	@bench/score
bench-nlp: all
	@bench/nlp/run
bench-encoder: all
	@bench/encoder/run
bench-pages: all
	@bench/pages/run
bench-dumps: all
	@bench/dumps/run
bench-duplicates: all
	@bench/duplicates/run
bench-coder: all
	@bench/coder/run

fuzz: setup
	@scripts/fuzz $(FUZZ_SECONDS)

format:
	@command -v clang-format >/dev/null || { echo "make format: needs clang-format (Debian's package of that name)" >&2; exit 1; }
	@git ls-files '*.cpp' '*.h' | xargs clang-format -i

install: all
	@cmake --install build

clean:
	@rm -rf build build-dev build-asan build-tsan build-fuzz
distclean: clean
	@rm -rf .deps
