import CStub

/// The program that a process executes to have memory of its own and still serve our calls.
///
/// Its arguments are its name and the numbers of two descriptors: a memfd that we have mapped too, and the end to write
/// of a pipe whose other end only we have. Without the numbers, it is greeted through its standard input. If a memfd
/// comes with that, it serves one process in there; otherwise it serves any number of processes over the stream that
/// standard input and standard output are.
@c(stub_main)
public func stubMain(_ stack: UnsafePointer<UInt>) -> Never {
    // Nothing may end or stop the process but what we send it.
    let mask = blockSignals()
    // What ps shows: execveat(2) has named the process after the descriptor.
    let name: StaticString = "rsyscall-stub"
    _ = call(__NR_prctl, UInt(PR_SET_NAME), UInt(bitPattern: name.utf8Start))
    let arguments = Arguments(stack)
    if arguments.count != 1 {
        let (memfd, bell) = namedSpace(arguments)
        let space = map(memfd)
        fillStreams()
        serve(space, bell: bell)
    }
    switch receiveGreeting() {
    case .space(let memfd, let output, let error):
        // Before its number can be taken by an output.
        let space = map(memfd)
        serve(space, bell: takeBell(output: output, error: error))
    case .stream: serveStream(arguments, mask: mask)
    }
}

/// Opens `/dev/null` for the standard streams that the process doesn't have, so that no other files become them. The
/// programs that it executes still start without them.
private func fillStreams() {
    let null: StaticString = "/dev/null"
    for stream: UInt in 0...2 where call(__NR_fcntl, stream, UInt(F_GETFD)) < 0 {
        _ = open(null.utf8Start, O_RDWR)
    }
}

/// Returns the descriptors that the arguments name.
private func namedSpace(_ arguments: Arguments) -> (memfd: UInt, bell: UInt) {
    guard arguments.count == 3, let memfd = arguments.number(1), let bell = arguments.number(2) else {
        exit(RSYSCALL_STUB_ARGUMENTS)
    }
    return (memfd, bell)
}

/// Blocks all signals, and returns those that were blocked before.
private func blockSignals() -> UInt64 {
    var (all, before): (UInt64, UInt64) = (.max, 0)
    withUnsafePointer(to: &all) { all in
        withUnsafeMutablePointer(to: &before) { before in
            _ = call(__NR_rt_sigprocmask, UInt(SIG_BLOCK), UInt(bitPattern: all), UInt(bitPattern: before), 8)
        }
    }
    return before
}

/// Maps the memfd and closes its descriptor.
private func map(_ memfd: UInt) -> UnsafeMutablePointer<rsyscall_space> {
    let size = call(__NR_lseek, memfd, 0, 2)
    guard size >= Int(RSYSCALL_SPACE_RESERVED) else { exit(RSYSCALL_STUB_SIZE) }
    let (readWrite, shared): (UInt, UInt) = (3, 1)
    let start = call(__NR_mmap, 0, UInt(size), readWrite, shared, memfd, 0)
    guard start > 0, let space = UnsafeMutablePointer<rsyscall_space>(bitPattern: start) else {
        exit(RSYSCALL_STUB_MAPPING)
    }
    _ = call(__NR_close, memfd)
    return space
}

/// Serves the mailbox at the start of the space, which may hold requests already.
private func serve(_ space: UnsafeMutablePointer<rsyscall_space>, bell: UInt) -> Never {
    guard call(__NR_fcntl, bell, UInt(F_SETFD), UInt(FD_CLOEXEC)) == 0 else { exit(RSYSCALL_STUB_ARGUMENTS) }
    space.pointee.base = UInt(bitPattern: space)
    space.pointee.child_entry = rsyscall_child_entry_address()
    space.pointee.doorbell.descriptor = Int32(truncatingIfNeeded: bell)
    space.pointee.doorbell.is_dumpable = call(__NR_prctl, UInt(PR_GET_DUMPABLE)) == 1 ? 1 : 0
    // The fields of a C struct in memory stay where they are, so their addresses can be kept.
    let doorbell = withUnsafeMutablePointer(to: &space.pointee.doorbell) { $0 }
    withUnsafeMutablePointer(to: &space.pointee.child) { child in
        child.pointee.mailbox.doorbell = doorbell
        child.pointee.mailbox.is_of_child = 1
        rsyscall_mark_life(&child.pointee.life, UInt32(RSYSCALL_LIFE_SILENT))
        rsyscall_die_with_parent(child, UInt(SIGKILL))
        rsyscall_serve(&child.pointee.mailbox)
    }
    exit(0)
}
