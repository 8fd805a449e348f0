/// The layout of `struct msghdr` and of `struct mmsghdr`.
enum MsghdrLayout {
    static let byteCount = 56
    /// With the number of bytes that `recvmmsg` received, or `sendmmsg` sent.
    static let multipleByteCount = 64

    static let name = 0
    static let nameLength = 8
    static let vector = 16
    static let vectorCount = 24
    static let control = 32
    static let controlLength = 40
    static let flags = 48
    static let length = 56

    static let iovecByteCount = 16
}

extension Frame {
    func store(_ value: Int, at offset: Int) {
        base.storeBytes(of: value, toByteOffset: offset, as: Int.self)
    }

    /// Reserves `size` bytes of zeros, and returns their offset.
    mutating func reserveZeroes(_ size: Int) throws(AllocationError) -> Int {
        let offset = try reserve(size)
        (base + offset).initializeMemory(as: UInt8.self, repeating: 0, count: size)
        return offset
    }
}
