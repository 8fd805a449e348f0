import CRsyscall
import Testing

@testable import Rsyscall

/// The bytes of a struct that belong to no field, which must not be what lay on the stack before.
@Suite struct PaddingTests {
    /// Leaves the stack full of a pattern.
    @inline(never)
    private func soilStack() -> Int {
        withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 16) { memory in
            memory.initializeMemory(as: UInt8.self, repeating: 0xaa)
            return memory.reduce(0) { $0 + Int($1) }
        }
    }

    @Test func `Flock has the layout of C and zeros between its fields`() async throws {
        #expect(Flock.byteCount == MemoryLayout<rsyscall_flock>.size)
        #expect(Flock.alignment == MemoryLayout<rsyscall_flock>.alignment)
        let lock = Flock(
            F_LCK(rawValue: -1), whence: SEEK(rawValue: -1), start: -1, len: -1, pid: ProcessID(-1))
        for _ in 0..<10 {
            #expect(soilStack() > 0)
            let pointer = ReadablePointer(try await LinuxProcess.local.pointer(to: lock))
            let bytes = try await pointer.reinterpret(as: Bytes.self).read().array
            for (offset, byte) in bytes.enumerated() {
                let isPadding = 4..<8 ~= offset || 28..<32 ~= offset
                #expect(byte == (isPadding ? 0 : 0xff), "byte \(offset)")
            }
        }
        #expect(MemoryLayout<rsyscall_flock>.offset(of: \.l_start) == 8)
        #expect(MemoryLayout<rsyscall_flock>.offset(of: \.l_pid) == 24)
    }

    @Test func `SockFprog has zeros between its fields`() async throws {
        let local = LinuxProcess.local
        for _ in 0..<10 {
            #expect(soilStack() > 0)
            let program = SockFprog(try await local.pointer(to: [SockFilter.verdict(.allow)]))
            let written = try await local.pointer(to: program)
            let bytes = ReadablePointer<SockFprog>(written).unsafelyReinterpret(as: Bytes.self)
            #expect(try await bytes.read().array.prefix(8) == [1, 0, 0, 0, 0, 0, 0, 0])
        }
    }

    @Test func `no layout has bytes that belong to no field`() {
        func check<Struct: KernelStruct>(_ value: Struct) {
            #expect(sizeOfFields(value.layout) == Struct.byteCount, "\(Struct.self)")
        }
        check(CapHeader())
        check(CloneArgs(flags: []))
        check(FOwnerEx(.pid, ProcessID(0)))
        check(FileStatus(layout: .init(rsyscall_stat())))
        check(Flock(.rdlck))
        check(Gid.root)
        check(Itimerspec.stopped)
        check(Itimerval.stopped)
        check(SignalfdSiginfo(layout: .init(rsyscall_signalfd_siginfo())))
        check(PidfdInfo([]))
        check(Winsize(row: 0, col: 0))
        check(Termios(layout: .init(rsyscall_termios())))
        check(MountAttr())
        check(Resgid(real: .root, effective: .root, saved: .root))
        check(Resuid(real: .root, effective: .root, saved: .root))
        check(Rlimit(cur: 0, max: 0))
        check(Sigaction.default)
        check(Sigset())
        check(SockFilter.verdict(.allow))
        check(Rusage(layout: .init(rsyscall_rusage())))
        check(SchedAttr(.normal))
        check(Statfs(layout: .init(rsyscall_statfs())))
        check(Statx(layout: .init(rsyscall_statx())))
        check(Timespec(sec: 0))
        check(Uid.root)
        check(InAddr.any)
        check(IpMreqn(multiaddr: .any))
        check(Ipv6Mreq(multiaddr: .any))
        check(PacketMreq(ifindex: 1, type: .promisc))
        check(In6Addr.any)
        check(Linger(onoff: true))
        check(Timeval(sec: 0))
        check(Ucred(pid: ProcessID(0), uid: .root, gid: .root))
    }

    private func sizeOfFields(_ value: Any) -> Int {
        func size<T>(_ value: T) -> Int { MemoryLayout<T>.size }
        if value is any FixedWidthInteger { return size(value) }
        let mirror = Mirror(reflecting: value)
        // What cannot be looked into is one field.
        guard !mirror.children.isEmpty else { return _openExistential(value, do: size) }
        return mirror.children.reduce(0) { sum, child in
            let inner = child.value
            guard !(inner is any FixedWidthInteger) else { return sum + _openExistential(inner, do: size) }
            return sum + sizeOfFields(inner)
        }
    }
}
