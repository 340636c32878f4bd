package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"hearsay/annotate"
	"hearsay/internal/pipeline"
	"hearsay/internal/report"
	"hearsay/internal/store"
	"hearsay/measure"
)

// measures returns the measures that ship with the program and those of the file that a
// person named.
func (l *ledger) measures() (_ *measure.Set, err error) {
	if l.Measures == "" {
		return measure.Default(), nil
	}
	f, err := os.Open(l.Measures)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.Measures, cause(err))
	}
	defer f.Close()
	set, err := measure.Add(measure.Default(), f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.Measures, err)
	}
	return set, nil
}

// reading returns options of a pipeline that say how documents are read. It comes before a
// ledger is opened: a mistyped file must not make an empty one.
func (l *ledger) reading() (opts pipeline.Options, err error) {
	set, err := l.measures()
	if err != nil {
		return opts, err
	}
	reader := annotate.NewReader(set)
	opts.Read, opts.Version = reader.Read, reader.Version()
	return opts, nil
}

// tellMeasures says on stderr that the ledger was read by other measures than those that
// its figures are now lined up by, and what to do.
func (t *terminal) tellMeasures(l *ledger, st *store.Store, set *measure.Set) error {
	systems, err := st.Systems(t.ctx)
	other := slices.DeleteFunc(systems, func(s string) bool { return annotate.MeasuresOf(s) == set.ID() })
	if err != nil || len(other) == 0 {
		return err
	}
	with, again := "the measures that ship with the program", l.command("add")
	if l.Measures != "" {
		with = "those of " + l.Measures
		again += " --measures " + report.OneLine(quoted(l.Measures))
	}
	t.say(fmt.Sprintf("hearsay: warning: documents were read by other measures (%s) than %s, so figures may be missing or held against the wrong ones. Ask by the measures that they were read by (--measures FILE; none for those that ship with the program), or have them read again by these: %s",
		strings.Join(other, ", "), with, again))
	return nil
}
