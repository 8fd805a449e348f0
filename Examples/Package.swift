// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "rsyscall-examples",
    dependencies: [
        .package(name: "swift-rsyscall", path: ".."),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .executableTarget(
            name: "namespace-server",
            dependencies: [
                .product(name: "Rsyscall", package: "swift-rsyscall"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Sources/NamespaceServer",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
                .enableUpcomingFeature("ExistentialAny"),
            ]
        )
    ]
)
