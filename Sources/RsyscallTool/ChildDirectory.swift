import Glibc
import Rsyscall
import SystemPackage

/// The working directory of a command.
struct ChildDirectory {
    private let shape: Shape
    /// The caller's, by a path that leads to it; `nil` if none does.
    private let before: FilePath?

    /// Takes note of where the caller is, which the child still shares.
    init(shape: Shape, child: borrowing ClonedProcess) async {
        self.shape = shape
        guard shape.changesFiles else {
            before = nil
            return
        }
        // By the path in PWD if that is right, as the caller sees it.
        if let path = await Self.named(by: Environment.current, in: child) {
            before = path
        } else {
            before = (try? await Self.path(of: child)).flatMap { try? FilePath($0) }
                .flatMap { $0.isAbsolute ? $0 : nil }
        }
    }

    /// Returns the path in `PWD` if it leads to the directory of the child.
    private static func named(
        by environment: Environment, in child: borrowing ClonedProcess
    ) async -> FilePath? {
        guard let text = environment["PWD" as CString], let path = try? FilePath(text), path.isAbsolute,
            let named = try? await child.stat(path), let actual = try? await child.stat("."),
            named.dev == actual.dev, named.ino == actual.ino
        else { return nil }
        return path
    }

    /// Enters the directory that is asked for, or that of the caller once more: what is mounted over a directory
    /// isn't visible to processes that were in it before.
    func enter(in child: borrowing ClonedProcess) async throws {
        if shape.changesFiles, shape.directory?.isAbsolute != true { try await enterAgain(child) }
        if let directory = shape.directory {
            try await step("--chdir \(directory)") { try await child.chdir(directory) }
        }
    }

    private func enterAgain(_ child: borrowing ClonedProcess) async throws {
        // A directory that was removed has nothing mounted over it; and in a new root it was left already.
        guard let before else { return }
        do {
            try await child.chdir(before)
        } catch let error as SyscallError {
            if shape.hasNewRoot { return }
            throw Failure(
                "\(before): \(error.errno); the working directory is not there anymore, name one with --chdir"
            )
        }
    }

    /// Returns the environment, with the directory as `PWD` if that names another one.
    func environment(in child: borrowing ClonedProcess) async -> Environment {
        var environment = shape.environment
        guard shape.changesFiles || shape.directory != nil, !shape.setsPWD,
            environment["PWD" as CString] != nil, await Self.named(by: environment, in: child) == nil
        else { return environment }
        environment["PWD" as CString] = try? await Self.path(of: child)
        return environment
    }

    private static func path(of child: borrowing ClonedProcess) async throws -> CString {
        // The kernel returns no longer path.
        let size = Int(PATH_MAX)
        let buffer = try await child.allocate(CString.self, size: size)
        try await buffer.withPinned(in: child.process.addressSpace) { path in
            _ = try await child.unsafeSyscall(.getcwd, path, size)
        }
        return try await buffer.assumeReadable().read()
    }
}
