import Foundation

/// Compiles single files against the library as it was built for these tests.
enum SwiftCompiler {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Ownership is only checked after type checking, so the compiler is asked for SIL.
    static func compile(_ file: URL) throws -> (status: Int32, output: String) {
        let products = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let headers = ["Sources/CRsyscall/include"].map { package.appendingPathComponent($0).path }
        let checkout = products.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("checkouts/swift-system/Sources/CSystem/include").path
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments =
            [
                "swiftc", "-emit-sil", "-o", "/dev/null", "-parse-as-library", "-swift-version", "6",
                "-enable-upcoming-feature", "NonisolatedNonsendingByDefault",
                "-enable-upcoming-feature", "ExistentialAny",
                "-I", products.appendingPathComponent("Modules").path,
            ]
            + (headers + [checkout]).flatMap { path in
                ["-Xcc", "-fmodule-map-file=\(path)/module.modulemap", "-Xcc", "-I\(path)"]
            } + [file.path]
        let pipe = Pipe()
        compiler.standardOutput = pipe
        compiler.standardError = pipe
        try compiler.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        compiler.waitUntilExit()
        return (compiler.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
