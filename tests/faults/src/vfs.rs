//! SQLite's way to files, with the watch on it. Everything goes on to the system's own file system, also the shared
//! memory beside a WAL; what changes a file of a watched folder is asked about first.
//!
//! Nothing is synced in truth: what is durable is the test's to say, and a disk would only make it slow.
#![expect(unsafe_code, reason = "SQLite's file systems are tables of C functions")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::Path;
use std::ptr::{null, null_mut};
use std::sync::{Arc, OnceLock};

use anyhow::ensure;
use rusqlite::ffi;

use crate::disk::{self, Event, Folder, Verdict};

/// An open file: SQLite allocates it, with room for the system's own behind it.
#[repr(C)]
struct File {
    /// What SQLite knows of it; must be the first.
    base: ffi::sqlite3_file,
    /// Whose it is, made by `Box::into_raw`; null for files that nobody watches.
    watch: *mut Watch,
}

/// A file that is watched.
struct Watch {
    folder: Arc<Folder>,
    name: Arc<str>,
}

/// The system's own file system, which was the default before. SQLite never frees it.
struct System(*mut ffi::sqlite3_vfs);

// SAFETY: SQLite calls the file system that it points to from any thread, too.
unsafe impl Send for System {}
// SAFETY: as above; nothing is written through the pointer.
unsafe impl Sync for System {}

static SYSTEM: OnceLock<Option<System>> = OnceLock::new();

/// What SQLite does with an open file. Version 2: with a WAL's shared memory, without files mapped into memory.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// Makes the watched file system the default of this process, once.
///
/// # Errors
/// If SQLite has no file system, or does not take another one.
pub(crate) fn install() -> anyhow::Result<()> {
    ensure!(SYSTEM.get_or_init(register).is_some(), "SQLite does not take the watched file system");
    Ok(())
}

fn register() -> Option<System> {
    // SAFETY: null asks for the default one, which SQLite keeps for as long as the process lives.
    let system = unsafe { ffi::sqlite3_vfs_find(null()) };
    // SAFETY: it is null or points to the default one.
    let mut watched = *unsafe { system.as_ref() }?;
    // What is not replaced here stays the system's own: it looks at nothing in the structure but what was copied.
    watched.zName = c"watched".as_ptr();
    watched.pNext = null_mut();
    watched.szOsFile += c_int::try_from(size_of::<File>()).ok()?;
    watched.xOpen = Some(open);
    watched.xDelete = Some(delete);
    // SAFETY: the structure is never freed, and all its functions are there.
    let taken = unsafe { ffi::sqlite3_vfs_register(Box::into_raw(Box::new(watched)), 1) };
    (taken == ffi::SQLITE_OK).then_some(System(system))
}

/// The system's own file system. Null before the watch is installed, when nothing here is called.
fn system() -> *mut ffi::sqlite3_vfs {
    SYSTEM.get().and_then(Option::as_ref).map_or(null_mut(), |system| system.0)
}

/// The system's own file behind one of ours.
///
/// # Safety
/// `file` was allocated by SQLite for our file system.
unsafe fn inner(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: SQLite allocates `szOsFile` bytes, which is the size of ours and the system's together.
    unsafe { file.cast::<File>().add(1).cast() }
}

/// # Safety
/// `file` was opened by [`open`] and is not closed; the reference is dropped before that.
unsafe fn watch<'a>(file: *mut ffi::sqlite3_file) -> Option<&'a Watch> {
    // SAFETY: `open` has set it to null or to a box that `close` takes back.
    unsafe { (*file.cast::<File>()).watch.as_ref() }
}

/// Calls the same method of the system's own file.
macro_rules! forward {
    ($method:ident, $file:expr $(, $argument:expr)*) => {{
        // SAFETY: `open` succeeded, so the system's own file has its methods; SQLite gave the arguments for them.
        unsafe {
            let file = inner($file);
            match (*(*file).pMethods).$method {
                Some(method) => method(file $(, $argument)*),
                None => ffi::SQLITE_IOERR,
            }
        }
    }};
}

/// Methods that only go on.
macro_rules! forwarded {
    ($($name:ident is $method:ident($($argument:ident: $kind:ty),*);)*) => {$(
        unsafe extern "C" fn $name(file: *mut ffi::sqlite3_file, $($argument: $kind),*) -> c_int {
            forward!($method, file $(, $argument)*)
        }
    )*};
}

