import Rsyscall

struct Mine: KernelStruct {
    var layout: UInt64
    static func unsafelyPromisePlainBytes() {}
}
