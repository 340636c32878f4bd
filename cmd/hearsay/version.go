package main

import (
	"runtime"
	"runtime/debug"

	"github.com/alecthomas/kong"

	"hearsay/annotate"
)

type versionCommand struct{}

func (versionCommand) Help() string {
	return help("Tells the version of the program and of its reader, which every statement names as its maker.", "version")
}

// Run tells the version.
func (versionCommand) Run(t *terminal) error {
	t.printf("hearsay %s, reader %s, %s %s/%s\n", buildVersion(), annotate.System, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}

// versionFlag is the same for those who ask with a flag.
type versionFlag bool

// BeforeReset is called by kong when the flag is given, whatever else is.
func (versionFlag) BeforeReset(app *kong.Kong, t *terminal) error {
	if err := (versionCommand{}).Run(t); err != nil {
		return err
	}
	app.Exit(exitOK)
	return nil
}

// buildVersion is the version that Go stamped, or the commit.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(unknown version)"
	}
	return info.Main.Version
}
