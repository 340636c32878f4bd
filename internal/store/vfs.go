package store

import (
	"sync"

	"github.com/ncruces/go-sqlite3/vfs"
)

// unmappedVFS is the operating system's files without memory mapping.
//
// The driver (v0.35.6) offers SQLite mapped pages when a file is opened and
// takes the offer back when it sees that its pages have checksums. SQLite,
// which is not told, then unmaps nothing through a nil pointer when it folds
// in a write-ahead log that another process wrote to meanwhile. Files that
// never offer it are not asked. Pages with checksums are read without mapping
// in any case.
const unmappedVFS = "hearsay-unmapped"

// registerVFS makes the files known to the driver, whose registry of them is
// one for the whole program.
var registerVFS = sync.OnceFunc(func() {
	vfs.Register(unmappedVFS, unmapped{vfs.Find("os").(vfs.VFSFilename)})
})

type unmapped struct{ vfs.VFSFilename }

func (u unmapped) OpenFilename(name *vfs.Filename, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	f, flags, err := u.VFSFilename.OpenFilename(name, flags)
	if f, ok := f.(osFile); ok {
		return unmappedFile{f}, flags, err
	}
	return f, flags, err
}

// osFile is what the driver's own files can do, save mapping.
type osFile interface {
	vfs.FileSharedMemory
	vfs.FileLockState
	vfs.FileHasMoved
	vfs.FileSizeHint
	vfs.FilePersistWAL
	vfs.FilePowersafeOverwrite
}

type unmappedFile struct{ osFile }
