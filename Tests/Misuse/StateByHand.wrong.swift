// expect: does not conform to protocol 'PointerState'
import Rsyscall

struct Full: ReadableState {
    static var pointerName: String { "FullPointer" }
    static var part: Uninitialized { fatalError() }
    func initializedByteCount(of memory: borrowing OwnedMemory) -> Int { 60000 }
    var isKnown: Bool { true }
    var shownInTrace: String? { nil }
}
