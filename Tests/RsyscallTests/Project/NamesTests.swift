import Foundation
import Rsyscall
import SystemPackage
import Testing

/// Every public type, unqualified, beside the modules our users import with ours: an ambiguous name does
/// not compile.
///
/// Types stand in the place of a parameter's type, and protocols in that of a constraint, where an
/// ambiguous name is an error.
@Suite struct NamesTests {
    func copyable(
        _: Address,
        _: AddressSpace,
        _: AllocationError,
        _: AlreadyTaken,
        _: AT,
        _: Bytes,
        _: CAP,
        _: Capabilities,
        _: CapabilitySet,
        _: CapHeader,
        _: ChildEnding,
        _: ChildState,
        _: CLD,
        _: CLOCK,
        _: CLONE,
        _: CloneArgs,
        _: CLOSE_RANGE,
        _: Command,
        _: CommandError,
        _: CommandOutput,
        _: CopiedDescriptors,
        _: CpuSet,
        _: CString,
        _: DescriptorOwner,
        _: DescriptorTable,
        _: Dirent,
        _: DirentList,
        _: DT,
        _: Environment,
        _: F_LCK,
        _: F_OWNER,
        _: F_SEAL,
        _: FcntlCommand,
        _: FD,
        _: FileDescriptorNumber,
        _: FileIdentity,
        _: Filled,
        _: FilterProgram,
        _: Flock,
        _: FOwnerEx,
        _: FSCONFIG,
        _: FSMOUNT,
        _: FSOPEN,
        _: Gid,
        _: GRND,
        _: Hangup,
        _: LinuxHost,
        _: IDType,
        _: InDescriptorTable,
        _: InMemory<Int>,
        _: InRegister,
        _: LinuxProcess,
        _: MADV,
        _: MAP,
        _: MemoryDecodingError,
        _: MemoryEncodingError,
        _: MemoryRange,
        _: MemoryRangeError,
        _: MFD,
        _: Mismatch,
        _: MNT,
        _: Mode,
        _: MOUNT_ATTR,
        _: MountAttr,
        _: MountNamespace,
        _: MOVE_MOUNT,
        _: MREMAP,
        _: MS,
        _: NamespacePath,
        _: NoArgument,
        _: NS,
        _: NullString,
        _: NullValue<Timespec>,
        _: OK,
        _: OPEN_TREE,
        _: OpenFlags,
        _: Operand,
        _: PER,
        _: PidNamespace,
        _: PlacedDescriptor,
        _: PointerError,
        _: PR,
        _: PR_CAP_AMBIENT,
        _: PRIO,
        _: ProcessID,
        _: PROT,
        _: RawCloneArgs,
        _: Handover<Pointer<Bytes>>,
        _: Refused<Pointer<Bytes>>,
        _: RENAME,
        _: Resgid,
        _: Resuid,
        _: Rlimit,
        _: RLIMIT,
        _: RWF,
        _: S_IF,
        _: SA,
        _: Seal<Address>,
        _: SECBIT,
        _: SECCOMP,
        _: SECCOMP_FILTER_FLAG,
        _: SECCOMP_MODE,
        _: SECCOMP_RET,
        _: SEEK,
        _: SIG,
        _: SIG_HOW,
        _: Sigaction,
        _: Siginfo,
        _: SignalAction,
        _: Signaller,
        _: Sigset,
        _: SockFilter,
        _: FileStatus,
        _: STATX,
        _: Statx,
        _: STATX_ATTR,
        _: SYS,
        _: SyscallError,
        _: Timespec,
        _: Tracer,
        _: Uid,
        _: Uninitialized,
        _: Unsupported,
        _: UserMappings,
        _: Utsname,
        _: WaitOptions
    ) {}

