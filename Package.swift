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

/// The layers of the house, lowest first: a target lies in the folder of its layer, and imports point down only.
enum Layer: String {
    case systems, basics, clients, domain, playbooks, stores, providers, runtime, desks, doors, processes

    /// `Sources/Basics/JSON`.
    func path(of target: String) -> String {
        "Sources/\(rawValue.prefix(1).uppercased())\(rawValue.dropFirst())/\(target)"
    }
}

/// A library target with its tests in `Tests/<name>Tests`.
func library(
    _ name: String, in layer: Layer, _ dependencies: [Target.Dependency], tests: [Target.Dependency] = [],
    exclude: [String] = [], resources: [Resource]? = nil, settings: [SwiftSetting] = []
) -> [Target] {
    [
        .target(
            name: name, dependencies: dependencies, path: layer.path(of: name), exclude: exclude,
            resources: resources, swiftSettings: house + settings),
        .testTarget(
            name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies + tests,
            swiftSettings: house),
    ]
}

/// A process: an executable target with its tests in `Tests/<name>Tests`.
func process(_ name: String, _ dependencies: [Target.Dependency], tests: [Target.Dependency] = []) -> [Target] {
    [
        .executableTarget(
            name: name, dependencies: dependencies, path: Layer.processes.path(of: name), swiftSettings: house),
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
        [
            "HTTPKit", "WorkerKit", "Encodings", "Contracts", "Incident", "Organisation", "JSON", "Postgres",
            "IncidentStore", "WorkStore", logging,
        ]
            + dependencies,
        tests: ["WorkerTesting", "TestServers"] + tests)
}

