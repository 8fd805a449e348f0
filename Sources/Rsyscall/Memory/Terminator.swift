import SystemPackage

extension OwnedMemory {
    /// The most bytes of a string that a call reads: `PATH_MAX`, and the size of a page for options of a mount.
    private static var longestString: Int { 4096 }

    /// Checks that a null byte ends the string in the first `count` bytes, if they lie in our address space.
    ///
    /// In another process's memory the kernel may read past these bytes, but nothing of ours.
    ///
    /// - Throws: ``MemoryDecodingError/unterminatedString(offset:)``, or `EFAULT`.
    func checkTerminator(within count: Int) throws {
        if let bytes = window.bytes(start, count) {
            _ = try UnsafeRawBufferPointer(bytes).bytes.terminator(from: 0)
        } else if members.first.sharesOurMemory, count < Self.longestString {
            // This waits no longer than the call itself, which reads the same pages on this thread.
            try withUnsafeTemporaryAllocation(byteCount: Self.longestString, alignment: 1) { room in
                let copied = try copy(to: room, count)
                _ = try UnsafeRawBufferPointer(rebasing: room[..<copied]).bytes.terminator(from: 0)
            }
        }
    }

    /// Copies the first `count` bytes, whose pages may be gone.
    private func copy(to copy: UnsafeMutableRawBufferPointer, _ count: Int) throws -> Int {
        guard count > 0 else { return 0 }
        var local = (UInt(bitPattern: copy.baseAddress), UInt(count))
        var remote = (start, UInt(count))
        let pid = Step(.getpid).made()
        let copied = withUnsafeBytes(of: &local) { local in
            withUnsafeBytes(of: &remote) { remote in
                Step(
                    .process_vm_readv,
                    (
                        UInt(bitPattern: pid), UInt(bitPattern: local.baseAddress), 1,
                        UInt(bitPattern: remote.baseAddress), 1, 0
                    )
                ).made()
            }
        }
        guard copied > 0 else {
            throw SyscallError(
                errno: copied == 0 ? .badAddress : Errno(rawValue: CInt(-copied)),
                call: SYS.process_vm_readv.name, arguments: ["\(pid)", address.description, "\(count)"],
                process: ProcessID(CInt(truncatingIfNeeded: pid)))
        }
        return copied
    }
}
