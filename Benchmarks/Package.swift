// swift-tools-version: 6.2

import PackageDescription

// Measurements of the pure libraries, apart from the main package so that its builds do not carry them:
// `swift run -c release --package-path Benchmarks StatesLanguageBenchmarks`, `CostBenchmarks` or `ForecastBenchmarks`.
let package = Package(
    name: "muster-benchmarks",
    dependencies: [.package(name: "muster", path: "..")],
    targets: [
        .executableTarget(
            name: "CostBenchmarks",
            dependencies: [
                .product(name: "Cost", package: "muster"), .product(name: "Incident", package: "muster"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]),
        .executableTarget(
            name: "ForecastBenchmarks", dependencies: [.product(name: "Forecast", package: "muster")],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]),
        .executableTarget(
            name: "StatesLanguageBenchmarks",
            dependencies: [
                .product(name: "JSON", package: "muster"), .product(name: "QueryLanguages", package: "muster"),
                .product(name: "StatesLanguage", package: "muster"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]),
    ]
)
