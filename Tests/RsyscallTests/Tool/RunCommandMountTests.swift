import Foundation
import Testing

@testable import Rsyscall

/// `rsyscall run`: what the command sees of the file system.
@Suite(.enabled(Caller.needed, Caller.canHaveUserNamespaces)) struct RunCommandMountTests {
    private static let own = ["run", "--new", "user,mount,pid"]

    private func shell(_ options: [String], _ line: String, as caller: Caller) async throws -> CommandOutput {
        try await BuiltCommand.run(Self.own + options + ["--", "/bin/sh", "-c", line], as: caller)
    }

    private func complaint(_ output: CommandOutput) -> String {
        String(decoding: output.standardError, as: UTF8.self)
    }

    @Test(arguments: Caller.available)
    func `root with binds gives a shell with pid 1 and nothing else`(_ caller: Caller) async throws {
        let scratch = try Scratch()
        let root = try scratch.directory("root")
        let output = try await shell(
            ["--root", root] + bindsOfTheSystem + ["--proc", "/proc"],
            "echo $$; for n in /*; do echo $n; done; echo /proc/[0-9]*", as: caller)
        let system = Set(
            stride(from: 1, to: bindsOfTheSystem.count, by: 2).map {
                String(bindsOfTheSystem[$0].split(separator: ":")[0])
            })
        var lines = output.text.split(separator: "\n").map(String.init)
        #expect(lines.removeFirst() == "1")
        #expect(lines.removeLast() == "/proc/1")
        #expect(Set(lines) == system.union(["/proc"]))
        // Outside nothing shows but the places, which are empty.
        for name in try scratch.names(in: "root") {
            #expect(try scratch.names(in: "root/" + name).isEmpty)
        }
    }

    @Test(arguments: Caller.available)
    func `bind and tmpfs mount a target before those below it`(_ caller: Caller) async throws {
        let scratch = try Scratch()
        try scratch.directory("source/sub")
        let file = try scratch.file("source/file", "top")
        try scratch.file("source/sub/file", "deep")
        let source = scratch.path + "/source"
        let output = try await shell(
            ["--tmpfs", "/"] + bindsOfTheSystem + [
                "--bind", "\(source)/sub:/a/b/c/sub", "--bind", "\(file):/a/b/single",
                "--ro-bind", "\(source):/a/b/c", "--tmpfs", "/a/b", "--tmpfs", "/a/",
            ], "cat /a/b/single /a/b/c/file /a/b/c/sub/file; touch /a/b/c/sub/new; touch /a/b/c/new",
            as: caller)
        #expect(output.text == "toptopdeep")
        #expect(complaint(output).contains("Read-only file system"))
        #expect(try scratch.names(in: "source/sub") == ["file", "new"])
        #expect(try scratch.names(in: "source") == ["file", "sub"])
    }

    @Test(arguments: Caller.available) func `ro-bind is read-only all the way down`(_ caller: Caller)
        async throws
    {
        let output = try await shell(
            ["--tmpfs", "/"] + bindsOfTheSystem + ["--proc", "/proc", "--ro-bind", "/:/host"],
            "cat /proc/self/mountinfo; : > /host/tmp/rsyscall-$$-written", as: caller)
        let mounts = output.text.split(separator: "\n").map { $0.split(separator: " ") }
            .filter { $0[4] == "/host" || $0[4].hasPrefix("/host/") }
        #expect(mounts.contains { $0[4] == "/host/proc" })
        #expect(mounts.allSatisfy { $0[5].split(separator: ",").contains("ro") })
        #expect(complaint(output).contains("Read-only file system"))
    }

    @Test(arguments: Caller.available) func `ro-bind of the host's root as root keeps it read-only`(
        _ caller: Caller
    ) async throws {
        let output = try await shell(
            ["--ro-bind", "/:/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"],
            "echo $$; : > /tmp/mine; for n in /tmp/*; do echo $n; done; : > /etc/x", as: caller)
        #expect(output.text == "1\n/tmp/mine\n")
        #expect(complaint(output).contains("Read-only file system"))
    }

    @Test(arguments: Caller.available) func `ro-bind keeps nosuid and nodev of the source`(_ caller: Caller)
        async throws
    {
        let inner =
            [BuiltCommand.path] + Self.own + [
                "--proc", "/proc", "--ro-bind", "/mnt:/mnt", "--", "grep", " /mnt ", "/proc/self/mountinfo",
            ]
        // The file system that the inner one binds is mounted nosuid and nodev by the outer one.
        let output = try await BuiltCommand.run(
            ["run", "--new", "user,mount", "--tmpfs", "/mnt", "--"] + inner, as: caller)
        let last = try #require(output.text.split(separator: "\n").last?.split(separator: " "))
        #expect(Set(last[5].split(separator: ",")).isSuperset(of: ["ro", "nosuid", "nodev"]))
    }

    @Test(arguments: Caller.available) func `bind follows no symbolic link out of the root`(_ caller: Caller)
        async throws
    {
        let scratch = try Scratch()
        let root = try scratch.directory("root")
        let outside = try scratch.directory("outside")
        let file = try scratch.file("file", "text")
        let up = String(repeating: "../", count: 20) + outside.dropFirst()
        for (name, target) in [("absolute", outside), ("relative", up), ("dangling", outside + "/new")] {
            try FileManager.default.createSymbolicLink(
                atPath: root + "/" + name, withDestinationPath: target)
        }
        for target in ["/absolute/new", "/relative/new", "/dangling", "/absolute", "/../../\(outside)/new"] {
            let output = try await shell(
                ["--root", root] + bindsOfTheSystem + ["--bind", "\(file):\(target)"], "cat \(target)",
                as: caller)
            // It is bound inside, or refused in one line.
            if output.state.isSuccess {
                #expect(output.text == "text")
            } else {
                #expect(complaint(output).hasPrefix("rsyscall run: --bind"))
            }
            #expect(try scratch.names(in: "outside").isEmpty)
        }
    }

    @Test(arguments: Caller.available) func `bind follows a symbolic link inside the root`(_ caller: Caller)
        async throws
    {
        let scratch = try Scratch()
        let root = try scratch.directory("root")
        try scratch.directory("root/real")
        let file = try scratch.file("file", "text")
        try FileManager.default.createSymbolicLink(atPath: root + "/link", withDestinationPath: "/real")
        let output = try await shell(
            ["--root", root] + bindsOfTheSystem + ["--bind", "\(file):/link/in"], "cat /real/in", as: caller)
        #expect(output.text == "text")
    }

    @Test(.enabled(if: geteuid() == 0, "needs root, to make a directory of its own"))
    func `tmpfs in a root without write access fails with EACCES`() async throws {
        let scratch = try Scratch()
        let root = try scratch.directory("root")
        try #require(chmod(root, 0o755) == 0)
        let output = try await shell(["--root", root, "--tmpfs", "/new"], "true", as: .ordinary)
        #expect(output.state == .exited(status: 1))
        #expect(
            complaint(output)
                == "rsyscall run: --tmpfs /new: mkdirat(AT_FDCWD, \"/new\", 0755): Permission denied (EACCES)\n"
        )
        #expect(try scratch.names(in: "root").isEmpty)
    }

    @Test(arguments: Caller.available) func `tmpfs as root has only the binds`(_ caller: Caller) async throws
    {
        let output = try await shell(
            ["--tmpfs", "/"] + bindsOfTheSystem + ["--bind", "/etc/passwd:/etc/passwd"],
            "for n in /etc/*; do echo $n; done; stat -c %a / /etc", as: caller)
        #expect(output.text == "/etc/passwd\n755\n755\n")
    }

    @Test(arguments: Caller.available)
    func `dev has null and zero and urandom and full and shm and fd and pts`(_ caller: Caller) async throws {
        let line = """
            echo x > /dev/null; head -c 3 /dev/zero | wc -c; head -c 3 /dev/urandom | wc -c
            : > /dev/full; echo x > /dev/shm/x; test -e /dev/fd/1 && echo fd; for n in /dev/pts/*; do echo $n; done
            """
        let output = try await shell(
            ["--tmpfs", "/"] + bindsOfTheSystem + ["--proc", "/proc", "--dev", "/dev"], line, as: caller)
        #expect(output.text == "3\n3\nfd\n/dev/pts/ptmx\n")
        #expect(complaint(output) == "")
    }

    @Test(arguments: Caller.available) func `proc without a pid namespace shows the host's processes`(
        _ caller: Caller
    )
        async throws
    {
        let output = try await BuiltCommand.run(
            ["run", "--new", "user,mount", "--proc", "/mnt", "--", "readlink", "/mnt/self/exe"], as: caller)
        #expect(output.text.hasSuffix("readlink\n") || output.text.hasSuffix("coreutils\n"))
    }

    @Test(arguments: Caller.available) func `missing interpreter or loader is reported with status 127`(
        _ caller: Caller
    )
        async throws
    {
        let output = try await BuiltCommand.run(
            Self.own + ["--tmpfs", "/", "--ro-bind", "/bin/sh:/sh", "--", "/sh"], as: caller)
        #expect(output.state == .exited(status: 127))
        #expect(complaint(output).contains("its interpreter or loader is not"))
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func `mounts do not show outside`() async throws {
        // Something else may be mounted where all have a directory, or elsewhere meanwhile.
        let scratch = try Scratch()
        let place = try scratch.directory("place")
        let output = try await BuiltCommand.run([
            "run", "--new", "mount", "--tmpfs", place, "--", "grep", "-c", " \(place) ",
            "/proc/self/mountinfo",
        ])
        #expect(output.text == "1\n")
        #expect(try !String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8).contains(place))
    }

    @Test(arguments: Caller.available)
    func `ro-bind cannot be remounted writable by uid 0 without allow-remount`(_ caller: Caller) async throws
    {
        let scratch = try Scratch()
        let place = try scratch.directory("place")
        try #require(chmod(place, 0o777) == 0)
        let remount = "mount -o remount,bind,rw \(place); : > \(place)/$0"
        for line in [remount, "unshare --user --map-root-user --mount sh -c '\(remount)' new"] {
            let output = try await BuiltCommand.run(
                Self.own + ["--uid", "0", "--ro-bind", "\(place):\(place)", "--", "sh", "-c", line, "new"],
                as: caller)
            #expect(complaint(output).contains("Read-only file system"))
            #expect(try scratch.names(in: "place").isEmpty)
        }
        let allowed = try await BuiltCommand.run(
            Self.own + [
                "--uid", "0", "--allow-remount", "--ro-bind", "\(place):\(place)", "--", "sh", "-c", remount,
                "new",
            ], as: caller)
        #expect(!complaint(allowed).contains("Read-only file system"))
        #expect(try scratch.names(in: "place") == ["new"])
    }

    @Test(arguments: Caller.available) func `bind target and source may have a colon`(_ caller: Caller)
        async throws
    {
        let scratch = try Scratch()
        let file = try scratch.file("a:b", "text")
        let output = try await shell(
            ["--tmpfs", "/"] + bindsOfTheSystem + ["--bind", "\(file):/x:y/z:"], "cat /x:y/z:", as: caller)
        #expect(output.text == "text")
    }

    @Test(arguments: Caller.available) func `pid 1 finds no child that mounted for it`(_ caller: Caller)
        async throws
    {
        let output = try await shell(
            ["--tmpfs", "/"] + bindsOfTheSystem + ["--proc", "/proc"],
            "cat /proc/1/task/1/children; wait; echo $?",
            as: caller)
        // The process that looks is one.
        #expect(output.text.split(separator: " ").count <= 2 && output.text.hasSuffix("0\n"))
    }

    @Test(.enabled(if: geteuid() == 0, "needs root"))
    func `EINVAL of new mount in a chroot that is no mount point is explained`() async throws {
        let scratch = try Scratch()
        let line = """
            cd "$0"; for d in /*; do [ -d "$d" ] && mkdir ".$d" && mount --rbind "$d" ".$d"; done
            exec chroot . "$@"
            """
        let output = try await LinuxProcess.local.run(
            Command(
                "unshare",
                ["--mount", "sh", "-c", line, scratch.path, BuiltCommand.path]
                    + ["run", "--new", "mount", "--", "true"]))
        #expect(output.state == .exited(status: 1))
        #expect(complaint(output).contains("/ is no mount point, as in a chroot"))
    }

    @Test(.enabled(if: geteuid() == 0, "needs root"), arguments: ["-setpcap", "+all"])
    func `root can't make a ro-bind writable again`(_ bounding: String) async throws {
        let scratch = try Scratch()
        let source = try scratch.directory("source")
        let line = "mount -o remount,bind,rw /mnt; : > /mnt/file"
        let words = [
            "--bounding-set", bounding, BuiltCommand.path, "run", "--new", "mount", "--ro-bind",
            "\(source):/mnt",
            "--", "sh", "-c", line,
        ]
        let output = try await LinuxProcess.local.run(Command("setpriv", words))
        #expect(complaint(output).contains("Read-only file system"))
        #expect(try scratch.names(in: "source").isEmpty)
    }
}
