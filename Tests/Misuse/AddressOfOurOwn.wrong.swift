// expect: type 'Mine' does not conform to protocol 'Sockaddr'
import Rsyscall

struct Mine: Sockaddr {
    init(decoding bytes: RawSpan) throws(MemoryDecodingError) {}
    func encodedByteCount(for space: AddressSpace) -> Int { 2 }
    func encode(into output: inout ByteOutput) {}
    func byteCount(for process: LinuxProcess, _ seal: Seal<Mine>) -> Int { 1 << 20 }
    var description: String { "" }
}
