import Foundation
import Rsyscall
import Testing

/// Who runs a command.
enum Caller: CaseIterable, CustomTestStringConvertible {
    case root
    case ordinary

    /// Whoever runs the tests.
    static var ourselves: Caller { geteuid() == 0 ? .root : .ordinary }

    /// Those that we can be.
    static var available: [Caller] { geteuid() == 0 ? [.root, .ordinary] : [.ordinary] }

    static let ordinaryUser: UInt32 = geteuid() == 0 ? 12345 : geteuid()
    static let ordinaryGroup: UInt32 = geteuid() == 0 ? 12345 : getegid()

    var user: UInt32 { self == .root ? 0 : Self.ordinaryUser }
    var group: UInt32 { self == .root ? 0 : Self.ordinaryGroup }

    var testDescription: String { self == .root ? "root" : "an ordinary user" }

    /// What runs `words` as this caller.
    func words(_ words: [String]) -> [String] {
        guard self != .ourselves else { return words }
        return ["setpriv", "--reuid", "\(user)", "--regid", "\(group)", "--clear-groups"] + words
    }

    /// Whether an ordinary user may make a user namespace, and execute the command here.
    @Sendable static func canHaveUserNamespaces() async throws -> Bool {
        let words = Caller.ordinary.words(["unshare", "--user", "test", "-x", BuiltCommand.path])
        return try await LinuxProcess.local.run(Command(words[0], Array(words.dropFirst()))).state.isSuccess
    }

    static let needed: Comment =
        "the kernel forbids user namespaces to ordinary users, or they may not execute what is built here"
}
