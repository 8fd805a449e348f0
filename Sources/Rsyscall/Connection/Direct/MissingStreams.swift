import CRsyscall
import SystemPackage

/// The standard streams that our process was started without.
///
/// The next files that it opens would get their numbers, and children would take those files for their streams.
enum MissingStreams {
    /// Opens `/dev/null` in their place, if it is there. The programs that children execute still start without them.
    static func fill() {
        for stream in UInt(0)...2 where Step(.fcntl, (stream, UInt(F_GETFD), 0, 0, 0, 0)).made() < 0 {
            let flags = UInt(O_RDWR | O_CLOEXEC)
            let opened = "/dev/null".withCString { path in
                Step(.openat, (UInt(bitPattern: Int(AT_FDCWD)), UInt(bitPattern: path), flags, 0, 0, 0))
                    .made()
            }
            // Another thread has opened a file in the meantime.
            if opened > 2 { _ = Step(.close, (UInt(opened), 0, 0, 0, 0, 0)).made() }
        }
    }
}
