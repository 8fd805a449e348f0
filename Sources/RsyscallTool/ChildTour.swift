import Rsyscall
import SystemPackage

/// The second half of the tour: a child with namespaces of its own, that executes a shell.
struct ChildTour {
    let process: LinuxProcess
    let path: FilePath

    func run() async throws {
        let file = try await process.open(path, .rdonly)
        let pipe = try await process.pipe2()
        let start = ContinuousClock.now
        let child = try await process.clone([.newuser, .newns, .newpid])
        let microseconds = (ContinuousClock.now - start).components.attoseconds / 1_000_000_000_000
        Tour.tell(
            "clone",
            "process \(child.pid) in \(microseconds) us, which sees itself as \(try await child.getpid())")

        try await child.mount("none", "/", "", [.rec, .private])
        try await child.inherit(file).dup3(ontoUnowned: FileDescriptorNumber(0))
        try await child.inherit(pipe.write).dup3(ontoUnowned: FileDescriptorNumber(1))
        Tour.tell("shape", "its own users, mounts and numbers; \(path) as descriptor 0, our pipe as 1")

        let running = try await droppingRefused(child) {
            try await $0.exec(.shell("echo I am $$ and count $(wc -l) lines"))
        }
        try await pipe.write.close()
        let output = try await pipe.read.read(upTo: 4096)
        let text = String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        Tour.tell("exec", "a shell in it says: \(text)")
        Tour.tell("wait", "it \(try await running.wait())")
    }
}
