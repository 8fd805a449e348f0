/// A process to work in: its task, and what a program usually wants beside it.
public final class LinuxProcess: SystemCalling, Sendable {
    /// What makes the system calls.
    public let task: KernelTask

    /// The process that `task` is.
    public init(_ task: KernelTask) {
        self.task = task
    }
}

extension LinuxProcess {
    /// Memory for `count` bytes in this process.
    ///
    /// - Throws: ``AllocationError``, or ``Hangup``.
    public func allocate(_ type: Bytes.Type, count: Int) async throws -> Pointer<Bytes> {
        try await task.allocate(type, count: count)
    }

    /// Memory for one `T` in this process.
    ///
    /// - Throws: ``AllocationError``, or ``Hangup``.
    public func allocate<T: FixedSize & ~Copyable>(_ type: T.Type) async throws -> Pointer<T> {
        try await task.allocate(type)
    }

    /// Memory in this process for `count` elements one after another.
    ///
    /// - Throws: ``AllocationError``, or ``Hangup``.
    public func allocate<T: FixedSize>(_ type: [T].Type, count: Int) async throws -> Pointer<[T]> {
        try await task.allocate(type, count: count)
    }

    /// Memory in this process with `value` in it.
    ///
    /// - Throws: ``AllocationError``, ``MemoryEncodingError``, or ``Hangup``.
    public func pointer<T: MemoryWritable & ~Copyable & Sendable>(
        to value: consuming T
    ) async throws -> WrittenPointer<T> {
        try await task.pointer(to: value)
    }
}
