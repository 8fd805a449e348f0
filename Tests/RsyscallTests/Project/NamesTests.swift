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
        _: ControlCharacter,
        _: ControlModes,
        _: InputModes,
        _: LocalModes,
        _: OutputModes,
        _: TCSA,
        _: Termios,
        _: Winsize,
        _: AcceptedConnections,
        _: Address,
        _: AddressSpace,
        _: AllocationError,
        _: AlreadyTaken,
        _: AsyncFileDescriptor,
        _: AT,
        _: ByteRecords,
        _: Bytes,
        _: CAP,
        _: Capabilities,
        _: CapabilitySet,
        _: CapHeader,
        _: ChildEnding,
        _: ChildState,
        _: ChildChanges,
        _: CLD,
        _: CLOCK,
        _: CLONE,
        _: CloneArgs,
        _: CLOSE_RANGE,
        _: Command,
        _: CommandError,
        _: CommandInput,
        _: CommandOutput,
        _: CopiedDescriptors,
        _: CpuSet,
        _: CString,
        _: DescriptorOwner,
        _: DescriptorTable,
        _: Dirent,
        _: DirentList,
        _: DT,
        _: EFD,
        _: EPOLL,
        _: EPOLL_CTL,
        _: EpollEvent,
        _: EventCounts,
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
        _: IoctlRequest<IoctlUse.Nothing>,
        _: IoctlUse,
        _: Itimerspec,
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
        _: NullString,
        _: NullValue<Timespec>,
        _: OK,
        _: OPEN_TREE,
        _: OpenFlags,
        _: Operand,
        _: PER,
        _: PIDFD,
        _: PIDFD_INFO,
        _: PIDFD_SIGNAL,
        _: PidfdInfo,
        _: PidNamespace,
        _: PlacedDescriptor,
        _: PointerError,
        _: POLL,
        _: Pollfd,
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
        _: RunningCommand,
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
        _: SFD,
        _: SIG,
        _: SignalSequence,
        _: SIG_HOW,
        _: Sigaction,
        _: Siginfo,
        _: SignalAction,
        _: SignalfdSiginfo,
        _: Signaler,
        _: Sigset,
        _: SockFilter,
        _: FileStatus,
        _: SPLICE_F,
        _: STATX,
        _: Statx,
        _: STATX_ATTR,
        _: SYS,
        _: SyscallError,
        _: TFD,
        _: TFD_TIMER,
        _: Timespec,
        _: Tracer,
        _: Uid,
        _: Uninitialized,
        _: Unsupported,
        _: UserMappings,
        _: Utsname,
        _: AF,
        _: In6Addr,
        _: InAddr,
        _: IPPROTO,
        _: Linger,
        _: MSG,
        _: SCM,
        _: SHUT,
        _: SockaddrIn,
        _: SockaddrIn6,
        _: SockaddrKind<SockaddrIn>,
        _: SockaddrStorage,
        _: SockaddrUn,
        _: SOCK,
        _: SocketOption<Bool>,
        _: SockoptForm<Bool>,
        _: SOL,
        _: Timeval,
        _: Ucred,
        _: ReceivedDatagram,
        _: Cmsg,
        _: MessageContent,
        _: SockaddrContent,
        _: ETH_P,
        _: IP_PMTUDISC,
        _: IpMreqn,
        _: IPTOS,
        _: Ipv6Mreq,
        _: NETLINK,
        _: PACKET,
        _: PACKET_MR,
        _: PacketMreq,
        _: RTMGRP,
        _: SockaddrLl,
        _: SockaddrNl,
        _: SockaddrVm,
        _: TCP,
        _: TcpInfo,
        _: VMADDR_CID,
        _: FALLOC_FL,
        _: FSPICK,
        _: FileSystemType,
        _: IN,
        _: IOPRIO_CLASS,
        _: IOPRIO_WHO,
        _: InotifyEvent,
        _: InotifyEventList,
        _: IoPriority,
        _: LANDLOCK_ACCESS_FS,
        _: LANDLOCK_ACCESS_NET,
        _: LANDLOCK_SCOPE,
        _: LOCK,
        _: POSIX_FADV,
        _: RB,
        _: RESOLVE,
        _: RUSAGE,
        _: Rusage,
        _: SCHED,
        _: SCHED_FLAG,
        _: ST,
        _: SYNC_FILE_RANGE,
        _: SchedAttr,
        _: Statfs,
        _: Sysinfo,
        _: XATTR,
        _: XattrList,
        _: MsyncFlags,
        _: ITIMER,
        _: Itimerval,
        _: TerminalQueue,
        _: TerminalFlow,
        _: Cachestat,
        _: TIMER,
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
        _: borrowing ChannelEnds,
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
        _: borrowing RunInput,
        _: borrowing RunOutput,
        _: borrowing SignalBlock,
        _: borrowing SockFprog,
        _: borrowing TakenValue<PipeEnds>,
        _: borrowing TypedPointer<Bytes, Filled>,
        _: borrowing AcceptedConnection,
        _: borrowing SocketPair,
        _: borrowing FilledDatagram,
        _: borrowing ControlMessages,
        _: borrowing DescriptorList,
        _: borrowing FilledMessage,
        _: borrowing MessageList,
        _: borrowing ReceivedControl,
        _: borrowing ReceivedMessage,
        _: borrowing ReceivedMessages,
        _: borrowing UnixPathAddress,
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
    func constrained<T: IoctlPassing>(byIoctlPassing _: T.Type) {}
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
    func constrained<T: Sockaddr>(bySockaddr _: T.Type) {}
    func constrained<T: SockaddrArgument & ~Copyable>(bySockaddrArgument _: T.Type) {}
    func constrained<T: SockaddrInput>(bySockaddrInput _: T.Type) {}
    func constrained<T: SockoptElement>(bySockoptElement _: T.Type) {}
    func constrained<T: SockoptValue>(bySockoptValue _: T.Type) {}
    func constrained<T: MessageData & ~Copyable>(byMessageData _: T.Type) {}
    func constrained<T: StringArgument & ~Copyable>(byStringArgument _: T.Type) {}
    func constrained<T: StringInput>(byStringInput _: T.Type) {}
    func constrained<T: SystemCalling & ~Copyable>(bySystemCalling _: T.Type) {}
    func constrained<T: ValueArgument & ~Copyable>(byValueArgument _: T.Type) {}
    func constrained<T: ValueInput<Int>>(byValueInput _: T.Type) {}

    @Test func `public names are ambiguous with no other module`() throws {
        // What the parameters' types turned out to be.
        let function = String(reflecting: type(of: copyable))
        let names = try #require(function.split(separator: "(").dropFirst().first).split(separator: ", ")
        #expect(names.count > 100)
        for name in names { #expect(name.hasPrefix("Rsyscall."), "\(name)") }
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
