import Glibc
import Testing

@testable import Rsyscall

@Suite(.everyKindOfProcess) struct EpollCallTests {
    let process = ProcessKind.current

    @Test func `epoll_wait reports what epoll_ctl asked for, with its number`() async throws {
        let epoll = try await process.epoll_create1()
        let pipe = try await process.pipe2()
        try await epoll.epoll_ctl(.add, pipe.read, EpollEvent(.in, data: 1 << 40 | 7))
        try await epoll.epoll_ctl(.add, pipe.write, EpollEvent([.out, .et], data: 8))
        #expect(try await epoll.epoll_wait(upTo: 10) == [EpollEvent(.out, data: 8)])
        #expect(try await epoll.epoll_wait(upTo: 10, milliseconds: 0) == [])
        try await pipe.write.write([1])
        let one = EpollEvent(.in, data: 1 << 40 | 7)
        #expect(try await epoll.epoll_wait(upTo: 10).contains(one))
        try await epoll.epoll_ctl(.del, pipe.write)
        #expect(try await epoll.epoll_wait(upTo: 1) == [one])
        try await epoll.epoll_ctl(.mod, pipe.read, EpollEvent([.in, .oneshot], data: 9))
        #expect(try await epoll.epoll_wait(upTo: 10) == [EpollEvent(.in, data: 9)])
        #expect(try await epoll.epoll_wait(upTo: 10, milliseconds: 0) == [])
        // From memory too.
        try await epoll.epoll_ctl(.mod, pipe.read, process.pointer(to: one))
        try await pipe.write.close()
        // Another test's child may have a copy of the end for a moment.
        var reported: [EpollEvent]
        repeat { reported = try await epoll.epoll_wait(upTo: 10) } while reported == [one]
        #expect(reported == [EpollEvent([.in, .hup], data: one.data)])
    }

    @Test func `epoll_ctl and epoll_wait are refused with their errors`() async throws {
        let epoll = try await process.epoll_create1()
        let pipe = try await process.pipe2()
        let event = EpollEvent(.in, data: 1)
        await expectErrno(ENOENT) { try await epoll.epoll_ctl(.mod, pipe.read, event) }
        try await epoll.epoll_ctl(.add, pipe.read, event)
        await expectErrno(EEXIST) { try await epoll.epoll_ctl(.add, pipe.read, event) }
        await expectErrno(EINVAL) { try await epoll.epoll_ctl(.add, epoll, event) }
        await expectErrno(EINVAL) { try await pipe.read.epoll_ctl(.add, pipe.write, event) }
        await expectErrno(EINVAL) { _ = try await pipe.read.epoll_wait(upTo: 1) }
        await expectErrno(EINVAL) { _ = try await epoll.epoll_wait(upTo: 0) }
        await #expect(throws: AllocationError.self) { _ = try await epoll.epoll_wait(upTo: .max) }
        let file = try await process.memfd_create("stored")
        await expectErrno(EPERM) { try await epoll.epoll_ctl(.add, file, event) }
        let other = try await process.epoll_create1()
        try await other.epoll_ctl(.add, epoll, event)
        await expectErrno(ELOOP) { try await epoll.epoll_ctl(.add, other, event) }
    }
}
