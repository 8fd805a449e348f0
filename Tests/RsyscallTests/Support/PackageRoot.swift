import Foundation

/// The package that these tests belong to, as a folder.
let packageRoot: URL = {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
        guard folder.path != "/" else { fatalError("no Package.swift above \(#filePath)") }
        folder.deleteLastPathComponent()
    }
    return folder
}()
