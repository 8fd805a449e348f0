// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "rsyscall-fuzz",
    dependencies: [
        .package(name: "swift-rsyscall", path: ".."),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .executableTarget(
            name: "rsyscall-fuzz",
            dependencies: [
                .product(name: "Rsyscall", package: "swift-rsyscall"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Sources/RsyscallFuzz",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
                .enableUpcomingFeature("ExistentialAny"),
                .enableExperimentalFeature("Lifetimes"),
                // The fuzzer brings its own `main`.
                .unsafeFlags(["-parse-as-library"]),
            ]
        )
    ]
)
