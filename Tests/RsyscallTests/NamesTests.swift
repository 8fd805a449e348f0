import Foundation
import Rsyscall
import SystemPackage
import Testing

/// Every public type, unqualified, beside the modules our users import with ours: an ambiguous name does
/// not compile.
@Suite struct NamesTests {
    static let copyable: [Any.Type] = [
        Address.self, AddressSpace.self, AddressSpaceMismatch.self, AllocationError.self, AT.self, Bytes.self,
        CLOCK.self, DescriptorTable.self, DescriptorTableMismatch.self, Dirent.self, DirentList.self, DT.self,
        F.self, F_SEAL.self, FD.self, FileDescriptorNumber.self, FileIdentity.self, GRND.self, GroupID.self,
        Hangup.self, KernelTask.self, LinuxProcess.self, LocalGateway.self, MADV.self, MAP.self,
        MappingInUse.self, MemoryDecodingError.self, MemoryEncodingError.self, MemoryRange.self,
        MemoryRangeError.self, MFD.self, Mode.self, MountNamespace.self, MountNamespaceMismatch.self,
        MREMAP.self, NoArgument.self, O.self, OK.self, PidNamespace.self, PidNamespaceMismatch.self,
        PointerError.self, ProcessID.self, PROT.self, Refused<Pointer<Bytes>>.self, RENAME.self, RWF.self,
        S_IF.self, SEEK.self, Stat.self, Statx.self, STATX.self, STATX_ATTR.self, SYS.self,
        SyscallError.self, SyscallRequest.self, SyscallScope.self, ThreadCreationError.self, Timespec.self,
        Tracer.self, UserID.self, Utsname.self,
    ]

    func noncopyable(
        _: borrowing Pointer<Bytes>, _: borrowing ReadablePointer<Bytes>, _: borrowing WrittenPointer<Bytes>,
        _: borrowing LinearPointer<PipeEnds>, _: borrowing OwnedFileDescriptor, _: borrowing MemoryMapping,
        _: borrowing OwnedMemory, _: borrowing PinnedAddress, _: borrowing IovecList<Pointer<Bytes>>,
        _: borrowing Pair<Pointer<Bytes>, Pointer<Bytes>>
    ) {}

    @Test func everyNameIsOursAlone() {
        for type in Self.copyable {
            #expect(String(reflecting: type).hasPrefix("Rsyscall."), "\(String(reflecting: type))")
        }
    }
}
