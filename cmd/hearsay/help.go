package main

type helpCommand struct {
	Command []string `arg:"" optional:"" help:"The command; without one, all are listed."`
}

func (helpCommand) Help() string {
	return help("Says what a command does and how, as --help behind the command would.", "help search")
}

// Run shows the help of a command.
func (c *helpCommand) Run(t *terminal) error {
	return execute(t, append(c.Command, "--help"))
}
