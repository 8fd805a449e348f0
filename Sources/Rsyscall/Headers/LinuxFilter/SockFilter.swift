import CRsyscall

/// `struct sock_filter`: one instruction of a filter; see `seccomp(2)`.
public struct SockFilter: KernelStruct, Hashable {
    /// What it does.
    public var code: UInt16
    /// How many instructions are skipped where the comparison holds.
    public var jumpTrue: UInt8
    /// How many are skipped where it does not.
    public var jumpFalse: UInt8
    /// The constant or offset.
    public var k: UInt32

    /// This instruction.
    public init(code: UInt16, jumpTrue: UInt8 = 0, jumpFalse: UInt8 = 0, k: UInt32) {
        self.code = code
        self.jumpTrue = jumpTrue
        self.jumpFalse = jumpFalse
        self.k = k
    }

    /// `BPF_STMT`: an instruction that does not jump.
    public static func statement(_ code: UInt16, _ k: UInt32) -> SockFilter { SockFilter(code: code, k: k) }

    /// `BPF_JUMP`: an instruction that does.
    public static func jump(
        _ code: UInt16, _ k: UInt32, ifTrue: UInt8, ifFalse: UInt8
    ) -> SockFilter {
        SockFilter(code: code, jumpTrue: ifTrue, jumpFalse: ifFalse, k: k)
    }

    /// Loads the 32-bit word of `struct seccomp_data` at this offset; 0 is the call's number.
    public static func load(at offset: UInt32) -> SockFilter {
        statement(UInt16(BPF_LD | BPF_W | BPF_ABS), offset)
    }

    /// Goes on after so many instructions, depending on whether the word is `k`.
    public static func ifEqual(_ k: UInt32, then: UInt8, else other: UInt8) -> SockFilter {
        jump(UInt16(BPF_JMP | BPF_JEQ | BPF_K), k, ifTrue: then, ifFalse: other)
    }

    /// Ends the filter with this verdict.
    public static func verdict(_ verdict: SECCOMP_RET, data: UInt16 = 0) -> SockFilter {
        statement(UInt16(BPF_RET | BPF_K), verdict.rawValue | UInt32(data))
    }

    /// The instruction that lies in memory like this.
    public init(layout: sock_filter) {
        self.init(code: layout.code, jumpTrue: layout.jt, jumpFalse: layout.jf, k: layout.k)
    }

    /// How the instruction lies in memory.
    public var layout: sock_filter { sock_filter(code: code, jt: jumpTrue, jf: jumpFalse, k: k) }
}

/// `struct sock_fprog`: a filter as the kernel takes it, which owns its instructions; see `seccomp(2)`.
public struct SockFprog: ~Copyable, Sendable, MemoryWritable {
    /// The instructions.
    public let filter: WrittenPointer<[SockFilter]>

    /// The program of these instructions.
    public init(_ filter: consuming WrittenPointer<[SockFilter]>) {
        self.filter = filter
    }

    /// The size in bytes of the struct, without the instructions.
    ///
    /// - Throws: ``AddressSpaceMismatch`` where the instructions are not in `space`,
    ///   ``MemoryEncodingError/tooManyElements(_:limit:)`` where they are more than the struct can count.
    public func encodedByteCount(for space: AddressSpace) throws -> Int {
        try filter.memory.check(space)
        let count = filter.value.count
        guard count <= Int(CUnsignedShort.max) else {
            throw MemoryEncodingError.tooManyElements(count, limit: Int(CUnsignedShort.max))
        }
        return MemoryLayout<sock_fprog>.size
    }

    /// Appends how many instructions there are, and where.
    public func encode(into output: inout OutputRawSpan) {
        var program = sock_fprog()
        program.len = CUnsignedShort(truncatingIfNeeded: filter.value.count)
        program.filter = UnsafeMutablePointer(bitPattern: filter.memory.start)
        output.append(program, as: sock_fprog.self)
    }
}
