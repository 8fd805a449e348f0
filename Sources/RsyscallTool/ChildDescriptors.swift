import Rsyscall
import SystemPackage

/// The files that a command finds open.
struct ChildDescriptors {
    let descriptors: [Shape.Descriptor]

    func open(in child: borrowing ClonedProcess) async throws {
        for descriptor in descriptors {
            let (number, path) = (descriptor.number, descriptor.path)
            try await step("--fd \(number)=\(path)") {
                let file = try await open(path, as: number, in: child)
                if file.number == number {
                    // It has the number already, and only has to survive the execve.
                    try await file.fcntl(.setfd, 0)
                    _ = file.releaseNumber()
                } else {
                    try await file.dup3(ontoUnowned: number)
                    // Closed before the next is opened, which may have this very number.
                    try await file.close()
                }
            }
        }
    }

    /// Opens the file for reading and writing if possible, except for a FIFO as a standard stream: a process that has
    /// both its ends open never reads to its end.
    private func open(
        _ path: FilePath, as number: FileDescriptorNumber, in child: borrowing ClonedProcess
    ) async throws -> OwnedFileDescriptor {
        if number.rawValue <= 2, (try? await child.stat(path))?.fileType == .ifo {
            return try await child.open(path, [number.rawValue == 0 ? .rdonly : .wronly, .noctty])
        }
        do {
            return try await child.open(path, [.rdwr, .noctty])
        } catch let error as SyscallError where Self.oneWay.contains(error.errno) {
            do {
                return try await child.open(path, [.rdonly, .noctty])
            } catch let error as SyscallError where error.errno == .permissionDenied {
                return try await child.open(path, [.wronly, .noctty])
            }
        }
    }

    /// The errors of a file that may be opened, but not for both reading and writing.
    private static let oneWay: Set<Errno> = [
        .permissionDenied, .notPermitted, .isDirectory, .readOnlyFileSystem, .textFileBusy,
    ]
}
