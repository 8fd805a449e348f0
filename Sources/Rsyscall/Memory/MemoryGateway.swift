/// How bytes travel to and from the memory of a process.
///
/// Our own memory, and that of a child which shares it, needs no gateway to speak of
/// (``LocalGateway``); every other address space is reached by copying.
public protocol MemoryGateway: AnyObject, Sendable {
    /// Whether an address of that space is good in our own process.
    var isDirect: Bool { get }

    /// Copies `bytes` to `address`.
    ///
    /// - Throws: ``Hangup`` or ``SyscallError`` where the memory cannot be reached.
    func write(_ bytes: [UInt8], to address: Address) async throws

    /// Copies `count` bytes from `address`.
    ///
    /// - Throws: ``Hangup`` or ``SyscallError`` where the memory cannot be reached.
    func read(_ count: Int, from address: Address) async throws -> [UInt8]
}

/// The gateway to memory that is our own: a plain copy.
public final class LocalGateway: MemoryGateway {
    /// A gateway; all are alike.
    public init() {}

    /// Always.
    public var isDirect: Bool { true }

    /// Copies `bytes` to `address`.
    public func write(_ bytes: [UInt8], to address: Address) async throws {
        bytes.withUnsafeBytes { source in
            address.local(source.count).copyMemory(from: source)
        }
    }

    /// Copies `count` bytes from `address`.
    public func read(_ count: Int, from address: Address) async throws -> [UInt8] {
        [UInt8](address.local(count))
    }
}