    func noncopyable(
        _: borrowing ByteOutput,
        _: borrowing CallOutcome,
        _: borrowing ChildProcess,
        _: borrowing ClonedProcess,
        _: borrowing Frame,
        _: borrowing IovecList<Pointer<Bytes>>,
        _: borrowing Later<ProcessID>,
        _: borrowing Linear<PipeEnds>,
        _: borrowing TemporaryDirectory,
        _: borrowing LinearPointer<PipeEnds>,
        _: borrowing MemoryMapping,
        _: borrowing MergeOperands<Pointer<Bytes>, Pointer<Bytes>>,
        _: borrowing OwnedFileDescriptor,
        _: borrowing OwnedMemory,
        _: borrowing PinnedAddress,
        _: borrowing PipeEnds,
        _: borrowing Pointer<Bytes>,
        _: borrowing PointerParts<Bytes, Filled, Uninitialized>,
        _: borrowing Program,
        _: borrowing ProgramResults,
        _: borrowing ReadablePointer<Bytes>,
        _: borrowing SignalBlock,
        _: borrowing SockFprog,
        _: borrowing TakenValue<PipeEnds>,
        _: borrowing TypedPointer<Bytes, Filled>,
        _: borrowing Waited,
        _: borrowing Written<Bytes>,
        _: borrowing WrittenPointer<Bytes>
    ) {}

    func constrained<T: CallArgument & ~Copyable>(byCallArgument _: T.Type) {}
    func constrained<T: CallResult & ~Copyable>(byCallResult _: T.Type) {}
    func constrained<T: DescriptorArgument & ~Copyable>(byDescriptorArgument _: T.Type) {}
    func constrained<T: DivisibleState & ~Copyable>(byDivisibleState _: T.Type) {}
    func constrained<T: FilterArgument & ~Copyable>(byFilterArgument _: T.Type) {}
    func constrained<T: FixedSize & ~Copyable>(byFixedSize _: T.Type) {}
    func constrained<T: KernelConstant>(byKernelConstant _: T.Type) {}
    func constrained<T: KernelFlags>(byKernelFlags _: T.Type) {}
    func constrained<T: KernelStruct>(byKernelStruct _: T.Type) {}
    func constrained<T: LayoutCompatible & ~Copyable>(byLayoutCompatible _: T.Type) {}
    func constrained<T: MemoryReadable>(byMemoryReadable _: T.Type) {}
    func constrained<T: MemoryWritable & ~Copyable>(byMemoryWritable _: T.Type) {}
    func constrained<T: NullTerminated>(byNullTerminated _: T.Type) {}
    func constrained<T: OwnedPointer & ~Copyable>(byOwnedPointer _: T.Type) {}
    func constrained<T: PathArgument & ~Copyable>(byPathArgument _: T.Type) {}
    func constrained<T: PathInput>(byPathInput _: T.Type) {}
    func constrained<T: PathBase & ~Copyable>(byPathBase _: T.Type) {}
    func constrained<T: PlainBytes & ~Copyable>(byPlainBytes _: T.Type) {}
    func constrained<T: PlainInteger>(byPlainInteger _: T.Type) {}
    func constrained<T: PointerState & ~Copyable>(byPointerState _: T.Type) {}
    func constrained<T: ReadableState & ~Copyable>(byReadableState _: T.Type) {}
    func constrained<T: RegisterArgument>(byRegisterArgument _: T.Type) {}
    func constrained<T: ResourceOwner>(byResourceOwner _: T.Type) {}
    func constrained<T: ResourceReadable & ~Copyable>(byResourceReadable _: T.Type) {}
    func constrained<T: StringArgument & ~Copyable>(byStringArgument _: T.Type) {}
    func constrained<T: StringInput>(byStringInput _: T.Type) {}
    func constrained<T: SystemCalling & ~Copyable>(bySystemCalling _: T.Type) {}
    func constrained<T: ValueArgument & ~Copyable>(byValueArgument _: T.Type) {}
    func constrained<T: ValueInput<Int>>(byValueInput _: T.Type) {}

