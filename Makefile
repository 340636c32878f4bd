# What takes minutes. Everything else is "go test ./...".
.PHONY: soak bench

# Fifty readers and a writer on one ledger, five minutes for each database;
# PostgreSQL where HEARSAY_TEST_POSTGRES names one.
soak:
	HEARSAY_SOAK=1 go test -count=1 -timeout=30m -run='^TestLoad$$' -v ./cmd/hearsay

bench:
	go test -run='^$$' -bench=. ./annotate ./capture ./internal/store
