import CRsyscall
import SystemPackage

extension SystemCalling where Self: ~Copyable {
    /// Makes a process that shares our memory and serves our calls, until it executes a program.
    ///
    /// It costs the same however much memory we have. The child has every signal blocked, and dies with
    /// us. See `clone(2)`. Where `clone3` is refused, as filters for containers do, the older call makes it; that
    /// has neither `setTid`, nor cgroups, nor ``CLONE/newtime``.
    ///
    /// - Parameters:
    ///   - flags: What the child shares with this process beside memory (``CLONE/files``, ``CLONE/fs``,
    ///     ``CLONE/io``), and which namespaces it gets of its own. ``CLONE/vm`` and what watching it takes
    ///     are added.
    ///   - descriptors: Which descriptors it has a copy of, unless it shares the table.
    ///   - users: With ``CLONE/newuser``, whom the namespace knows.
    ///   - setTid: The numbers it is to have, in its own pid namespace first, or none; needs privileges.
    /// - Throws: ``CloneFlagsRefused``, ``SyscallError``, ``AllocationError``, ``UserMapRefused``, or
    ///   ``Hangup``.
    public func clone(
        _ flags: CLONE = [], descriptors: CopiedDescriptors = .owned, users: UserMappings = .single(),
        setTid: [ProcessID] = []
    ) async throws -> ClonedProcess {
        let request = CloneRequest(
            maker: task, flags: flags, descriptors: descriptors, users: users, setTid: setTid)
        return try await request.make(cgroup: nil)
    }

    /// Makes a process as ``clone(_:descriptors:users:setTid:)`` does, in the cgroup whose directory `cgroup` is.
    ///
    /// - Throws: ``DescriptorTableMismatch``, ``CloneFlagsRefused``, ``SyscallError``, ``AllocationError``,
    ///   ``UserMapRefused``, or ``Hangup``.
    public func clone(
        _ flags: CLONE = [], descriptors: CopiedDescriptors = .owned, users: UserMappings = .single(),
        into cgroup: borrowing OwnedFileDescriptor
    ) async throws -> ClonedProcess {
        let number = try cgroup.number(in: task)
        let request = CloneRequest(
            maker: task, flags: flags.union(.into_cgroup), descriptors: descriptors, users: users,
            setTid: [])
        return try await request.make(cgroup: number)
    }
}

/// A clone that cannot be: a child here shares our memory, has a stack of its own and is awaited by nobody.
public struct CloneFlagsRefused: Error, Hashable, CustomStringConvertible {
    /// The flags that are in the way.
    public let flags: CLONE

    /// Which flags.
    public var description: String { "a process cannot be cloned with \(flags)" }
}
