import CStub

/// Takes the memfd that comes through standard input, a Unix socket that only we have the other end of. The socket is
/// the bell from then on, and when it hangs up, the kernel kills the process.
func takeSpace() -> (memfd: UInt, bell: UInt) {
    let memfd = receiveMemfd()
    let bell = call(__NR_fcntl, 0, UInt(F_DUPFD_CLOEXEC), 3)
    guard bell >= 0 else { exit(RSYSCALL_STUB_INPUT) }
    emptyInput()
    let socket = UInt(bell)
    _ = call(__NR_fcntl, socket, UInt(F_SETSIG), UInt(SIGKILL))
    _ = call(__NR_fcntl, socket, UInt(F_SETOWN), UInt(call(__NR_getpid)))
    // If it has hung up by now, the check for a parent that is gone finds that.
    let flags = call(__NR_fcntl, socket, UInt(F_GETFL))
    _ = call(__NR_fcntl, socket, UInt(F_SETFL), UInt(flags) | UInt(FASYNC))
    // The kernel adds the number of the sender for the receiver.
    var greeting: UInt64 = 1
    withUnsafePointer(to: &greeting) { greeting in
        _ = call(__NR_write, socket, UInt(bitPattern: greeting), 8)
    }
    return (memfd, socket)
}

private func receiveMemfd() -> UInt {
    var version: UInt8 = 0
    // A struct cmsghdr and a descriptor: a length of 8 bytes, a level and a type of 4, and the number.
    var control = InlineArray<3, UInt64>(repeating: 0)
    let length = withUnsafeMutableBytes(of: &control) { control in
        withUnsafeMutablePointer(to: &version) { version in
            var part: (UInt, UInt) = (UInt(bitPattern: version), 1)
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
                return received == 1 ? message[5] : 0
            }
        }
    }
    let (solSocket, scmRights): (UInt64, UInt64) = (1, 1)
    guard length >= 20, control[1] == solSocket | scmRights << 32 else { exit(RSYSCALL_STUB_INPUT) }
    guard version == UInt8(RSYSCALL_SPACE_VERSION) else { exit(RSYSCALL_STUB_VERSION) }
    return UInt(control[2] & 0xffff_ffff)
}

/// Puts a file without bytes in the place of standard input.
private func emptyInput() {
    let path: StaticString = "/dev/null"
    let here = UInt(bitPattern: Int(AT_FDCWD))
    var file = call(__NR_openat, here, UInt(bitPattern: path.utf8Start), UInt(O_RDWR | O_CLOEXEC))
    // Another root may have no devices.
    if file < 0 { file = call(__NR_memfd_create, UInt(bitPattern: path.utf8Start), 1) }
    guard file >= 0 else { return }
    _ = call(__NR_dup3, UInt(file), 0)
    _ = call(__NR_close, UInt(file))
}