forwarded! {
    read is xRead(to: *mut c_void, length: c_int, at: i64);
    file_size is xFileSize(size: *mut i64);
    lock is xLock(kind: c_int);
    unlock is xUnlock(kind: c_int);
    check_reserved_lock is xCheckReservedLock(found: *mut c_int);
    file_control is xFileControl(what: c_int, argument: *mut c_void);
    sector_size is xSectorSize();
    device_characteristics is xDeviceCharacteristics();
    shm_map is xShmMap(region: c_int, size: c_int, extend: c_int, to: *mut *mut c_void);
    shm_lock is xShmLock(offset: c_int, count: c_int, flags: c_int);
    shm_unmap is xShmUnmap(delete: c_int);
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    // SAFETY: as in `forward`.
    unsafe {
        let file = inner(file);
        if let Some(method) = (*(*file).pMethods).xShmBarrier {
            method(file);
        }
    }
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite passes null or a path that ends in a zero.
    let watched = unsafe { path(name) }.and_then(|path| Some((path.exists(), disk::watched(path)?)));
    // SAFETY: SQLite allocated `file` for us. The name is passed on as it is: behind it are parameters.
    let opened = unsafe {
        (*file.cast::<File>()).watch = null_mut();
        (*inner(file)).pMethods = null();
        let system = system();
        let opened = match (*system).xOpen {
            Some(method) => method(system, name, inner(file), flags, out_flags),
            None => ffi::SQLITE_CANTOPEN,
        };
        // Without methods, SQLite does not close what was not opened.
        (*file).pMethods = if opened == ffi::SQLITE_OK { &raw const METHODS } else { null() };
        opened
    };
    if let Some((existed, (folder, name))) = watched.filter(|_| opened == ffi::SQLITE_OK) {
        if !existed {
            let named = flags & (ffi::SQLITE_OPEN_WAL | ffi::SQLITE_OPEN_MAIN_JOURNAL) != 0;
            folder.take(&name, Event::Made { named });
        }
        // SAFETY: as above; `close` takes the box back.
        unsafe { (*file.cast::<File>()).watch = Box::into_raw(Box::new(Watch { folder, name })) };
    }
    opened
}

/// # Safety
/// `name` is null or ends in a zero, and stays as it is for as long as the path is used.
unsafe fn path<'a>(name: *const c_char) -> Option<&'a Path> {
    // SAFETY: see above.
    let name = unsafe { name.as_ref().map(|name| CStr::from_ptr(name)) }?;
    name.to_str().ok().map(Path::new)
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let closed = forward!(xClose, file);
    // SAFETY: `open` has set it to null or to a box, and SQLite closes a file once.
    unsafe {
        let watch = std::mem::replace(&mut (*file.cast::<File>()).watch, null_mut());
        if !watch.is_null() {
            drop(Box::from_raw(watch));
        }
    }
    closed
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    length: c_int,
    at: i64,
) -> c_int {
    // SAFETY: the file is open.
    let Some(watch) = (unsafe { watch(file) }) else { return forward!(xWrite, file, from, length, at) };
    let (Ok(size), Ok(start)) = (usize::try_from(length), usize::try_from(at)) else {
        return ffi::SQLITE_IOERR_WRITE;
    };
    // SAFETY: SQLite gives `length` bytes to write.
    let bytes: Arc<[u8]> = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), size) }.into();
    match watch.folder.take(&watch.name, Event::Written { at: start, bytes }) {
        Verdict::Done => forward!(xWrite, file, from, length, at),
        Verdict::Fails(code) => {
            // What it could write stays behind, as in the log.
            forward!(xWrite, file, from, length / 2, at);
            code
        }
        Verdict::Dead(code) => code,
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    // SAFETY: the file is open.
    let Some(watch) = (unsafe { watch(file) }) else { return forward!(xTruncate, file, size) };
    match watch.folder.take(&watch.name, Event::Cut(usize::try_from(size).unwrap_or_default())) {
        Verdict::Done => forward!(xTruncate, file, size),
        Verdict::Fails(code) | Verdict::Dead(code) => code,
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: the file is open.
    let Some(watch) = (unsafe { watch(file) }) else { return ffi::SQLITE_OK };
    match watch.folder.take(&watch.name, Event::Synced) {
        Verdict::Done => ffi::SQLITE_OK,
        Verdict::Fails(code) | Verdict::Dead(code) => code,
    }
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    // SAFETY: SQLite passes a path that ends in a zero.
    let path = unsafe { path(name) };
    if let Some((folder, file)) = path.filter(|path| path.exists()).and_then(disk::watched) {
        match folder.take(&file, Event::Deleted { at_once: sync != 0 }) {
            Verdict::Done => {}
            Verdict::Fails(code) | Verdict::Dead(code) => return code,
        }
    }
    // SAFETY: the system's own file system, with what SQLite passed.
    unsafe {
        let system = system();
        match (*system).xDelete {
            Some(method) => method(system, name, 0),
            None => ffi::SQLITE_IOERR_DELETE,
        }
    }
}
