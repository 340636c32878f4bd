//go:build unix

package ledgertest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// Server is a server of PostgreSQL that a test may kill. It listens on a
// socket in a directory of its own and writes as a real one does.
type Server struct {
	t    testing.TB
	dir  string
	bin  string
	who  *syscall.Credential // PostgreSQL does not run as root
	next int                 // number of the next ledger
}

// StartServer starts a server, which is stopped and removed when the test
// ends. HEARSAY_TEST_POSTGRES_BIN names the directory of its programs, without
// which the test is skipped.
func StartServer(t testing.TB) *Server {
	t.Helper()
	s := &Server{t: t, bin: os.Getenv("HEARSAY_TEST_POSTGRES_BIN")}
	if s.bin == "" {
		t.Skip("set HEARSAY_TEST_POSTGRES_BIN to run it")
	}
	var err error
	if s.dir, err = os.MkdirTemp("", "hearsay-server-"); err != nil { // t.TempDir is closed to others
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if s.pid() != 0 {
			s.must("pg_ctl", "stop", "-m", "immediate", "-w", "-D", s.data())
		}
		os.RemoveAll(s.dir)
	})
	s.become()
	s.must("initdb", "-D", s.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	s.Start()
	return s
}

// become makes a server that a root starts run as somebody else, and gives
// that one the directory.
func (s *Server) become() {
	if os.Getuid() != 0 {
		return
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		s.t.Skip("root, and no user postgres: ", err)
	}
	uid, err1 := strconv.Atoi(who.Uid)
	gid, err2 := strconv.Atoi(who.Gid)
	if err1 != nil || err2 != nil {
		s.t.Fatal(who)
	}
	if err := os.Chown(s.dir, uid, gid); err != nil {
		s.t.Fatal(err)
	}
	s.who = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// Ledger names a ledger in a new database of the server.
func (s *Server) Ledger() string {
	s.t.Helper()
	s.next++
	name := fmt.Sprintf("ledger%d", s.next)
	s.must("createdb", "-h", s.dir, "-U", "postgres", name)
	return "postgres://postgres@/" + name + "?host=" + s.dir
}

// startTries is how often a server is started anew while processes of the one
// that was killed still end.
const startTries = 100

// Start starts the server, also after a kill, and returns when it takes
// connections.
func (s *Server) Start() {
	s.t.Helper()
	options := "-c listen_addresses='' -c max_connections=50 -c unix_socket_directories='" + s.dir + "'"
	var err error
	for range startTries {
		var out []byte
		if out, err = s.run("pg_ctl", "start", "-w", "-t", "60", "-D", s.data(), "-l", filepath.Join(s.dir, "log"), "-o", options); err == nil {
			return
		}
		err = fmt.Errorf("%w\n%s", err, out)
	}
	log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
	s.t.Fatalf("the server does not start: %v\n%s", err, log[max(0, len(log)-4000):])
}

// Kill ends the server as a power cut would: it writes nothing more. It may be
// called from another goroutine than that of the test.
func (s *Server) Kill() {
	if pid := s.pid(); pid != 0 {
		_ = syscall.Kill(pid, syscall.SIGKILL) // its processes end when they notice
	}
}

// pid is that of the server's first process, 0 if none runs.
func (s *Server) pid() int {
	b, err := os.ReadFile(filepath.Join(s.data(), "postmaster.pid"))
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(b), "\n")
	pid, err := strconv.Atoi(line)
	if err != nil || syscall.Kill(pid, 0) != nil {
		return 0
	}
	return pid
}

func (s *Server) must(program string, args ...string) {
	s.t.Helper()
	if out, err := s.run(program, args...); err != nil {
		s.t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, out)
	}
}

// run runs a program of the server. Its output goes to a file, since the
// server that pg_ctl leaves behind would hold a pipe open.
func (s *Server) run(program string, args ...string) ([]byte, error) {
	out, err := os.CreateTemp("", "hearsay-output-")
	if err != nil {
		return nil, err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	c := exec.Command(filepath.Join(s.bin, program), args...)
	c.Dir, c.Stdout, c.Stderr = "/", out, out
	c.SysProcAttr = &syscall.SysProcAttr{Credential: s.who}
	err = c.Run()
	b, rerr := os.ReadFile(out.Name())
	if err == nil {
		err = rerr
	}
	return bytes.TrimSpace(b), err
}
