// swift-tools-version: 6.2

import PackageDescription

// Every target of the house is built with the same rules: Swift 6 concurrency, strict memory safety
// (so that `unsafe` marks appear only in the wrappers of the C libraries), warnings as errors, and
// imports that stay internal unless they say otherwise (so that C types cannot leak out of a wrapper).
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library target with its tests in `Tests/<name>Tests`.
func library(
    _ name: String, _ dependencies: [Target.Dependency], tests: [Target.Dependency] = [], exclude: [String] = []
) -> [Target] {
    [
        .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: house),
        .testTarget(
            name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies + tests,
            swiftSettings: house),
    ]
}

/// A process: an executable target with its tests in `Tests/<name>Tests`.
func process(_ name: String, _ dependencies: [Target.Dependency], tests: [Target.Dependency] = []) -> [Target] {
    [
        .executableTarget(name: name, dependencies: dependencies, swiftSettings: house),
        .testTarget(
            name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies + tests,
            swiftSettings: house),
    ]
}

/// A worker: a process on `WorkerKit`. Adding one is this line, a folder, a topology file and a migrations folder.
func worker(
    _ name: String, _ dependencies: [Target.Dependency] = [], tests: [Target.Dependency] = []
) -> [Target] {
    process(
        name,
        ["WorkerKit", "Contracts", "Incident", "Organisation", "JSON", "Postgres", "Storage", logging] + dependencies,
        tests: ["WorkerTesting", "TestServers"] + tests)
}

/// The product of a process: `DeadLetterKeeper` becomes `muster-dead-letter-keeper`.
func executable(_ product: String, _ target: String) -> Product {
    .executable(name: product, targets: [target])
}

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let collections: Target.Dependency = .product(name: "OrderedCollections", package: "swift-collections")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")

var targets: [Target] = []

// L0: system libraries, a module map and a shim each.
targets += [
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CRabbitMQ", pkgConfig: "librabbitmq", providers: [.apt(["librabbitmq-dev"])]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
]

// L1: threads, and the one JSON value.
targets += library("IOThread", ["CLinux"])
targets += library("JSON", [collections])

// L2: one client per C library.
targets += library("AMQP", ["CRabbitMQ", "IOThread", deque, logging, lifecycle], tests: ["TestServers"])
targets += library("Postgres", ["CPostgres", "IOThread", "JSON", deque, logging, lifecycle], tests: ["TestServers"])
targets += library("Curl", ["CCurl", "CLinux"], tests: ["LoopbackServers"])
targets += library("Digests", ["CCrypto"])

// L3: meaning, without I/O.
targets += library("Incident", ["JSON", "Digests"])
targets += library("Contracts", ["Incident", "JSON"])
targets += library("Organisation", ["Incident", "JSON", yaml])
targets += library("Capabilities", ["Incident", "JSON"])
targets += library("StatesLanguage", ["JSON", "Digests", collections, deque])
targets += library("SoclessDialect", ["JSON", collections])
targets += library("Playbooks", ["JSON", "Organisation", "SoclessDialect", "StatesLanguage"])

// L4: meaning to broker, database and vendors.
targets += library(
    "BrokerTopology", ["Curl", "Contracts", "Digests", "JSON", yaml], tests: ["AMQP", "Incident", "TestServers"])
targets += library(
    "Storage", ["Contracts", "Digests", "Incident", "JSON", "Organisation", "Postgres", logging], tests: ["TestServers"]
)
targets += library(
    "NativeProviders", ["Capabilities", "Incident", "JSON", "Organisation", "Postgres", logging], tests: ["TestServers"]
)
targets += library(
    "HTTPProvider", ["Capabilities", "Curl", "JSON"], tests: ["LoopbackServers", "ProviderStandIn", yaml],
    exclude: ["openapi.yaml"])

// L5: the worker runtime, and what tests of workers need.
targets += library(
    "WorkerKit",
    [
        "AMQP", "Capabilities", "Contracts", "Curl", "HTTPProvider", "Incident", "JSON", "NativeProviders",
        "Organisation",
        "Digests", "Postgres", "Storage", configuration, hummingbird, lifecycle, logging, signals,
    ], tests: ["TestServers", "WorkerTesting"])
targets += [
    .target(
        name: "WorkerTesting", dependencies: ["WorkerKit", "Contracts", "Incident", "JSON", "Postgres", logging],
        swiftSettings: house)
]

// L6: the processes.
targets += process(
    "Intake",
    [
        "WorkerKit", "AMQP", "Contracts", "Digests", "Incident", "JSON", "NativeProviders", "Organisation", "Postgres",
        "Storage", hummingbird, lifecycle, logging,
    ], tests: ["Curl", "TestServers"])
targets += worker(
    "ResourceCreator", ["Capabilities", "NativeProviders", "HTTPProvider", mustache], tests: ["AMQP", "Curl"])
targets += worker("Notifier", ["Capabilities", "Curl"], tests: ["AMQP"])
targets += worker("DeadLetterKeeper", ["AMQP", "Digests"])
targets += process("StatesLanguageConformance", ["JSON", "StatesLanguage", "SoclessDialect", arguments])
targets += process(
    "Muster",
    [
        "AMQP", "BrokerTopology", "Contracts", "Curl", "Digests", "Incident", "JSON", "Organisation", "Playbooks",
        "Postgres",
        "SoclessDialect",
        "Storage",
        arguments, logging,
    ], tests: ["TestServers"])

// What only tests use: the private servers that `ops/test` starts, and a stand-in for a provider.
targets += [
    .target(
        name: "TestServers", dependencies: ["CLinux", "JSON"], path: "Tests/TestServers", swiftSettings: house),
    .testTarget(name: "TestServersTests", dependencies: ["TestServers", "JSON"], swiftSettings: house),
    .executableTarget(
        name: "ProviderStandIn", dependencies: ["JSON", "LoopbackServers"], path: "Tests/ProviderStandIn",
        swiftSettings: house),
    .target(name: "LoopbackServers", path: "Tests/LoopbackServers", swiftSettings: house),
    .executableTarget(
        name: "AbortingNotifier", dependencies: ["WorkerKit", "Contracts"], path: "Tests/AbortingNotifier",
        swiftSettings: house),
    .testTarget(
        name: "SurvivalTests",
        dependencies: [
            "AMQP", "Curl", "JSON", "LoopbackServers", "Postgres", "ProviderStandIn", "TestServers", logging,
        ],
        swiftSettings: house),
]

let package = Package(
    name: "muster",
    products: [
        executable("muster", "Muster"),
        executable("muster-intake", "Intake"),
        executable("muster-resource-creator", "ResourceCreator"),
        executable("muster-notifier", "Notifier"),
        executable("muster-dead-letter-keeper", "DeadLetterKeeper"),
        executable("states-language-conformance", "StatesLanguageConformance"),
        // For the package of measurements in Benchmarks.
        .library(name: "JSON", targets: ["JSON"]),
        .library(name: "StatesLanguage", targets: ["StatesLanguage"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: targets
)
