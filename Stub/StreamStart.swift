import CStub

/// Serves processes over the stream that standard input and standard output are.
///
/// - Parameters:
///   - stack: The words that the program was started with.
///   - mask: The signals that were blocked.
func serveStream(_ arguments: Arguments, mask: UInt64) -> Never {
    let (input, output) = takeStream()
    var places = SharedPlaces()
    rsyscall_mark_life(places.life, UInt32(RSYSCALL_LIFE_SILENT))
    places.bell.pointee.is_dumpable = call(__NR_prctl, UInt(PR_GET_DUMPABLE)) == 1 ? 1 : 0
    _ = call(__NR_prctl, UInt(PR_SET_CHILD_SUBREAPER), 1)
    // The end of the stream ends us, and gives us the time to end what is here.
    _ = call(__NR_prctl, UInt(PR_SET_PDEATHSIG), 0)
    let pid = startFirst(&places)

    let ended = takePages(4096).assumingMemoryBound(to: UInt32.self)
    stub_wake_by_signals(withUnsafeMutablePointer(to: &places.bell.pointee.asleep) { $0 }, ended)
    signalReadiness(of: input, SIGIO, flags: UInt(O_NONBLOCK))
    signalReadiness(of: output, SIGIO, flags: UInt(O_NONBLOCK))
    var child: UInt64 = 1 << UInt64(SIGCHLD - 1)
    withUnsafePointer(to: &child) { child in
        _ = call(__NR_rt_sigprocmask, UInt(SIG_UNBLOCK), UInt(bitPattern: child), 0, 8)
    }
    // One that ended before the handler was there.
    ended.pointee &+= 1

    var relay = Relay(places, input: input, output: output, ended: ended)
    relay.greet(greeting(places, pid: pid, arguments, mask: mask), arguments)
    relay.serve()
    endOrphans()
    exit(0)
}

/// Moves the stream to other numbers than the standard streams', which then are an empty file and, for output, what
/// standard error is.
private func takeStream() -> (input: UInt, output: UInt) {
    let input = call(__NR_fcntl, 0, UInt(F_DUPFD_CLOEXEC), 3)
    let output = call(__NR_fcntl, 1, UInt(F_DUPFD_CLOEXEC), 3)
    guard input >= 0, output >= 0 else { exit(RSYSCALL_STUB_INPUT) }
    emptyInput()
    replaceOutput()
    return (UInt(input), UInt(output))
}

/// Clones the first process, with the standard streams.
///
/// - Returns: Its number.
private func startFirst(_ places: inout SharedPlaces) -> Int {
    places[0].prepare(0, in: places, flags: .resetsSignals, firstClosed: 3)
    let stack = UInt(bitPattern: places[0].start) + UInt(Place.child) - 16
    let bell = UInt(bitPattern: places.bell)
    let pid = clone(UInt(CLONE_VM | CLONE_CHILD_CLEARTID) | UInt(SIGCHLD), stack, bell)
    if pid > 0 { return pid }
    // Where that isn't allowed, it has a copy of our memory, but for the places.
    places.areCopied = true
    places[0].prepare(0, in: places, flags: .resetsSignals, firstClosed: 3)
    places[0].child.pointee.middle = 0
    let copy = clone(UInt(SIGCHLD), stack, 0)
    guard copy > 0 else { exit(RSYSCALL_STUB_PROCESS) }
    return copy
}

private func clone(_ flags: UInt, _ stack: UInt, _ cleared: UInt) -> Int {
    #if arch(arm64)
        rsyscall_call(Int(__NR_clone), flags, stack, 0, 0, cleared, 0)
    #else
        rsyscall_call(Int(__NR_clone), flags, stack, 0, cleared, 0, 0)
    #endif
}

