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
                    // It has the number already; it only must survive the execve.
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

    /// Opens the file for all that it may be opened for, except for a FIFO of the standard streams: who has both its
    /// ends never finds the end of what is written to it.
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

    /// The errors of a file that may be opened, but not for reading and writing.
    private static let oneWay: Set<Errno> = [
        .permissionDenied, .notPermitted, .isDirectory, .readOnlyFileSystem, .textFileBusy,
    ]
}
