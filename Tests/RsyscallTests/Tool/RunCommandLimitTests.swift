import Foundation
import Testing

@testable import Rsyscall

/// `rsyscall run`: many words and mounts, and limits that are too low.
@Suite struct RunCommandLimitTests {
    private func complaint(_ output: CommandOutput) -> String {
        String(decoding: output.standardError, as: UTF8.self)
    }

    @Test func `60000 words of a command take no time that grows with their square`()
        async throws
    {
        // One option parser takes minutes for so many. The limit is in seconds of the processor.
        let line = "ulimit -t 30; set -- $(seq 60000); exec \"$0\" run -- sh -c 'echo $#' sh \"$@\""
        let output = try await LinuxProcess.local.run(Command("/bin/bash", ["-c", line, BuiltCommand.path]))
        #expect(output.text == "60000\n")
    }

    @Test(
        .enabled(Caller.needed, Caller.canHaveUserNamespaces),
        .disabled("a sanitizer needs descriptors of its own") { BuiltCommand.isSanitized },
        arguments: Caller.available)
    func `binds and tmpfs beyond the number of descriptors are mounted`(_ caller: Caller) async throws {
        let options = (1...100).flatMap { number in
            ["--ro-bind", "/etc/passwd:/m/\(number)", "--tmpfs", "/t/\(number)"]
        }
        let words =
            ["run", "--new", "user,mount", "--tmpfs", "/"] + bindsOfTheSystem + ["--dev", "/dev"] + options
            + ["--", "/bin/sh", "-c", "cat /m/* | grep -c ^root:; ls /t | wc -l"]
        let line = "ulimit -n 32; exec \"$0\" \"$@\""
        let all = caller.words(["/bin/sh", "-c", line, BuiltCommand.path] + words)
        let output = try await LinuxProcess.local.run(Command(all[0], Array(all.dropFirst())))
        #expect(output.text == "100\n100\n")
        #expect(complaint(output) == "")
    }

    @Test(.enabled(if: geteuid() == 0, "needs root, to be a user without processes"), arguments: 1...8)
    func `EAGAIN of pthread_create under a limit of processes is one line`(_ most: Int) async throws {
        // A user for each, whose processes no other test counts.
        let words = ["setpriv", "--reuid", "\(3_000_000 + most)", "--regid", "65534", "--clear-groups"]
        let command = Command(
            "setpriv",
            Array(words.dropFirst()) + ["prlimit", "--nproc=\(most)", BuiltCommand.path, "run", "--", "true"])
        let output = try await LinuxProcess.local.run(command)
        if output.state.isSuccess { return }
        #expect(output.state == .exited(status: 1))
        #expect(complaint(output).hasPrefix("rsyscall run: "))
        #expect(complaint(output).hasSuffix("Resource temporarily unavailable\n"))
        #expect(complaint(output).count { $0 == "\n" } == 1)
        #expect(most < 8)
    }

    @Test func `EPERM of clone3 is one line`() async throws {
        let pipe = try await LinuxProcess.local.pipe2()
        let child = try await LinuxProcess.local.clone()
        try await child.inherit(pipe.write).dup3(ontoUnowned: FileDescriptorNumber(2))
        try await child.prctl_set_no_new_privs()
        _ = try await child.seccomp([
            .load(at: 0), .ifEqual(UInt32(SYS.clone3.number), then: 0, else: 1),
            .verdict(.errno, data: UInt16(EPERM)), .verdict(.allow),
        ])
        let running = try await droppingRefused(child) {
            try await $0.exec(Command(BuiltCommand.path, ["run", "--", "true"]))
        }
        try await pipe.write.close()
        let text = String(decoding: try await pipe.read.read(upTo: 4096), as: UTF8.self)
        #expect(text == "rsyscall run: no thread for our own use: Operation not permitted\n")
        #expect(try await running.wait() == .exited(status: 1))
    }
}
