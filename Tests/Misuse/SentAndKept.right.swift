import Rsyscall
import Synchronization

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(Bytes.self, count: 16)
    let holder = Holder(pointer)
    await Task { holder.free() }.value
}

final class Holder: Sendable {
    private let pointer: Mutex<Pointer<Bytes>?>
    init(_ pointer: consuming Pointer<Bytes>) { self.pointer = Mutex(pointer) }
    func free() { pointer.withLock { $0 = nil } }
}