private func greeting(
    _ places: SharedPlaces, pid: Int, _ arguments: Arguments, mask: UInt64
) -> StubGreeting {
    var greeting = StubGreeting()
    greeting.machine = UInt32(RSYSCALL_MACHINE)
    greeting.pid = Int32(truncatingIfNeeded: pid)
    greeting.places = UInt32(places.count)
    greeting.pageSize = UInt64(arguments.auxiliary(6) ?? 4096)  // AT_PAGESZ
    greeting.base = UInt64(places.base)
    greeting.stride = UInt64(Place.stride)
    greeting.stack = UInt64(places.areCopied ? Place.middle : Place.child - 16)
    greeting.made = UInt64(places[0].made)
    greeting.cleared = UInt64(UInt(bitPattern: places.bell))
    greeting.mask = mask
    greeting.sharesMemory = places.areCopied ? 0 : 1
    let words = arguments.bytes
    if words.count <= StubGreeting.mostWords {
        greeting.arguments = UInt32(arguments.count)
        greeting.words = UInt64(wirePadded(words.count))
    }
    return greeting
}

/// Kills the processes that became our children when their parents died, which may have left others behind.
private func endOrphans() {
    let path: StaticString = "/proc/thread-self/children"
    let buffer = takePages(4096)
    while true {
        let file = open(path.utf8Start, O_RDONLY)
        guard file >= 0 else { return endUnlistedOrphans() }
        let count = call(__NR_read, UInt(file), UInt(bitPattern: buffer), 4096)
        _ = call(__NR_close, UInt(file))
        var (start, hasKilled) = (0, false)
        for index in 0..<max(count, 0)
        where buffer.load(fromByteOffset: index, as: UInt8.self) == UInt8(ascii: " ") {
            buffer.storeBytes(of: 0, toByteOffset: index, as: UInt8.self)
            // One that we may not kill stays, and its stream has ended. Reaped, it won't be listed again.
            if kill(listed: buffer + start), reap() { hasKilled = true }
            start = index + 1
        }
        guard hasKilled else { return }
    }
}

/// Does the same without `/proc`, which reports whose child a number is only if asked for each.
private func endUnlistedOrphans() {
    let (all, one) = (UInt(0), UInt(1))
    // __WALL, WNOWAIT, which leaves it to be reaped, WEXITED and WNOHANG.
    let options: UInt = 0x4100_0005
    // The highest number that the kernel gives. Later processes mostly have higher numbers than we do.
    let last: UInt = 4 << 20
    var number = UInt(bitPattern: call(__NR_getpid))
    var left = last
    // It takes a second to ask for all.
    if call(__NR_waitid, all, 0, 0, options) == -Int(ECHILD) { return }
    while left > 0 {
        left -= 1
        number = number % last + 1
        guard call(__NR_waitid, one, number, 0, options) == 0,
            call(__NR_kill, number, UInt(SIGKILL)) == 0
        else { continue }
        _ = reap(number)
        guard call(__NR_waitid, all, 0, 0, options) == 0 else { return }
        left = last
    }
}

/// Waits for the end of a child, or of any, and reaps it.
///
/// - Returns: `false` if a filter refuses both calls that do so.
private func reap(_ number: UInt? = nil) -> Bool {
    let exitedAndAll: UInt = 0x4000_0004
    return call(__NR_waitid, number == nil ? 0 : 1, number ?? 0, 0, exitedAndAll) == 0
        || call(__NR_wait4, number ?? UInt.max, 0, 0x4000_0000) > 0
}

/// Kills the process whose folder in `/proc` has this name. The number may be another process's where we are: `/proc`
/// may be that of another pid namespace.
private func kill(listed name: UnsafeMutableRawPointer) -> Bool {
    let proc: StaticString = "/proc"
    let parent = open(proc.utf8Start, O_RDONLY)
    let folder = call(
        __NR_openat, UInt(bitPattern: parent), UInt(bitPattern: name), UInt(O_RDONLY | O_CLOEXEC))
    _ = call(__NR_close, UInt(bitPattern: parent))
    guard folder >= 0 else { return false }
    defer { _ = call(__NR_close, UInt(folder)) }
    return call(__NR_pidfd_send_signal, UInt(folder), UInt(SIGKILL)) == 0
}

func open(_ path: UnsafePointer<UInt8>, _ flags: Int32) -> Int {
    call(__NR_openat, UInt(bitPattern: Int(AT_FDCWD)), UInt(bitPattern: path), UInt(flags | O_CLOEXEC))
}
