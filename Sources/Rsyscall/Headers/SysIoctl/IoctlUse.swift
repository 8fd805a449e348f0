/// The ways in which a request of `ioctl` passes its argument; the type of an ``IoctlRequest`` names one of them.
public enum IoctlUse {
    /// The request has no argument.
    public enum Nothing: IoctlPassing {}
    /// The kernel reads a value.
    public enum Reads<Value: MemoryWritable & FixedSize>: IoctlPassing {
        /// The size of the value in bytes.
        public static var readByteCount: Int { Value.byteCount }
    }
    /// The kernel writes a value.
    public enum Fills<Value: MemoryReadable & FixedSize>: IoctlPassing {
        /// The size of the value in bytes.
        public static var writtenByteCount: Int { Value.byteCount }
    }
    /// The kernel reads a value and writes another in its place.
    public enum Updates<Value: MemoryWritable & MemoryReadable & FixedSize>: IoctlPassing {
        /// The size of the value in bytes.
        public static var readByteCount: Int { Value.byteCount }
        /// The size of the value in bytes.
        public static var writtenByteCount: Int { Value.byteCount }
    }
    /// The argument is a number.
    public enum Number: IoctlPassing {}
    /// The argument is a descriptor, passed as a number even if the request encodes a size in memory.
    public enum Descriptor: IoctlPassing {
        /// The size of a descriptor number in bytes.
        public static var readByteCount: Int { CInt.byteCount }
    }
    /// The request has no argument, and the call returns a number that represents a value.
    public enum Returns<Value: CallResult>: IoctlPassing {}
    /// The request has no argument, and the call returns a descriptor, which `execve` closes.
    public enum Opens: IoctlPassing {}
    /// The argument is the flags of the descriptor that the call returns.
    public enum OpensWithFlags: IoctlPassing {}
}

/// A way to pass the argument of `ioctl`; ``IoctlUse`` has them all.
public protocol IoctlPassing: SendableMetatype {
    /// The number of bytes that the kernel may read.
    static var readByteCount: Int { get }
    /// The number of bytes that the kernel may write.
    static var writtenByteCount: Int { get }
}

extension IoctlPassing {
    /// Zero.
    public static var readByteCount: Int { 0 }
    /// Zero.
    public static var writtenByteCount: Int { 0 }
}
