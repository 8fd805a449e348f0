import Foundation
import Rsyscall
import SystemPackage
import Testing

/// Every public type, unqualified, beside the modules our users import with ours: an ambiguous name does
/// not compile.
@Suite struct NamesTests {
    // In the place of a type, where an ambiguous name is an error.
    func copyable(
        _: Address, _: AddressSpace, _: AddressSpaceMismatch, _: AllocationError, _: AT, _: Bytes, _: CAP,
        _: Capabilities, _: CapabilitySet, _: ChildState, _: ChildStatusTaken, _: CLD, _: CLOCK, _: CLONE,
        _: CloneArgs, _: CloneFlagsRefused, _: Command, _: CommandFailed, _: CommandNotFound,
        _:
            CommandOutput, _: CpuSet, _: DescriptorTable, _: DescriptorTableMismatch, _: Dirent,
        _: DirentList,
        _: DT, _: Environment, _: F, _: F_SEAL, _: FD, _: FileDescriptorNumber, _: FileIdentity,
        _:
            FileStatus, _: FSCONFIG, _: FSMOUNT, _: FSOPEN, _: Gid, _: GRND, _: Hangup, _: KernelTask,
        _:
            LinuxProcess, _: LocalGateway, _: MADV, _: MAP, _: MappingInUse, _: MemoryDecodingError,
        _:
            MemoryEncodingError, _: MemoryRange, _: MemoryRangeError, _: MFD, _: MNT, _: Mode, _: MOUNT_ATTR,
        _:
            MountNamespace, _: MountNamespaceMismatch, _: MOVE_MOUNT, _: MREMAP, _: MS, _: NoArgument, _: O,
        _:
            OK, _: OPEN_TREE, _: P, _: PidNamespace, _: PidNamespaceMismatch, _: PointerError, _: PR,
        _:
            PR_CAP_AMBIENT, _: PRIO, _: ProcessID, _: PROT, _: Refused<Pointer<Bytes>>, _: RENAME, _: RLIMIT,
        _:
            Rlimit, _: RWF, _: S_IF, _: SA, _: SECCOMP, _: SECCOMP_FILTER_FLAG, _: SECCOMP_RET, _: SEEK,
        _: SIG,
        _: SIG_HOW, _: Sigaction, _: Siginfo, _: Signaller, _: Sigset, _: SockFilter, _: Statx, _: STATX,
        _:
            STATX_ATTR, _: SYS, _: SyscallError, _: SyscallRequest, _: SyscallScope, _: ThreadCreationError,
        _:
            Timespec, _: Tracer, _: Uid, _: Utsname, _: W
    ) {}

    static let types: [Any.Type] = [
        Address.self, AddressSpace.self, AddressSpaceMismatch.self, AllocationError.self, AT.self,
        Bytes.self, CAP.self, Capabilities.self, CapabilitySet.self, ChildState.self, ChildStatusTaken.self,
        CLD.self, CLOCK.self, CLONE.self, CloneArgs.self, CloneFlagsRefused.self, Command.self,
        CommandFailed.self, CommandNotFound.self, CommandOutput.self, CpuSet.self, DescriptorTable.self,
        DescriptorTableMismatch.self, Dirent.self, DirentList.self, DT.self, Environment.self, F.self,
        F_SEAL.self, FD.self, FileDescriptorNumber.self, FileIdentity.self, FileStatus.self, FSCONFIG.self,
        FSMOUNT.self, FSOPEN.self, Gid.self, GRND.self, Hangup.self, KernelTask.self, LinuxProcess.self,
        LocalGateway.self, MADV.self, MAP.self, MappingInUse.self, MemoryDecodingError.self,
        MemoryEncodingError.self, MemoryRange.self, MemoryRangeError.self, MFD.self, MNT.self, Mode.self,
        MOUNT_ATTR.self, MountNamespace.self, MountNamespaceMismatch.self, MOVE_MOUNT.self, MREMAP.self,
        MS.self, NoArgument.self, O.self, OK.self, OPEN_TREE.self, P.self, PidNamespace.self,
        PidNamespaceMismatch.self, PointerError.self, PR.self, PR_CAP_AMBIENT.self, PRIO.self,
        ProcessID.self, PROT.self, Refused<Pointer<Bytes>>.self, RENAME.self, RLIMIT.self, Rlimit.self,
        RWF.self, S_IF.self, SA.self, SECCOMP.self, SECCOMP_FILTER_FLAG.self, SECCOMP_RET.self, SEEK.self,
        SIG.self, SIG_HOW.self, Sigaction.self, Siginfo.self, Signaller.self, Sigset.self, SockFilter.self,
        Statx.self, STATX.self, STATX_ATTR.self, SYS.self, SyscallError.self, SyscallRequest.self,
        SyscallScope.self, ThreadCreationError.self, Timespec.self, Tracer.self, Uid.self, Utsname.self,
        W.self,
    ]

    func noncopyable(
        _: borrowing Pointer<Bytes>, _: borrowing ReadablePointer<Bytes>, _: borrowing WrittenPointer<Bytes>,
        _: borrowing LinearPointer<PipeEnds>, _: borrowing OwnedFileDescriptor, _: borrowing MemoryMapping,
        _: borrowing OwnedMemory, _: borrowing PinnedAddress, _: borrowing IovecList<Pointer<Bytes>>,
        _: borrowing Pair<Pointer<Bytes>, Pointer<Bytes>>, _: borrowing ClonedProcess,
        _: borrowing ChildProcess, _: borrowing Waited, _: borrowing ArgumentList
    ) {}

    @Test func everyNameIsOursAlone() {
        for type in Self.types {
            #expect(String(reflecting: type).hasPrefix("Rsyscall."), "\(String(reflecting: type))")
        }
    }
}