/// A C library: a module map and a shim, nothing else.
func system(_ name: String, package: String? = nil, apt: String? = nil) -> Target {
    .systemLibrary(
        name: name, path: Layer.systems.path(of: name), pkgConfig: package, providers: apt.map { [.apt([$0])] })
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
let metrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")

var targets: [Target] = []

// Systems: the C libraries.
targets += [
    system("CLinux"),
    system("CRabbitMQ", package: "librabbitmq", apt: "librabbitmq-dev"),
    system("CPostgres", package: "libpq", apt: "libpq-dev"),
    system("CCurl", package: "libcurl", apt: "libcurl4-openssl-dev"),
    system("CCrypto", package: "libcrypto", apt: "libssl-dev"),
    system("CX509", package: "libcrypto", apt: "libssl-dev"),
]

// Basics: threads, encodings, mails as they come, waits, the one JSON value, YAML read as one, digests.
targets += library("IOThread", in: .basics, ["CLinux"])
targets += library("Encodings", in: .basics, [])
targets += library("MIME", in: .basics, ["Encodings"])
targets += library("Pacing", in: .basics, [])
targets += library("JSON", in: .basics, ["Encodings", collections])
targets += library("YAML", in: .basics, ["JSON", yaml])
targets += library("Digests", in: .basics, ["CCrypto"], tests: ["Encodings"])
targets += library("Certificates", in: .basics, ["CX509"], tests: ["Encodings"])
targets += library("RequestSignatures", in: .basics, ["Digests", "Encodings"])
targets += library("Environment", in: .basics, ["CLinux", configuration])
targets += library("LinearExpressions", in: .basics, [])
targets += library("Files", in: .basics, [])

// Clients: one for each C library that speaks to a server.
targets += library(
    "AMQP", in: .clients, ["CRabbitMQ", "Encodings", "IOThread", "Pacing", deque, logging, lifecycle],
    tests: ["LoopbackServers", "TestServers"])
targets += library(
    "Postgres", in: .clients, ["CPostgres", "Encodings", "IOThread", "JSON", "Pacing", deque, logging, lifecycle],
    tests: ["TestServers"])
targets += library("Curl", in: .clients, ["CCurl", "CLinux", "Encodings", "Pacing"], tests: ["LoopbackServers"])

// Domain: meaning, without I/O.
targets += library("Incident", in: .domain, ["Digests", "Encodings", "JSON"])
targets += library("Contracts", in: .domain, ["Cost", "Encodings", "Incident", "JSON"])
targets += library("OnCall", in: .domain, ["Encodings"])
targets += library("RotaPlanning", in: .domain, ["OnCall"])
targets += library("ICalendar", in: .domain, ["Encodings", "OnCall"], tests: ["JSON", "TestServers"])
targets += library("Cost", in: .domain, ["Encodings", "Incident", "JSON"])
targets += library("Escalation", in: .domain, ["Incident"])
targets += library("Silencing", in: .domain, ["LinearExpressions", "OnCall"])
targets += library(
    "Organisation", in: .domain,
    ["Capabilities", "Cost", "Escalation", "ICalendar", "Incident", "JSON", "OnCall", "Silencing", "YAML"])
targets += library(
    "RotaImport", in: .domain, ["Encodings", "JSON", "OnCall", "Organisation"], tests: ["Incident", "YAML"])
targets += library("Capabilities", in: .domain, ["Incident", "JSON"])
// Arithmetic in loops, which is forty times as slow without optimisation: its tests fit models to thousands of series.
targets += library(
    "Forecast", in: .domain, ["Encodings", "JSON"], settings: [.unsafeFlags(["-O"], .when(configuration: .debug))])
targets += library(
    "Nights", in: .domain, ["Cost", "Encodings", "Forecast", "Incident", "JSON", "OnCall"], tests: ["ZoneFiles"])
targets += library("Tasks", in: .domain, ["Encodings", "Incident"])
targets += library("TaskText", in: .domain, ["Encodings"])
targets += library("ConversationCommands", in: .domain, ["Incident", "Tasks"])

// Playbooks: languages and their tools, without I/O.
targets += library("QueryLanguages", in: .playbooks, ["Digests", "Encodings", "JSON", collections])
targets += library(
    "StatesLanguage", in: .playbooks, ["Digests", "Encodings", "JSON", "QueryLanguages", collections, deque])
targets += library("SoclessDialect", in: .playbooks, ["Encodings", "JSON", collections])
targets += library("Playbooks", in: .playbooks, ["JSON", "SoclessDialect", "StatesLanguage", "YAML"])

// Stores: meaning to broker and database.
targets += library(
    "BrokerTopology", in: .stores, ["Contracts", "Curl", "Digests", "Encodings", "JSON", "YAML"],
    tests: ["AMQP", "Cost", "Incident", "TestServers"])
targets += library(
    "IncidentStore", in: .stores,
    ["Digests", "Encodings", "Incident", "JSON", "OnCall", "Organisation", "Postgres", "Silencing", logging],
    tests: ["TestServers"])
targets += library(
    "LetterStore", in: .stores,
    ["Contracts", "Digests", "Encodings", "JSON", "Postgres", "WorkStore"], tests: ["TestServers", logging])
targets += library(
    "Migrations", in: .stores, ["Digests", "Encodings", "Incident", "Postgres", logging], tests: ["TestServers"])
targets += library(
    "WorkStore", in: .stores, ["Capabilities", "Contracts", "Encodings", "Incident", "JSON", "Pacing", "Postgres"],
    tests: ["TestServers"])
targets += library(
    "PageStore", in: .stores,
    [
        "Digests", "Encodings", "Escalation", "Incident", "IncidentStore", "JSON", "Organisation", "Postgres",
        "WorkStore",
    ], tests: ["TestServers", logging])
targets += library(
    "CostStore", in: .stores,
    ["Cost", "Encodings", "Incident", "IncidentStore", "JSON", "Postgres"], tests: ["TestServers", logging])
targets += library(
    "TaskStore", in: .stores, ["Encodings", "Incident", "IncidentStore", "JSON", "Postgres", "Tasks"],
    tests: ["TestServers", logging])
targets += library("ZoneFiles", in: .stores, ["Environment", "OnCall", "Organisation"])
targets += library(
    "PlaybookStore", in: .stores,
    ["Digests", "Encodings", "Incident", "IncidentStore", "JSON", "Postgres", "StatesLanguage"])
targets += library(
    "NightStore", in: .stores,
    ["Cost", "Encodings", "Forecast", "Incident", "IncidentStore", "JSON", "Nights", "Postgres"],
    tests: ["TestServers", logging])
targets += library(
    "PeopleStore", in: .stores, ["Digests", "Encodings", "Incident", "IncidentStore", "JSON", "Postgres"],
    tests: ["TestServers", logging])

// What vendors have in common: calls over HTTP, what their refusals mean, and which methods are to be left alone.
targets += library("VendorCalls", in: .stores, ["Capabilities", "Curl", "Encodings", "Incident", "JSON", "Pacing"])

// Providers: what makes places and sends mail, one target a vendor.
targets += library(
    "NativeProviders", in: .providers,
    ["Capabilities", "Encodings", "Incident", "JSON", "Organisation", "Postgres", logging], tests: ["TestServers"])
targets += library(
    "HTTPProvider", in: .providers,
    ["Capabilities", "Curl", "Encodings", "Incident", "JSON", "Organisation", "VendorCalls"],
    tests: ["LoopbackServers", "ProviderStandIn", yaml], exclude: ["openapi.yaml"])
targets += library(
    "JiraProvider", in: .providers,
    ["Capabilities", "Curl", "Encodings", "JSON", "Organisation", "VendorCalls"], tests: ["Environment", "JiraStandIn"])
targets += library(
    "SlackProvider", in: .providers,
    ["Capabilities", "Curl", "Digests", "Encodings", "JSON", "Organisation", "VendorCalls"],
    tests: ["Environment", "SlackStandIn"])
targets += library("MailProviders", in: .providers, ["Capabilities", "Curl", "Encodings", "Environment"])

// Runtime: what every process runs on, and what tests of workers need.
targets += library(
    "WorkerKit", in: .runtime,
    [
        "Encodings", "Pacing", "AMQP", "Capabilities", "Contracts", "Curl", "Environment", "Incident", "JSON",
        "Organisation", "Digests", "OnCall", "Postgres", "IncidentStore", "WorkStore", "ZoneFiles", configuration,
        hummingbird, lifecycle, logging, metrics, signals,
    ], tests: ["LoopbackServers", "TestServers", "WorkerTesting"])
targets += library(
    "HTTPKit", in: .runtime,
    [
        "Digests", "Encodings", "Environment", "Incident", "IncidentStore", "JSON", "Organisation", "Pacing",
        "Postgres", "RequestSignatures", "WorkStore", "WorkerKit", deque, hummingbird, lifecycle, logging, metrics,
    ])
targets += library(
    "SMTPKit", in: .runtime, ["Environment", "WorkerKit", hummingbird, lifecycle, logging], tests: ["LoopbackServers"])
targets += library(
    "ProviderKit", in: .runtime,
    ["Capabilities", "Environment", "JSON", "NativeProviders", "Organisation", "WorkerKit"])
targets += [
    .target(
        name: "WorkerTesting",
        dependencies: [
            "AMQP", "Contracts", "Curl", "Encodings", "Incident", "JSON", "Postgres", "WorkerKit", lifecycle, logging,
        ],
        path: Layer.runtime.path(of: "WorkerTesting"), swiftSettings: house)
]

// Desks: use cases, each rule once, for every door.
targets += library(
    "Operations", in: .desks,
    [
        "AMQP", "BrokerTopology", "Contracts", "Digests", "Encodings", "Incident", "IncidentStore", "JSON",
        "LetterStore", "Migrations", "OnCall", "Organisation", "Postgres", "RequestSignatures", "ZoneFiles",
    ], tests: ["TestServers", logging])
targets += library(
    "IncidentDesk", in: .desks,
    [
        "Contracts", "Cost", "CostStore", "Digests", "Encodings", "Incident", "IncidentStore", "JSON", "MIME",
        "Organisation", "PeopleStore", "Postgres", "TaskStore", "Tasks", "WorkStore",
    ],
    tests: ["SampleOrganisation"])
targets += library(
    "AlertDesk", in: .desks,
    [
        "Contracts", "Digests", "Encodings", "Escalation", "Incident", "IncidentDesk", "IncidentStore", "JSON", "MIME",
        "Organisation", "OnCall", "Pacing", "PlaybookDesk", "PlaybookStore", "Postgres", "Silencing", "WorkerKit",
        "WorkStore", logging, metrics,
    ], tests: ["SampleOrganisation"])
targets += library(
    "OnCallDesk", in: .desks,
    [
        "Encodings", "Incident", "IncidentStore", "JSON", "OnCall", "Organisation", "Postgres", "RotaPlanning",
        "WorkStore", "ZoneFiles",
    ],
    tests: ["SampleOrganisation"])
targets += library(
    "PageDesk", in: .desks,
    [
        "AlertDesk", "Contracts", "Encodings", "Escalation", "Incident", "IncidentDesk", "IncidentStore", "JSON",
        "OnCall", "OnCallDesk", "Organisation", "PageStore", "Postgres", "Silencing", "WorkStore",
    ])
targets += library(
    "TaskDesk", in: .desks,
    [
        "Contracts", "Encodings", "Incident", "IncidentDesk", "IncidentStore", "JSON", "NativeProviders",
        "Organisation", "Postgres", "TaskStore", "Tasks", "WorkStore",
    ])
targets += library(
    "PlaybookDesk", in: .desks,
    [
        "Contracts", "Digests", "Encodings", "Incident", "IncidentDesk", "IncidentStore", "JSON", "PlaybookStore",
        "Playbooks", "Postgres", "StatesLanguage", "WorkStore",
    ])
targets += library(
    "NightDesk", in: .desks,
    [
        "Cost", "CostStore", "Encodings", "Escalation", "Files", "Forecast", "Incident", "IncidentStore", "JSON",
        "NightStore", "Nights", "OnCall", "OnCallDesk", "Organisation", "PageStore", "Postgres", "ZoneFiles",
    ], tests: ["TestServers", logging])
targets += library(
    "PeopleDesk", in: .desks,
    [
        "Contracts", "CostStore", "Encodings", "Incident", "IncidentDesk", "IncidentStore", "JSON", "Organisation",
        "PageStore", "PeopleStore", "Postgres", "TaskDesk", "TaskStore", "Tasks", "WorkStore",
    ], tests: ["SampleOrganisation"])

targets += library(
    "ConversationDesk", in: .desks,
    [
        "Contracts", "ConversationCommands", "Encodings", "Escalation", "Incident", "IncidentDesk", "IncidentStore",
        "JSON", "NativeProviders", "Organisation", "PageDesk", "PageStore", "PeopleDesk", "PeopleStore", "Postgres",
        "TaskDesk", "TaskStore", "TaskText", "Tasks", "WorkStore",
    ], tests: ["SampleOrganisation"])

targets += library(
    "SignInDesk", in: .desks, ["Digests", "Encodings", "Incident", "IncidentStore", "JSON", "Postgres"],
    tests: ["TestServers", logging])

// Doors: translate, and hold no rule.
targets += library(
    "API", in: .doors,
    [
        "AlertDesk", "CostStore", "Digests", "Encodings", "HTTPKit", "Incident", "IncidentDesk", "IncidentStore",
        "Forecast", "JSON", "NightDesk", "Nights", "OnCall", "OnCallDesk", "Organisation", "PageDesk", "PageStore",
        "PeopleDesk", "PeopleStore", "PlaybookDesk", "PlaybookStore", "Postgres", "RotaPlanning", "StatesLanguage",
        "TaskDesk", "TaskStore", "Tasks", "WorkerKit", "YAML", hummingbird, lifecycle, logging,
    ], resources: [.embedInCode("openapi.yaml")])
targets += library(
    "AlertDoors", in: .doors,
    [
        "AlertDesk", "Certificates", "Encodings", "HTTPKit", "Incident", "IncidentStore", "JSON", "Pacing", "WorkerKit",
        hummingbird, lifecycle, logging,
    ],
    tests: ["Postgres"])
targets += library(
    "Console", in: .doors,
    [
        "ConversationDesk", "Digests", "Encodings", "HTTPKit", "Incident", "IncidentDesk", "IncidentStore", "JSON",
        "LetterStore", "NativeProviders", "Operations", "Organisation", "PageDesk", "PageStore", "PeopleDesk",
        "PeopleStore", "Postgres", "SignInDesk", "TaskDesk", "TaskStore", "Tasks", hummingbird, mustache,
    ],
    resources: [
        .embedInCode("Frame/layout.mustache"),
        .embedInCode("Frame/time.mustache"),
        .embedInCode("Frame/problem.mustache"),
        .embedInCode("Forms/field.mustache"),
        .embedInCode("Forms/form.mustache"),
        .embedInCode("Forms/act.mustache"),
        .embedInCode("Report/report.mustache"),
        .embedInCode("Report/reported.mustache"),
        .embedInCode("Incidents/incidents.mustache"),
        .embedInCode("Incident/resources.mustache"),
        .embedInCode("Incident/incident.mustache"),
        .embedInCode("Incident/timeline.mustache"),
        .embedInCode("Incident/tabs.mustache"),
        .embedInCode("Conversation/conversation.mustache"),
        .embedInCode("Mine/mine.mustache"),
        .embedInCode("Operations/dead-letters.mustache"),
        .embedInCode("Operations/letters.mustache"),
        .embedInCode("Operations/letter.mustache"),
        .embedInCode("Operations/letter-act.mustache"),
        .embedInCode("Operations/letter-edit.mustache"),
        .embedInCode("Operations/replay.mustache"),
        .embedInCode("SignIn/sign-in.mustache"),
        .embedInCode("Sessions/sessions.mustache"),
        .embedInCode("Frame/console.css"),
        .embedInCode("Frame/console.js"),
        .embedInCode("Frame/icon.svg"),
    ])
targets += library(
    "MailDoor", in: .doors,
    [
        "AlertDesk", "Digests", "Encodings", "HTTPKit", "Incident", "IncidentDesk", "IncidentStore", "MIME",
        "Organisation", "SMTPKit", "WorkerKit", logging,
    ])
targets += library(
    "StepFunctionsDoor", in: .doors,
    [
        "Digests", "Encodings", "HTTPKit", "Incident", "IncidentStore", "JSON", "PlaybookDesk", "PlaybookStore",
        "Postgres", "RequestSignatures", "StatesLanguage", hummingbird,
    ])
targets += library(
    "NativeDoor", in: .doors,
    [
        "ConversationDesk", "Digests", "Encodings", "HTTPKit", "Incident", "IncidentDesk", "IncidentStore", "JSON",
        "NativeProviders", "Organisation", "PageDesk", "PageStore", "Postgres", "TaskDesk", "WorkStore", hummingbird,
    ])

// Processes: composition.
targets += process(
    "Intake",
    [
        "API", "AlertDoors", "Console", "ConversationDesk", "MailDoor", "NativeDoor", "StepFunctionsDoor", "HTTPKit",
        "SMTPKit", "AlertDesk", "Encodings", "RequestSignatures", "Environment", "Operations",
        "IncidentDesk", "OnCallDesk", "PageDesk", "PeopleDesk", "PlaybookDesk", "ProviderKit", "SignInDesk", "TaskDesk",
        "WorkerKit",
        "AMQP", "Curl", "Contracts", "Digests", "Incident", "JSON", "NativeProviders", "Organisation", "Postgres",
        "IncidentStore", "WorkStore", hummingbird, lifecycle, logging,
    ], tests: ["PageStore", "PeopleStore", "SampleOrganisation", "TestServers"])
targets += worker(
    "ResourceCreator",
    [
        "Capabilities", "Cost", "CostStore", "HTTPProvider", "JiraProvider", "NativeProviders", "Pacing",
        "ProviderKit", "SlackProvider", mustache,
    ],
    tests: ["AMQP", "Curl", "Environment", "JiraStandIn", "SlackStandIn"])
targets += worker(
    "Notifier",
    [
        "Capabilities", "Cost", "CostStore", "Environment", "Escalation", "HTTPProvider", "JiraProvider",
        "MailProviders", "NativeProviders", "NightDesk", "NightStore", "Nights", "PageStore", "PeopleDesk",
        "PeopleStore",
        "ProviderKit", "SlackProvider", lifecycle,
        metrics,
    ],
    tests: ["AMQP", "Curl", "Forecast", "SlackStandIn"])
targets += worker(
    "Paging",
    [
        "Capabilities", "Curl", "Digests", "Environment", "Escalation", "HTTPProvider", "ICalendar", "JiraProvider",
        "MailProviders", "NativeProviders", "NightDesk", "NightStore", "Nights", "OnCall", "OnCallDesk", "PageStore",
        "ProviderKit", "SlackProvider", "ZoneFiles", lifecycle, metrics,
    ], tests: ["Forecast", "LoopbackServers"])
targets += worker("DeadLetterKeeper", ["AMQP", "Digests", "LetterStore", lifecycle, metrics])
targets += worker("CostCalculator", ["Cost", "CostStore"])
targets += worker(
    "PlaybookRunner",
    [
        "Capabilities", "Curl", "Digests", "Environment", "HTTPProvider", "IncidentDesk", "JiraProvider",
        "MailProviders", "OnCall", "PlaybookDesk", "PlaybookStore", "Playbooks", "ProviderKit", "SlackProvider",
        "SoclessDialect", "StatesLanguage", "TaskDesk", "TaskStore", "Tasks", lifecycle,
    ], tests: ["LoopbackServers"])
targets += worker(
    "TaskTracker",
    [
        "Capabilities", "Environment", "HTTPProvider", "JiraProvider", "MailProviders", "ProviderKit",
        "SlackProvider", "TaskDesk", "TaskStore", "TaskText", "Tasks",
    ], tests: ["NativeProviders"])
targets += process(
    "NightlyBatch",
    [
        "Encodings", "Environment", "Forecast", "Incident", "JSON", "NightDesk", "Nights", "Postgres", arguments,
        logging,
    ],
    tests: ["TestServers"])
targets += process(
    "StatesLanguageConformance",
    [
        "Curl", "Digests", "Encodings", "JSON", "Pacing", "RequestSignatures", "SoclessDialect", "StatesLanguage",
        arguments,
    ])
targets += process(
    "Muster",
    [
        "AMQP", "AlertDesk", "BrokerTopology", "Capabilities", "Contracts", "Cost", "Curl", "Digests", "Encodings",
        "Environment", "Forecast", "HTTPProvider", "Incident", "IncidentStore", "JiraProvider", "JSON", "LetterStore",
        "Migrations", "NightDesk", "NightStore", "Nights", "OnCall", "Operations", "Organisation", "Playbooks",
        "Postgres",
        "RequestSignatures", "RotaImport", "SignInDesk", "SlackProvider", "SoclessDialect", "YAML", "ZoneFiles",
        arguments, logging, signals,
    ], tests: ["TestServers"])

// What only tests use: the private servers that `ops/test` starts, and a stand-in for a provider.
targets += [
    .target(
        name: "TestServers", dependencies: ["CLinux", "JSON"], path: "Tests/TestServers", swiftSettings: house),
    .testTarget(name: "TestServersTests", dependencies: ["TestServers", "JSON"], swiftSettings: house),
    .executableTarget(
        name: "ProviderStandIn", dependencies: ["JSON", "LoopbackServers"], path: "Tests/ProviderStandIn",
        swiftSettings: house),
    .executableTarget(
        name: "OnCallBench", dependencies: ["OnCall"], path: "Tests/OnCallBench", swiftSettings: house),
    .target(
        name: "SampleOrganisation", dependencies: ["JSON", "Organisation"], path: "Tests/SampleOrganisation",
        swiftSettings: house),
    .target(
        name: "JiraStandIn", dependencies: ["Encodings", "JSON", "LoopbackServers"], path: "Tests/JiraStandIn",
        swiftSettings: house),
    .target(
        name: "SlackStandIn", dependencies: ["Encodings", "JSON", "LoopbackServers"], path: "Tests/SlackStandIn",
        swiftSettings: house),
    .target(name: "LoopbackServers", path: "Tests/LoopbackServers", swiftSettings: house),
    .executableTarget(
        name: "AbortingNotifier", dependencies: ["HTTPKit", "WorkerKit", "WorkStore", "Contracts"],
        path: "Tests/AbortingNotifier",
        swiftSettings: house),
    .testTarget(
        name: "SurvivalTests",
        dependencies: [
            "AMQP", "Curl", "Encodings", "JSON", "LoopbackServers", "Postgres", "ProviderStandIn",
            "RequestSignatures", "TestServers", logging,
        ],
        swiftSettings: house),
]

// A release is one build of everything that is left: MUSTER_PROGRAMS_ONLY leaves out what only tests use, some of which does
// not link with Swift's libraries inside.
if Context.environment["MUSTER_PROGRAMS_ONLY"] == "yes" {
    targets.removeAll { $0.type == .test || $0.path?.hasPrefix("Tests/") == true }
}

let package = Package(
    name: "muster",
    products: [
        executable("muster", "Muster"),
        executable("muster-intake", "Intake"),
        executable("muster-resource-creator", "ResourceCreator"),
        executable("muster-notifier", "Notifier"),
        executable("muster-dead-letter-keeper", "DeadLetterKeeper"),
        executable("muster-paging", "Paging"),
        executable("muster-cost-calculator", "CostCalculator"),
        executable("muster-task-tracker", "TaskTracker"),
        executable("muster-playbook-runner", "PlaybookRunner"),
        executable("muster-nightly", "NightlyBatch"),
        executable("states-language-conformance", "StatesLanguageConformance"),
        // For the package of measurements in Benchmarks.
        .library(name: "Cost", targets: ["Cost"]),
        .library(name: "Forecast", targets: ["Forecast"]),
        .library(name: "Incident", targets: ["Incident"]),
        .library(name: "JSON", targets: ["JSON"]),
        .library(name: "QueryLanguages", targets: ["QueryLanguages"]),
        .library(name: "StatesLanguage", targets: ["StatesLanguage"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: targets
)
