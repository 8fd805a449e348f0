import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// Children that have copies of all our descriptors: in processes of their own, since other tests wait for the ends of
/// pipes that they would keep open.
@Suite struct WholeCopyTests {
    @Test func `inherit into a whole copy gives the file of the handle after its number was another's`() async
    {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let file = try await process.memfd_create("first")
            let second = try await process.memfd_create("second")
            let child = try await process.clone(descriptors: .all)
            try await child.inherit(file).close()
            let other = try await child.inherit(second).duplicate(from: file.number)
            #expect(other.number == file.number)
            let left = other.releaseNumber()
            let again = try await child.inherit(file)
            let link = try await child.readlink(FilePath("/proc/self/fd/\(again.number)"))
            #expect(link.string.contains("first"))
            #expect(again.number != left)
        }
    }

    @Test func `inherit into a whole copy gives the file of the handle after close_range`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let file = try await process.memfd_create("first")
            let child = try await process.clone(descriptors: .all)
            try await child.close_range(file.number, file.number)
            let again = try await child.inherit(file)
            let link = try await child.readlink(FilePath("/proc/self/fd/\(again.number)"))
            #expect(link.string.contains("first"))
        }
    }

    @Test func `clone with descriptors all gives a child all of them`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let foreign = try FileDescriptor.open("/dev/null", .readOnly)
            defer { try? foreign.close() }
            let child = try await process.clone(descriptors: .all)
            #expect(try await InheritedDescriptorTests().open(in: child).contains(foreign.rawValue))
            _ = try await child.exit()
        }
    }

    @Test func `closeUninherited closes the rest except what a program gets`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let kept = try await process.memfd_create("kept")
            let closed = try await process.memfd_create("closed")
            let forProgram = try await process.memfd_create("for a program", closeOnExec: false)
            let child = try await process.clone(descriptors: .all)
            let inherited = try await child.inherit(kept)
            #expect(inherited.number == kept.number)
            try await child.closeUninherited()
            let numbers = try await InheritedDescriptorTests().open(in: child)
            #expect(numbers.contains(inherited.number.rawValue))
            #expect(!numbers.contains(closed.number.rawValue))
            #expect(numbers.contains(forProgram.number.rawValue))
            #expect(try await closed.fstat().size == 0, "ours was closed too")
            _ = try await child.exit()
        }
    }

    @Test func `inherit from a whole copy takes no number that had another file`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let early = try await process.memfd_create("early")
            let child = try await process.clone(descriptors: .all)
            let number = early.number
            try await early.close()
            let late = try await process.memfd_create("late")
            let renumbered = try await late.duplicate(from: number)
            let identity = try await late.fstat().identity
            #expect(try await child.inherit(late).fstat().identity == identity)
            #expect(try await child.inherit(renumbered).fstat().identity == identity)
            _ = try await child.exit()
        }
    }

    @Test func `closeUninherited closes a whole copy`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let foreign = try FileDescriptor.open("/dev/null", .readOnly)
            defer { try? foreign.close() }
            _ = fcntl(foreign.rawValue, F_SETFD, FD_CLOEXEC)
            let child = try await process.clone(descriptors: .all)
            #expect(try await InheritedDescriptorTests().open(in: child).contains(foreign.rawValue))
            try await child.closeUninherited()
            #expect(try await !InheritedDescriptorTests().open(in: child).contains(foreign.rawValue))
        }
    }
}
