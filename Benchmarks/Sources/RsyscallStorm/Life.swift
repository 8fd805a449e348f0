import Foundation
import Rsyscall

/// Random lives of children.
struct Life {
    let task: Int
    var random: SplitMix
    let tally: Tally
    let victims: Victims

    private static let isPrivileged = geteuid() == 0
    private static let deepest = 2

    /// Lives one life in a child of `maker`.
    mutating func live(in maker: LinuxProcess = .local, depth: Int = 0) async {
        let kinds: [CLONE] = [[], .files, .newpid, [.files, .newpid]]
        let flags = kinds[random.pick(Self.isPrivileged ? 4 : 2)]
        tally.step("clone \(flags)", of: task)
        do {
            let copied: CopiedDescriptors = random.pick(4) == 0 ? .all : .standardStreams
            let child = try await maker.clone(flags, descriptors: copied)
            let victim = victims.add(child.signaler)
            defer { victims.remove(victim) }
            var files: [File] = []
            for _ in 0..<random.pick(8) {
                do { try await act(child.process, &files, depth) } catch { tally.note(error, in: "act") }
            }
            if random.pick(2) == 0 { files.removeAll() }
            try await end(child)
        } catch {
            tally.note(error, in: "life")
        }
    }

    private mutating func act(_ child: LinuxProcess, _ files: inout [File], _ depth: Int) async throws {
        switch random.pick(12) {
        case 0, 1:
            tally.step("memfd_create", of: task)
            files.append(File(try await made(by: child) { try await $0.memfd_create("storm") }))
        case 2:
            tally.step("pipe2", of: task)
            let pipe = try await child.pipe2()
            files.append(File(pipe.read))
            files.append(File(pipe.write))
        case 3:
            tally.step("inherit", of: task)
            let file = try await LinuxProcess.local.memfd_create("storm handed over")
            files.append(File(try await child.inherit(file)))
        case 4:
            tally.step("drop", of: task)
            if !files.isEmpty { files.remove(at: random.pick(files.count)) }
        case 5:
            tally.step("close", of: task)
            try await made(by: child) { try await $0.open("/dev/null", .rdonly) }.close()
        case 6: try await changeTable(child)
        case 7 where Self.isPrivileged:
            tally.step("unshare CLONE_NEWPID", of: task)
            try await child.unshare(.newpid)
        case 8:
            tally.step("mmap", of: task)
            _ = try await child.mmap(length: 1 << 16)
        case 9 where depth < Self.deepest:
            await live(in: child, depth: depth + 1)
        case 10: try await readPipe(child)
        default: try await crowd(child, &files)
        }
    }

    /// Returns the descriptor that `call` has the child make.
    private func made(
        by child: LinuxProcess, _ call: (LinuxProcess) async throws -> OwnedFileDescriptor
    ) async throws -> OwnedFileDescriptor {
        do {
            return try await call(child)
        } catch let error as Hangup {
            // If the child was killed before it answered, the number of a descriptor that it made is not known.
            if child.descriptorTable === LinuxProcess.local.descriptorTable { tally.noteKilledMaker() }
            throw error
        }
    }

    private mutating func changeTable(_ child: LinuxProcess) async throws {
        switch random.pick(3) {
        case 0:
            tally.step("unshare CLONE_FILES", of: task)
            try await child.unshare(.files)
        case 1:
            tally.step("unshare CLONE_FILES, all", of: task)
            try await child.unshare(.files, descriptors: .all)
        default:
            tally.step("close_range CLOSE_RANGE_UNSHARE", of: task)
            let (first, last) = (FileDescriptorNumber(100_000), FileDescriptorNumber(100_001))
            try await child.close_range(first, last, .unshare)
        }
    }

    /// Has a child wait for the end of its own pipe.
    private func readPipe(_ child: LinuxProcess) async throws {
        tally.step("read", of: task)
        let pipe = try await child.pipe2()
        let (reader, table) = (File(pipe.read), pipe.write.table)
        // If no other process has the table, none can close it while the child reads.
        guard table === LinuxProcess.local.descriptorTable else { return }
        let writer = File(pipe.write)
        async let rest = reader.read()
        await Task.yield()
        drop(writer)
        if try await !rest.isEmpty { tally.fault("bytes in an empty pipe") }
    }

    private func drop(_ file: consuming File) {}

    /// Has several tasks use the child at once, while its table changes.
    private mutating func crowd(_ child: LinuxProcess, _ files: inout [File]) async throws {
        tally.step("several at once", of: task)
        let changes = random.pick(2) == 0
        let life = self
        async let first = Self.result { try await life.files(of: child, "storm first") }
        async let second = Self.result { try await life.files(of: child, "storm second") }
        async let changed: Void = { if changes { try await child.unshare(.files, descriptors: .all) } }()
        async let grandchild: Void = {
            let made = try await child.clone(.files)
            _ = try await made.getpid()
        }()
        for result in await [first, second] {
            switch result {
            case .success(let made): files += made
            case .failure(let error): tally.note(error, in: "several at once")
            }
        }
        do { try await changed } catch { tally.note(error, in: "unshare beside others") }
        do { try await grandchild } catch { tally.note(error, in: "clone beside others") }
    }

    private static func result<T>(_ body: () async throws -> T) async -> Result<T, any Error> {
        do { return .success(try await body()) } catch { return .failure(error) }
    }

    private func files(of child: LinuxProcess, _ name: String) async throws -> [File] {
        var files: [File] = []
        for _ in 0..<4 {
            files.append(File(try await made(by: child) { try await $0.memfd_create(name) }))
        }
        return files
    }

    private mutating func end(_ child: consuming ClonedProcess) async throws {
        switch random.pick(6) {
        case 0:
            tally.step("exec and wait", of: task)
            _ = try await child.execve("/bin/true", ["true"], []).wait()
        case 1:
            tally.step("exec, kill and wait", of: task)
            let running = try await child.execve("/bin/sleep", ["sleep", "1000"], [])
            try? running.signal(.kill)
            _ = try await running.wait()
        case 2:
            tally.step("exec and drop", of: task)
            _ = try await child.execve("/bin/sleep", ["sleep", "0.01"], [])
        case 3:
            tally.step("exit", of: task)
            _ = try await child.exit(3)
        case 4:
            tally.step("kill and wait", of: task)
            _ = try await child.killAndWait()
        default:
            tally.step("drop a child", of: task)
        }
    }
}

/// An owned descriptor that several tasks can reach, and that is closed with the last of them.
final class File: Sendable {
    private let descriptor: OwnedFileDescriptor

    init(_ descriptor: consuming OwnedFileDescriptor) { self.descriptor = descriptor }

    func read() async throws -> [UInt8] { try await descriptor.read(upTo: 1) }

    /// Which file it is.
    func identity() async throws -> FileIdentity { try await descriptor.fstat().identity }
}
