# Two commands do everything on a fresh machine with the Swift toolchain: `make demo`, `make test`.

SWIFT ?= swift
DEMO ?= demo-dataset
SEED ?= 2026
PALIMPSEST = .build/release/palimpsest
# The vectors of the processor that builds it (x86-64-v3: AVX2). To build for any x86-64: make PROCESSOR=
PROCESSOR ?= $(shell scripts/processor-flags)

.PHONY: all demo build bootstrap test test-release format lint benchmark train-detector fuzz fuzz-media clean help

all: build

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

bootstrap: ## install what is missing: apt packages, the DuckDB library under .deps/
	@scripts/bootstrap

build: bootstrap ## the command, optimised, in .build/release/palimpsest
	$(SWIFT) build -c release $(PROCESSOR) --product palimpsest

demo: build ## make the demo dataset, audit it, say where the page is
	$(PALIMPSEST) demo $(DEMO) --seed $(SEED)
	$(PALIMPSEST) audit $(DEMO) --seed $(SEED) --out demo-report

test: bootstrap ## every test; those on real data are skipped where PALIMPSEST_SHARED is missing
	$(SWIFT) test

test-release: bootstrap ## every test, optimised: whole data sets, 200 runs of each null control
	$(SWIFT) test -c release -Xswiftc -enable-testing

format: ## rewrite the sources in the house's format
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks Fuzz Training

lint: ## what CI checks
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks Fuzz Training

SHARED ?= $(or $(PALIMPSEST_SHARED),../shared)

benchmark: bootstrap ## the kernels on Adult; all commands and figures are in Benchmarks/README.md
	$(SWIFT) build -c release --package-path Benchmarks
	Benchmarks/.build/release/benchmarks classes $(SHARED)/data/tabular/arx/adult.csv
	Benchmarks/.build/release/benchmarks subsets $(SHARED)/data/tabular/arx/adult.csv

train-detector: ## train the learned detector anew: weights, model card, test fields
	$(SWIFT) run -c release --package-path Training train-detector --seed 2026 --evaluate $(SHARED)/data/media

fuzz: ## each parser for a minute; see Fuzz/README.md
	$(SWIFT) build -c release --package-path Fuzz
	for part in Manifest Report Value; do \
	  mkdir -p .build/fuzz/$$part && Fuzz/.build/release/Fuzz$$part -max_total_time=60 -timeout=5 \
	    .build/fuzz/$$part Fuzz/Corpus/$$(echo $$part | tr A-Z a-z) || exit 1; done

MEDIA_PARSERS = jpeg png gif webp movie heif tiff bmp jxl zip pdf mpeg flac ogg wav aiff matroska avi xml html rtf \
  mail text tar gzip torrent pixels exif xmp photoshop colour provenance inflate
FUZZ_SECONDS ?= 60

fuzz-media: ## each parser of files for FUZZ_SECONDS, with coverage
	$(SWIFT) build -c release --package-path Fuzz/Media
	for part in $(MEDIA_PARSERS); do \
	  mkdir -p .build/fuzz/media/$$part && PALIMPSEST_FUZZ=$$part SWIFT_BACKTRACE=enable=no \
	    Fuzz/Media/.build/release/FuzzMedia -max_total_time=$(FUZZ_SECONDS) -timeout=1 -rss_limit_mb=600 \
	    -max_len=16384 -verbosity=0 -artifact_prefix=.build/fuzz/media/$$part- .build/fuzz/media/$$part $$(ls -d Fuzz/Corpus/media/$$part 2>/dev/null) || exit 1; done

clean:
	rm -rf .build $(DEMO) demo-report
