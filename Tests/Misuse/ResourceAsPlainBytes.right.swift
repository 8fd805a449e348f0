import Rsyscall

struct Pair {
    var first: CInt
    var second: CInt
}

extension Pair: PlainBytes {
    static func unsafelyPromisePlainBytes() {}
}
