// swift-tools-version: 6.2
import PackageDescription

// Continuous integration sets CI; a stranger's newer compiler with a newer warning still builds.
let warnings: [SwiftSetting] =
    Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

// ThreadSanitizer needs locks that it knows; see CONTRIBUTING.md.
let locks: [SwiftSetting] =
    Context.environment["RSYSCALL_TSAN"] == nil ? [] : [.define("RSYSCALL_TSAN")]

let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .enableUpcomingFeature("ExistentialAny"),
        // For the types that cannot outlive what they were made from.
        .enableExperimentalFeature("Lifetimes"),
    ] + warnings + locks

let package = Package(
    name: "swift-rsyscall",
    products: [
        .library(name: "Rsyscall", targets: ["Rsyscall"]),
        .executable(name: "rsyscall", targets: ["rsyscall"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        .target(name: "CRsyscall"),
        .target(name: "RsyscallWire", swiftSettings: settings),
        .target(
            name: "Rsyscall",
            dependencies: [
                "CRsyscall",
                "RsyscallWire",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "DequeModule", package: "swift-collections"),
            ],
            swiftSettings: settings
        ),
        .target(name: "CRsyscallTool", dependencies: ["CRsyscall"]),
        .executableTarget(
            name: "rsyscall",
            dependencies: [
                "Rsyscall",
                "CRsyscall",
                "CRsyscallTool",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/RsyscallTool",
            swiftSettings: settings
        ),
        .testTarget(
            name: "RsyscallTests",
            dependencies: [
                "Rsyscall",
                "CRsyscall",
                "RsyscallWire",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
    ]
)