    static let types: [Any.Type] = [
        Address.self,
        AddressSpace.self,
        AllocationError.self,
        AlreadyTaken.self,
        AT.self,
        Bytes.self,
        CAP.self,
        Capabilities.self,
        CapabilitySet.self,
        CapHeader.self,
        ChildEnding.self,
        ChildState.self,
        CLD.self,
        CLOCK.self,
        CLONE.self,
        CloneArgs.self,
        CLOSE_RANGE.self,
        Command.self,
        CommandError.self,
        CommandOutput.self,
        CopiedDescriptors.self,
        CpuSet.self,
        CString.self,
        DescriptorOwner.self,
        DescriptorTable.self,
        Dirent.self,
        DirentList.self,
        DT.self,
        Environment.self,
        F_LCK.self,
        F_OWNER.self,
        F_SEAL.self,
        FcntlCommand.self,
        FD.self,
        FileDescriptorNumber.self,
        FileIdentity.self,
        Filled.self,
        FilterProgram.self,
        Flock.self,
        FOwnerEx.self,
        FSCONFIG.self,
        FSMOUNT.self,
        FSOPEN.self,
        Gid.self,
        GRND.self,
        Hangup.self,
        LinuxHost.self,
        IDType.self,
        InDescriptorTable.self,
        InMemory<Int>.self,
        InRegister.self,
        LinuxProcess.self,
        MADV.self,
        MAP.self,
        MemoryDecodingError.self,
        MemoryEncodingError.self,
        MemoryRange.self,
        MemoryRangeError.self,
        MFD.self,
        Mismatch.self,
        MNT.self,
        Mode.self,
        MOUNT_ATTR.self,
        MountAttr.self,
        MountNamespace.self,
        MOVE_MOUNT.self,
        MREMAP.self,
        MS.self,
        NamespacePath.self,
        NoArgument.self,
        NS.self,
        NullString.self,
        NullValue<Timespec>.self,
        OK.self,
        OPEN_TREE.self,
        OpenFlags.self,
        Operand.self,
        PER.self,
        PidNamespace.self,
        PlacedDescriptor.self,
        PointerError.self,
        PR.self,
        PR_CAP_AMBIENT.self,
        PRIO.self,
        ProcessID.self,
        PROT.self,
        RawCloneArgs.self,
        Handover<Pointer<Bytes>>.self,
        Refused<Pointer<Bytes>>.self,
        RENAME.self,
        Resgid.self,
        Resuid.self,
        Rlimit.self,
        RLIMIT.self,
        RWF.self,
        S_IF.self,
        SA.self,
        Seal<Address>.self,
        SECBIT.self,
        SECCOMP.self,
        SECCOMP_FILTER_FLAG.self,
        SECCOMP_MODE.self,
        SECCOMP_RET.self,
        SEEK.self,
        SIG.self,
        SIG_HOW.self,
        Sigaction.self,
        Siginfo.self,
        SignalAction.self,
        Signaller.self,
        Sigset.self,
        SockFilter.self,
        FileStatus.self,
        STATX.self,
        Statx.self,
        STATX_ATTR.self,
        SYS.self,
        SyscallError.self,
        Timespec.self,
        Tracer.self,
        Uid.self,
        Uninitialized.self,
        Unsupported.self,
        UserMappings.self,
        Utsname.self,
        WaitOptions.self,
    ]

    @Test func `public names are ambiguous with no other module`() {
        for type in Self.types {
            #expect(String(reflecting: type).hasPrefix("Rsyscall."), "\(String(reflecting: type))")
        }
    }

    @Test func `public names are listed in this file`() throws {
        let declared = LibrarySource.files.flatMap(\.topLevelTypes).filter(\.isPublic).map(\.name)
        #expect(declared.count > 100, "the sources were not found")
        let text = try String(contentsOfFile: #filePath, encoding: .utf8)
        let listed = Set(
            text.matches(of: /\n {4,8}(?:_: (?:borrowing )?|func constrained<T: )(?:Rsyscall\.)?(\w+)/)
                .map { String($0.1) })
        for name in declared where !listed.contains(name) {
            Issue.record("\(name) is public and not listed here")
        }
        for name in listed.subtracting(declared).sorted() {
            Issue.record("\(name) is listed here and is no public type of the library")
        }
    }
}
