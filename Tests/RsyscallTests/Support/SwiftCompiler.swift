import Foundation
import Rsyscall

/// Compiles single files against the library as it was built for these tests.
enum SwiftCompiler {
    /// Ownership is only checked after type checking, so the compiler is asked for SIL.
    ///
    /// Its output goes to a file: children that other tests clone meanwhile would keep a pipe open.
    static func compile(_ file: URL) async throws -> (status: Int32, output: String) {
        let products = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let headers = ["Sources/CRsyscall/include"].map { packageRoot.appendingPathComponent($0).path }
        let checkout = products.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("checkouts/swift-system/Sources/CSystem/include").path
        let arguments =
            [
                "swiftc", "-emit-sil", "-o", "/dev/null", "-parse-as-library", "-swift-version", "6",
                "-enable-upcoming-feature", "NonisolatedNonsendingByDefault",
                "-enable-upcoming-feature", "ExistentialAny",
                "-I", products.appendingPathComponent("Modules").path,
            ]
            + (headers + [checkout]).flatMap { path in
                ["-Xcc", "-fmodule-map-file=\(path)/module.modulemap", "-Xcc", "-I\(path)"]
            } + [file.path]
        let log = FileManager.default.temporaryDirectory
            .appendingPathComponent("rsyscall-swiftc-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: log) }
        let compiler = try SpawnedProgram.start(arguments, output: log)
        let end = try await LinuxProcess.local.waitid(.pid, compiler, .exited)?.childState()
        let output = String(decoding: try Data(contentsOf: log), as: UTF8.self)
        guard case .exited(let status) = end else { return (-1, output) }
        return (status, output)
    }
}
