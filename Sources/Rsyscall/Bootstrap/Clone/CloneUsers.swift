import CRsyscall
import SystemPackage

extension CloneRequest {
    /// Writes the maps of the child's user namespace.
    func mapUsers(of child: borrowing ClonedProcess) async throws {
        if case .leftToCaller = users { return }
        let creator = NamespaceMaker(user: try await maker.geteuid(), group: try await maker.getegid())
        let folder = FilePath("/proc").appending(try await child.readlink("/proc/self").components)
        do {
            try await maker.write(users, madeBy: creator, to: folder)
        } catch let refused as SyscallError where refused.errno == .permissionDenied {
            // If the memory that we share is not dumpable, the files of all processes that share it belong to root,
            // and the maker may not be root where we are. What the maker may not do itself, such as mapping others, is
            // not done for it.
            let local = maker.ours
            guard case .single = users, maker !== local,
                let folder = try await child.record.procFolder(local)
            else { throw refused }
            do {
                try await local.write(users, madeBy: creator, to: folder, deniesSetgroups: true)
            } catch is SyscallError {
                throw refused
            }
        }
    }
}
