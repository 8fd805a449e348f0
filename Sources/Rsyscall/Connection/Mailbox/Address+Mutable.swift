extension Address {
    /// The address as a pointer of our own address space.
    var mutable: UnsafeMutableRawPointer {
        guard let pointer = UnsafeMutableRawPointer(bitPattern: rawValue) else {
            // The allocator gave it, and the kernel maps nothing there unasked.
            fatalError("memory at address 0")
        }
        return pointer
    }
}
