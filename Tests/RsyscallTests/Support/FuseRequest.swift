import Rsyscall
import SystemPackage

/// A request of the kernel to a FUSE server: `linux/fuse.h`.
struct FuseRequest {
    private enum Operation: UInt32 {
        case lookup = 1
        case forget = 2
        case getattr = 3
        case setattr = 4
        case open = 14
        case read = 15
        case write = 16
        case statfs = 17
        case release = 18
        case flush = 25
        case initialize = 26
        case opendir = 27
        case releasedir = 29
        case interrupt = 36
        case destroy = 38
        case forgetBatch = 42
    }

    private let operation: Operation?
    private let unique: UInt64
    /// The number of the file or directory: that of a file is 2 more than its name.
    let node: UInt64
    private let body: ArraySlice<UInt8>

    private static let root: UInt64 = 1

    init(_ bytes: [UInt8]) {
        func load<Value: FixedWidthInteger>(_ type: Value.Type, at offset: Int) -> Value {
            bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: type) }
        }
        operation = Operation(rawValue: load(UInt32.self, at: 4))
        unique = load(UInt64.self, at: 8)
        let node = load(UInt64.self, at: 16)
        body = bytes.dropFirst(40)
        let name = String(decoding: body.prefix { $0 != 0 }, as: UTF8.self)
        self.node = operation == .lookup ? UInt64(name).map { $0 + 2 } ?? 0 : node
    }

    /// Whether a call on one of the files waits for the answer.
    var isOfFile: Bool {
        switch operation {
        case .forget, .forgetBatch, .interrupt, .release, .statfs, .initialize, .destroy, nil: false
        default: node > Self.root
        }
    }

    /// The answer; `nil` if the kernel expects none.
    var answer: [UInt8]? {
        switch operation {
        case .forget, .forgetBatch, .interrupt: nil
        case .initialize: reply(bytes(7, 31, 65536, Self.parallel) + bytes(UInt32(0), 4096) + zeros(40))
        case .lookup where node == 0: refusal(.ENOENT)
        case .lookup: reply(bytes(node, 0, 0, 0, 0) + attributes)
        case .getattr, .setattr: reply(bytes(UInt64(node == Self.root ? 3600 : 0), 0) + attributes)
        case .open: reply(bytes(UInt64(0)) + bytes(Self.direct, 0))
        case .opendir: reply(zeros(16))
        case .read: reply(body.prefix(16).suffix(8).allSatisfy { $0 == 0 } ? FuseServer.content : [])
        case .write: reply(Array(body[body.startIndex + 16..<body.startIndex + 20]) + zeros(4))
        case .statfs: reply(zeros(80))
        case .release, .releasedir, .flush, .destroy: reply([])
        case nil: refusal(.ENOSYS)
        }
    }

    /// `FUSE_PARALLEL_DIROPS`.
    private static let parallel: UInt32 = 1 << 18
    /// `FOPEN_DIRECT_IO`, so that each call asks the server.
    private static let direct: UInt32 = 1

    private func reply(_ body: [UInt8]) -> [UInt8] {
        bytes(UInt32(16 + body.count), 0) + bytes(unique) + body
    }

    private func refusal(_ errno: Errno) -> [UInt8] {
        bytes(16, UInt32(bitPattern: -errno.rawValue)) + bytes(unique)
    }

    private var attributes: [UInt8] {
        let isRoot = node == Self.root
        let size = isRoot ? 0 : UInt64(FuseServer.content.count)
        let mode: UInt32 = isRoot ? 0o40755 : 0o100644
        return bytes(node, size, 0, 0, 0, 0) + bytes(0, 0, 0, mode, 1, 0, 0, 0, 4096, 0)
    }

    private func bytes<Value: FixedWidthInteger>(_ values: Value...) -> [UInt8] {
        values.flatMap { value in withUnsafeBytes(of: value.littleEndian) { Array($0) } }
    }

    private func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}
