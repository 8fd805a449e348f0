import CRsyscall
public import SystemPackage

// swift-system has these names too, but unavailable, as hints to its own names. The compiler prefers a declaration that
// is available.
extension Errno {
    /// `EPERM`: Operation not permitted.
    public static var EPERM: Errno { Errno(rawValue: CRsyscall.EPERM) }
    /// `ENOENT`: No such file or directory.
    public static var ENOENT: Errno { Errno(rawValue: CRsyscall.ENOENT) }
    /// `ESRCH`: No such process.
    public static var ESRCH: Errno { Errno(rawValue: CRsyscall.ESRCH) }
    /// `EINTR`: Interrupted system call.
    public static var EINTR: Errno { Errno(rawValue: CRsyscall.EINTR) }
    /// `EIO`: Input/output error.
    public static var EIO: Errno { Errno(rawValue: CRsyscall.EIO) }
    /// `ENXIO`: No such device or address.
    public static var ENXIO: Errno { Errno(rawValue: CRsyscall.ENXIO) }
    /// `E2BIG`: Argument list too long.
    public static var E2BIG: Errno { Errno(rawValue: CRsyscall.E2BIG) }
    /// `ENOEXEC`: Exec format error.
    public static var ENOEXEC: Errno { Errno(rawValue: CRsyscall.ENOEXEC) }
    /// `EBADF`: Bad file descriptor.
    public static var EBADF: Errno { Errno(rawValue: CRsyscall.EBADF) }
    /// `ECHILD`: No child processes.
    public static var ECHILD: Errno { Errno(rawValue: CRsyscall.ECHILD) }
    /// `EAGAIN`: Resource temporarily unavailable.
    public static var EAGAIN: Errno { Errno(rawValue: CRsyscall.EAGAIN) }
    /// `ENOMEM`: Cannot allocate memory.
    public static var ENOMEM: Errno { Errno(rawValue: CRsyscall.ENOMEM) }
    /// `EACCES`: Permission denied.
    public static var EACCES: Errno { Errno(rawValue: CRsyscall.EACCES) }
    /// `EFAULT`: Bad address.
    public static var EFAULT: Errno { Errno(rawValue: CRsyscall.EFAULT) }
    /// `ENOTBLK`: Block device required.
    public static var ENOTBLK: Errno { Errno(rawValue: CRsyscall.ENOTBLK) }
    /// `EBUSY`: Device or resource busy.
    public static var EBUSY: Errno { Errno(rawValue: CRsyscall.EBUSY) }
    /// `EEXIST`: File exists.
    public static var EEXIST: Errno { Errno(rawValue: CRsyscall.EEXIST) }
    /// `EXDEV`: Invalid cross-device link.
    public static var EXDEV: Errno { Errno(rawValue: CRsyscall.EXDEV) }
    /// `ENODEV`: No such device.
    public static var ENODEV: Errno { Errno(rawValue: CRsyscall.ENODEV) }
    /// `ENOTDIR`: Not a directory.
    public static var ENOTDIR: Errno { Errno(rawValue: CRsyscall.ENOTDIR) }
    /// `EISDIR`: Is a directory.
    public static var EISDIR: Errno { Errno(rawValue: CRsyscall.EISDIR) }
    /// `EINVAL`: Invalid argument.
    public static var EINVAL: Errno { Errno(rawValue: CRsyscall.EINVAL) }
    /// `ENFILE`: Too many open files in system.
    public static var ENFILE: Errno { Errno(rawValue: CRsyscall.ENFILE) }
    /// `EMFILE`: Too many open files.
    public static var EMFILE: Errno { Errno(rawValue: CRsyscall.EMFILE) }
    /// `ENOTTY`: Inappropriate ioctl for device.
    public static var ENOTTY: Errno { Errno(rawValue: CRsyscall.ENOTTY) }
    /// `ETXTBSY`: Text file busy.
    public static var ETXTBSY: Errno { Errno(rawValue: CRsyscall.ETXTBSY) }
    /// `EFBIG`: File too large.
    public static var EFBIG: Errno { Errno(rawValue: CRsyscall.EFBIG) }
    /// `ENOSPC`: No space left on device.
    public static var ENOSPC: Errno { Errno(rawValue: CRsyscall.ENOSPC) }
    /// `ESPIPE`: Illegal seek.
    public static var ESPIPE: Errno { Errno(rawValue: CRsyscall.ESPIPE) }
    /// `EROFS`: Read-only file system.
    public static var EROFS: Errno { Errno(rawValue: CRsyscall.EROFS) }
    /// `EMLINK`: Too many links.
    public static var EMLINK: Errno { Errno(rawValue: CRsyscall.EMLINK) }
    /// `EPIPE`: Broken pipe.
    public static var EPIPE: Errno { Errno(rawValue: CRsyscall.EPIPE) }
    /// `EDOM`: Numerical argument out of domain.
    public static var EDOM: Errno { Errno(rawValue: CRsyscall.EDOM) }
    /// `ERANGE`: Numerical result out of range.
    public static var ERANGE: Errno { Errno(rawValue: CRsyscall.ERANGE) }
    /// `EDEADLK`: Resource deadlock avoided.
    public static var EDEADLK: Errno { Errno(rawValue: CRsyscall.EDEADLK) }
    /// `ENAMETOOLONG`: File name too long.
    public static var ENAMETOOLONG: Errno { Errno(rawValue: CRsyscall.ENAMETOOLONG) }
    /// `ENOLCK`: No locks available.
    public static var ENOLCK: Errno { Errno(rawValue: CRsyscall.ENOLCK) }
    /// `ENOSYS`: Function not implemented.
    public static var ENOSYS: Errno { Errno(rawValue: CRsyscall.ENOSYS) }
    /// `ENOTEMPTY`: Directory not empty.
    public static var ENOTEMPTY: Errno { Errno(rawValue: CRsyscall.ENOTEMPTY) }
    /// `ELOOP`: Too many levels of symbolic links.
    public static var ELOOP: Errno { Errno(rawValue: CRsyscall.ELOOP) }
    /// `ENOMSG`: No message of desired type.
    public static var ENOMSG: Errno { Errno(rawValue: CRsyscall.ENOMSG) }
    /// `EIDRM`: Identifier removed.
    public static var EIDRM: Errno { Errno(rawValue: CRsyscall.EIDRM) }
    /// `ECHRNG`: Channel number out of range.
    public static var ECHRNG: Errno { Errno(rawValue: CRsyscall.ECHRNG) }
    /// `EL2NSYNC`: Level 2 not synchronized.
    public static var EL2NSYNC: Errno { Errno(rawValue: CRsyscall.EL2NSYNC) }
    /// `EL3HLT`: Level 3 halted.
    public static var EL3HLT: Errno { Errno(rawValue: CRsyscall.EL3HLT) }
    /// `EL3RST`: Level 3 reset.
    public static var EL3RST: Errno { Errno(rawValue: CRsyscall.EL3RST) }
    /// `ELNRNG`: Link number out of range.
    public static var ELNRNG: Errno { Errno(rawValue: CRsyscall.ELNRNG) }
    /// `EUNATCH`: Protocol driver not attached.
    public static var EUNATCH: Errno { Errno(rawValue: CRsyscall.EUNATCH) }
    /// `ENOCSI`: No CSI structure available.
    public static var ENOCSI: Errno { Errno(rawValue: CRsyscall.ENOCSI) }
    /// `EL2HLT`: Level 2 halted.
    public static var EL2HLT: Errno { Errno(rawValue: CRsyscall.EL2HLT) }
    /// `EBADE`: Invalid exchange.
    public static var EBADE: Errno { Errno(rawValue: CRsyscall.EBADE) }
    /// `EBADR`: Invalid request descriptor.
    public static var EBADR: Errno { Errno(rawValue: CRsyscall.EBADR) }
    /// `EXFULL`: Exchange full.
    public static var EXFULL: Errno { Errno(rawValue: CRsyscall.EXFULL) }
    /// `ENOANO`: No anode.
    public static var ENOANO: Errno { Errno(rawValue: CRsyscall.ENOANO) }
    /// `EBADRQC`: Invalid request code.
    public static var EBADRQC: Errno { Errno(rawValue: CRsyscall.EBADRQC) }
    /// `EBADSLT`: Invalid slot.
    public static var EBADSLT: Errno { Errno(rawValue: CRsyscall.EBADSLT) }
    /// `EBFONT`: Bad font file format.
    public static var EBFONT: Errno { Errno(rawValue: CRsyscall.EBFONT) }
    /// `ENOSTR`: Device not a stream.
    public static var ENOSTR: Errno { Errno(rawValue: CRsyscall.ENOSTR) }
    /// `ENODATA`: No data available.
    public static var ENODATA: Errno { Errno(rawValue: CRsyscall.ENODATA) }
    /// `ETIME`: Timer expired.
    public static var ETIME: Errno { Errno(rawValue: CRsyscall.ETIME) }
    /// `ENOSR`: Out of streams resources.
    public static var ENOSR: Errno { Errno(rawValue: CRsyscall.ENOSR) }
    /// `ENONET`: Machine is not on the network.
    public static var ENONET: Errno { Errno(rawValue: CRsyscall.ENONET) }
    /// `ENOPKG`: Package not installed.
    public static var ENOPKG: Errno { Errno(rawValue: CRsyscall.ENOPKG) }
    /// `EREMOTE`: Object is remote.
    public static var EREMOTE: Errno { Errno(rawValue: CRsyscall.EREMOTE) }
    /// `ENOLINK`: Link has been severed.
    public static var ENOLINK: Errno { Errno(rawValue: CRsyscall.ENOLINK) }
    /// `EADV`: Advertise error.
    public static var EADV: Errno { Errno(rawValue: CRsyscall.EADV) }
    /// `ESRMNT`: Srmount error.
    public static var ESRMNT: Errno { Errno(rawValue: CRsyscall.ESRMNT) }
    /// `ECOMM`: Communication error on send.
    public static var ECOMM: Errno { Errno(rawValue: CRsyscall.ECOMM) }
    /// `EPROTO`: Protocol error.
    public static var EPROTO: Errno { Errno(rawValue: CRsyscall.EPROTO) }
    /// `EMULTIHOP`: Multihop attempted.
    public static var EMULTIHOP: Errno { Errno(rawValue: CRsyscall.EMULTIHOP) }
    /// `EDOTDOT`: RFS specific error.
    public static var EDOTDOT: Errno { Errno(rawValue: CRsyscall.EDOTDOT) }
    /// `EBADMSG`: Bad message.
    public static var EBADMSG: Errno { Errno(rawValue: CRsyscall.EBADMSG) }
    /// `EOVERFLOW`: Value too large for defined data type.
    public static var EOVERFLOW: Errno { Errno(rawValue: CRsyscall.EOVERFLOW) }
    /// `ENOTUNIQ`: Name not unique on network.
    public static var ENOTUNIQ: Errno { Errno(rawValue: CRsyscall.ENOTUNIQ) }
    /// `EBADFD`: File descriptor in bad state.
    public static var EBADFD: Errno { Errno(rawValue: CRsyscall.EBADFD) }
    /// `EREMCHG`: Remote address changed.
    public static var EREMCHG: Errno { Errno(rawValue: CRsyscall.EREMCHG) }
    /// `ELIBACC`: Can not access a needed shared library.
    public static var ELIBACC: Errno { Errno(rawValue: CRsyscall.ELIBACC) }
    /// `ELIBBAD`: Accessing a corrupted shared library.
    public static var ELIBBAD: Errno { Errno(rawValue: CRsyscall.ELIBBAD) }
    /// `ELIBSCN`: .lib section in a.out corrupted.
    public static var ELIBSCN: Errno { Errno(rawValue: CRsyscall.ELIBSCN) }
    /// `ELIBMAX`: Attempting to link in too many shared libraries.
    public static var ELIBMAX: Errno { Errno(rawValue: CRsyscall.ELIBMAX) }
    /// `ELIBEXEC`: Cannot exec a shared library directly.
    public static var ELIBEXEC: Errno { Errno(rawValue: CRsyscall.ELIBEXEC) }
    /// `EILSEQ`: Invalid or incomplete multibyte or wide character.
    public static var EILSEQ: Errno { Errno(rawValue: CRsyscall.EILSEQ) }
    /// `ERESTART`: Interrupted system call should be restarted.
    public static var ERESTART: Errno { Errno(rawValue: CRsyscall.ERESTART) }
    /// `ESTRPIPE`: Streams pipe error.
    public static var ESTRPIPE: Errno { Errno(rawValue: CRsyscall.ESTRPIPE) }
    /// `EUSERS`: Too many users.
    public static var EUSERS: Errno { Errno(rawValue: CRsyscall.EUSERS) }
    /// `ENOTSOCK`: Socket operation on non-socket.
    public static var ENOTSOCK: Errno { Errno(rawValue: CRsyscall.ENOTSOCK) }
    /// `EDESTADDRREQ`: Destination address required.
    public static var EDESTADDRREQ: Errno { Errno(rawValue: CRsyscall.EDESTADDRREQ) }
    /// `EMSGSIZE`: Message too long.
    public static var EMSGSIZE: Errno { Errno(rawValue: CRsyscall.EMSGSIZE) }
    /// `EPROTOTYPE`: Protocol wrong type for socket.
    public static var EPROTOTYPE: Errno { Errno(rawValue: CRsyscall.EPROTOTYPE) }
    /// `ENOPROTOOPT`: Protocol not available.
    public static var ENOPROTOOPT: Errno { Errno(rawValue: CRsyscall.ENOPROTOOPT) }
    /// `EPROTONOSUPPORT`: Protocol not supported.
    public static var EPROTONOSUPPORT: Errno { Errno(rawValue: CRsyscall.EPROTONOSUPPORT) }
    /// `ESOCKTNOSUPPORT`: Socket type not supported.
    public static var ESOCKTNOSUPPORT: Errno { Errno(rawValue: CRsyscall.ESOCKTNOSUPPORT) }
    /// `EOPNOTSUPP`: Operation not supported.
    public static var EOPNOTSUPP: Errno { Errno(rawValue: CRsyscall.EOPNOTSUPP) }
    /// `EPFNOSUPPORT`: Protocol family not supported.
    public static var EPFNOSUPPORT: Errno { Errno(rawValue: CRsyscall.EPFNOSUPPORT) }
    /// `EAFNOSUPPORT`: Address family not supported by protocol.
    public static var EAFNOSUPPORT: Errno { Errno(rawValue: CRsyscall.EAFNOSUPPORT) }
    /// `EADDRINUSE`: Address already in use.
    public static var EADDRINUSE: Errno { Errno(rawValue: CRsyscall.EADDRINUSE) }
    /// `EADDRNOTAVAIL`: Cannot assign requested address.
    public static var EADDRNOTAVAIL: Errno { Errno(rawValue: CRsyscall.EADDRNOTAVAIL) }
    /// `ENETDOWN`: Network is down.
    public static var ENETDOWN: Errno { Errno(rawValue: CRsyscall.ENETDOWN) }
    /// `ENETUNREACH`: Network is unreachable.
    public static var ENETUNREACH: Errno { Errno(rawValue: CRsyscall.ENETUNREACH) }
    /// `ENETRESET`: Network dropped connection on reset.
    public static var ENETRESET: Errno { Errno(rawValue: CRsyscall.ENETRESET) }
    /// `ECONNABORTED`: Software caused connection abort.
    public static var ECONNABORTED: Errno { Errno(rawValue: CRsyscall.ECONNABORTED) }
    /// `ECONNRESET`: Connection reset by peer.
    public static var ECONNRESET: Errno { Errno(rawValue: CRsyscall.ECONNRESET) }
    /// `ENOBUFS`: No buffer space available.
    public static var ENOBUFS: Errno { Errno(rawValue: CRsyscall.ENOBUFS) }
    /// `EISCONN`: Transport endpoint is already connected.
    public static var EISCONN: Errno { Errno(rawValue: CRsyscall.EISCONN) }
    /// `ENOTCONN`: Transport endpoint is not connected.
    public static var ENOTCONN: Errno { Errno(rawValue: CRsyscall.ENOTCONN) }
    /// `ESHUTDOWN`: Cannot send after transport endpoint shutdown.
    public static var ESHUTDOWN: Errno { Errno(rawValue: CRsyscall.ESHUTDOWN) }
    /// `ETOOMANYREFS`: Too many references: cannot splice.
    public static var ETOOMANYREFS: Errno { Errno(rawValue: CRsyscall.ETOOMANYREFS) }
    /// `ETIMEDOUT`: Connection timed out.
    public static var ETIMEDOUT: Errno { Errno(rawValue: CRsyscall.ETIMEDOUT) }
    /// `ECONNREFUSED`: Connection refused.
    public static var ECONNREFUSED: Errno { Errno(rawValue: CRsyscall.ECONNREFUSED) }
    /// `EHOSTDOWN`: Host is down.
    public static var EHOSTDOWN: Errno { Errno(rawValue: CRsyscall.EHOSTDOWN) }
    /// `EHOSTUNREACH`: No route to host.
    public static var EHOSTUNREACH: Errno { Errno(rawValue: CRsyscall.EHOSTUNREACH) }
    /// `EALREADY`: Operation already in progress.
    public static var EALREADY: Errno { Errno(rawValue: CRsyscall.EALREADY) }
    /// `EINPROGRESS`: Operation now in progress.
    public static var EINPROGRESS: Errno { Errno(rawValue: CRsyscall.EINPROGRESS) }
    /// `ESTALE`: Stale file handle.
    public static var ESTALE: Errno { Errno(rawValue: CRsyscall.ESTALE) }
    /// `EUCLEAN`: Structure needs cleaning.
    public static var EUCLEAN: Errno { Errno(rawValue: CRsyscall.EUCLEAN) }
    /// `ENOTNAM`: Not a XENIX named type file.
    public static var ENOTNAM: Errno { Errno(rawValue: CRsyscall.ENOTNAM) }
    /// `ENAVAIL`: No XENIX semaphores available.
    public static var ENAVAIL: Errno { Errno(rawValue: CRsyscall.ENAVAIL) }
    /// `EISNAM`: Is a named type file.
    public static var EISNAM: Errno { Errno(rawValue: CRsyscall.EISNAM) }
    /// `EREMOTEIO`: Remote I/O error.
    public static var EREMOTEIO: Errno { Errno(rawValue: CRsyscall.EREMOTEIO) }
    /// `EDQUOT`: Disk quota exceeded.
    public static var EDQUOT: Errno { Errno(rawValue: CRsyscall.EDQUOT) }
    /// `ENOMEDIUM`: No medium found.
    public static var ENOMEDIUM: Errno { Errno(rawValue: CRsyscall.ENOMEDIUM) }
    /// `EMEDIUMTYPE`: Wrong medium type.
    public static var EMEDIUMTYPE: Errno { Errno(rawValue: CRsyscall.EMEDIUMTYPE) }
    /// `ECANCELED`: Operation canceled.
    public static var ECANCELED: Errno { Errno(rawValue: CRsyscall.ECANCELED) }
    /// `ENOKEY`: Required key not available.
    public static var ENOKEY: Errno { Errno(rawValue: CRsyscall.ENOKEY) }
    /// `EKEYEXPIRED`: Key has expired.
    public static var EKEYEXPIRED: Errno { Errno(rawValue: CRsyscall.EKEYEXPIRED) }
    /// `EKEYREVOKED`: Key has been revoked.
    public static var EKEYREVOKED: Errno { Errno(rawValue: CRsyscall.EKEYREVOKED) }
    /// `EKEYREJECTED`: Key was rejected by service.
    public static var EKEYREJECTED: Errno { Errno(rawValue: CRsyscall.EKEYREJECTED) }
    /// `EOWNERDEAD`: Owner died.
    public static var EOWNERDEAD: Errno { Errno(rawValue: CRsyscall.EOWNERDEAD) }
    /// `ENOTRECOVERABLE`: State not recoverable.
    public static var ENOTRECOVERABLE: Errno { Errno(rawValue: CRsyscall.ENOTRECOVERABLE) }
    /// `ERFKILL`: Operation not possible due to RF-kill.
    public static var ERFKILL: Errno { Errno(rawValue: CRsyscall.ERFKILL) }
    /// `EHWPOISON`: EHWPOISON.
    public static var EHWPOISON: Errno { Errno(rawValue: CRsyscall.EHWPOISON) }
    /// `EWOULDBLOCK`: Resource temporarily unavailable.
    public static var EWOULDBLOCK: Errno { Errno(rawValue: CRsyscall.EAGAIN) }
    /// `ENOTSUP`: Operation not supported.
    public static var ENOTSUP: Errno { Errno(rawValue: CRsyscall.EOPNOTSUPP) }
}
