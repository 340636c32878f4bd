//go:build race

package main

// raceEnabled tells tests of speed that the program is slowed down.
const raceEnabled = true
