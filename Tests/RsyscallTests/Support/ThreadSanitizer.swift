/// Whether the tests run under it, which can't do all that the kernel can.
enum ThreadSanitizer {
    #if RSYSCALL_TSAN
        static let isOn = true
    #else
        static let isOn = false
    #endif
}
