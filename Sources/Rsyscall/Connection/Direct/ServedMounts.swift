import CRsyscall
import func Glibc.strlen
import Synchronization

/// Which of the file systems that our process sees are served by another process or host, as with FUSE and NFS. Any
/// call on their files may wait for it.
///
/// The kernel can't report without waiting whether a path leads there, so the mount points are cached. They are read
/// when the first path is used, and again after a call that changes them. A mount that another process has made in the
/// meantime becomes known when the first file is opened there.
@usableFromInline
final class ServedMounts: Sendable {
    static let shared = ServedMounts()

    private struct Known {
        var points = MountPoints()
        /// The kinds of file systems, by mount.
        var kinds: [UInt64: FileSystemKind] = [:]
    }

    private let known = Guarded(Known())
    /// The mount on which a stored file system was last found; 0, which no mount has, for none.
    private let lastStored = Atomic<UInt64>(0)

    private static let mostKinds = 1024

    /// Whether any served mount is known.
    static var exist: Bool { rsyscall_load_mounts() & CInt(RSYSCALL_MOUNTS_SERVED) != 0 }

    /// Notes that the mounts may have changed.
    func forget() {
        known.withLock { known in
            // A mount that is identified by its device may have the number of an earlier one that is gone.
            known.kinds = known.kinds.filter { $0.key >> 63 == 0 && $0.value != .served }
            if lastStored.load(ordering: .relaxed) >> 63 != 0 { lastStored.store(0, ordering: .relaxed) }
        }
        forgetPoints()
    }

    /// Makes the next use read the mount points again.
    private func forgetPoints() {
        known.withLock { _ in rsyscall_store_mounts(rsyscall_load_mounts() & ~CInt(RSYSCALL_MOUNTS_READ)) }
    }

    /// Returns the kind of the file's file system, or `nil` if it isn't known.
    func kind(of file: FileGlance) -> FileSystemKind? {
        if lastStored.load(ordering: .relaxed) == file.mount { return .stored }
        if let kind = known.withLock({ $0.kinds[file.mount] }) {
            if kind == .stored { lastStored.store(file.mount, ordering: .relaxed) }
            return kind
        }
        guard points.haveDevice(file.device) else { return nil }
        note(file.mount, .served)
        return .served
    }

    /// Returns the same, and asks the file system of an open file if necessary, which may wait.
    func kind(of file: FileGlance, asking descriptor: UInt) -> FileSystemKind {
        if let kind = kind(of: file) { return kind }
        let status = FileSystemStatus()
        guard status.step(of: descriptor).made() == 0 else { return .other }
        let kind = status.kind
        note(file.mount, kind)
        // Its other mounts must become known too.
        if kind == .served { forgetPoints() }
        return kind
    }

    /// Notes the kind of the file system that is mounted there.
    private func note(_ mount: UInt64, _ kind: FileSystemKind) {
        known.withLock { known in
            if known.kinds.count >= Self.mostKinds { known.kinds = [:] }
            known.kinds[mount] = kind
            if kind == .served {
                rsyscall_store_mounts(rsyscall_load_mounts() | CInt(RSYSCALL_MOUNTS_SERVED))
            }
        }
    }

    /// Returns what is known of an open file of our own process, and examines it if there are served mounts.
    static func kind(of descriptor: FileDescriptorNumber, _ kind: FileKind) -> FileKind {
        guard exist, kind == .unknown else { return kind }
        let glance = FileGlance(descriptor.register)
        guard glance.result == 0 else { return kind }
        let fileSystem = shared.kind(of: glance, asking: descriptor.register)
        return fileSystem == .served ? .served : kind
    }
}

extension ServedMounts {
    /// Returns the effects of a null-terminated path on a call of our own process.
    ///
    /// It isn't inlined, since there are hardly ever any.
    @usableFromInline
    @inline(never)
    static func effects(ofPathAt path: UnsafeRawPointer) -> Effects {
        shared.contain(path.assumingMemoryBound(to: UInt8.self)) ? .waits : []
    }

    /// Returns the effects of a path whose text isn't looked at.
    @inline(never)
    static func effectsOfAnyPath() -> Effects {
        shared.points.isEmpty ? [] : .waits
    }

    private var points: MountPoints {
        known.withLock { known in
            if rsyscall_load_mounts() & CInt(RSYSCALL_MOUNTS_READ) == 0 {
                known.points = .served()
                let isAny = !known.points.isEmpty || known.kinds.values.contains(.served)
                rsyscall_store_mounts(
                    CInt(RSYSCALL_MOUNTS_READ)
                        | (isAny ? CInt(RSYSCALL_MOUNTS_SERVED) : 0))
            }
            return known.points
        }
    }

    /// Whether the text of the path leads to one of them.
    private func contain(_ path: UnsafePointer<UInt8>) -> Bool {
        let points = points
        if points.isEmpty { return false }
        // Only the kernel knows where that leads.
        if PathText(path).haveParent { return true }
        if path.pointee == UInt8(ascii: "/") { return points.lie(on: path) }
        let (longest, count) = (Int(PATH_MAX), strlen(path) + 1)
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest + count) { whole in
            let directory = UInt(bitPattern: whole.baseAddress)
            let length = Step(.getcwd, (directory, UInt(longest), 0, 0, 0, 0)).made()
            guard length > 0, let start = whole.baseAddress else { return false }
            // Written over its null byte.
            start[length - 1] = UInt8(ascii: "/")
            (start + length).update(from: path, count: count)
            return points.lie(on: start)
        }
    }
}
