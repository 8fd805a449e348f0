import CStub

/// What comes through standard input first.
enum Input {
    /// A memfd to map, received through a Unix socket, and the descriptors to use as standard output and standard error,
    /// if they came too.
    case space(memfd: UInt, output: UInt?, error: UInt?)
    /// Only the greeting, as messages will.
    case stream
}

/// Receives the greeting, and the memfd that may come with it.
func receiveGreeting() -> Input {
    var greeting: UInt64 = 0
    // A struct cmsghdr and descriptors: a length of 8 bytes, a level and a type of 4, and the numbers.
    var control = InlineArray<4, UInt64>(repeating: 0)
    let length = withUnsafeMutableBytes(of: &control) { control in
        withUnsafeMutablePointer(to: &greeting) { greeting in
            var part: (UInt, UInt) = (UInt(bitPattern: greeting), UInt(ClientGreeting.byteCount))
            return withUnsafeMutablePointer(to: &part) { part in
                // A struct msghdr: no name, one part, the control messages, and room for flags.
                var message = InlineArray<7, UInt>(repeating: 0)
                message[2] = UInt(bitPattern: part)
                message[3] = 1
                message[4] = UInt(bitPattern: control.baseAddress)
                message[5] = UInt(control.count)
                let received = withUnsafeMutablePointer(to: &message) { message in
                    call(__NR_recvmsg, 0, UInt(bitPattern: message))
                }
                guard received >= 0 || received == -Int(ENOTSOCK) else { exit(RSYSCALL_STUB_INPUT) }
                readRest(of: greeting, max(received, 0))
                return message[5]
            }
        }
    }
    guard let version = ClientGreeting(greeting).version else { exit(RSYSCALL_STUB_INPUT) }
    guard version == Wire.version else { exit(RSYSCALL_STUB_VERSION) }
    let (solSocket, scmRights): (UInt64, UInt64) = (1, 1)
    guard length >= 20, control[1] == solSocket | scmRights << 32 else { return .stream }
    // The header's own length has no padding.
    let memfd = UInt(control[2] & 0xffff_ffff)
    let output = control[0] >= 24 ? UInt(control[2] >> 32) : nil
    let error = control[0] >= 28 ? UInt(control[3] & 0xffff_ffff) : nil
    if isOfThisMachine(memfd) { return .space(memfd: memfd, output: output, error: error) }
    _ = call(__NR_close, memfd)
    if let output { _ = call(__NR_close, output) }
    if let error { _ = call(__NR_close, error) }
    return .stream
}

/// Whether the other side, which made the memfd, has our architecture. What passes through shared memory isn't
/// translated.
private func isOfThisMachine(_ memfd: UInt) -> Bool {
    var machine: UInt = 0
    let offset = UInt(RSYSCALL_SPACE_MACHINE)
    let count = withUnsafeMutablePointer(to: &machine) { machine in
        call(__NR_pread64, memfd, UInt(bitPattern: machine), 8, offset)
    }
    return count == 8 && machine == UInt(RSYSCALL_MACHINE)
}

private func readRest(of greeting: UnsafeMutablePointer<UInt64>, _ first: Int) {
    var received = first
    while received < ClientGreeting.byteCount {
        let target = UInt(bitPattern: greeting) + UInt(bitPattern: received)
        let count = call(__NR_read, 0, target, UInt(ClientGreeting.byteCount - received))
        guard count > 0 else { exit(RSYSCALL_STUB_INPUT) }
        received += count
    }
}

/// Makes standard input, a Unix socket that only the library has the other end of, the bell. When it hangs up, the
/// kernel kills the process.
func takeBell(output: UInt?, error: UInt?) -> UInt {
    let bell = call(__NR_fcntl, 0, UInt(F_DUPFD_CLOEXEC), 3)
    guard bell >= 0 else { exit(RSYSCALL_STUB_INPUT) }
    emptyInput()
    // In this order, since the first may have the number of the second.
    if let output { move(output, to: 1) } else { replaceOutput() }
    if let error { move(error, to: 2) }
    let socket = UInt(bell)
    signalReadiness(of: socket, SIGKILL)
    // The kernel adds the number of the sender for the receiver.
    var mark = StubGreeting.mailboxMark
    let written = withUnsafePointer(to: &mark) { call(__NR_write, socket, UInt(bitPattern: $0), 16) }
    // A filter may refuse the call, and the other side waits for the mark.
    guard written == 16 else { exit(RSYSCALL_STUB_INPUT) }
    return socket
}

private func move(_ descriptor: UInt, to number: UInt) {
    _ = call(__NR_dup3, descriptor, number)
    _ = call(__NR_close, descriptor)
}

/// Has the kernel send the signal whenever something has come or can be sent, or the other end is closed.
func signalReadiness(of descriptor: UInt, _ signal: Int32, flags added: UInt = 0) {
    _ = call(__NR_fcntl, descriptor, UInt(F_SETSIG), UInt(signal))
    _ = call(__NR_fcntl, descriptor, UInt(F_SETOWN), UInt(bitPattern: call(__NR_getpid)))
    // What has happened by now gives no signal; each caller looks for that itself.
    let flags = call(__NR_fcntl, descriptor, UInt(F_GETFL))
    _ = call(__NR_fcntl, descriptor, UInt(F_SETFL), UInt(max(flags, 0)) | UInt(FASYNC) | added)
}

/// Puts what standard error is in the place of standard output.
func replaceOutput() {
    if call(__NR_dup3, 2, 1) < 0 { _ = call(__NR_dup3, 0, 1) }
}

/// Puts a file without bytes in the place of standard input.
func emptyInput() {
    let path: StaticString = "/dev/null"
    let here = UInt(bitPattern: Int(AT_FDCWD))
    var file = call(__NR_openat, here, UInt(bitPattern: path.utf8Start), UInt(O_RDWR | O_CLOEXEC))
    // Another root may have no devices.
    if file < 0 { file = call(__NR_memfd_create, UInt(bitPattern: path.utf8Start), 1) }
    guard file >= 0 else { return }
    _ = call(__NR_dup3, UInt(file), 0)
    _ = call(__NR_close, UInt(file))
}
