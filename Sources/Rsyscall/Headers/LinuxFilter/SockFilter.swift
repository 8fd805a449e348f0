import CRsyscall

/// `struct sock_filter`: one instruction of a filter; see `seccomp(2)`.
public struct SockFilter: KernelStruct, Hashable {
    /// The operation.
    public var code: UInt16
    /// The number of instructions that a jump skips if the comparison holds.
    public var jt: UInt8
    /// The number of instructions that a jump skips if the comparison doesn't hold.
    public var jf: UInt8
    /// The operand: a constant or an offset.
    public var k: UInt32

    /// Creates an instruction.
    public init(code: UInt16, jt: UInt8 = 0, jf: UInt8 = 0, k: UInt32) {
        self.code = code
        self.jt = jt
        self.jf = jf
        self.k = k
    }

    /// `BPF_STMT`: Returns an instruction that doesn't jump.
    public static func statement(_ code: UInt16, _ k: UInt32) -> SockFilter { SockFilter(code: code, k: k) }

    /// `BPF_JUMP`: Returns an instruction that compares and jumps.
    public static func jump(_ code: UInt16, _ k: UInt32, jt: UInt8, jf: UInt8) -> SockFilter {
        SockFilter(code: code, jt: jt, jf: jf, k: k)
    }

    /// Returns an instruction that loads the 32-bit word of `struct seccomp_data` at `offset`; the call's
    /// number is at offset 0.
    public static func load(at offset: UInt32) -> SockFilter {
        statement(UInt16(BPF_LD | BPF_W | BPF_ABS), offset)
    }

    /// Returns an instruction that skips `then` instructions if the loaded word is `k`, and `other` otherwise.
    public static func ifEqual(_ k: UInt32, then: UInt8, else other: UInt8) -> SockFilter {
        jump(UInt16(BPF_JMP | BPF_JEQ | BPF_K), k, jt: then, jf: other)
    }

    /// Returns an instruction that ends the filter with a verdict.
    public static func verdict(_ verdict: SECCOMP_RET, data: UInt16 = 0) -> SockFilter {
        statement(UInt16(BPF_RET | BPF_K), verdict.rawValue | UInt32(data))
    }

    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: sock_filter

        /// Creates the layout from the C struct.
        public init(_ c: sock_filter) {
            self.c = c
        }
    }

    /// Creates the instruction from its C layout.
    public init(layout: Layout) {
        self.init(code: layout.c.code, jt: layout.c.jt, jf: layout.c.jf, k: layout.c.k)
    }

    /// The C layout.
    public var layout: Layout { Layout(sock_filter(code: code, jt: jt, jf: jf, k: k)) }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

/// `struct sock_fprog`: a filter as the kernel takes it, which owns its instructions; see `seccomp(2)`.
public struct SockFprog: ~Copyable, Sendable, MemoryWritable {
    /// The instructions.
    public let filter: WrittenPointer<[SockFilter]>

    /// Creates a program of these instructions.
    public init(_ filter: consuming WrittenPointer<[SockFilter]>) {
        self.filter = filter
    }

    /// The size in bytes of the struct, without the instructions.
    ///
    /// - Throws: ``Mismatch`` if the instructions are not in `space`, or
    ///   ``MemoryEncodingError/tooManyElements(_:limit:)`` if they are more than the struct can count.
    public func encodedByteCount(for space: AddressSpace) throws -> Int {
        try filter.memory.check(space)
        try Self.check(filter.value.count)
        return MemoryLayout<sock_fprog>.size
    }

    /// Returns the struct's first word: the number of instructions, and zeros for the padding, which a struct would
    /// leave undefined.
    static func firstWord(_ count: Int) -> UInt64 { UInt64(CUnsignedShort(truncatingIfNeeded: count)) }

    static func check(_ count: Int) throws(MemoryEncodingError) {
        let limit = Int(CUnsignedShort.max)
        guard count <= limit else { throw .tooManyElements(count, limit: limit) }
    }

    /// Appends the number of instructions and their address.
    public func encode(into output: inout ByteOutput) {
        output.append(Self.firstWord(filter.value.count), as: UInt64.self)
        output.append(UInt64(filter.memory.start), as: UInt64.self)
    }
}
