# What takes minutes. Everything else is "go test ./...".
.PHONY: soak bench

# Fifty readers and a writer on one ledger, five minutes for each database, and
# a hundred kills of the program and of the server. PostgreSQL where
# HEARSAY_TEST_POSTGRES names a database, kills of a server where
# HEARSAY_TEST_POSTGRES_BIN names the directory of its programs.
soak:
	HEARSAY_SOAK=1 go test -count=1 -timeout=90m -run='^(TestLoad|Test.*Cuts.*)$$' -v ./cmd/hearsay

bench:
	go test -run='^$$' -bench=. ./annotate ./capture ./internal/store
