// expect: does not conform to protocol 'KernelStruct'
import Rsyscall

final class Object: Sendable {}

struct Mine: KernelStruct {
    var layout: Object
    static func unsafelyPromisePlainBytes() {}
}
