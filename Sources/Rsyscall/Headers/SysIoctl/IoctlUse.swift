/// How a request of `ioctl` passes its argument: the type of an ``IoctlRequest`` names one.
public enum IoctlUse {
    /// There is none.
    public enum Nothing: IoctlPassing {}
    /// The kernel reads a value.
    public enum Reads<Value: MemoryWritable & FixedSize>: IoctlPassing {
        /// The size of the value.
        public static var readByteCount: Int { Value.byteCount }
    }
    /// The kernel writes a value.
    public enum Fills<Value: MemoryReadable & FixedSize>: IoctlPassing {
        /// The size of the value.
        public static var writtenByteCount: Int { Value.byteCount }
    }
    /// The kernel reads a value and writes another in its place.
    public enum Updates<Value: MemoryWritable & MemoryReadable & FixedSize>: IoctlPassing {
        /// The size of the value.
        public static var readByteCount: Int { Value.byteCount }
        /// The size of the value.
        public static var writtenByteCount: Int { Value.byteCount }
    }
    /// A number.
    public enum Number: IoctlPassing {}
    /// A descriptor, whose number is passed although the request may say that it is in memory.
    public enum Descriptor: IoctlPassing {
        /// The size of a number.
        public static var readByteCount: Int { CInt.byteCount }
    }
    /// There is none, and the call returns a number that means a value.
    public enum Returns<Value: CallResult>: IoctlPassing {}
    /// There is none, and the call returns a descriptor, which `execve` closes.
    public enum Opens: IoctlPassing {}
    /// The flags of the descriptor that the call returns.
    public enum OpensWithFlags: IoctlPassing {}
}

/// A way to pass the argument of `ioctl`, which ``IoctlUse`` has.
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
