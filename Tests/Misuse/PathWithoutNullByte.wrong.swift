// expect: type 'Name' does not conform to protocol 'NullTerminated'
import Rsyscall

struct Name: NullTerminated, PathArgument {
    typealias Placement = InMemory<Name>
    typealias Text = Name
    func encodedByteCount(for space: AddressSpace) -> Int { 2 }
    func encode(into output: inout ByteOutput) { output.append(0x2f2f, as: UInt16.self) }
    func quotedBytes(_ seal: Seal<Name>) -> [UInt8] { [0x2f, 0x2f] }
}

func program(_ process: LinuxProcess) async throws {
    _ = try await process.stat(Name())
}
