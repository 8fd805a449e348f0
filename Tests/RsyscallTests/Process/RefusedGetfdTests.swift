import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// What works though `pidfd_getfd` is refused, as filters for containers and modules that restrict tracing do.
@Suite struct RefusedGetfdTests {
    @Test(arguments: [EPERM, EACCES, ENOSYS])
    func `waiting and run and openChannel and clone work if pidfd_getfd is refused`(_ errno: CInt) async {
        await #expect(processExitsWith: .success) { [errno = errno as CInt] in
            try await refuse(errno)
            let process = LinuxProcess.local
            let child = try await process.clone()
            let pipe = try await child.pipe2()
            let read = try await AsyncFileDescriptor(pipe.read)
            let reading = Task { try await read.read(upTo: 10) }
            try await pipe.write.write("child".utf8)
            guard try await reading.value == Array("child".utf8) else { exit(1) }
            let output = try await child.process.run(
                .shell("cat; stty size"), input: .text(""), terminal: Winsize(row: 24, col: 80))
            guard output.text.hasSuffix("24 80\r\n") else { exit(2) }
            guard try await child.process.run(.shell("cat"), input: .text("in")).text == "in" else { exit(3) }
            let ends = try await child.openChannel(to: process)
            try await ends.here.write("through".utf8)
            guard try await ends.there.read(upTo: 10) == Array("through".utf8) else { exit(4) }
            let grandchild = try await child.clone()
            guard try await grandchild.getpid() == grandchild.pid else { exit(5) }
            _ = try await grandchild.exit()
            _ = try await child.exit()
        }
    }

    @Test(arguments: [EPERM, ENOSYS])
    func `pidfd_getfd and a clone that needs it throw the errno of the refusal`(_ errno: CInt) async {
        await #expect(processExitsWith: .success) { [errno = errno as CInt] in
            try await refuse(errno)
            let process = LinuxProcess.local
            let file = try await process.memfd_create("file")
            let pidfd = try await process.pidfd_open(process.pid)
            await expectErrno(errno) { _ = try await pidfd.pidfd_getfd(file.number).number }
            // The pidfd of a process below the init of a namespace is in the init's table.
            let child = try await process.clone([.newuser, .newpid])
            await expectErrno(errno) { _ = try await child.clone().pid }
            #expect(try await child.getpid() == ProcessID(1))
            _ = try await child.exit()
        }
    }
}

/// Has a filter refuse the call to all of our threads, for good.
private func refuse(_ errno: CInt) async throws {
    _ = rsyscall_instruction(Int(__NR_prctl), UInt(PR_SET_NO_NEW_PRIVS), 1, 0, 0, 0, 0)
    try await LinuxProcess.local.seccomp(
        [
            .load(at: 0), .ifEqual(UInt32(SYS.pidfd_getfd.number), then: 0, else: 1),
            .verdict(.errno, data: UInt16(errno)), .verdict(.allow),
        ], .tsync)
}
