import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

@Suite(.everyKindOfProcess) struct MessageCallTests {
    let process = ProcessKind.current

    @Test func `sendmsg and recvmsg hand a descriptor over`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        let file = try await process.memfd_create("handed over")
        try await file.write("content")
        #expect(try await pair.first.sendmsg(Bytes([7]), passing: file) == 1)
        try await file.close()
        let message = try await pair.second.recvmsg(upTo: 10)
        #expect(message.bytes == [7])
        #expect(message.length == 1)
        #expect(message.flags == .cmsg_cloexec)
        #expect(message.control.credentials == nil)
        var descriptors = message.control.descriptors
        #expect(descriptors.count == 1)
        let received = try required(descriptors.removeFirst())
        #expect(received.table === process.descriptorTable)
        #expect(try await received.fcntl(.getfd) == FD.cloexec.rawValue)
        #expect(try await received.pread(upTo: 10, at: 0) == Array("content".utf8))
        let isOver = descriptors.removeFirst() == nil
        #expect(isOver)
        #expect(try await pair.first.sendmsg(Bytes([8]), ControlMessages()) == 1)
        let other = try await pair.second.recvmsg(upTo: 1)
        #expect(other.bytes == [8])
        #expect(other.control.descriptors.count == 0)
    }

    @Test func `recvmsg keeps descriptors open at execve if asked to`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        let file = try await process.memfd_create("kept")
        #expect(try await pair.first.sendmsg(Bytes([7]), passing: file) == 1)
        var descriptors = try await pair.second.recvmsg(upTo: 1, closeOnExec: false).takeDescriptors()
        let received = try required(descriptors.removeFirst())
        #expect(try await received.fcntl(.getfd) == 0)
    }

    @Test func `a list of descriptors is handed over in order and closed with the list`() async throws {
        let pair = try await process.socketpair(.unix, .seqpacket)
        var sent = DescriptorList()
        for index in 0..<253 {
            let file = try await process.memfd_create("rsyscall-list")
            if index < 3 { try await file.write([UInt8(index)]) }
            sent.append(file)
        }
        let before = try await process.openFiles(named: "rsyscall-list")
        #expect(try await pair.first.sendmsg(Bytes([1, 2, 3]), passing: sent) == 3)
        do {
            var descriptors = try await pair.second.recvmsg(upTo: 3).takeDescriptors()
            #expect(descriptors.count == 253)
            for index in UInt8(0)..<3 {
                let file = try required(descriptors.removeFirst())
                #expect(try await file.pread(upTo: 1, at: 0) == [index])
                try await file.close()
            }
            #expect(descriptors.count == 250)
        }
        if process !== LinuxProcess.local {
            #expect(try await process.openFiles(named: "rsyscall-list") == before)
        }
        sent.append(try await process.memfd_create("rsyscall-list"))
        await expectErrno(EINVAL) { _ = try await pair.first.sendmsg(Bytes([1]), passing: sent) }
        #expect(sent.count == 254)
    }

    @Test func `SCM_CREDENTIALS and SCM_PIDFD describe the sender`() async throws {
        let pair = try await process.socketpair(.unix, .dgram)
        try await pair.second.setsockopt(.passcred, true)
        let hasPidfd: Bool
        do {
            try await pair.second.setsockopt(.passpidfd, true)
            hasPidfd = true
        } catch let error as SyscallError where error.errno.rawValue == ENOPROTOOPT {
            hasPidfd = false
        }
        let own = Ucred(
            pid: try await process.getpid(), uid: try await process.geteuid(),
            gid: try await process.getegid())
        var control = ControlMessages()
        control.append(own)
        control.append(try await process.memfd_create("and a file"))
        #expect(try await pair.first.sendmsg(Bytes([1]), control) == 1)
        let message = try await pair.second.recvmsg(upTo: 1)
        #expect(message.control.credentials == own)
        #expect(message.control.descriptors.count == 1)
        #expect(message.control.others == [])
        if hasPidfd {
            let pidfd = try required(message.control.pidfd)
            #expect(try await pidfd.fcntl(.getfd) == FD.cloexec.rawValue)
            #expect(try await process.readlink("/proc/self/fd/\(pidfd.number)").string.contains("pidfd"))
        }
        // The list still owns its descriptor.
        #expect(control.takeDescriptors().count == 1)
    }

    @Test func `recvmsg closes descriptors of truncated control messages and returns the bytes`()
        async throws
    {
        let pair = try await process.socketpair(.unix, .stream)
        let name = "rsyscall-truncated"
        var sent = DescriptorList(try await process.memfd_create(name))
        sent.append(try await process.memfd_create(name))
        let before = try await process.openFiles(named: name)
        for size in [0, 8, 20, 23] {
            #expect(try await pair.first.sendmsg(Bytes([4, 5]), passing: sent) == 2)
            do {
                _ = try await pair.second.recvmsg(upTo: 2, controlSize: size).bytes
                Issue.record("nothing was truncated")
            } catch let refused as Refused<[UInt8]> {
                #expect((refused.reason as? SyscallError)?.errno == .messageTooLong)
                #expect(refused.takeOperand() == [4, 5])
            }
            if process !== LinuxProcess.local {
                #expect(try await process.openFiles(named: name) == before)
            }
        }
        #expect(sent.count == 2)
    }

    @Test func `recvmsg reports descriptors that the process can't have`() async throws {
        guard process !== LinuxProcess.local else { return }
        let pair = try await process.socketpair(.unix, .stream)
        let file = try await process.memfd_create("one more")
        #expect(try await pair.first.sendmsg(Bytes([4]), passing: file) == 1)
        let limit = try await process.getrlimit(.nofile)
        try await process.setrlimit(.nofile, Rlimit(cur: 3, max: limit.max))
        await #expect(throws: Refused<[UInt8]>.self) { _ = try await pair.second.recvmsg(upTo: 1).bytes }
        try await process.setrlimit(.nofile, limit)
    }

    @Test func `recvmsg fills pointers, and a LinearPointer has the descriptors`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        let file = try await process.memfd_create("through a pointer")
        try await file.write("x")
        let bytes = try await process.pointer(to: Bytes("written".utf8))
        #expect(try await pair.first.sendmsg(bytes, passing: file) == 7)
        var buffer = try await process.allocate(Bytes.self, count: 100)
        var control = try await process.allocate(ReceivedControl.self, size: 256)
        let message = try await pair.second.recvmsg(into: &buffer, control: &control)
        #expect(message.length == 7)
        #expect(try await message.bytes.read() == bytes.value)
        #expect(buffer.size == 93)
        #expect(control.size == 256 - 24)
        let taken = try await message.control.read()
        var descriptors = taken.value.descriptors
        let received = try required(descriptors.removeFirst())
        #expect(try await received.pread(upTo: 10, at: 0) == Array("x".utf8))
        try control.merge(before: taken.memory)
        #expect(control.size == 256)
    }

    @Test func `recvmsg into pointers gives them back if control messages are truncated`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        let name = "rsyscall-short"
        var sent = DescriptorList(try await process.memfd_create(name))
        sent.append(try await process.memfd_create(name))
        let before = try await process.openFiles(named: name)
        #expect(try await pair.first.sendmsg(Bytes([4, 5]), passing: sent) == 2)
        var buffer = try await process.allocate(Bytes.self, count: 10)
        var control = try await process.allocate(ReceivedControl.self, size: 20)
        do {
            _ = try await pair.second.recvmsg(into: &buffer, control: &control).length
            Issue.record("nothing was truncated")
        } catch let refused as Refused<ReadablePointer<Bytes>> {
            let bytes = try required(refused.takeOperand())
            #expect(try await bytes.read() == [4, 5])
        }
        #expect(buffer.size == 8)
        #expect(control.size == 20)
        if process !== LinuxProcess.local {
            #expect(try await process.openFiles(named: name) == before)
        }
    }

    @Test func `sendmsg takes an IovecList and an address`() async throws {
        let receiver = try await process.socket(.unix, .dgram)
        try await receiver.bind(.unix)
        let sender = try await process.socket(.unix, .dgram)
        try await sender.bind(.unix)
        let name = try await receiver.getsockname()
        var list = IovecList<ReadablePointer<Bytes>>()
        try list.append(try await process.pointer(to: Bytes("one, ".utf8)))
        try list.append(try await process.pointer(to: Bytes("two".utf8)))
        #expect(try await sender.sendmsg(list, to: name, ControlMessages()) == 8)
        let message = try await receiver.recvmsg(upTo: 100)
        #expect(message.bytes == Array("one, two".utf8))
        #expect(message.address == (try await sender.getsockname()))
        let pointer = try await process.pointer(to: name)
        #expect(try await sender.sendmsg(Bytes([3]), to: pointer, ControlMessages()) == 1)
        #expect(try await receiver.recvmsg(upTo: 100).bytes == [3])
    }

    @Test func `recvmsg says how long a datagram was`() async throws {
        let pair = try await process.socketpair(.unix, .seqpacket)
        for _ in 0..<2 { _ = try await pair.first.send(Bytes([UInt8](repeating: 1, count: 100))) }
        let cut = try await pair.second.recvmsg(upTo: 10)
        #expect(cut.bytes.count == 10)
        #expect(cut.length == 10)
        #expect(cut.flags.contains(.trunc))
        let whole = try await pair.second.recvmsg(upTo: 10, .trunc)
        #expect(whole.bytes.count == 10)
        #expect(whole.length == 100)
    }

    @Test func `sendmmsg and recvmmsg move several messages`() async throws {
        let receiver = try await process.socket(.unix, .dgram)
        try await receiver.bind(.unix)
        let sender = try await process.socket(.unix, .dgram)
        try await sender.bind(.unix)
        let name = try await receiver.getsockname()
        var list = MessageList()
        var control = ControlMessages()
        control.append(try await process.memfd_create("in one of several"))
        try list.append([1], to: name)
        try list.append([2, 2], to: name, control)
        try list.append([UInt8](repeating: 3, count: 300), to: name)
        #expect(try await sender.sendmmsg(list) == 3)
        var messages = try await receiver.recvmmsg(10, upTo: 200, controlSize: 64)
        #expect(messages.count == 3)
        let first = try required(try messages.removeFirst())
        #expect(first.bytes == [1])
        #expect(first.address == (try await sender.getsockname()))
        let second = try required(try messages.removeFirst())
        #expect(second.bytes == [2, 2])
        #expect(second.control.descriptors.count == 1)
        let third = try required(try messages.removeFirst())
        #expect(third.bytes == [UInt8](repeating: 3, count: 200))
        #expect(third.flags.contains(.trunc))
        #expect(messages.count == 0)
    }

    @Test func `recvmmsg reports a message without room for its descriptors and keeps the others`()
        async throws
    {
        let pair = try await process.socketpair(.unix, .seqpacket)
        let file = try await process.memfd_create("lost")
        #expect(try await pair.first.sendmsg(Bytes([1]), passing: file) == 1)
        #expect(try await pair.first.send([2]) == 1)
        var messages = try await pair.second.recvmmsg(2, upTo: 10, [])
        #expect(messages.count == 2)
        do {
            _ = try messages.removeFirst()?.bytes
            Issue.record("the message was not truncated")
        } catch let refused as Refused<[UInt8]> {
            #expect(refused.takeOperand() == [1])
        }
        #expect(try messages.removeFirst()?.bytes == [2])
        await expectErrno(EAGAIN) { _ = try await pair.second.recvmmsg(2, upTo: 10, .dontwait).count }
    }

    @Test func `sendmsg refuses descriptors of another table and credentials of others`() async throws {
        let pair = try await process.socketpair(.unix, .dgram)
        if process !== LinuxProcess.local {
            let file = try await LinuxProcess.local.memfd_create("ours")
            await #expect(throws: Mismatch.self) {
                _ = try await pair.first.sendmsg(Bytes([1]), passing: file)
            }
            let bytes = try await LinuxProcess.local.pointer(to: Bytes([1]))
            if !process.connection.sharesOurMemory {
                await #expect(throws: Mismatch.self) {
                    _ = try await pair.first.sendmsg(bytes, ControlMessages())
                }
            }
            if geteuid() == 0 {
                try await process.setresuid(Uid(1), Uid(1), Uid(1))
                var control = ControlMessages()
                control.append(Ucred(pid: try await process.getpid(), uid: Uid(2), gid: .root))
                await expectErrno(EPERM) { _ = try await pair.first.sendmsg(Bytes([1]), control) }
            }
        }
        var wrong = ControlMessages()
        wrong.append(Cmsg(unsafeLevel: .socket, type: 999, data: [1]))
        await expectErrno(EINVAL) { _ = try await pair.first.sendmsg(Bytes([1]), wrong) }
        let first = pair.first
        try await pair.second.close()
        await expectErrno(ECONNREFUSED) { _ = try await first.sendmsg(Bytes([1]), ControlMessages()) }
        let file = try await process.memfd_create("no socket")
        await expectErrno(ENOTSOCK) { _ = try await file.sendmsg(Bytes([1]), ControlMessages()) }
        await expectErrno(ENOTSOCK) { _ = try await file.recvmsg(upTo: 1).bytes }
    }

    @Test func `sendmsg refuses more descriptors under way than a user may have open`() async throws {
        guard process !== LinuxProcess.local, geteuid() == 0 else { return }
        let pair = try await process.socketpair(.unix, .stream)
        let file = try await process.memfd_create("under way")
        try await process.setresuid(Uid(1), Uid(1), Uid(1))
        let limit = try await process.getrlimit(.nofile)
        try await process.setrlimit(.nofile, Rlimit(cur: 8, max: limit.max))
        await expectErrno(ETOOMANYREFS) {
            while true { _ = try await pair.first.sendmsg(Bytes([1]), passing: file, .dontwait) }
        }
    }

    @Test func `sendmsg to a closed connection fails with EPIPE and sends no SIGPIPE`() async throws {
        let pair = try await process.socketpair(.unix, .stream)
        let first = pair.first
        try await pair.second.close()
        await expectErrno(EPIPE) { _ = try await first.sendmsg(Bytes([1]), ControlMessages()) }
        let long = Bytes([UInt8](repeating: 1, count: 9000))
        await expectErrno(EPIPE) { _ = try await first.sendmsg(long, ControlMessages()) }
        var list = MessageList()
        list.append([1])
        await expectErrno(EPIPE) { _ = try await first.sendmmsg(list) }
    }

    @Test func `recvmsg receives control messages of other levels`() async throws {
        try await process.bringUpLoopback()
        let receiver = try await process.socket(.inet, .dgram)
        try await receiver.bind(.inet(port: 0, addr: .loopback))
        try await receiver.setsockopt(.timestamp, true)
        let sender = try await process.socket(.inet, .dgram)
        #expect(try await sender.sendto([1], try await receiver.getsockname()) == 1)
        let message = try await receiver.recvmsg(upTo: 1)
        let stamp = try #require(message.control.others.first)
        #expect(stamp.level == .socket)
        #expect(stamp.type == SCM.timestamp.rawValue)
        let time = try Timeval(decoding: stamp.data.span.bytes)
        #expect(time.sec > 1_500_000_000)
    }

    @Test func `a descriptor goes from a child to its parent and back`() async throws {
        let local = LinuxProcess.local
        guard process !== local, process.host === local.host else { return }
        let pair = try await local.socketpair(.unix, .seqpacket)
        let theirs = try await process.inherit(pair.second)
        let made = try await process.memfd_create("of a child")
        try await made.write("child")
        #expect(try await theirs.sendmsg(Bytes([1]), passing: made) == 1)
        var descriptors = try await pair.first.recvmsg(upTo: 1).takeDescriptors()
        let here = try required(descriptors.removeFirst())
        #expect(here.table === local.descriptorTable)
        #expect(try await here.pread(upTo: 10, at: 0) == Array("child".utf8))
        #expect(try await pair.first.sendmsg(Bytes([2]), passing: here) == 1)
        var back = try await theirs.recvmsg(upTo: 1).takeDescriptors()
        let there = try required(back.removeFirst())
        #expect(there.table === process.descriptorTable)
        #expect(try await there.pread(upTo: 10, at: 0) == Array("child".utf8))
    }
}
