import CRsyscall
import SystemPackage

extension SystemCalling where Self: ~Copyable {
    /// Makes a process that shares our memory and serves our calls, until it executes a program.
    ///
    /// The cost doesn't depend on the size of our memory. The child has every signal blocked, and is killed when our
    /// process dies. See `clone(2)`.
    ///
    /// If `clone3` is refused, as by filters for containers, the older `clone` is used, which doesn't support `setTid`,
    /// cgroups or ``CLONE/newtime``.
    ///
    /// - Parameters:
    ///   - flags: What the child shares with this process besides memory (``CLONE/files``, ``CLONE/fs``, ``CLONE/io``),
    ///     and which namespaces it gets of its own. ``CLONE/vm`` and the flags that are needed to watch the child are
    ///     added.
    ///   - descriptors: Which descriptors are copied, unless the table is shared.
    ///   - users: With ``CLONE/newuser``, the users and groups that the new namespace maps.
    ///   - setTid: The child's numbers, starting with the one in its own pid namespace; if empty, the kernel chooses
    ///     them. Choosing a number requires privileges.
    /// - Throws: ``Unsupported`` for ``CLONE/thread``, ``CLONE/sighand``, ``CLONE/vfork``, and the flags whose
    ///   arguments can't be given: ``CLONE/settls``, ``CLONE/parent_settid`` and ``CLONE/child_settid``.
    public func clone(
        _ flags: CLONE = [], descriptors: CopiedDescriptors = .standardStreams,
        users: UserMappings = .single(),
        setTid: [ProcessID] = []
    ) async throws -> ClonedProcess {
        let request = CloneRequest(
            maker: process, flags: flags, descriptors: descriptors, users: users, setTid: setTid)
        return try await request.make(cgroup: nil)
    }

    /// Makes a process as ``clone(_:descriptors:users:setTid:)`` does, in the version 2 cgroup that `cgroup` is the
    /// directory of.
    ///
    /// - Throws: ``Unsupported`` for the same flags.
    public func clone(
        _ flags: CLONE = [], descriptors: CopiedDescriptors = .standardStreams,
        users: UserMappings = .single(),
        into cgroup: borrowing OwnedFileDescriptor
    ) async throws -> ClonedProcess {
        let number = try cgroup.number(in: process)
        let request = CloneRequest(
            maker: process, flags: flags.union(.into_cgroup), descriptors: descriptors, users: users,
            setTid: [])
        return try await request.make(cgroup: number)
    }
}
