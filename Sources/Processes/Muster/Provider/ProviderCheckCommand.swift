import ArgumentParser
import Capabilities
import Curl
import JSON
import Operations
import Organisation

struct ProviderCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Asks a provider what changes nothing there, and says what is missing.",
        discussion: """
            Settings come from the configuration in force, or from a file that is not applied yet. The token comes from \
            where `token_variable` says, in the environment of this command: run it as the processes run that call the \
            provider.
            """)

    @Argument(help: "The provider's name in the configuration.")
    var name: String

    @Option(help: "A YAML file whose providers are asked, instead of the configuration in force.")
    var file: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let allowed = (settings.optional("MUSTER_OUTBOUND_ALLOW") ?? "").split(separator: ",").map {
            String($0.filter { $0 != " " })
        }
        let client = CurlClient(policy: OutboundPolicy(allowing: allowed))
        let provider = try await provider(settings)
        guard let vendor = KnownVendors.all(client: client).first(where: { $0.schema.kind == provider.kind }) else {
            throw CommandFailure("`\(name)` is of the kind `\(provider.kind)`, which this release does not know.")
        }
        guard let check = vendor.check else {
            throw CommandFailure("Providers of the kind `\(provider.kind)` cannot be asked about themselves.")
        }
        var token: String?
        if let variable = provider.tokenVariable {
            token = try settings.optionalSecret(variable)
            guard token != nil else {
                throw CommandFailure(
                    "Neither \(variable) nor \(variable)_FILE is set here. Set one of them to the token of `\(name)`.")
            }
        }
        try tell(await check(provider, token))
    }

    private func provider(_ settings: Settings) async throws -> ProviderSettings {
        let configured =
            if let file { try Self.providers(in: file) } else { try await Self.applied(settings) }
        guard let provider = configured.first(where: { $0.name == name }) else {
            let names = configured.map { "`\($0.name)`" }.joined(separator: ", ")
            throw CommandFailure(
                "No provider is called `\(name)`. \(names.isEmpty ? "None is configured." : "There are \(names).")")
        }
        return provider
    }

    private static func providers(in file: String) throws -> [ProviderSettings] {
        try OrganisationFile(
            ArgumentFile.text(file), named: ArgumentFile.name(file), vendors: KnownVendors.schemas
        ).configuration.providers
    }

    private static func applied(_ settings: Settings) async throws -> [ProviderSettings] {
        let newest = try await Database.asOperator(settings) { try await ConfigurationStore(client: $0).newest() }
        guard let newest else {
            throw CommandFailure("No configuration was applied yet. Name a file: --file FILE.")
        }
        return try OrganisationConfiguration(JSONReader(newest.document, leniency: JSONLeniency())).providers
    }

    private func tell(_ findings: [ProviderFinding]) throws {
        let isWell = findings.allSatisfy(\.isWell)
        let checks = findings.map { finding -> JSON in
            [
                "name": .string(finding.name), "ok": .bool(finding.isWell), "detail": .string(finding.detail),
                "fix": .optional(finding.fix),
            ]
        }
        Output.result(
            asJSON: json.isOn, ["ok": .bool(isWell), "checks": .array(checks)], Self.text(findings))
        if !isWell { throw CommandFailure.told }
    }

    static func text(_ findings: [ProviderFinding]) -> String {
        findings.map { finding in
            let head = "\(finding.isWell ? "ok   " : "WRONG")  \(finding.name): \(Plain.line(finding.detail))"
            return head + (finding.fix.map { "\n       \(Plain.line($0))" } ?? "")
        }.joined(separator: "\n")
    }
}
