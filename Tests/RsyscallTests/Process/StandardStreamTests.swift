import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// What children have for standard streams if our own process has closed some, or was started without.
@Suite struct StandardStreamTests {
    @Test func `clone in a process without standard streams gives a child no other files for them`() async {
        await #expect(processExitsWith: .success) {
            for stream in CInt(0)...2 { Foundation.close(stream) }
            let process = LinuxProcess.local
            let pipe = try await process.pipe2()
            guard pipe.read.number >= .afterStandardStreams else { exit(2) }
            let child = try await process.clone()
            let held = try await child.pipe2()
            guard held.read.number >= .afterStandardStreams else { exit(3) }
            try await pipe.write.close()
            // A child that had the write end would keep this from ending.
            guard try await pipe.read.read(upTo: 1) == [] else { exit(4) }
            let list = "for n in 0 1 2; do test ! -e /proc/$$/fd/$n || exit 5; done"
            let running = try await process.clone().exec(Command("sh", ["-c", list]))
            guard try await running.wait().isSuccess else { exit(5) }
            exit(0)
        }
    }

    @Test func `clone gives a child no files that were opened after a standard stream was closed`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            _ = try await process.clone().exit()
            for stream in CInt(0)...1 { Foundation.close(stream) }
            let pipe = try await process.pipe2()
            guard pipe.write.number.rawValue == 1 else { exit(2) }
            let child = try await process.clone()
            let held = try await child.pipe2()
            guard held.read.number >= .afterStandardStreams else { exit(3) }
            try await pipe.write.close()
            // A child that had the write end would keep this from ending.
            guard try await pipe.read.read(upTo: 1) == [] else { exit(4) }
            guard try await child.getpid() == child.pid else { exit(5) }
            exit(0)
        }
    }

    @Test func `clone gives a child no such file if a lower standard stream is free`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            _ = try await process.clone().exit()
            for stream in CInt(0)...1 { Foundation.close(stream) }
            let pipe = try await process.pipe2()
            try await pipe.read.close()
            let child = try await process.clone()
            let held = try await child.memfd_create("held")
            guard held.number >= .afterStandardStreams else { exit(2) }
            for stream in 0...1 {
                guard try await child.readlink(FilePath("/proc/self/fd/\(stream)")) == "/dev/null" else {
                    exit(3)
                }
            }
            exit(0)
        }
    }

    @Test func `cloneWithOwnMemory and start work after the standard streams were closed`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            _ = try await process.clone().exit()
            for stream in CInt(0)...2 { Foundation.close(stream) }
            let own = try await process.cloneWithOwnMemory()
            guard try await own.getpid() == own.pid else { exit(2) }
            for sharesMemory in [true, false] {
                let other = try await process.start(through: Command("env"), sharingMemory: sharesMemory)
                guard try await other.clone().exit(3) == .exited(status: 3) else { exit(3) }
            }
            guard try await process.run(Command("echo", ["on"])).text == "on\n" else { exit(4) }
            exit(0)
        }
    }

    @Test func `withOwnMemory without standard streams gives later children no other files for them`() async {
        await #expect(processExitsWith: .success) {
            for stream in CInt(0)...1 { Foundation.close(stream) }
            let own = try await LinuxProcess.local.cloneWithOwnMemory()
            let pipe = try await own.pipe2()
            guard pipe.read.number >= .afterStandardStreams else { exit(2) }
            let child = try await own.clone()
            try await pipe.write.close()
            guard try await pipe.read.read(upTo: 1) == [], try await child.getpid() == child.pid else {
                exit(3)
            }
            exit(0)
        }
    }
}
