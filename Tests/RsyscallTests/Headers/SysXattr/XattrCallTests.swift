import Foundation
import Rsyscall
import SystemPackage
import Testing

@Suite(.everyKindOfProcess) struct XattrCallTests {
    let process = ProcessKind.current

    @Test func `setxattr sets what getxattr and fgetxattr return`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let name = path.appending("a")
            let file = try await directory.openat("a", .rdwr)
            try await process.setxattr(name, "user.one", Bytes("first".utf8), .create)
            await expectErrno(EEXIST) {
                try await process.setxattr(name, "user.one", Bytes([1]), .create)
            }
            await expectErrno(ENODATA) { try await file.fsetxattr("user.two", Bytes([1]), .replace) }
            try await file.fsetxattr("user.two", Bytes([]))
            #expect(try await process.getxattr(name, "user.one") == Array("first".utf8))
            #expect(try await process.lgetxattr(name, "user.one") == Array("first".utf8))
            #expect(try await file.fgetxattr("user.one") == Array("first".utf8))
            #expect(try await file.fgetxattr("user.two") == [])
            #expect(try await Set(process.listxattr(name).names).isSuperset(of: ["user.one", "user.two"]))
            #expect(try await process.llistxattr(name) == file.flistxattr())
            try await process.removexattr(name, "user.one")
            try await file.fremovexattr("user.two")
            #expect(try await file.flistxattr().names.allSatisfy { !"\($0)".hasPrefix("user.") })
        }
    }

    @Test func `getxattr and fgetxattr and flistxattr fill a buffer or leave it on ERANGE`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let name = try await process.pointer(to: path.appending("a"))
            let attribute = try await process.pointer(to: "user.one")
            let value = try await process.pointer(to: Bytes("first".utf8))
            try await process.setxattr(name, attribute, value)
            var buffer = try await process.allocate(Bytes.self, size: 16)
            let first = try await process.getxattr(name, attribute, into: &buffer).read()
            #expect(first == Bytes("first".utf8))
            #expect(buffer.size == 11)
            let file = try await directory.openat("a")
            #expect(try await file.fgetxattr(attribute, into: &buffer).read() == first)
            var short = try await process.allocate(Bytes.self, size: 4)
            await expectErrno(ERANGE) { try await process.getxattr(name, attribute, into: &short).free() }
            await expectErrno(ERANGE) { try await file.fgetxattr(attribute, into: &short).free() }
            #expect(short.size == 4)
            var names = try await process.allocate(XattrList.self, size: 4096)
            #expect(try await file.flistxattr(into: &names).read().names.contains("user.one"))
            var few = try await process.allocate(XattrList.self, size: 1)
            await expectErrno(ERANGE) { try await file.flistxattr(into: &few).free() }
        }
    }

    @Test func `getxattr and setxattr and removexattr fail with ENODATA and ERANGE and E2BIG`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let name = path.appending("a")
            await expectErrno(ENODATA) { _ = try await process.getxattr(name, "user.none") }
            await expectErrno(ENODATA) { try await process.removexattr(name, "user.none") }
            await expectErrno(ENODATA) { try await process.lremovexattr(name, "user.none") }
            await expectErrno(EOPNOTSUPP) { try await process.setxattr(name, "nonsense.a", Bytes([1])) }
            let long = "user." + String(repeating: "a", count: 251)
            await expectErrno(ERANGE) { try await process.setxattr(name, long, Bytes([1])) }
            let big = Bytes(repeatElement(0, count: 65537))
            await expectErrno(E2BIG) { try await process.lsetxattr(name, "user.one", big) }
            await expectErrno(ENOENT) { _ = try await process.listxattr(path.appending("b")) }
        }
    }

    @Test(
        .kindsOfProcess(.local, .child, .ownMemory, .elsewhere),
        .enabled(if: geteuid() == 0, "trusted attributes take CAP_SYS_ADMIN"))
    func `lsetxattr and lgetxattr and lremovexattr concern a symbolic link itself`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            try await directory.symlinkat("a", at: "b")
            let link = path.appending("b")
            try await process.lsetxattr(link, "trusted.one", Bytes([1]))
            #expect(try await process.lgetxattr(link, "trusted.one") == [1])
            #expect(try await process.llistxattr(link).names.contains("trusted.one"))
            await expectErrno(ENODATA) { _ = try await process.getxattr(link, "trusted.one") }
            #expect(try await !process.listxattr(link).names.contains("trusted.one"))
            try await process.lremovexattr(link, "trusted.one")
            await expectErrno(ENODATA) { _ = try await process.lgetxattr(link, "trusted.one") }
        }
    }
}
