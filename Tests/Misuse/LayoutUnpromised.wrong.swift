// expect: does not conform to protocol 'PlainBytes'
import Rsyscall

struct Mine: KernelStruct {
    var layout: UInt64
}
